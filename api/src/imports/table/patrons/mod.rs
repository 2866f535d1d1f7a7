//! Patrons: what a row may say is what a registration may.
//!
//! - A row is a patron by its external id; without one, or when no record has it, by the number of the card in use.
//! - A new patron gets a card (the row's, or the next of the branch), an account and, as a minor, a guardian or a reason. They
//!   are charged nothing: they enrolled where they come from.
//! - Of a known one only what the row gives is changed. A new card number replaces the card in use.
//! - Each leaves the audit row and the event of the same deed at a desk.

mod decide;
mod fields;
mod known;
mod write;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::super::taken::Taken;
use super::row::refused;
use super::{Column, Context, Row, optional, required};

use decide::Batch;
use fields::Person;
use known::Known;

pub(super) const COLUMNS: &[Column] = &[
    required("external_id"),
    optional("external_source"),
    optional("card_number"),
    required("family_name"),
    required("given_name"),
    optional("preferred_name"),
    optional("birth_on"),
    required("category"),
    optional("home_branch"),
    optional("email"),
    optional("phone"),
    optional("address"),
    optional("postal_code"),
    optional("city"),
    optional("country"),
    optional("language"),
    optional("expires_on"),
    optional("desk_note"),
    optional("wants_notices"),
    optional("notice_channel"),
    optional("keeps_history"),
    optional("guardian_external_id"),
    optional("guardian_card_number"),
    optional("reason"),
];

/// Takes patrons in, all or none.
pub(super) fn take(
    conn: &mut PgConnection,
    context: &Context,
    rows: &[&Row],
    now: DateTime<Utc>,
) -> QueryResult<Taken> {
    let mut taken = Taken::default();
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        match Person::read(row, context, now) {
            Ok(person) => people.push((*row, person)),
            Err(remarks) => taken = taken.and(refused(remarks)),
        }
    }
    let known = Known::load(conn, &people, context.today(now))?;
    let mut batch = Batch::new(context, &known, now);
    for (row, person) in &people {
        taken = taken.and(match batch.decide(row, person) {
            Ok(fate) => fate.counted(),
            Err(remark) => refused(vec![remark]),
        });
    }
    let without_number = write::write(conn, context, batch.plan, now)?;
    if context.dry_run {
        taken
            .pretended
            .extend(batch.added.iter().map(|(mark, (_, born))| (*mark, *born)));
    }
    Ok(taken.and(without_number))
}
