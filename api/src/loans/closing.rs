//! How a loan ends, whether its item is checked in or goes straight to another patron.

use std::sync::Arc;

use carrel_rules::calendar::Calendar;
use carrel_rules::check_in::{ClaimResolution, Closing, Loan as ClosingLoan, MessageCode, close};
use carrel_rules::overdue_fine::Step;
use carrel_rules::policy::{Limits, Terms};
use carrel_rules::status::Status;
use diesel::PgConnection;
use uuid::Uuid;

use crate::account::ledger::{self, Charge, Fine, Origin};
use crate::branches::calendar_cache;
use crate::platform::desk::Desk;
use crate::platform::refs::{BranchRef, ItemRef, PatronRef, TitleRef};

use super::check_out::{limits, stored_terms};
use super::problem::LoanError;
use super::store::check_in::{self as store, ItemFacts, LoanFacts};
use super::store::lock::{self, Locked};
use super::{Kind, Loan, Message, store as stores};

/// An open loan with what the rules need to end or renew it.
pub(super) struct OpenLoan {
    pub facts: LoanFacts,
    pub item: ItemRef,
    pub calendar: Arc<Calendar>,
    pub terms: Terms,
    pub limits: Limits,
}

impl OpenLoan {
    /// Takes the loan of the item's facts together with its calendar, terms and limits.
    pub(super) fn read(
        conn: &mut PgConnection,
        facts: LoanFacts,
        item: ItemRef,
        policy_version: Uuid,
    ) -> Result<Self, LoanError> {
        let calendar = calendar_cache::calendar(conn, facts.controlling_branch_id, facts.calendar_version)?;
        let terms = stored_terms(&facts.terms)?;
        let limits = limits(
            conn,
            policy_version,
            facts.patron_home_branch_id,
            facts.patron_category_id,
        )?;
        Ok(Self {
            facts,
            item,
            calendar,
            terms,
            limits,
        })
    }

    /// As the rules of a check-in see it.
    pub(super) fn rule(&self) -> ClosingLoan<'_> {
        ClosingLoan {
            calendar: &self.calendar,
            terms: &self.terms,
            lent_by: self.facts.branch_id,
            lent_at: self.facts.checked_out_at,
            due_at: self.facts.due_at,
            fine: self.facts.fine_stands_at,
            earlier: self.facts.fine_before_renewal,
            replacement_price: self.facts.replacement_price,
            patron_cap: self.limits.fine_cap,
            owed_for_others: self.facts.owed_for_others,
        }
    }

    /// Books the step its overdue fine takes.
    pub(super) fn charge(
        &self,
        conn: &mut PgConnection,
        by: impl Into<Origin>,
        step: Step,
    ) -> Result<Option<Fine>, LoanError> {
        let amount = match step {
            Step::Leave => return Ok(None),
            Step::Charge { amount } => amount,
            Step::Adjust { to, .. } => to,
        };
        let charge = Charge {
            patron_id: self.facts.patron_id,
            loan_id: self.facts.loan_id,
            item_id: self.item.id,
            branch_id: self.facts.controlling_branch_id,
            amount,
            detail: Some(self.item.title.title.clone()),
        };
        Ok(ledger::charge_overdue(conn, by, &charge)?)
    }

    /// The loan as it is told.
    pub(super) fn into_loan(self) -> Loan {
        let facts = self.facts;
        Loan {
            id: facts.loan_id,
            kind: Kind::stored(&facts.kind),
            patron: Some(PatronRef {
                id: facts.patron_id,
                name: facts.patron_name,
                card_number: facts.patron_card,
            }),
            item: self.item,
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
            checked_out_at: facts.checked_out_at,
            due_at: facts.due_at,
            due_on: facts.due_on,
            due_reasons: facts.due_reasons,
            renewals_count: facts.renewals_count.into(),
            terms: self.terms,
            terms_json: facts.terms,
            sources: facts.sources,
            limit_policy_id: facts.limit_policy_id,
            closed_at: None,
            returned_at: None,
            lost_at: facts.lost_at,
            claimed_returned_at: facts.claimed_returned_at,
            accruing_fine: 0,
        }
    }
}

/// Locks the patron of the item's loan, should the item have come to them while the deed waited for it, and reads the facts
/// again then: what is known of a patron counts once they are locked.
pub(super) fn lock_holder(
    conn: &mut PgConnection,
    desk: &Desk,
    locked: &Locked,
    facts: ItemFacts,
) -> Result<ItemFacts, LoanError> {
    let holder = facts.loan.as_ref().map(|loan| loan.patron_id);
    let Some(holder) = holder.filter(|id| !locked.holds(*id)) else {
        return Ok(facts);
    };
    lock::patron(conn, holder)?;
    store::facts(conn, desk, facts.item_id)?.ok_or(LoanError::UnknownLoan)
}

/// The item of these facts, as others refer to it.
pub(super) fn item_ref(facts: &ItemFacts) -> ItemRef {
    ItemRef {
        id: facts.item_id,
        barcode: facts.item_barcode.clone(),
        call_number: facts.item_call_number.clone(),
        part: facts.item_part.clone(),
        title: TitleRef {
            id: facts.title_id,
            title: facts.title.clone(),
            author: facts.title_author.clone(),
        },
    }
}

/// Ends the loan that stands in the way of a new one, with its fine. What was claimed returned is then found by the
/// library, so its patron owes nothing.
pub(super) fn take_over(conn: &mut PgConnection, desk: &Desk, item_id: Uuid) -> Result<Option<Message>, LoanError> {
    let mut facts = store::facts(conn, desk, item_id)?.ok_or(LoanError::UnknownLoan)?;
    let Some(loan) = facts.loan.take() else { return Ok(None) };
    let status = facts.item_status.parse().unwrap_or(Status::OnLoan);
    let open = OpenLoan::read(conn, loan, item_ref(&facts), facts.policy_version)?;
    let returned_at = desk.now.max(open.facts.checked_out_at);
    let claim = Some(ClaimResolution::FoundByLibrary);
    let Closing {
        returned_at, fine_step, ..
    } = close(&open.rule(), status, returned_at, claim, false);
    store::write_taken_over(conn, desk, open.facts.loan_id, open.facts.patron_id, returned_at)?;
    stores::losses::resolve_claim(conn, open.facts.loan_id, "found_by_library", desk.now)?;
    let fine = open.charge(conn, desk, fine_step)?;
    let text = match fine {
        Some(_) => "It was on loan to another patron. That loan has ended and its overdue fine was charged.",
        None => "It was on loan to another patron. That loan has ended.",
    };
    Ok(Some(Message {
        code: MessageCode::TakenOver,
        text: text.to_owned(),
        needs_attention: true,
    }))
}
