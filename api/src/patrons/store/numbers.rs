//! The counters of card numbers.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::schema::card_counters;

#[derive(QueryableByName)]
struct Prefix {
    #[diesel(sql_type = Text)]
    prefix: String,
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = Text)]
    number: String,
}

/// What the numbers of this branch's cards begin with. None when there is no such branch.
pub(in crate::patrons) fn card_prefix(conn: &mut PgConnection, branch_id: Uuid) -> QueryResult<Option<String>> {
    let row: Option<Prefix> = sql("select coalesce(branch.card_prefix, library.card_prefix) as prefix
         from branches branch cross join library where branch.id = $1")
    .bind::<SqlUuid, _>(branch_id)
    .get_result(conn)
    .optional()?;
    Ok(row.map(|row| row.prefix))
}

/// Where the series goes on.
pub(in crate::patrons) fn next_sequence(conn: &mut PgConnection, prefix: &str) -> QueryResult<u64> {
    let next: Option<i64> = card_counters::table
        .find(prefix)
        .select(card_counters::next_sequence)
        .first(conn)
        .optional()?;
    Ok(next.map_or(1, place))
}

/// Where the series goes on, once nobody else can go on with it. Statements of their own, so that what is read after them
/// is true.
pub(in crate::patrons) fn lock_series(conn: &mut PgConnection, prefix: &str) -> QueryResult<u64> {
    diesel::insert_into(card_counters::table)
        .values(card_counters::prefix.eq(prefix))
        .on_conflict_do_nothing()
        .execute(conn)?;
    card_counters::table
        .find(prefix)
        .select(card_counters::next_sequence)
        .for_no_key_update()
        .first(conn)
        .map(place)
}

/// Goes on there the next time.
pub(in crate::patrons) fn advance_series(conn: &mut PgConnection, prefix: &str, to: u64) -> QueryResult<()> {
    diesel::update(card_counters::table.find(prefix))
        .set(card_counters::next_sequence.eq(i64::try_from(to).unwrap_or(i64::MAX)))
        .execute(conn)?;
    Ok(())
}

/// Those of the numbers that are some card's, in use or not.
pub(in crate::patrons) fn taken_numbers(conn: &mut PgConnection, numbers: &[String]) -> QueryResult<HashSet<String>> {
    let rows: Vec<Number> = sql("select asked.number from unnest($1) as asked (number)
         where exists (select from patron_cards card where upper(card.number) = asked.number)")
    .bind::<Array<Text>, _>(numbers)
    .load(conn)?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// False when another card has the number; waits for whoever is just about to take it.
pub(in crate::patrons) fn insert_card_unless_taken(
    conn: &mut PgConnection,
    patron_id: Uuid,
    number: &str,
    now: DateTime<Utc>,
) -> QueryResult<bool> {
    let inserted = sql(
        "insert into patron_cards (id, patron_id, number, created_at) values ($1, $2, $3, $4)
         on conflict (upper(number)) do nothing",
    )
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(patron_id)
    .bind::<Text, _>(number)
    .bind::<Timestamptz, _>(now)
    .execute(conn)?;
    Ok(inserted > 0)
}

/// The table's check allows no place before the first.
fn place(sequence: i64) -> u64 {
    u64::try_from(sequence).unwrap_or(1)
}
