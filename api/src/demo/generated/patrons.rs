//! Generated patrons, each with a card and an account.

use std::ops::Range;

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::chance::Chance;
use super::id;
use super::rows::Rows;
use super::words::Vocabulary;
use crate::demo::id as demo_id;

/// Beyond those of the demo library.
const FIRST_CARD: u32 = 2_100_000_001;

/// The rows of three tables.
#[derive(Default)]
pub(super) struct People {
    pub(super) patrons: Rows,
    pub(super) cards: Rows,
    pub(super) accounts: Rows,
}

/// The patrons numbered so.
pub(super) fn rows(numbers: Range<u32>, now: DateTime<Utc>, vocabulary: &Vocabulary) -> People {
    let mut people = People::default();
    for number in numbers {
        row(&mut people, number, now, vocabulary);
    }
    people
}

fn row(people: &mut People, number: u32, now: DateTime<Utc>, vocabulary: &Vocabulary) {
    let mut chance = Chance::of("patron", number);
    let patron = id("patron", number);
    let (given, family) = (vocabulary.given_name(&mut chance), vocabulary.surname(&mut chance));
    let age = chance.below(92);
    let category = match age {
        0..13 => "CHILD",
        13..18 => "TEEN",
        _ => "ADULT",
    };
    let branch = if chance.percent(60) { "CEN" } else { "RIV" };
    let today = now.date_naive();
    people
        .patrons
        .cell(patron)
        .cell(demo_id("patron_category", category))
        .cell(demo_id("branch", branch))
        .cell(given)
        .cell(&family)
        .maybe(chance.percent(4).then(|| vocabulary.given_name(&mut chance)))
        .cell(born(today, age, &mut chance))
        .maybe(chance.percent(70).then(|| format!("patron{number}@example.org")))
        .maybe(
            chance
                .percent(85)
                .then(|| format!("{}-555-{:04}", 200 + number / 10_000 % 800, number % 10_000)),
        )
        .maybe(chance.percent(20).then_some("es"))
        .cell(days_from(today, 30 + chance.below(700)))
        .cell(now)
        .cell(now)
        .end();
    people
        .cards
        .cell(id("card", number))
        .cell(patron)
        .cell(FIRST_CARD + number)
        .cell(now)
        .end();
    people.accounts.cell(id("account", number)).cell(patron).cell(now).end();
}

fn born(today: NaiveDate, age: usize, chance: &mut Chance) -> NaiveDate {
    let days = age * 365 + age / 4 + 1 + chance.below(360);
    let days = Days::new(u64::try_from(days).unwrap_or(0));
    today.checked_sub_days(days).unwrap_or(today)
}

fn days_from(today: NaiveDate, days: usize) -> NaiveDate {
    let days = Days::new(u64::try_from(days).unwrap_or(0));
    today.checked_add_days(days).unwrap_or(today)
}
