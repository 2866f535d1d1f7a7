//! Titles that are still to be completed.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::platform::page::Slice;
use crate::schema::titles;

/// A page of them, the oldest first.
pub(in crate::titles) fn brief(
    conn: &mut PgConnection,
    slice: &Slice<(DateTime<Utc>, Uuid)>,
) -> QueryResult<Vec<Uuid>> {
    let mut wanted = titles::table
        .filter(titles::is_brief)
        .filter(titles::merged_into_id.is_null())
        .order((titles::created_at, titles::id))
        .limit(slice.fetch())
        .select(titles::id)
        .into_boxed();
    if let Some((at, id)) = slice.after {
        let is_later = titles::created_at.gt(at);
        wanted = wanted.filter(is_later.or(titles::created_at.eq(at).and(titles::id.gt(id))));
    }
    wanted.load(conn)
}
