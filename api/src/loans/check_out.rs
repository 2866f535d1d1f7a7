//! Checking an item out to a patron; with leave, taking it over from another.

use carrel_rules::check_out::{self as rule, Decision, OpenLoan, ShelfHold};
use carrel_rules::patron::Counts;
use carrel_rules::policy::{Limits, Resolution, Terms};
use carrel_rules::status::Status;
use chrono::{DateTime, Utc};
use diesel::PgConnection;
use serde_json::Value;
use uuid::Uuid;

use crate::account::ledger::Origin;
use crate::branches::calendar_cache;
use crate::holds;
use crate::platform::desk::Desk;
use crate::platform::refs::{BranchRef, ItemRef, PatronRef, TitleRef};
use crate::policies;

use super::closing;
use super::losses;
use super::overrides::{self, Attempt, Override};
use super::problem::LoanError;
use super::standing::{Standing, patron};
use super::store::check_out::{self as store, Facts};
use super::store::lock::{self, Locked};
use super::{ItemKey, Kind, Loan, Message, PatronKey};

/// Operation of the API, as override grants name it.
pub(super) const OPERATION: &str = "createLoan";

/// A check-out, asked for.
#[derive(Clone, Debug)]
pub(crate) struct CheckOut {
    /// Who wants it.
    pub patron: PatronKey,
    /// What.
    pub item: ItemKey,
    /// The due date staff wish for.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether the item stays in the building.
    pub on_site: bool,
    /// What the caller accepts.
    pub overrides: Override,
}

/// A loan just begun.
#[derive(Debug)]
pub(crate) struct CheckedOut {
    /// The loan.
    pub loan: Loan,
    /// What staff should be told.
    pub messages: Vec<Message>,
}

/// Lends the item. Fails with every block that still stands, and changes nothing then.
pub(crate) fn check_out(conn: &mut PgConnection, desk: &Desk, command: &CheckOut) -> Result<CheckedOut, LoanError> {
    let locked = lock::item_and_patron(conn, &command.item, &command.patron)?;
    let (item_id, patron_id) = found(&locked, command)?;
    let mut facts = read_facts(conn, desk, command, item_id, patron_id)?;
    if (facts.captured_hold_id.is_some() || facts.own_hold_id.is_some()) && locked.title_id.is_none() {
        holds::lock_title(conn, facts.title_id)?;
        facts = read_facts(conn, desk, command, item_id, patron_id)?;
    }
    if let Some(holder) = facts.open_loan_patron_id.filter(|id| !locked.holds(*id)) {
        lock::patron(conn, holder)?;
        facts = read_facts(conn, desk, command, item_id, patron_id)?;
    }
    let judged = decide(conn, desk, command, &facts)?;
    let lifted = overrides::lift(
        conn,
        desk,
        judged.decision.blocks.clone(),
        &command.overrides,
        &Attempt {
            operation_id: OPERATION,
            subject_ids: &[patron_id, item_id],
            own_account: facts.standing.own_account,
        },
    )?;
    let mut messages = Vec::new();
    if judged.decision.take_over {
        messages.extend(closing::take_over(conn, desk, item_id)?);
    }
    let (filled, requeued) = (judged.decision.fills_hold, judged.decision.requeues_hold);
    let was_put_aside = facts.captured_hold_id.is_some();
    if facts.item_status == Status::Lost.as_str() {
        losses::recover(conn, &Origin::from(desk), item_id, desk.now)?;
    }
    let loan = new_loan(desk, command, facts, judged)?;
    store::write(conn, desk, &loan, patron_id, &lifted)?;
    if let Some(hold_id) = requeued {
        holds::requeue(conn, desk, hold_id)?;
    }
    // A copy used in the building fills no place in a queue, unless it was put aside for it.
    if let Some(hold_id) = filled.filter(|_| was_put_aside || !command.on_site) {
        holds::fill(conn, desk, hold_id, loan.id)?;
    }
    Ok(CheckedOut { loan, messages })
}

/// The ids of what was asked for.
pub(super) fn found(locked: &Locked, command: &CheckOut) -> Result<(Uuid, Uuid), LoanError> {
    let patron_id = locked
        .patron_id
        .ok_or_else(|| LoanError::unknown_patron(&command.patron))?;
    let item_id = locked.item_id.ok_or_else(|| LoanError::unknown_item(&command.item))?;
    Ok((item_id, patron_id))
}

/// Reads the facts of a check-out.
pub(super) fn read_facts(
    conn: &mut PgConnection,
    desk: &Desk,
    command: &CheckOut,
    item_id: Uuid,
    patron_id: Uuid,
) -> Result<Facts, LoanError> {
    store::facts(conn, desk, item_id, patron_id, command.patron.barcode())?.ok_or(LoanError::UnknownLoan)
}

/// A decision with the policy it rests on.
pub(super) struct Judged {
    pub decision: Decision,
    pub resolution: Resolution,
    pub terms: Terms,
}

/// Asks the rules.
pub(super) fn decide(
    conn: &mut PgConnection,
    desk: &Desk,
    command: &CheckOut,
    facts: &Facts,
) -> Result<Judged, LoanError> {
    let policies = policies::cache::current(conn, facts.policy_version)?;
    let calendar = calendar_cache::calendar(conn, facts.controlling_branch_id, facts.calendar_version)?;
    let resolution = policies.resolve(
        facts.controlling_branch_id,
        facts.patron_category_id,
        facts.item_type_id,
    );
    let limits = policies
        .limits(facts.patron_home_branch_id, facts.patron_category_id)
        .limits;
    let terms = Terms::from(&resolution.attributes);
    let counts = counts(&facts.standing, &resolution);
    let item = item(facts)?;
    let patron = patron(&facts.standing, facts.shown_card_state.as_deref());
    let decision = rule::decide(&rule::Facts {
        now: desk.now,
        branch: desk.branch_id,
        calendar: &calendar,
        patron: &patron,
        counts: &counts,
        limits: &limits,
        item: &item,
        terms: resolution.matched.then_some(&terms),
        on_site: command.on_site,
        wished_due_at: command.due_at,
    });
    let decision = decision?;
    Ok(Judged {
        decision,
        resolution,
        terms,
    })
}

fn counts(standing: &Standing, resolution: &Resolution) -> Counts {
    let under = |kind: Kind, attribute: &str| {
        let row = resolution.sources.get(attribute)?;
        standing.loans_by_rule.get(format!("{} {row}", kind.as_str()))?.as_i64()
    };
    Counts {
        loans: standing.loans,
        on_site_loans: under(Kind::OnSite, "max_onsite_loans").unwrap_or(0),
        loans_under_rule: under(Kind::Loan, "max_loans").unwrap_or(0),
        overdue: standing.overdue,
        lost: standing.lost,
        balance: standing.balance,
    }
}

fn item(facts: &Facts) -> Result<rule::Item, LoanError> {
    let loan = (
        facts.open_loan_id,
        facts.open_loan_due_at,
        facts.open_loan_branch_id,
        &facts.open_loan_terms,
    );
    let open_loan = match loan {
        (Some(loan_id), Some(due_at), Some(lent_at), Some(terms)) => Some(OpenLoan {
            loan_id,
            same_patron: facts.open_loan_patron_id == Some(facts.patron_id),
            due_at,
            lent_at,
            return_allowed: stored_terms(terms)?.return_allowed,
        }),
        _ => None,
    };
    Ok(rule::Item {
        status: facts.item_status.parse().unwrap_or(Status::Available),
        home_branch: facts.item_home_branch_id,
        not_for_loan: !facts.item_is_for_loan,
        min_age: facts.title_minimum_age.map(|age| age.unsigned_abs().into()),
        missing_parts: facts.item_missing_parts.clone(),
        message: facts.item_message.clone(),
        open_loan,
        on_shelf_for: facts.captured_hold_id.map(|hold_id| ShelfHold {
            hold_id,
            this_patron: facts.captured_for_patron_id == Some(facts.patron_id),
        }),
        own_hold: facts.own_hold_id,
        others_waiting: facts.others_waiting,
        previously_borrowed: facts.previously_borrowed,
        same_title_out: facts.same_title_out,
    })
}

/// Reads the terms a loan began with.
pub(super) fn stored_terms(terms: &Value) -> Result<Terms, LoanError> {
    serde_json::from_value(terms.clone()).map_err(LoanError::StoredTerms)
}

fn new_loan(desk: &Desk, command: &CheckOut, facts: Facts, judged: Judged) -> Result<Loan, LoanError> {
    let Judged {
        decision,
        resolution,
        terms,
    } = judged;
    let kind = if command.on_site { Kind::OnSite } else { Kind::Loan };
    let limit = if command.on_site {
        "max_onsite_loans"
    } else {
        "max_loans"
    };
    Ok(Loan {
        id: Uuid::now_v7(),
        kind,
        patron: Some(PatronRef {
            id: facts.patron_id,
            name: facts.patron_name,
            card_number: facts.patron_card,
        }),
        item: ItemRef {
            id: facts.item_id,
            barcode: facts.item_barcode,
            call_number: facts.item_call_number,
            part: facts.item_part,
            title: TitleRef {
                id: facts.title_id,
                title: facts.title,
                author: facts.title_author,
            },
        },
        item_type_id: facts.item_type_id,
        branch: BranchRef {
            id: facts.branch_id,
            code: facts.branch_code,
            name: facts.branch_name,
        },
        controlling_branch: BranchRef {
            id: facts.controlling_branch_id,
            code: facts.controlling_branch_code,
            name: facts.controlling_branch_name,
        },
        checked_out_at: desk.now,
        due_at: decision.due.at,
        due_on: decision.due.on,
        due_reasons: due_reasons(&decision.due)?,
        renewals_count: 0,
        terms_json: serde_json::to_value(&terms).map_err(LoanError::StoredTerms)?,
        terms,
        sources: serde_json::to_value(&resolution.sources).map_err(LoanError::StoredTerms)?,
        limit_policy_id: resolution.sources.get(limit).copied(),
        closed_at: None,
        returned_at: None,
        lost_at: None,
        claimed_returned_at: None,
        accruing_fine: 0,
    })
}

/// What moved a due date, as it is stored and told.
pub(super) fn due_reasons(due: &carrel_rules::due_date::DueDate) -> Result<Vec<String>, LoanError> {
    let words = serde_json::to_value(&due.changes).and_then(serde_json::from_value);
    words.map_err(LoanError::StoredTerms)
}

/// The limits that hold for a patron; used where no policy row is resolved anew.
pub(super) fn limits(
    conn: &mut PgConnection,
    version: Uuid,
    home_branch_id: Uuid,
    category_id: Uuid,
) -> Result<Limits, LoanError> {
    Ok(policies::cache::current(conn, version)?
        .limits(home_branch_id, category_id)
        .limits)
}
