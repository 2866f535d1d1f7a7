//! What charging and waiving ask of the library's settings.

use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::{fine_kinds, library};

/// A kind of the library's own.
#[derive(Debug, Queryable)]
pub(super) struct OwnKind {
    pub id: Uuid,
    /// Minor units.
    pub price: Option<i64>,
}

/// The kind of this code, if it is in use.
pub(super) fn active_kind(conn: &mut PgConnection, code: &str) -> QueryResult<Option<OwnKind>> {
    fine_kinds::table
        .filter(fine_kinds::code.eq(code).and(fine_kinds::is_active))
        .select((fine_kinds::id, fine_kinds::price))
        .first(conn)
        .optional()
}

/// The most an assistant waives, in minor units.
pub(super) fn assistant_waiver_max(conn: &mut PgConnection) -> QueryResult<i64> {
    library::table.select(library::assistant_waiver_max).first(conn)
}
