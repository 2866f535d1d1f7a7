use carrel_rules::block::Code;
use carrel_rules::change_due_date::{Facts, decide};
use carrel_rules::due_date::WishError;
use chrono::{DateTime, Utc};

use crate::given::{at, codes, days, open_daily};

/// For a day loan due on 9 March 2026, on the 5th.
fn moved_to(wish: &str, closed: bool) -> Result<(Vec<Code>, DateTime<Utc>), WishError> {
    let decision = decide(&Facts {
        now: at("2026-03-05 12:00:00"),
        calendar: &open_daily(),
        terms: &days(7, |_| {}),
        closed,
        due_at: at("2026-03-09 23:59:59"),
        wished_due_at: at(wish),
    })?;
    Ok((codes(&decision.blocks), decision.due.at))
}

#[test]
fn earlier_needs_a_reason_later_a_supervisor_and_the_same_nothing() {
    let at_end_of = |day: &str| at(&format!("{day} 23:59:59"));
    assert_eq!(
        moved_to("2026-03-06 08:00:00", false),
        Ok((vec![Code::DueDateEarlier], at_end_of("2026-03-06")))
    );
    assert_eq!(
        moved_to("2026-03-12 08:00:00", false),
        Ok((vec![Code::DueDateLater], at_end_of("2026-03-12")))
    );
    assert_eq!(
        moved_to("2026-03-09 08:00:00", false),
        Ok((vec![], at_end_of("2026-03-09")))
    );
}

#[test]
fn a_closed_loan_has_no_due_date_to_move() {
    let codes = moved_to("2026-03-12 08:00:00", true).map(|(codes, _)| codes);
    assert_eq!(codes, Ok(vec![Code::DueDateLater, Code::LoanClosed]));
}

#[test]
fn a_due_date_is_moved_into_the_future_and_not_too_far() {
    assert_eq!(moved_to("2026-03-05 12:00:00", false), Err(WishError::NotInFuture));
    assert_eq!(moved_to("2036-03-12 12:00:00", false), Err(WishError::TooFar));
}
