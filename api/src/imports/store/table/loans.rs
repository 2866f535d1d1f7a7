//! Open loans, as an import of many finds and writes them.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Json, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::platform::db::sql;

/// An item, and who has it.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct LentItem {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// In capitals.
    #[diesel(sql_type = Text)]
    pub barcode: String,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub item_type_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub home_branch_id: Uuid,
    #[diesel(sql_type = Text)]
    pub status: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub holder_id: Option<Uuid>,
}

/// What decides how the library lends.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct Lending {
    #[diesel(sql_type = SqlUuid)]
    pub policy_version: Uuid,
    #[diesel(sql_type = Text)]
    pub controlling_branch: String,
}

/// A loan to be.
#[derive(Debug, Serialize)]
pub(in crate::imports) struct LoanRow {
    pub id: Uuid,
    pub item_id: Uuid,
    pub patron_id: Uuid,
    pub title_id: Uuid,
    pub item_type_id: Uuid,
    pub branch_id: Uuid,
    pub controlling_branch_id: Uuid,
    pub staff_id: Option<Uuid>,
    pub checked_out_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    pub due_on: NaiveDate,
    pub renewals_count: i16,
    pub terms: Value,
    pub sources: Value,
    pub limit_policy_id: Option<Uuid>,
}

/// The items of these barcodes, which are in capitals. Ask after locking them.
pub(in crate::imports) fn lent_items(conn: &mut PgConnection, barcodes: &[&str]) -> QueryResult<Vec<LentItem>> {
    sql("select item.id, upper(item.barcode) as barcode, item.title_id, item.item_type_id, item.home_branch_id, item.status,
            loan.patron_id as holder_id
         from items item left join loans loan on loan.item_id = item.id and loan.closed_at is null
         where upper(item.barcode) = any($1)")
    .bind::<Array<Text>, _>(barcodes)
    .load(conn)
}

pub(in crate::imports) fn lending(conn: &mut PgConnection) -> QueryResult<Lending> {
    sql("select policy_version, controlling_branch from library").get_result(conn)
}

/// Adds loans; their items are on loan from now on.
pub(in crate::imports) fn insert_loans(
    conn: &mut PgConnection,
    loans: &[LoanRow],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    let rows = serde_json::to_value(loans).map_err(|error| diesel::result::Error::SerializationError(error.into()))?;
    sql("with loan as (
            insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id, staff_id,
                checked_out_at, due_at, due_on, renewals_count, terms, sources, limit_policy_id)
            select id, item_id, patron_id, title_id, item_type_id, 'loan', branch_id, controlling_branch_id, staff_id,
                checked_out_at, due_at, due_on, renewals_count, terms, sources, limit_policy_id
            from json_to_recordset($1) as given (
                id uuid, item_id uuid, patron_id uuid, title_id uuid, item_type_id uuid, branch_id uuid,
                controlling_branch_id uuid, staff_id uuid, checked_out_at timestamptz, due_at timestamptz, due_on date,
                renewals_count smallint, terms jsonb, sources jsonb, limit_policy_id uuid)
            returning item_id, branch_id
        )
        update items set status = 'on_loan', status_at = $2, current_branch_id = loan.branch_id, in_transit_to_id = null
        from loan where items.id = loan.item_id")
    .bind::<Json, _>(rows)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}
