//! Any facts at all, for what must hold whatever the facts are.

use carrel_rules::block::Code;
use carrel_rules::calendar::{Calendar, Hours};
use carrel_rules::check_in::{ClaimResolution, Condition};
use carrel_rules::patron::{Card, Counts, Patron, Restriction};
use carrel_rules::policy::{
    Attributes, ClosedDayMode, FineChargeAt, GraceMode, HardDueMode, HighDemand, Limits, RenewalFrom, Terms, Unit,
    Where,
};
use carrel_rules::status::Status;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use super::WEEK;

pub fn zone() -> impl Strategy<Value = Tz> {
    // Whole hours and less, both hemispheres, a change at midnight, and a zone that once skipped a whole day.
    select(vec![
        Tz::UTC,
        Tz::Europe__Berlin,
        Tz::America__New_York,
        Tz::America__Havana,
        Tz::America__Santiago,
        Tz::Asia__Kolkata,
        Tz::Australia__Lord_Howe,
        Tz::Pacific__Apia,
        Tz::Pacific__Kiritimati,
    ])
}

/// A day of the years a library has data of.
pub fn day() -> impl Strategy<Value = NaiveDate> {
    (0..16_000_u64).prop_map(|days| NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date") + Days::new(days))
}

/// An instant of those years, to the millisecond.
pub fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    (946_684_800_000..2_329_084_800_000_i64).prop_map(|ms| DateTime::from_timestamp_millis(ms).expect("an instant"))
}

/// An instant, and one at most `within` seconds later.
pub fn instants(within: i64) -> impl Strategy<Value = (DateTime<Utc>, DateTime<Utc>)> {
    (instant(), 0..within).prop_map(|(first, more)| (first, first + chrono::TimeDelta::seconds(more)))
}

pub fn hours() -> impl Strategy<Value = Hours> {
    (0..1439_u32, 1..1440_u32).prop_filter_map("in order", |(opens, closes)| {
        let time = |minutes: u32| NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0);
        Hours::new(time(opens)?, time(closes)?).ok()
    })
}

pub fn calendar() -> impl Strategy<Value = Calendar> {
    let weekly = vec((select(WEEK.to_vec()), hours()), 0..10);
    let closures = vec((day(), 0..30_u64), 0..4);
    let yearly = vec((1..=12_u32, 1..=31_u32), 0..4);
    let exceptions = vec((day(), vec(hours(), 0..3)), 0..4);
    (zone(), weekly, closures, yearly, exceptions).prop_map(|(zone, weekly, closures, yearly, exceptions)| {
        let mut calendar = Calendar::new(zone);
        for (weekday, hours) in weekly {
            calendar = calendar.with_weekly(weekday, hours);
        }
        for (first, more) in closures {
            calendar = calendar.with_closure(first, first + Days::new(more));
        }
        for (month, day) in yearly {
            calendar = calendar.with_yearly_closure(month, day);
        }
        for (date, hours) in exceptions {
            calendar = calendar.with_exception(date, hours);
        }
        calendar
    })
}

pub fn unit() -> impl Strategy<Value = Unit> {
    select(vec![Unit::Days, Unit::Hours])
}

pub fn place() -> impl Strategy<Value = Where> {
    select(vec![Where::Anywhere, Where::Home, Where::Holding, Where::HomeOrHolding])
}

/// Terms with valid values, those for due dates and renewals among them.
pub fn terms() -> impl Strategy<Value = Terms> {
    let length = (
        of(0..400_i32),
        of(unit()),
        of(0..400_i32),
        of(select(vec![RenewalFrom::Due, RenewalFrom::Today])),
    );
    let modes = select(vec![
        ClosedDayMode::Ignore,
        ClosedDayMode::MoveForward,
        ClosedDayMode::CountOpenDays,
    ]);
    let hard = select(vec![HardDueMode::Exact, HardDueMode::Ceiling, HardDueMode::Floor]);
    let demand = of((0..5_i32, 0..30_i32).prop_map(|(threshold, length)| HighDemand { threshold, length }));
    let limits = (of(0..4_i32), of(0..4_i32), of(0..3_i32), of(0..20_i32));
    let dates = (of(modes), of(day()), of(hard), demand);
    (length, dates, limits, of(place()), of(any::<bool>()), fines()).prop_map(
        |(length, dates, limits, return_allowed, loanable, fines)| {
            Terms::from(&Attributes {
                loan_length: length.0,
                loan_unit: length.1,
                renewal_length: length.2,
                renewal_from: length.3,
                closed_day_mode: dates.0,
                hard_due_date: dates.1,
                hard_due_mode: dates.2,
                high_demand: dates.3,
                max_loans: limits.0,
                max_onsite_loans: limits.1,
                renewals_max: limits.2,
                no_renewal_before_days: limits.3,
                return_allowed,
                loanable,
                ..fines
            })
        },
    )
}

/// Attributes with valid values for fines.
pub fn fines() -> impl Strategy<Value = Attributes> {
    let rate = (of(0..10_000_i64), of(1..10_i32), of(unit()));
    let charge_at = select(vec![FineChargeAt::End, FineChargeAt::Start]);
    let grace_mode = select(vec![GraceMode::Threshold, GraceMode::Deducted]);
    let grace = (of(0..10_i32), of(grace_mode));
    let caps = (of(0..20_000_i64), of(0..20_000_i64));
    (rate, of(charge_at), grace, caps, of(any::<bool>())).prop_map(|(rate, charge_at, grace, caps, closed)| {
        Attributes {
            fine_amount: rate.0,
            fine_every: rate.1,
            fine_unit: rate.2,
            fine_charge_at: charge_at,
            grace: grace.0,
            grace_mode: grace.1,
            fine_cap: caps.0,
            replacement_default: caps.1,
            fine_counts_closed: closed,
            ..Attributes::default()
        }
    })
}

pub fn patron() -> impl Strategy<Value = Patron> {
    let restrictions = vec(of(day()).prop_map(|until| Restriction { until }), 0..3);
    let card = select(vec![Card::Active, Card::Lost, Card::Replaced]);
    (card, any::<bool>(), any::<bool>(), of(day()), restrictions, of(day())).prop_map(
        |(card, merged, anonymised, expires_on, restrictions, born_on)| Patron {
            card,
            merged,
            anonymised,
            expires_on,
            restrictions,
            born_on,
        },
    )
}

pub fn counts() -> impl Strategy<Value = Counts> {
    (0..5_i64, 0..5_i64, 0..5_i64, 0..5_i64, 0..5_i64, any::<i64>()).prop_map(
        |(loans, on_site_loans, loans_under_rule, overdue, lost, balance)| Counts {
            loans,
            on_site_loans,
            loans_under_rule,
            overdue,
            lost,
            balance,
        },
    )
}

pub fn limits() -> impl Strategy<Value = Limits> {
    (
        of(0..4_i32),
        of(0..5000_i64),
        of(0..4_i32),
        of(0..4_i32),
        of(0..5000_i64),
    )
        .prop_map(|(max_loans, max_balance, max_overdue, max_lost, fine_cap)| Limits {
            max_loans,
            max_holds: None,
            max_balance,
            max_overdue,
            max_lost,
            fine_cap,
        })
}

pub fn status() -> impl Strategy<Value = Status> {
    select(Status::ALL.to_vec())
}

pub fn condition() -> impl Strategy<Value = Condition> {
    select(vec![Condition::Good, Condition::Damaged, Condition::PartsMissing])
}

pub fn claim() -> impl Strategy<Value = Option<ClaimResolution>> {
    of(select(vec![
        ClaimResolution::ReturnedByPatron,
        ClaimResolution::FoundByLibrary,
    ]))
}

pub fn code() -> impl Strategy<Value = Code> {
    select(Code::ALL.to_vec())
}

/// One of three records.
pub fn id() -> impl Strategy<Value = Uuid> {
    (1..=3_u128).prop_map(Uuid::from_u128)
}
