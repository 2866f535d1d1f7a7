//! Checking an item in: ending its loan, and saying where it goes.

use carrel_rules::check_in::{
    self as rule, ClaimResolution, Condition, Decision, Hold as Target, MessageLevel, Outcome, Refusal,
    ReturnedAtError, Route,
};
use carrel_rules::status::Status;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::json;

use crate::account::ledger::{self, Fine, FineKind, NewFine, Origin};
use crate::holds::{self, Captured, Hold};
use crate::platform::desk::Desk;
use crate::platform::problem::FieldCode;
use crate::platform::refs::{BranchRef, CodeRef, ItemRef};

use super::closing::{OpenLoan, item_ref, lock_holder};
use super::losses::{self, Recovered};
use super::problem::LoanError;
use super::store::check_in::{self as store, CheckInWrites, ItemFacts};
use super::store::{lock, losses as losses_store};
use super::{ItemKey, Loan, Message};

/// An item handed in.
#[derive(Clone, Debug)]
pub(crate) struct CheckIn {
    /// What.
    pub item: ItemKey,
    /// When it came back, where that is known to be earlier.
    pub returned_at: Option<DateTime<Utc>>,
    /// Why lateness is forgiven; none charges it.
    pub waive_fine: Option<String>,
    /// The shape it came back in.
    pub condition: Condition,
    /// What did not come back; none leaves what is known.
    pub missing_parts: Option<String>,
    /// What the damage costs its patron, and what it is.
    pub damage: Option<(i64, Option<String>)>,
    /// How a claim that it had been returned ends.
    pub claim: Option<ClaimResolution>,
    /// Whether something on no loan counts as used in the building; none leaves that to the rules.
    pub in_house_use: Option<bool>,
}

/// What became of it.
#[derive(Debug)]
pub(crate) struct CheckedIn {
    pub outcome: Outcome,
    pub item: ItemRef,
    pub status: Status,
    pub route: RouteTo,
    /// The loan that has ended.
    pub loan: Option<Loan>,
    /// The fine that was charged or adjusted.
    pub fine: Option<Fine>,
    /// The hold that has the item now, and whether that is news to its patron.
    pub hold: Option<(Hold, bool)>,
    /// What was charged for damage.
    pub damage: Option<Fine>,
    /// What a loss gave back.
    pub recovered: Option<Recovered>,
    pub messages: Vec<Message>,
}

/// Where it goes.
#[derive(Debug)]
pub(crate) struct RouteTo {
    pub kind: RouteKind,
    pub branch: BranchRef,
    /// When it goes to its shelf here.
    pub location: Option<CodeRef>,
    pub call_number: Option<String>,
}

/// What kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RouteKind {
    Shelf,
    Transit,
    HoldShelf,
    Mending,
    Staff,
}

/// Takes the item back. Fails with every block when it may not be, and changes nothing then.
pub(crate) fn check_in(conn: &mut PgConnection, desk: &Desk, command: &CheckIn) -> Result<CheckedIn, LoanError> {
    let mut facts = lock_and_read(conn, desk, command)?;
    let item_id = facts.item_id;
    let item = item_ref(&facts);
    let open = match facts.loan.take() {
        Some(loan) => Some(OpenLoan::read(conn, loan, item.clone(), facts.policy_version)?),
        None => None,
    };
    if let Some(open) = &open
        && open.facts.own_account
        && spares_fine(command, open, desk)
    {
        return Err(LoanError::OwnAccount);
    }
    let (captured, wanted) = hold_for(conn, desk, &facts)?;
    let decision = decide(desk, command, &facts, (open.as_ref(), captured, wanted))?;
    let status = settle(decision.next_status, &facts);
    let writes = writes(desk, command, &facts, open.as_ref(), &decision, status);
    store::write(conn, desk, &writes)?;
    let fine = match (&open, decision.closing) {
        (Some(open), Some(closing)) => open.charge(conn, desk, closing.fine_step)?,
        _ => None,
    };
    let recovered = match facts.item_status.parse() {
        Ok(Status::Lost) => losses::recover(conn, &Origin::from(desk), item_id, writes.returned_at)?,
        _ => None,
    };
    let damage = damage(conn, desk, command, open.as_ref())?;
    if let (Some(open), Some(word)) = (&open, claim_word(command)) {
        losses_store::resolve_claim(conn, open.facts.loan_id, word, desk.now)?;
    }
    let loan = open.map(|open| ended(open, desk.now, writes.returned_at));
    let after = decision.hold.map(|hold| (hold.hold_id, status));
    let hold = if captured.is_some() || after.is_some() {
        holds::settle(conn, desk, item_id, captured, after)?
    } else {
        None
    };
    Ok(CheckedIn {
        outcome: decision.outcome,
        item,
        status,
        route: route(&decision.route, &facts, hold.as_ref().map(|(hold, _)| hold)),
        loan,
        fine,
        hold,
        damage,
        recovered,
        messages: decision.messages.iter().map(message).collect(),
    })
}

/// Locks the item, its title where holds are concerned and the patron who has it, and reads what is known of it then.
fn lock_and_read(conn: &mut PgConnection, desk: &Desk, command: &CheckIn) -> Result<ItemFacts, LoanError> {
    let locked = lock::item_and_holder(conn, &command.item)?;
    let item_id = locked.item_id.ok_or_else(|| LoanError::unknown_item(&command.item))?;
    let mut facts = store::facts(conn, desk, item_id)?.ok_or(LoanError::UnknownLoan)?;
    if facts.concerns_holds() && locked.title_id.is_none() {
        holds::lock_title(conn, facts.title_id)?;
        facts = store::facts(conn, desk, item_id)?.ok_or(LoanError::UnknownLoan)?;
    }
    lock_holder(conn, desk, &locked, facts)
}

/// The hold the item is put aside for, and the one that should have it. What waits on another branch's shelf loses its
/// place there: its hold goes before all others, and the item on its way again.
fn hold_for(
    conn: &mut PgConnection,
    desk: &Desk,
    facts: &ItemFacts,
) -> Result<(Option<Captured>, Option<Target>), LoanError> {
    match facts.captured() {
        Some(astray) if astray.is_waiting && astray.pickup_branch_id != desk.branch_id => {
            holds::requeue(conn, desk, astray.hold_id)?;
            Ok((None, holds::first_for(conn, desk, facts.item_id)?))
        }
        Some(captured) => {
            let target = Target {
                hold_id: captured.hold_id,
                pickup_branch: captured.pickup_branch_id,
            };
            Ok((Some(captured), Some(target)))
        }
        None if facts.has_queue => Ok((None, holds::first_for(conn, desk, facts.item_id)?)),
        None => Ok((None, None)),
    }
}

/// Charges the patron for the shape it came back in.
fn damage(
    conn: &mut PgConnection,
    desk: &Desk,
    command: &CheckIn,
    open: Option<&OpenLoan>,
) -> Result<Option<Fine>, LoanError> {
    let Some((amount, detail)) = &command.damage else {
        return Ok(None);
    };
    let Some(open) = open else {
        let right = "Only what was on loan has a patron to charge.";
        return Err(LoanError::Field("/damage", FieldCode::Invalid, right));
    };
    let fine = NewFine {
        patron_id: open.facts.patron_id,
        kind: FineKind::Damage,
        fine_kind_id: None,
        loan_id: Some(open.facts.loan_id),
        item_id: Some(open.item.id),
        branch_id: desk.branch_id,
        amount: *amount,
        detail: detail.clone(),
    };
    Ok(Some(ledger::charge(conn, desk, &fine)?))
}

/// How a claim about the item ends with its return.
fn claim_word(command: &CheckIn) -> Option<&'static str> {
    command.claim.map(|claim| match claim {
        ClaimResolution::ReturnedByPatron => "returned_by_patron",
        ClaimResolution::FoundByLibrary => "found_by_library",
    })
}

/// Whether the caller's word makes the fine smaller: nobody does that for themself or their child.
fn spares_fine(command: &CheckIn, open: &OpenLoan, desk: &Desk) -> bool {
    command.waive_fine.is_some()
        || command.claim == Some(ClaimResolution::FoundByLibrary)
        || (command.returned_at.is_some() && desk.now > open.facts.due_at)
}

fn decide(
    desk: &Desk,
    command: &CheckIn,
    facts: &ItemFacts,
    (open, captured, wanted): (Option<&OpenLoan>, Option<Captured>, Option<Target>),
) -> Result<Decision, LoanError> {
    let loan = open.map(OpenLoan::rule);
    let item = rule::Item {
        status: facts.item_status.parse().unwrap_or(Status::Available),
        home_branch: facts.home_branch_id,
        transit_to: facts.in_transit_to_id,
        on_shelf_for: captured.filter(|hold| hold.is_waiting).map(|hold| hold.hold_id),
        message: facts.item_message.clone(),
        missing_parts: facts.missing_parts.clone(),
    };
    let decision = rule::decide(&rule::Facts {
        now: desk.now,
        returned_at: command.returned_at,
        branch: desk.branch_id,
        item: &item,
        loan: loan.as_ref(),
        hold: wanted,
        condition: command.condition,
        claim: command.claim,
        waive_fine: command.waive_fine.is_some(),
        in_house_use: command.in_house_use,
    });
    decision.map_err(|refusal| match refusal {
        Refusal::Blocked(blocks) => LoanError::Blocked(blocks),
        Refusal::ReturnedAt(ReturnedAtError::Future) => {
            LoanError::Field("/returned_at", FieldCode::InFuture, "Not after now.")
        }
        Refusal::ReturnedAt(ReturnedAtError::TooLongAgo) => {
            LoanError::Field("/returned_at", FieldCode::TooLongAgo, "At most 30 days back.")
        }
        Refusal::ReturnedAt(ReturnedAtError::BeforeLoan) => {
            LoanError::Field("/returned_at", FieldCode::BeforeLoan, "Not before the item was lent.")
        }
    })
}

/// A branch that keeps no cart of recent returns has its items available at once.
fn settle(next: Status, facts: &ItemFacts) -> Status {
    if next == Status::RecentlyReturned && facts.recently_returned_minutes == 0 {
        Status::Available
    } else {
        next
    }
}

fn writes(
    desk: &Desk,
    command: &CheckIn,
    facts: &ItemFacts,
    open: Option<&OpenLoan>,
    decision: &Decision,
    status: Status,
) -> CheckInWrites {
    let forgiven = decision.closing.map_or(0, |closing| closing.forgiven);
    let in_transit_to_id = match decision.route {
        Route::Transit { branch_id } | Route::TransitForHold { branch_id, .. } => Some(branch_id),
        _ => None,
    };
    CheckInWrites {
        item_id: facts.item_id,
        next_status: status.as_str(),
        in_transit_to_id: in_transit_to_id.filter(|_| status == Status::InTransit),
        loan_id: open.map(|open| open.facts.loan_id),
        patron_id: open.map(|open| open.facts.patron_id),
        returned_at: decision.closing.map_or(desk.now, |closing| closing.returned_at),
        in_house_use: decision.outcome == Outcome::InHouseUse,
        missing_parts: command.missing_parts.clone(),
        reason: command.waive_fine.clone(),
        changes: json!({
            "outcome": decision.outcome,
            "status": { "before": facts.item_status, "after": status.as_str() },
            "forgiven": (forgiven > 0).then_some(forgiven),
        }),
    }
}

fn ended(open: OpenLoan, closed_at: DateTime<Utc>, returned_at: DateTime<Utc>) -> Loan {
    let mut loan = open.into_loan();
    loan.closed_at = Some(closed_at.max(loan.checked_out_at));
    loan.returned_at = Some(returned_at);
    loan
}

fn route(route: &Route, facts: &ItemFacts, hold: Option<&Hold>) -> RouteTo {
    let here = BranchRef {
        id: facts.here_id,
        code: facts.here_code.clone(),
        name: facts.here_name.clone(),
    };
    let (kind, branch) = match route {
        Route::Shelf => (RouteKind::Shelf, here),
        Route::HoldShelf { .. } => (RouteKind::HoldShelf, here),
        Route::Transit { branch_id } => (RouteKind::Transit, destination(*branch_id, facts)),
        Route::TransitForHold { branch_id, .. } => {
            let pickup = hold.map(|hold| hold.pickup_branch.0.clone());
            (
                RouteKind::Transit,
                pickup.unwrap_or_else(|| destination(*branch_id, facts)),
            )
        }
        Route::Desk {
            because: rule::Desk::Damaged,
        } => (RouteKind::Mending, here),
        Route::Desk { .. } => (RouteKind::Staff, here),
    };
    let location = (kind == RouteKind::Shelf).then(|| CodeRef {
        id: facts.location_id,
        code: facts.location_code.clone(),
        name: facts.location_name.clone(),
    });
    RouteTo {
        kind,
        branch,
        location,
        call_number: facts.item_call_number.clone(),
    }
}

/// The branch an item is sent to is its home or where it was sent before.
fn destination(branch_id: uuid::Uuid, facts: &ItemFacts) -> BranchRef {
    let sent_to =
        (facts.in_transit_to_id == Some(branch_id)).then(|| facts.sent_to_code.clone().zip(facts.sent_to_name.clone()));
    match sent_to.flatten() {
        Some((code, name)) => BranchRef {
            id: branch_id,
            code,
            name,
        },
        None => BranchRef {
            id: facts.home_branch_id,
            code: facts.home_branch_code.clone(),
            name: facts.home_branch_name.clone(),
        },
    }
}

fn message(message: &rule::Message) -> Message {
    Message {
        code: message.code,
        text: message.text.clone(),
        needs_attention: message.level == MessageLevel::Attention,
    }
}

impl ItemFacts {
    /// Whether somebody waits for the item or its title.
    fn concerns_holds(&self) -> bool {
        self.has_queue || self.captured_hold_id.is_some()
    }

    /// The hold it is put aside for.
    fn captured(&self) -> Option<Captured> {
        Some(Captured {
            hold_id: self.captured_hold_id?,
            pickup_branch_id: self.captured_for_branch_id?,
            is_waiting: self.captured_is_waiting?,
        })
    }
}
