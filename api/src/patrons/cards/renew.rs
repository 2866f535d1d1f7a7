//! Renewing a card: until when it is good, and what that costs.

use carrel_rules::membership::{Occasion, RenewFrom, has_outgrown, renewed};
use carrel_rules::patron::age_on;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger;
use crate::patrons::change::lock_open;
use crate::patrons::problem::PatronError;
use crate::patrons::register::check_age;
use crate::patrons::store::{self, CategoryFacts, NewRenewal};
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

/// A card that is good for longer.
#[derive(Debug)]
pub(in crate::patrons) struct Renewal {
    pub id: Uuid,
    pub patron_id: Uuid,
    pub renewed_at: DateTime<Utc>,
    pub expires_on_before: NaiveDate,
    /// None is for ever.
    pub expires_on: Option<NaiveDate>,
    /// What was charged for it, in minor units.
    pub fee: Option<i64>,
}

/// Renews the patron's card for as long as their category enrols, from the day the library says. With `category_id` they
/// move there first: who has grown out of a category is renewed in another.
pub(in crate::patrons) fn renew(
    conn: &mut PgConnection,
    desk: &Desk,
    patron_id: Uuid,
    category_id: Option<Uuid>,
) -> Result<Renewal, PatronError> {
    let before = lock_open(conn, patron_id)?;
    let category_id = category_id.unwrap_or(before.patron_category_id);
    let facts = store::category_facts(conn, category_id, before.home_branch_id)?.ok_or(PatronError::UnknownCategory)?;
    let age = before.birth_on.map(|born_on| age_on(born_on, desk.today));
    if has_outgrown(age, facts.max_age.and_then(|age| u32::try_from(age).ok())) {
        return Err(PatronError::CategoryAge);
    }
    if category_id != before.patron_category_id {
        check_age(&facts, before.birth_on, desk.today)?;
    }
    let months = facts.enrolment_months.and_then(|months| u32::try_from(months).ok());
    let expires_on =
        renewed(from(&facts), desk.today, before.expires_on, months).map_err(|_| PatronError::NotLonger)?;
    let renewal = Renewal {
        id: Uuid::now_v7(),
        patron_id,
        renewed_at: desk.now,
        expires_on_before: before.expires_on.ok_or(PatronError::NotLonger)?,
        expires_on,
        fee: facts.fee_due(Occasion::Renewal),
    };
    write(conn, desk, &renewal, category_id)?;
    let deed = Deed::on("patron.card-renewed", "patron", patron_id)
        .of_patron(patron_id)
        .changing(json!({
            "before": { "expires_on": before.expires_on, "patron_category_id": before.patron_category_id },
            "after": { "expires_on": renewal.expires_on, "patron_category_id": category_id },
            "fee": renewal.fee,
        }));
    record(conn, desk, deed)?;
    Ok(renewal)
}

fn write(conn: &mut PgConnection, desk: &Desk, renewal: &Renewal, category_id: Uuid) -> Result<(), PatronError> {
    let row = NewRenewal {
        id: renewal.id,
        patron_id: renewal.patron_id,
        renewed_at: renewal.renewed_at,
        branch_id: desk.branch_id,
        staff_id: desk.staff_id,
        expires_on_before: renewal.expires_on_before,
        expires_on_after: renewal.expires_on,
        fee: renewal.fee,
    };
    store::renew_card(conn, &row, category_id)?;
    if let Some(amount) = renewal.fee {
        ledger::charge_card_fee(conn, desk, renewal.patron_id, amount)?;
    }
    Ok(())
}

/// The column's check constraint allows no other word.
fn from(facts: &CategoryFacts) -> RenewFrom {
    match facts.card_renewal_from.as_str() {
        "today" => RenewFrom::Today,
        "expiry" => RenewFrom::Expiry,
        _ => RenewFrom::Later,
    }
}
