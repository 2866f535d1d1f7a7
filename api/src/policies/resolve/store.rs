//! What resolving needs to know first.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

/// Which of the three exist, and the version of the policies.
#[derive(QueryableByName)]
pub(super) struct Facts {
    #[diesel(sql_type = SqlUuid)]
    pub policy_version: Uuid,
    #[diesel(sql_type = Bool)]
    pub has_branch: bool,
    #[diesel(sql_type = Bool)]
    pub has_category: bool,
    #[diesel(sql_type = Bool)]
    pub has_item_type: bool,
}

pub(super) fn facts(
    conn: &mut PgConnection,
    branch_id: Uuid,
    category_id: Uuid,
    item_type_id: Uuid,
) -> QueryResult<Facts> {
    sql("select policy_version,
            exists (select from branches where id = $1) as has_branch,
            exists (select from patron_categories where id = $2) as has_category,
            exists (select from item_types where id = $3) as has_item_type
        from library")
    .bind::<SqlUuid, _>(branch_id)
    .bind::<SqlUuid, _>(category_id)
    .bind::<SqlUuid, _>(item_type_id)
    .get_result(conn)
}
