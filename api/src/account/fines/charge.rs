//! Charging a fine by hand.

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger::{self, FineKind, NewFine, ToldFine};
use crate::account::problem::MoneyError;
use crate::platform::desk::Desk;
use crate::platform::problem::FieldCode;
use crate::platform::record::{Deed, note_at_desk};

use super::store;

/// A fine to charge.
#[derive(Clone, Debug)]
pub(super) struct ChargeFine {
    /// Who owes it.
    pub patron_id: Uuid,
    /// What for.
    pub what: What,
    /// Minor units; none: what the kind usually costs.
    pub amount: Option<i64>,
    /// The item it is about.
    pub item_id: Option<Uuid>,
    /// In a few words.
    pub detail: Option<String>,
}

/// What for.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// What every library charges for.
    Standard(FineKind),
    /// A kind of the library's own, by code.
    Own(String),
}

/// Charges it. What the patron has as credit settles it at once.
pub(super) fn charge(conn: &mut PgConnection, desk: &Desk, wanted: &ChargeFine) -> Result<ToldFine, MoneyError> {
    if !ledger::lock_patron(conn, wanted.patron_id)? || ledger::book(conn, wanted.patron_id)?.is_none() {
        return Err(MoneyError::unknown_patron());
    }
    let (kind, own) = match &wanted.what {
        What::Standard(kind) => (*kind, None),
        What::Own(code) => (
            FineKind::Manual,
            Some(store::active_kind(conn, code)?.ok_or_else(unknown_kind)?),
        ),
    };
    let usual = own.as_ref().and_then(|own| own.price);
    let amount = wanted
        .amount
        .or(usual)
        .ok_or_else(|| MoneyError::field("/amount", FieldCode::NoPrice, "This kind has no usual price."))?;
    let new = NewFine {
        patron_id: wanted.patron_id,
        kind,
        fine_kind_id: own.map(|own| own.id),
        loan_id: None,
        item_id: wanted.item_id,
        branch_id: desk.branch_id,
        amount,
        detail: wanted.detail.clone(),
    };
    let fine = ledger::charge(conn, desk, &new)?;
    let deed = Deed::on("fine.charged", "fine", fine.id)
        .of_patron(wanted.patron_id)
        .changing(json!({ "kind": kind.as_str(), "fine_kind_id": new.fine_kind_id, "amount": amount }));
    note_at_desk(conn, desk, deed)?;
    ledger::fine(conn, fine.id)?.ok_or(MoneyError::NotFound)
}

fn unknown_kind() -> MoneyError {
    MoneyError::field("/fine_kind_code", FieldCode::Unknown, "No kind in use has this code.")
}
