//! Fines as they are read.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};

use crate::account::ledger::ToldFine;

/// Which fines.
#[derive(Debug, Default)]
pub(crate) struct FineFilter {
    pub id: Option<Uuid>,
    pub patron_id: Option<Uuid>,
    pub loan_id: Option<Uuid>,
    /// `open` or `settled`.
    pub state: Option<&'static str>,
    /// Sort key of the last row of the page before.
    pub after: Option<(DateTime<Utc>, Uuid)>,
    pub limit: i64,
}

#[derive(QueryableByName)]
struct FineRow {
    #[diesel(sql_type = Jsonb)]
    fine: FromJson<ToldFine>,
}

macro_rules! fines {
    ($keyed:literal) => {
        concat!(
            "select ",
            super::told_fine_json!(),
            " as fine
             from fines fine join fine_amounts amounts on amounts.id = fine.id
             where ",
            $keyed,
            " and ($2::text is null or (amounts.outstanding > 0) = ($2 = 'open'))
                and ($3::timestamptz is null or (fine.charged_at, fine.id) < ($3, $4))
             order by fine.charged_at desc, fine.id desc
             limit $5"
        )
    };
}

/// The newest first. The statement hangs on what they are asked by, so that each has the index it needs.
pub(in crate::account) fn fines(conn: &mut PgConnection, filter: &FineFilter) -> QueryResult<Vec<ToldFine>> {
    let (text, key) = match (filter.id, filter.loan_id, filter.patron_id) {
        (Some(id), _, _) => (fines!("fine.id = $1"), Some(id)),
        (None, Some(loan_id), _) => (fines!("fine.loan_id = $1"), Some(loan_id)),
        (None, None, Some(patron_id)) => (
            fines!("fine.account_id in (select id from accounts where patron_id = $1)"),
            Some(patron_id),
        ),
        (None, None, None) => (fines!("$1::uuid is null"), None),
    };
    let rows: Vec<FineRow> = sql(text)
        .bind::<Nullable<SqlUuid>, _>(key)
        .bind::<Nullable<Text>, _>(filter.state)
        .bind::<Nullable<Timestamptz>, _>(filter.after.map(|(charged_at, _)| charged_at))
        .bind::<Nullable<SqlUuid>, _>(filter.after.map(|(_, id)| id))
        .bind::<BigInt, _>(filter.limit)
        .load(conn)?;
    Ok(rows.into_iter().map(|row| row.fine.0).collect())
}
