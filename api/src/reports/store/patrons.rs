//! Patrons whose card is over.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Jsonb, Nullable, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::refs::{BranchRef, CodeRef, PatronRef};

use crate::reports::list::Asked;

use super::items::patron;

/// A patron whose card is over.
#[derive(Debug, QueryableByName)]
pub(in crate::reports) struct CardRow {
    #[diesel(sql_type = Jsonb)]
    pub patron: FromJson<PatronRef>,
    #[diesel(sql_type = Date)]
    pub expires_on: NaiveDate,
    #[diesel(sql_type = Jsonb)]
    pub category: FromJson<CodeRef>,
    #[diesel(sql_type = Jsonb)]
    pub home_branch: FromJson<BranchRef>,
    #[diesel(sql_type = BigInt)]
    pub open_loans: i64,
    /// Minor units.
    #[diesel(sql_type = BigInt)]
    pub balance: i64,
}

/// Patrons whose card has been over for at least so many days, the last to expire first; of a branch: those at home there.
pub(in crate::reports) fn expired_cards(
    conn: &mut PgConnection,
    asked: &Asked,
    after: Option<(NaiveDate, Uuid)>,
    limit: i64,
) -> QueryResult<Vec<CardRow>> {
    sql(concat!(
        "select ",
        patron!(),
        " as patron, p.expires_on,
            jsonb_build_object('id', category.id, 'code', category.code, 'name', category.name) as category,
            jsonb_build_object('id', home.id, 'code', home.code, 'name', home.name) as home_branch,
            (select count(*) from loans l where l.patron_id = p.id and l.closed_at is null) as open_loans,
            coalesce((
                select sum(e.amount)::bigint from ledger_entries e join accounts a on a.id = e.account_id
                where a.patron_id = p.id
            ), 0) as balance
         from patrons p
         join patron_categories category on category.id = p.patron_category_id
         join branches home on home.id = p.home_branch_id
         where p.state = 'active' and p.expires_on < $5 - $6::integer and ($1::uuid is null or p.home_branch_id = $1)
            and ($2::date is null or (p.expires_on, p.id) < ($2, $3))
         order by p.expires_on desc, p.id desc limit $4"
    ))
    .bind::<Nullable<SqlUuid>, _>(asked.branch_id)
    .bind::<Nullable<Date>, _>(after.map(|(on, _)| on))
    .bind::<Nullable<SqlUuid>, _>(after.map(|(_, id)| id))
    .bind::<BigInt, _>(limit)
    .bind::<Date, _>(asked.today)
    .bind::<BigInt, _>(asked.days)
    .load(conn)
}
