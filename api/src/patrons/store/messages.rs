//! Messages on a patron's record.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::patron_messages;

/// The id of the new message.
pub(in crate::patrons) fn add_message(
    conn: &mut PgConnection,
    patron_id: Uuid,
    (audience, body, ends_on): (&str, &str, Option<NaiveDate>),
    (now, staff_id): (DateTime<Utc>, Uuid),
) -> QueryResult<Uuid> {
    let id = Uuid::now_v7();
    diesel::insert_into(patron_messages::table)
        .values((
            patron_messages::id.eq(id),
            patron_messages::patron_id.eq(patron_id),
            patron_messages::audience.eq(audience),
            patron_messages::body.eq(body),
            patron_messages::ends_on.eq(ends_on),
            patron_messages::created_at.eq(now),
            patron_messages::created_by.eq(staff_id),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Whether there was one to take down.
pub(in crate::patrons) fn remove_message(
    conn: &mut PgConnection,
    patron_id: Uuid,
    id: Uuid,
    (now, staff_id): (DateTime<Utc>, Uuid),
) -> QueryResult<bool> {
    let message = patron_messages::table.find(id).filter(
        patron_messages::patron_id
            .eq(patron_id)
            .and(patron_messages::removed_at.is_null()),
    );
    let removed = diesel::update(message)
        .set((
            patron_messages::removed_at.eq(now),
            patron_messages::removed_by.eq(staff_id),
        ))
        .execute(conn)?;
    Ok(removed > 0)
}
