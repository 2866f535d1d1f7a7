//! Losses and claims in the database.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use crate::account::ledger::Origin;
use crate::platform::db::sql;
use crate::platform::night::Night;

use super::lock::{self, Due, loans_of_night};

/// A loss that has not ended, with what finding the item is decided from.
#[derive(Debug, QueryableByName)]
pub(in crate::loans) struct LossFacts {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    pub lost_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub lost_fine_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub processing_fine_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub forgiven_entry_id: Option<Uuid>,
    #[diesel(sql_type = Jsonb)]
    pub terms: Value,
    #[diesel(sql_type = SqlUuid)]
    pub controlling_branch_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub calendar_version: Uuid,
}

/// A loss to be.
#[derive(Debug)]
pub(in crate::loans) struct NewLoss {
    pub id: Uuid,
    pub loan_id: Uuid,
    pub item_id: Uuid,
    pub cause: &'static str,
    pub lost_fine_id: Option<Uuid>,
    pub processing_fine_id: Option<Uuid>,
    pub forgiven_entry_id: Option<Uuid>,
}

/// A claim to be.
#[derive(Debug)]
pub(in crate::loans) struct NewClaim<'a> {
    pub loan_id: Uuid,
    pub item_id: Uuid,
    pub claimed_at: DateTime<Utc>,
    pub note: Option<&'a str>,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    made: i64,
    #[diesel(sql_type = Integer)]
    most: i32,
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// The loss of an item, unless it has ended.
pub(in crate::loans) fn open_loss(conn: &mut PgConnection, item_id: Uuid) -> QueryResult<Option<LossFacts>> {
    sql(
        "select loss.id, loss.lost_at, loss.lost_fine_id, loss.processing_fine_id, loss.forgiven_entry_id,
            loan.terms, branch.id as controlling_branch_id, branch.calendar_version
         from losses loss join loans loan on loan.id = loss.loan_id
         join branches branch on branch.id = loan.controlling_branch_id
         where loss.item_id = $1 and loss.ended_at is null",
    )
    .bind::<SqlUuid, _>(item_id)
    .get_result(conn)
    .optional()
}

/// Writes a loss: on the loan, on its item, and as what can be given back later. A claim about it ends.
pub(in crate::loans) fn write_loss(conn: &mut PgConnection, by: &Origin, loss: &NewLoss) -> QueryResult<()> {
    sql("with loan as (
            update loans set lost_at = $1, claimed_returned_at = null where id = $2
        ), item as (
            update items set status = 'lost', status_at = $1, in_transit_to_id = null where id = $3
        ), claim as (
            update claims set resolved_at = $1, resolution = 'lost' where loan_id = $2 and resolved_at is null
        )
        insert into losses (id, loan_id, item_id, cause, lost_at, lost_fine_id, processing_fine_id, forgiven_entry_id)
        values ($4, $2, $3, $5, $1, $6, $7, $8)")
    .bind::<Timestamptz, _>(by.at)
    .bind::<SqlUuid, _>(loss.loan_id)
    .bind::<SqlUuid, _>(loss.item_id)
    .bind::<SqlUuid, _>(loss.id)
    .bind::<Text, _>(loss.cause)
    .bind::<Nullable<SqlUuid>, _>(loss.lost_fine_id)
    .bind::<Nullable<SqlUuid>, _>(loss.processing_fine_id)
    .bind::<Nullable<SqlUuid>, _>(loss.forgiven_entry_id)
    .execute(conn)?;
    Ok(())
}

/// The item has come to light.
pub(in crate::loans) fn end_loss(conn: &mut PgConnection, id: Uuid, at: DateTime<Utc>) -> QueryResult<()> {
    sql("update losses set ended_at = $2 where id = $1")
        .bind::<SqlUuid, _>(id)
        .bind::<Timestamptz, _>(at)
        .execute(conn)?;
    Ok(())
}

/// How many claims of a patron the library did not find to be right, and how many an assistant records.
pub(in crate::loans) fn claims_of(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<(i64, i64)> {
    let row: Counted = sql("select library.claims_max as most, (
            select count(*) from claims claim join loans loan on loan.id = claim.loan_id
            where loan.patron_id = $1 and claim.resolution is distinct from 'found_by_library'
                and claim.resolution is distinct from 'taken_back'
         ) as made
         from library")
    .bind::<SqlUuid, _>(patron_id)
    .get_result(conn)?;
    Ok((row.made, row.most.into()))
}

/// Writes a claim: the loan stays on the patron and counts no longer as late or lost.
pub(in crate::loans) fn write_claim(conn: &mut PgConnection, by: &Origin, claim: &NewClaim<'_>) -> QueryResult<()> {
    sql("with loan as (
            update loans set claimed_returned_at = $2, lost_at = null where id = $3
        ), item as (
            update items set status = 'claimed_returned', status_at = $1, in_transit_to_id = null where id = $4
        )
        insert into claims (id, loan_id, claimed_at, made_at, branch_id, staff_id, note)
        values ($5, $3, $2, $1, $6, $7, $8)")
    .bind::<Timestamptz, _>(by.at)
    .bind::<Timestamptz, _>(claim.claimed_at)
    .bind::<SqlUuid, _>(claim.loan_id)
    .bind::<SqlUuid, _>(claim.item_id)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(by.branch_id)
    .bind::<Nullable<SqlUuid>, _>(by.staff_id)
    .bind::<Nullable<Text>, _>(claim.note)
    .execute(conn)?;
    Ok(())
}

/// Ends the claim about a loan, if there is one.
pub(in crate::loans) fn resolve_claim(
    conn: &mut PgConnection,
    loan_id: Uuid,
    resolution: &'static str,
    at: DateTime<Utc>,
) -> QueryResult<()> {
    sql("update claims set resolved_at = $2, resolution = $3 where loan_id = $1 and resolved_at is null")
        .bind::<SqlUuid, _>(loan_id)
        .bind::<Timestamptz, _>(at)
        .bind::<Text, _>(resolution)
        .execute(conn)?;
    Ok(())
}

/// The patron was believed: the loan ends, and the item is looked for.
pub(in crate::loans) fn close_believed(
    conn: &mut PgConnection,
    by: &Origin,
    loan_id: Uuid,
    item_id: Uuid,
) -> QueryResult<()> {
    sql("with item as (
            update items set status = 'missing', status_at = $1 where id = $3
        )
        update loans set closed_at = greatest($1, checked_out_at), close_reason = 'claim_believed', return_branch_id = $4
        where id = $2")
    .bind::<Timestamptz, _>(by.at)
    .bind::<SqlUuid, _>(loan_id)
    .bind::<SqlUuid, _>(item_id)
    .bind::<SqlUuid, _>(by.branch_id)
    .execute(conn)?;
    Ok(())
}

/// The patron has it after all: it is on loan as before.
pub(in crate::loans) fn take_claim_back(
    conn: &mut PgConnection,
    by: &Origin,
    loan_id: Uuid,
    item_id: Uuid,
) -> QueryResult<()> {
    sql("with item as (
            update items set status = 'on_loan', status_at = $1 where id = $3
        )
        update loans set claimed_returned_at = null where id = $2")
    .bind::<Timestamptz, _>(by.at)
    .bind::<SqlUuid, _>(loan_id)
    .bind::<SqlUuid, _>(item_id)
    .execute(conn)?;
    Ok(())
}

/// Ends the lost loans of a patron whose item is settled for: nothing is owed of its charge any more. Tells which.
pub(in crate::loans) fn end_settled(
    conn: &mut PgConnection,
    patron_id: Uuid,
    at: DateTime<Utc>,
) -> QueryResult<Vec<Uuid>> {
    let ended: Vec<Id> = sql(
        "update loans loan set closed_at = greatest($2, checked_out_at), close_reason = 'paid'
         from losses loss
         where loan.patron_id = $1 and loan.closed_at is null and loan.lost_at is not null
            and loss.loan_id = loan.id and loss.ended_at is null
            and exists (
                select from fine_amounts charge
                where charge.id = loss.lost_fine_id and charge.amount > 0 and charge.outstanding = 0
            )
         returning loan.id",
    )
    .bind::<SqlUuid, _>(patron_id)
    .bind::<Timestamptz, _>(at)
    .load(conn)?;
    Ok(ended.into_iter().map(|row| row.id).collect())
}

/// Locks items and patrons of at most so many loans that may have been out for so long that they count as lost, the longest
/// first.
pub(in crate::loans) fn lock_aged(conn: &mut PgConnection, night: &Night, at_most: i64) -> QueryResult<Vec<Due>> {
    let text = loans_of_night!(
        "l.due_on < $2 and l.due_on + (l.terms ->> 'aged_to_lost_days')::integer < $2
            order by l.due_at, l.id"
    );
    lock::of_night(conn, text, night, at_most)
}
