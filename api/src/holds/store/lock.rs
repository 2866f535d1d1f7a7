//! The locks of deeds on holds: an item, then the title, then a patron, each in a statement of its own.

use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

/// A title held by the deed.
#[derive(Debug, QueryableByName)]
pub(crate) struct LockedTitle {
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub merged_into_id: Option<Uuid>,
}

/// A hold whose title is held by the deed.
#[derive(Debug, QueryableByName)]
pub(in crate::holds) struct LockedHold {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub title_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub patron_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    pub state: String,
}

#[derive(QueryableByName)]
struct Owner {
    #[diesel(sql_type = SqlUuid)]
    title_id: Uuid,
}

/// Locks a title, and with it its queue. Nothing when there is no such title.
pub(crate) fn title(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<LockedTitle>> {
    sql("select merged_into_id from titles where id = $1 for no key update")
        .bind::<SqlUuid, _>(id)
        .get_result(conn)
        .optional()
}

/// Locks an item and tells its title.
pub(in crate::holds) fn item(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Uuid>> {
    let found: Option<Owner> = sql("select title_id from items where id = $1 for no key update")
        .bind::<SqlUuid, _>(id)
        .get_result(conn)
        .optional()?;
    Ok(found.map(|item| item.title_id))
}

/// Locks a patron. False when there is no such patron.
pub(in crate::holds) fn patron(conn: &mut PgConnection, id: Uuid) -> QueryResult<bool> {
    let rows = sql("select id from patrons where id = $1 for no key update")
        .bind::<SqlUuid, _>(id)
        .execute(conn)?;
    Ok(rows > 0)
}

/// Locks the title of a hold and reads the hold. Should the hold have gone over to another title meanwhile, that one is
/// locked too.
pub(in crate::holds) fn hold(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<LockedHold>> {
    let Some(mut seen) = title_of(conn, id)? else {
        return Ok(None);
    };
    loop {
        title(conn, seen)?;
        let found: Option<LockedHold> = sql("select id, title_id, patron_id, state from holds where id = $1")
            .bind::<SqlUuid, _>(id)
            .get_result(conn)
            .optional()?;
        match found {
            Some(hold) if hold.title_id != seen => seen = hold.title_id,
            found => return Ok(found),
        }
    }
}

fn title_of(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Uuid>> {
    let found: Option<Owner> = sql("select title_id from holds where id = $1")
        .bind::<SqlUuid, _>(id)
        .get_result(conn)
        .optional()?;
    Ok(found.map(|hold| hold.title_id))
}
