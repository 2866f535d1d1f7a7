//! The numbered cases of the field.

use super::*;

#[test]
fn f01_a_day_costs_one_from_the_first_to_the_thirtieth() {
    let (calendar, terms) = (open_daily(), a_day(|_| {}));
    let fine = assess(&facts(&calendar, &terms, "2026-01-01 23:59:59", "2026-01-30 12:00:00"));
    assert_eq!(
        fine,
        Fine {
            units_late: 29,
            periods: 29,
            amount: 2900,
            capped_by: None
        }
    );
}

#[test]
fn f03_the_smaller_of_cap_and_price_wins() {
    let with_cap = |cap| {
        let (calendar, terms) = (open_daily(), a_day(|set| set.fine_cap = Some(cap)));
        let facts = facts(&calendar, &terms, "2026-01-01 23:59:59", "2026-01-30 12:00:00");
        let fine = assess(&Facts {
            replacement_price: Some(500),
            ..facts
        });
        (fine.amount, fine.capped_by)
    };
    assert_eq!(with_cap(300), (300, Some(Cap::Item)));
    assert_eq!(with_cap(600), (500, Some(Cap::Replacement)));
}

#[test]
fn f05_a_patron_owes_no_more_than_the_cap_over_all_loans() {
    let (calendar, terms) = (open_daily(), a_day(|_| {}));
    let asked = |units: i64, owed_for_others, patron_cap| {
        let facts = facts(&calendar, &terms, "2026-01-01 23:59:59", "2026-01-01 12:00:00");
        let until = facts.until + TimeDelta::days(units);
        assess(&Facts {
            until,
            owed_for_others,
            patron_cap,
            ..facts
        })
        .amount
    };
    // Fine A stands at 50 and grows to 80: one fine that changes, not two.
    let a = asked(80, 0, Some(10_000));
    assert_eq!(step(Some(5000), a), Step::Adjust { from: 5000, to: 8000 });
    // B asks for 30 and gets 20; A paid down to 50, it gets 30; with 80 owed for others, a third gets 20.
    assert_eq!(asked(30, 8000, Some(10_000)), 2000);
    assert_eq!(asked(30, 5000, Some(10_000)), 3000);
    assert_eq!(asked(30, 8000, Some(10_000)), 2000);
    assert_eq!(asked(30, 8000, None), 3000);
    // What is owed already may be over the cap: then nothing is added.
    assert_eq!(asked(30, 12_000, Some(10_000)), 0);
}

#[test]
fn f07_closed_days_do_not_count_and_every_open_day_does() {
    // Our answer: a day is a local day. Three open days at 5.00 are 15.00, however few hours the doors were open.
    let (calendar, terms) = (open_daily(), a_day(|set| set.fine_amount = Some(500)));
    let fine = assess(&facts(&calendar, &terms, "2020-01-22 23:59:59", "2020-01-25 12:00:00"));
    assert_eq!(fine.amount, 1500);
}

#[test]
fn f11_grace_is_a_threshold() {
    // Minutes late, then grace and its unit: none left over, or all of it counts.
    let calendar = open_daily();
    let late = |terms: &Terms, minutes| {
        let facts = facts(&calendar, terms, "2026-03-02 12:00:00", "2026-03-02 12:00:00");
        assess(&Facts {
            until: facts.until + TimeDelta::minutes(minutes),
            ..facts
        })
        .periods
    };
    let hourly = |grace| an_hour(|set| set.grace = Some(grace));
    assert_eq!((late(&hourly(4), 255), late(&hourly(5), 255)), (5, 0));
    let daily = |grace| a_day(|set| set.grace = Some(grace));
    let from_midnight = |terms: &Terms, minutes: i64| {
        let facts = facts(&calendar, terms, "2026-03-02 23:59:59", "2026-03-02 23:59:59");
        assess(&Facts {
            until: facts.until + TimeDelta::minutes(minutes),
            ..facts
        })
        .periods
    };
    assert_eq!((from_midnight(&daily(3), 4350), from_midnight(&daily(4), 4350)), (4, 0));
    assert_eq!(
        (from_midnight(&daily(14), 20_200), from_midnight(&daily(15), 20_200)),
        (15, 0)
    );
}
