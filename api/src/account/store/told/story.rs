//! The money of one loan, in the order in which it came about.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Jsonb, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};

use crate::account::story::StoryLine;

#[derive(QueryableByName)]
struct StoryRow {
    #[diesel(sql_type = Bool)]
    is_loan: bool,
    #[diesel(sql_type = Jsonb)]
    lines: FromJson<Vec<StoryLine>>,
}

/// Entries about its fines, and what payments settled of them or, undone, settle no longer. None when there is no such loan.
pub(in crate::account) fn story(conn: &mut PgConnection, loan_id: Uuid) -> QueryResult<Option<Vec<StoryLine>>> {
    let row: StoryRow = sql("with fine as (
            select id from fines where loan_id = $1
         ), line as (
            select entry.id, entry.seq, entry.amount, entry.fine_id
            from ledger_entries entry where entry.fine_id in (select id from fine)
            union all
            select entry.id, entry.seq, -sum(allocation.amount)::bigint, allocation.fine_id
            from allocations allocation
            join ledger_entries credit on credit.id = allocation.credit_entry_id and credit.kind = 'payment'
            join ledger_entries entry on entry.id = coalesce(allocation.occasion_id, credit.id)
            where allocation.fine_id in (select id from fine) and entry.fine_id is distinct from allocation.fine_id
            group by entry.id, allocation.fine_id
         )
         select exists (select from loans where id = $1) as is_loan,
            coalesce((
                select jsonb_agg(jsonb_build_object(
                    'id', line.id, 'kind', entry.kind, 'amount', line.amount, 'fine_id', line.fine_id,
                    'at', entry.entered_at, 'reason', entry.reason,
                    'branch', jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name),
                    'staff', case when staff.id is not null
                        then jsonb_build_object('id', staff.id, 'name', staff.name) end
                ) order by line.seq)
                from line join ledger_entries entry on entry.id = line.id
                join branches branch on branch.id = entry.branch_id
                left join staff on staff.id = entry.staff_id
            ), '[]') as lines")
    .bind::<SqlUuid, _>(loan_id)
    .get_result(conn)?;
    Ok(row.is_loan.then_some(row.lines.0))
}
