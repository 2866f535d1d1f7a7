//! What holds whatever the facts.

use super::*;

fn expiry(now: DateTime<Utc>) -> impl Strategy<Value = Option<NaiveDate>> {
    of((0..400_u64).prop_map(move |ahead| now.date_naive() + Days::new(ahead + 2)))
}

fn asked() -> impl Strategy<Value = (Calendar, Terms, DateTime<Utc>, DateTime<Utc>, i32, Option<NaiveDate>)> {
    (
        any::calendar(),
        any::terms(),
        any::instant(),
        -100_000_000..100_000_000_i64,
        0..400_i32,
    )
        .prop_flat_map(|(calendar, mut terms, now, off, length)| {
            // A hard date near the loan, so that it matters.
            terms.hard_due_date = terms
                .hard_due_date
                .map(|_| now.date_naive() + Days::new(off.unsigned_abs() % 100));
            let from = now + TimeDelta::seconds(off);
            (
                Just(calendar),
                Just(terms),
                Just(now),
                Just(from),
                Just(length),
                expiry(now),
            )
        })
}

proptest! {
    #[test]
    fn a_due_date_lies_neither_before_now_nor_after_the_card_expires(
        (calendar, terms, now, from, length, card_expires_on) in asked()
    ) {
        let found = compute(&Asked { calendar: &calendar, terms: &terms, now, from, length, card_expires_on });
        prop_assert!(found.at >= now);
        prop_assert_eq!(found.on, calendar.local_date(found.at));
        if let Some(last) = card_expires_on {
            prop_assert!(found.on <= last);
        }
    }

    #[test]
    fn a_due_date_falls_into_open_time_where_the_mode_promises_it(
        (calendar, terms, now, from, length, _) in asked()
    ) {
        prop_assume!(terms.closed_day_mode != ClosedDayMode::Ignore);
        prop_assume!((0..7).any(|ahead| calendar.is_open_on(now.date_naive() + Days::new(ahead))));
        let found = compute(&Asked { calendar: &calendar, terms: &terms, now, from, length, card_expires_on: None });
        // A ceiling that lies before the next open day is kept, closed or not.
        let ceiling = terms.hard_due_mode == HardDueMode::Ceiling && found.changes.contains(&Change::HardDueDate);
        let far = calendar.next_open_day(found.on).is_none();
        prop_assert!(calendar.is_open_on(found.on) || ceiling || far);
        if terms.loan_unit == Unit::Hours && !found.changes.contains(&Change::HardDueDate) && !far {
            prop_assert!(calendar.is_open_at(found.at));
        }
    }

    #[test]
    fn a_ceiling_is_never_passed_and_a_floor_always_reached(
        (calendar, terms, now, from, length, _) in asked()
    ) {
        let hard = terms.hard_due_date.filter(|hard| *hard > now.date_naive() + Days::new(1));
        prop_assume!(hard.is_some());
        let found = compute(&Asked { calendar: &calendar, terms: &terms, now, from, length, card_expires_on: None });
        match terms.hard_due_mode {
            HardDueMode::Ceiling => prop_assert!(Some(found.on) <= hard),
            HardDueMode::Floor | HardDueMode::Exact => prop_assert!(Some(found.on) >= hard),
        }
    }

    #[test]
    fn a_day_loan_ends_at_the_last_second_of_its_day(
        (calendar, mut terms, now, from, length, card_expires_on) in asked()
    ) {
        terms.loan_unit = Unit::Days;
        let found = compute(&Asked { calendar: &calendar, terms: &terms, now, from, length, card_expires_on });
        prop_assert_eq!(found.at, calendar.end_of_day(found.on));
    }

    #[test]
    fn a_longer_length_is_never_due_earlier(
        (calendar, terms, now, from, length, card_expires_on) in asked(),
        more in 0..30_i32,
    ) {
        let asked = Asked { calendar: &calendar, terms: &terms, now, from, length, card_expires_on };
        // An old start gives way to now only when its end is over, which alone may turn the order.
        prop_assume!(from >= now);
        let longer = Asked { length: length + more, ..asked };
        prop_assert!(compute(&asked).at <= compute(&longer).at);
    }
}
