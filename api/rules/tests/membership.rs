use carrel_rules::membership::{
    Ages, FeeRules, NotLonger, Occasion, RenewFrom, category_for, expires_soon, fee_due, has_outgrown, renewed,
};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn t01_a_renewed_card_counts_from_where_the_library_says() {
    let (today, old) = (day("2026-03-10"), Some(day("2026-02-10")));
    let until = |from| renewed(from, today, old, Some(12));
    assert_eq!(until(RenewFrom::Today), Ok(Some(day("2027-03-10"))));
    assert_eq!(until(RenewFrom::Expiry), Ok(Some(day("2027-02-10"))));
    assert_eq!(until(RenewFrom::Later), Ok(Some(day("2027-03-10"))));
    let early = Some(day("2026-05-01"));
    assert_eq!(
        renewed(RenewFrom::Later, today, early, Some(12)),
        Ok(Some(day("2027-05-01")))
    );
    assert_eq!(
        renewed(RenewFrom::Today, today, early, Some(12)),
        Ok(Some(day("2027-03-10")))
    );
}

#[test]
fn a_renewal_never_shortens() {
    let today = day("2026-03-10");
    let far = Some(day("2029-01-01"));
    assert_eq!(renewed(RenewFrom::Today, today, far, Some(12)), Err(NotLonger));
    assert_eq!(
        renewed(RenewFrom::Later, today, None, Some(12)),
        Err(NotLonger),
        "good for ever already"
    );
    assert_eq!(
        renewed(RenewFrom::Later, today, far, None),
        Ok(None),
        "a category without end"
    );
}

#[test]
fn a_leap_day_renews_to_the_last_of_february() {
    let leap = Some(day("2028-02-29"));
    assert_eq!(
        renewed(RenewFrom::Expiry, day("2028-02-01"), leap, Some(12)),
        Ok(Some(day("2029-02-28")))
    );
}

#[test]
fn t03_a_card_is_about_to_expire_within_the_window() {
    let today = day("2026-03-10");
    let ahead = |days| today.checked_add_days(Days::new(days));
    assert!(expires_soon(ahead(10), today, 20));
    assert!(!expires_soon(ahead(20), today, 10));
    assert!(!expires_soon(ahead(0), today, 0), "a window of 0 never warns");
    assert!(expires_soon(ahead(0), today, 1), "the last day is still one");
    assert!(expires_soon(ahead(20), today, 20) && !expires_soon(ahead(21), today, 20));
    assert!(
        !expires_soon(today.pred_opt(), today, 20),
        "it has expired: that is another word"
    );
    assert!(!expires_soon(None, today, 20));
}

#[test]
fn t05_the_fee_falls_due_as_the_library_says() {
    let never = FeeRules {
        on_renewal: false,
        on_category_change: false,
    };
    let always = FeeRules {
        on_renewal: true,
        on_category_change: true,
    };
    assert_eq!(fee_due(Occasion::Registration, Some(250), never), Some(250));
    assert_eq!(fee_due(Occasion::CategoryChange, Some(500), never), None);
    assert_eq!(fee_due(Occasion::CategoryChange, Some(500), always), Some(500));
    assert_eq!(fee_due(Occasion::Renewal, Some(250), never), None);
    assert_eq!(fee_due(Occasion::Renewal, Some(250), always), Some(250));
    assert_eq!(fee_due(Occasion::Registration, None, always), None);
    assert_eq!(fee_due(Occasion::Registration, Some(0), always), None);
}

#[test]
fn a_category_is_outgrown_after_its_last_age() {
    assert!(has_outgrown(Some(18), Some(17)));
    assert!(!has_outgrown(Some(17), Some(17)));
    assert!(!has_outgrown(None, Some(17)) && !has_outgrown(Some(90), None));
}

fn ages(min: impl Into<Option<u32>>, max: impl Into<Option<u32>>) -> Ages {
    Ages {
        min: min.into(),
        max: max.into(),
    }
}

#[test]
fn the_category_for_the_fewest_ages_is_suggested() {
    let all = [
        ("anybody", ages(None, None)),
        ("adult", ages(18, None)),
        ("staff", ages(18, None)),
        ("child", ages(None, 12)),
        ("senior", ages(65, 120)),
        ("teen", ages(13, 17)),
    ];
    for (age, expected) in [
        (0, "child"),
        (12, "child"),
        (13, "teen"),
        (17, "teen"),
        (18, "adult"),
        (64, "adult"),
        (65, "senior"),
        (121, "adult"),
    ] {
        assert_eq!(category_for(age, all), Some(expected), "{age}");
    }
    assert_eq!(
        category_for(40, [("child", ages(None, 12)), ("anybody", ages(None, None))]),
        Some("anybody")
    );
    assert_eq!(category_for(13, [("child", ages(None, 12))]), None);
}

proptest! {
    #[test]
    fn whatever_is_suggested_holds_the_age(
        age in 0u32..150, all in prop::collection::vec((prop::option::of(0u32..150), prop::option::of(0u32..150)), 0..8),
    ) {
        let all: Vec<Ages> = all.into_iter().map(|(min, max)| Ages { min, max }).collect();
        match category_for(age, all.iter().map(|ages| (*ages, *ages))) {
            Some(found) => prop_assert!(found.hold(age)),
            None => prop_assert!(all.iter().all(|ages| !ages.hold(age))),
        }
    }

    #[test]
    fn whatever_it_counts_from_it_is_good_for_longer(
        today in 0i64..40_000, old in 0i64..40_000, months in 1u32..240, from in 0usize..3,
    ) {
        let date = |days: i64| NaiveDate::default() + chrono::Duration::days(days);
        let from = [RenewFrom::Today, RenewFrom::Expiry, RenewFrom::Later][from];
        match renewed(from, date(today), Some(date(old)), Some(months)) {
            Ok(Some(new)) => prop_assert!(new > date(old)),
            Ok(None) => prop_assert!(false, "a category with an end gave a card without"),
            Err(NotLonger) => prop_assert_eq!(from, RenewFrom::Today),
        }
    }
}
