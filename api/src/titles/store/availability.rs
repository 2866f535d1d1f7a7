//! Where the copies of a title are.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Uuid as SqlUuid};
use serde::Deserialize;
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::refs::{BranchRef, CodeRef};

/// The copies of a title that are part of the stock.
#[derive(Debug, QueryableByName)]
pub(in crate::titles) struct Availability {
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    #[diesel(sql_type = Jsonb)]
    pub copies: FromJson<Vec<Copy>>,
}

/// One of them.
#[derive(Clone, Debug, Deserialize)]
pub(in crate::titles) struct Copy {
    pub id: Uuid,
    pub barcode: String,
    pub branch: BranchRef,
    pub location: CodeRef,
    pub collection: Option<CodeRef>,
    pub call_number: Option<String>,
    pub part: Option<String>,
    pub public_note: Option<String>,
    pub status: String,
    pub due_on: Option<NaiveDate>,
    pub is_available: bool,
    pub is_for_loan: bool,
}

/// Where the copies are, branch by branch; none when there is no such title.
pub(in crate::titles) fn availability(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Availability>> {
    sql("select title.id as title_id, coalesce(jsonb_agg(
            jsonb_build_object('id', item.id, 'barcode', item.barcode, 'call_number', item.call_number,
                'part', item.part, 'public_note', item.public_note, 'status', item.status,
                'due_on', case when item.status = 'on_loan' then loan.due_on end,
                'is_available', item.status in ('available', 'recently_returned'), 'is_for_loan', item.is_for_loan,
                'branch', jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name),
                'location', jsonb_build_object('id', place.id, 'code', place.code, 'name', place.name),
                'collection', case when shelf.id is not null then
                    jsonb_build_object('id', shelf.id, 'code', shelf.code, 'name', shelf.name) end)
            order by branch.position, branch.code, place.position, item.call_number, item.part, item.barcode
         ) filter (where item.id is not null), '[]') as copies
         from titles title
         left join items item on item.title_id = title.id and item.status <> 'withdrawn'
         left join branches branch on branch.id = item.home_branch_id
         left join locations place on place.id = item.location_id
         left join collections shelf on shelf.id = item.collection_id
         left join loans loan on loan.item_id = item.id and loan.closed_at is null
         where title.id = $1
         group by title.id")
    .bind::<SqlUuid, _>(id)
    .get_result(conn)
    .optional()
}
