//! Writing a patron's own row and cards.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::schema::{patron_cards, patrons};

/// A patron to be.
#[derive(Debug, Insertable)]
#[diesel(table_name = patrons)]
pub(in crate::patrons) struct NewPatron<'a> {
    pub id: Uuid,
    pub patron_category_id: Uuid,
    pub home_branch_id: Uuid,
    pub given_name: &'a str,
    pub family_name: &'a str,
    pub preferred_name: Option<&'a str>,
    pub birth_on: Option<NaiveDate>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub address: Option<&'a str>,
    pub language: Option<&'a str>,
    pub expires_on: Option<NaiveDate>,
    pub pin_hash: Option<&'a str>,
    pub desk_note: Option<&'a str>,
    pub postal_code: Option<&'a str>,
    pub city: Option<&'a str>,
    pub country: Option<&'a str>,
    pub wants_notices: bool,
    pub notice_channel: Option<&'static str>,
    pub keeps_history: bool,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What to change; `None` keeps, `Some(None)` clears.
#[derive(Clone, Debug, Default, AsChangeset)]
#[diesel(table_name = patrons)]
pub(in crate::patrons) struct PatronUpdate {
    pub given_name: Option<String>,
    pub family_name: Option<String>,
    pub preferred_name: Option<Option<String>>,
    pub birth_on: Option<Option<NaiveDate>>,
    pub patron_category_id: Option<Uuid>,
    pub home_branch_id: Option<Uuid>,
    pub email: Option<Option<String>>,
    pub phone: Option<Option<String>>,
    pub address: Option<Option<String>>,
    pub language: Option<Option<String>>,
    pub expires_on: Option<Option<NaiveDate>>,
    pub desk_note: Option<Option<String>>,
    pub postal_code: Option<Option<String>>,
    pub city: Option<Option<String>>,
    pub country: Option<Option<String>>,
    pub wants_notices: Option<bool>,
    pub notice_channel: Option<Option<String>>,
    pub keeps_history: Option<bool>,
}

pub(in crate::patrons) fn insert(conn: &mut PgConnection, patron: &NewPatron<'_>) -> QueryResult<()> {
    diesel::insert_into(patrons::table).values(patron).execute(conn)?;
    Ok(())
}

pub(in crate::patrons) fn insert_card(
    conn: &mut PgConnection,
    patron_id: Uuid,
    number: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::insert_into(patron_cards::table)
        .values((
            patron_cards::id.eq(Uuid::now_v7()),
            patron_cards::patron_id.eq(patron_id),
            patron_cards::number.eq(number),
            patron_cards::created_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes the changes and a new version.
pub(in crate::patrons) fn update(
    conn: &mut PgConnection,
    id: Uuid,
    update: &PatronUpdate,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    diesel::update(patrons::table.find(id))
        .set((
            update,
            patrons::version.eq(patrons::version + 1),
            patrons::updated_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives the record a new version because something that belongs to it has changed.
pub(in crate::patrons) fn touch(conn: &mut PgConnection, id: Uuid, now: DateTime<Utc>) -> QueryResult<()> {
    diesel::update(patrons::table.find(id))
        .set((patrons::version.eq(patrons::version + 1), patrons::updated_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

/// Keeps the PIN's hash, ends every session of the patron and makes their access tokens useless for deeds.
pub(in crate::patrons) fn set_pin(
    conn: &mut PgConnection,
    id: Uuid,
    hash: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    sql("with ended as (
            update sessions set revoked_at = $1
            where subject_kind = 'patron' and subject_id = $2 and revoked_at is null
        )
        update patrons set pin_hash = $3, token_version = token_version + 1, version = version + 1, updated_at = $1
        where id = $2")
    .bind::<Timestamptz, _>(now)
    .bind::<SqlUuid, _>(id)
    .bind::<Text, _>(hash)
    .execute(conn)?;
    Ok(())
}
