mod cases;

use crate::given::{CheckIn, at, codes, id};
use carrel_rules::block::Code;
use carrel_rules::check_in::{
    ClaimResolution, Condition, Desk, Hold, MessageCode, Outcome, Refusal, ReturnedAtError, Route,
};
use carrel_rules::overdue_fine::Step;
use carrel_rules::policy::Where;
use carrel_rules::status::Status;
use chrono::TimeDelta;

fn said(given: &CheckIn) -> Vec<MessageCode> {
    given.decide().messages.iter().map(|message| message.code).collect()
}

fn refused(given: &CheckIn) -> Vec<Code> {
    match given.try_decide() {
        Err(Refusal::Blocked(blocks)) => codes(&blocks),
        other => panic!("not blocked: {other:?}"),
    }
}

/// Due at the end of 9 March and handed in so many days later.
fn late(days: i64, change: impl FnOnce(&mut CheckIn)) -> CheckIn {
    CheckIn::with(|given| {
        given.now = at("2026-03-09 12:00:00") + TimeDelta::days(days);
        change(given);
    })
}

#[test]
fn a_return_in_time_goes_to_the_shelf_without_a_word() {
    let decision = CheckIn::plain().decide();
    assert_eq!(decision.outcome, Outcome::CheckedIn);
    assert_eq!(
        (decision.next_status, decision.route),
        (Status::RecentlyReturned, Route::Shelf)
    );
    assert_eq!(decision.closing.map(|closing| closing.fine_step), Some(Step::Leave));
    assert_eq!(decision.messages, []);
}

#[test]
fn a_return_does_not_lie_before_the_loan() {
    let returned = |instant: &str| {
        CheckIn::with(|given| given.returned_at = Some(at(instant)))
            .try_decide()
            .map(|_| ())
    };
    assert_eq!(returned("2026-03-02 12:00:00"), Ok(()));
    assert_eq!(
        returned("2026-03-02 11:59:59"),
        Err(Refusal::ReturnedAt(ReturnedAtError::BeforeLoan))
    );
}

#[test]
fn a_loan_that_began_after_the_return_was_sent_ends_when_it_began() {
    let decision = CheckIn::with(|given| given.now = at("2026-03-02 11:59:58")).decide();
    assert_eq!(
        decision.closing.map(|closing| closing.returned_at),
        Some(at("2026-03-02 12:00:00"))
    );
}

#[test]
fn a_return_is_dated_back_thirty_days_at_most() {
    let dated = |back: TimeDelta| {
        late(60, |given| given.returned_at = Some(given.now - back))
            .try_decide()
            .map(|_| ())
    };
    assert_eq!(dated(TimeDelta::days(30)), Ok(()));
    let too_long = Err(Refusal::ReturnedAt(ReturnedAtError::TooLongAgo));
    assert_eq!(dated(TimeDelta::days(30) + TimeDelta::seconds(1)), too_long);
}

#[test]
fn an_item_goes_home_when_it_is_returned_elsewhere() {
    let decision = CheckIn::with(|given| given.item.home_branch = id(2)).decide();
    assert_eq!(
        (decision.next_status, decision.route),
        (Status::InTransit, Route::Transit { branch_id: id(2) })
    );
}

#[test]
fn an_item_in_transit_arrives_or_goes_on() {
    let sent = |to, home| {
        CheckIn::without_loan(Status::InTransit, |given| {
            given.item.transit_to = Some(id(to));
            given.item.home_branch = id(home);
        })
    };
    let home = sent(1, 1).decide();
    assert_eq!((home.outcome, home.route), (Outcome::Arrived, Route::Shelf));
    let wrong = sent(2, 1);
    assert_eq!(
        (wrong.decide().outcome, wrong.decide().route),
        (Outcome::InTransit, Route::Transit { branch_id: id(2) })
    );
    assert_eq!(said(&wrong), [MessageCode::WrongBranch]);
    let further = sent(1, 3).decide();
    assert_eq!(
        (further.outcome, further.route),
        (Outcome::Arrived, Route::Transit { branch_id: id(3) })
    );
}

#[test]
fn what_staff_must_see_stays_at_the_desk() {
    let in_condition = |condition| {
        let decision = CheckIn::with(|given| {
            given.condition = condition;
            given.hold = Some(Hold {
                hold_id: id(7),
                pickup_branch: id(1),
            });
        })
        .decide();
        assert_eq!((decision.hold, decision.newly_held), (None, false));
        (decision.next_status, decision.route)
    };
    let desk = |because| Route::Desk { because };
    assert_eq!(
        in_condition(Condition::Damaged),
        (Status::InRepair, desk(Desk::Damaged))
    );
    assert_eq!(
        in_condition(Condition::PartsMissing),
        (Status::InProcessing, desk(Desk::PartsMissing))
    );
    let withdrawn = CheckIn::without_loan(Status::Withdrawn, |_| {}).decide();
    assert_eq!(
        (withdrawn.next_status, withdrawn.route),
        (Status::Withdrawn, desk(Desk::Withdrawn))
    );
}

#[test]
fn what_was_thought_gone_or_not_ready_is_back() {
    let scanned = |status| {
        let given = CheckIn::without_loan(status, |_| {});
        (given.decide().next_status, said(&given))
    };
    assert_eq!(
        scanned(Status::Missing),
        (Status::RecentlyReturned, vec![MessageCode::WasMissing])
    );
    assert_eq!(
        scanned(Status::InProcessing),
        (Status::RecentlyReturned, vec![MessageCode::NowReady])
    );
    assert_eq!(
        scanned(Status::Lost),
        (Status::RecentlyReturned, vec![MessageCode::WasLost])
    );
}

#[test]
fn messages_carry_the_words_of_staff() {
    let given = CheckIn::with(|given| {
        given.item.message = Some("Show to Ms Ortiz.".to_owned());
        given.item.missing_parts = Some("Disc 2".to_owned());
    });
    let messages = given.decide().messages;
    let words: Vec<_> = messages.iter().map(|message| message.text.as_str()).collect();
    assert_eq!(words, ["Disc 2", "Show to Ms Ortiz."]);
}

#[test]
fn staff_may_say_whether_an_item_was_used_here() {
    let outcome = |status, said| {
        CheckIn::without_loan(status, |given| given.in_house_use = said)
            .decide()
            .outcome
    };
    assert_eq!(outcome(Status::Available, Some(false)), Outcome::NotOnLoan);
    assert_eq!(outcome(Status::RecentlyReturned, Some(true)), Outcome::InHouseUse);
    let on_loan = CheckIn::with(|given| given.in_house_use = Some(true)).decide();
    assert_eq!(on_loan.outcome, Outcome::CheckedIn);
}

#[test]
fn a_message_on_the_wire() {
    let given = CheckIn::without_loan(Status::Missing, |_| {});
    let json = serde_json::json!([{
        "code": "was-missing",
        "level": "attention",
        "text": "This item was recorded as missing.",
    }]);
    assert_eq!(serde_json::to_value(given.decide().messages).expect("json"), json);
}

#[test]
fn there_is_nothing_to_forgive_in_time_or_below_what_was_charged() {
    let forgiven = |fine, now: &str| {
        let given = CheckIn::with(|given| {
            given.now = at(now);
            given.waive_fine = true;
            given.loan.as_mut().expect("a loan").fine = fine;
        });
        given
            .decide()
            .closing
            .map(|closing| (closing.forgiven, closing.fine_step))
    };
    assert_eq!(forgiven(None, "2026-03-05 12:00:00"), Some((0, Step::Leave)));
    assert_eq!(
        forgiven(Some(300), "2026-03-11 12:00:00"),
        Some((0, Step::Adjust { from: 300, to: 200 }))
    );
    assert_eq!(forgiven(Some(100), "2026-03-11 12:00:00"), Some((100, Step::Leave)));
}
