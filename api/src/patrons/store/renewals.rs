//! Renewals of cards.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::{card_renewals, patrons};

/// A renewal to be kept.
#[derive(Debug, Insertable)]
#[diesel(table_name = card_renewals)]
pub(in crate::patrons) struct NewRenewal {
    pub id: Uuid,
    pub patron_id: Uuid,
    pub renewed_at: DateTime<Utc>,
    pub branch_id: Uuid,
    pub staff_id: Uuid,
    pub expires_on_before: NaiveDate,
    pub expires_on_after: Option<NaiveDate>,
    pub fee: Option<i64>,
}

/// Keeps the renewal and makes the card good for as long.
pub(in crate::patrons) fn renew_card(
    conn: &mut PgConnection,
    renewal: &NewRenewal,
    category_id: Uuid,
) -> QueryResult<()> {
    diesel::insert_into(card_renewals::table)
        .values(renewal)
        .execute(conn)?;
    diesel::update(patrons::table.find(renewal.patron_id))
        .set((
            patrons::expires_on.eq(renewal.expires_on_after),
            patrons::patron_category_id.eq(category_id),
            patrons::version.eq(patrons::version + 1),
            patrons::updated_at.eq(renewal.renewed_at),
        ))
        .execute(conn)?;
    Ok(())
}
