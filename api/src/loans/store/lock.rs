//! The locks of a deed, in a statement of their own: item first, then its title where holds are concerned, then patrons
//! by id.
//!
//! Facts are read by a later statement: one that waits for a lock goes on with the snapshot it began with, and would
//! count on what the other deed has changed since.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::platform::night::Night;

use super::super::{ItemKey, PatronKey};

/// What was found and locked. The loan's patron is as the statement's snapshot saw it: compare with the facts.
#[derive(Debug, QueryableByName)]
pub(in crate::loans) struct Locked {
    /// The item, if there is one.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub item_id: Option<Uuid>,
    /// The item's title, if the deed concerns its holds. A title that nobody waits for is not held, so that desks lend
    /// and take back its copies side by side.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub title_id: Option<Uuid>,
    /// The patron, if there is one.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub patron_id: Option<Uuid>,
    /// The patron who has the item on loan.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub holder_id: Option<Uuid>,
}

impl Locked {
    /// Whether this patron's row is locked by the deed.
    pub(in crate::loans) fn holds(&self, patron_id: Uuid) -> bool {
        self.patron_id == Some(patron_id) || self.holder_id == Some(patron_id)
    }
}

/// Locks an item, the patron it is asked for and the patron who has it; and the title when the item is put aside for a
/// hold, when the patron waits for the title, or, where no patron asks, when anybody does.
pub(in crate::loans) fn item_and_patron(
    conn: &mut PgConnection,
    item: &ItemKey,
    patron: &PatronKey,
) -> QueryResult<Locked> {
    sql("with asked as materialized (
            select coalesce($1::uuid, (select id from items where upper(barcode) = $2),
                    (select item_id from loans where id = $3)) as item_id,
                coalesce($4::uuid, (select patron_id from patron_cards where upper(number) = $5)) as patron_id
        ),
        item as materialized (
            select i.id, i.title_id from items i where i.id = (select item_id from asked) for no key update
        ),
        title as materialized (
            select t.id from titles t
            where t.id = (select title_id from item) and (
                exists (
                    select from holds h
                    where h.captured_item_id = (select id from item) and h.state in ('in_transit', 'waiting')
                )
                or exists (
                    select from holds h
                    where h.patron_id = (select patron_id from asked) and h.title_id = t.id and h.closed_at is null
                )
                or ((select patron_id from asked) is null and exists (
                    select from holds h where h.title_id = t.id and h.state = 'pending'
                ))
            ) for no key update
        ),
        holder as materialized (
            select l.patron_id from loans l where l.item_id = (select id from item) and l.closed_at is null
        ),
        people as materialized (
            select p.id from patrons p
            where p.id in (select patron_id from asked union select patron_id from holder)
                -- The locks of item and title come first.
                and (select count(*) from item) >= 0 and (select count(*) from title) >= 0
            order by p.id for no key update
        )
        select (select id from item) as item_id, (select id from title) as title_id,
            (select id from people where id = (select patron_id from asked)) as patron_id,
            (select id from people where id = (select patron_id from holder)) as holder_id")
    .bind::<Nullable<SqlUuid>, _>(item.id())
    .bind::<Nullable<Text>, _>(item.barcode())
    .bind::<Nullable<SqlUuid>, _>(item.loan_id())
    .bind::<Nullable<SqlUuid>, _>(patron.id())
    .bind::<Nullable<Text>, _>(patron.barcode())
    .get_result(conn)
}

/// Finds the same without locking anything.
pub(in crate::loans) fn look_up(conn: &mut PgConnection, item: &ItemKey, patron: &PatronKey) -> QueryResult<Locked> {
    sql(
        "select i.id as item_id, null::uuid as title_id, p.id as patron_id, null::uuid as holder_id
        from (select 1) one
        left join items i on i.id = coalesce($1::uuid, (select id from items where upper(barcode) = $2))
        left join lateral (select $3::uuid as id) wanted on true
        left join patron_cards card on upper(card.number) = $4
        left join patrons p on p.id = coalesce(wanted.id, card.patron_id)",
    )
    .bind::<Nullable<SqlUuid>, _>(item.id())
    .bind::<Nullable<Text>, _>(item.barcode())
    .bind::<Nullable<SqlUuid>, _>(patron.id())
    .bind::<Nullable<Text>, _>(patron.barcode())
    .get_result(conn)
}

/// Locks an item and the patron who has it.
pub(in crate::loans) fn item_and_holder(conn: &mut PgConnection, item: &ItemKey) -> QueryResult<Locked> {
    item_and_patron(conn, item, &PatronKey::Nobody)
}

/// Locks the items a patron has out, and the patron.
pub(in crate::loans) fn all_of_patron(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<Vec<Uuid>> {
    let items: Vec<LockedItem> = sql("with item as materialized (
            select i.id from items i
            where i.id in (select l.item_id from loans l where l.patron_id = $1 and l.closed_at is null)
            order by i.id for no key update
        ),
        person as materialized (
            select p.id from patrons p where p.id = $1 and (select count(*) from item) >= 0 for no key update
        )
        select item.id from item left join person on true order by item.id")
    .bind::<SqlUuid, _>(patron_id)
    .load(conn)?;
    Ok(items.into_iter().map(|item| item.id).collect())
}

#[derive(QueryableByName)]
struct LockedItem {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Locks one patron more: the item went to somebody else while the deed waited for it. Should another deed hold the two
/// in the other order, Postgres ends one of them and it is run again.
pub(in crate::loans) fn patron(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<()> {
    sql("select id from patrons where id = $1 for no key update")
        .bind::<SqlUuid, _>(patron_id)
        .execute(conn)?;
    Ok(())
}

/// A loan that a night has something to do with, locked with its item and patron.
#[derive(Debug, QueryableByName)]
pub(in crate::loans) struct Due {
    #[diesel(sql_type = SqlUuid)]
    pub loan_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub item_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub patron_id: Uuid,
}

/// Locks items and patrons of the open loans `$which`, neither lost nor claimed returned, that the branch `$1` controls and
/// that began before the night did; `$2` is its day, `$3` its beginning. What a desk holds is passed over.
macro_rules! loans_of_night {
    ($which:literal) => {
        concat!(
            "with due as materialized (
                select l.id, l.item_id, l.patron_id, l.due_at from loans l
                where l.closed_at is null and l.controlling_branch_id = $1 and l.checked_out_at < $3
                    and l.claimed_returned_at is null and l.lost_at is null and ",
            $which,
            " limit $4
            ),
            item as materialized (
                select i.id from items i where i.id in (select item_id from due)
                order by i.id for no key update skip locked
            ),
            person as materialized (
                select p.id from patrons p
                where p.id in (select patron_id from due join item on item.id = due.item_id)
                    -- The items' locks come first.
                    and (select count(*) from item) >= 0
                order by p.id for no key update skip locked
            )
            select due.id as loan_id, due.item_id, due.patron_id
            from due join item on item.id = due.item_id join person on person.id = due.patron_id
            order by due.due_at, due.id"
        )
    };
}

pub(super) use loans_of_night;

/// Runs a statement of [`loans_of_night`] for at most so many loans.
pub(super) fn of_night(
    conn: &mut PgConnection,
    text: &'static str,
    night: &Night,
    at_most: i64,
) -> QueryResult<Vec<Due>> {
    sql(text)
        .bind::<SqlUuid, _>(night.branch_id)
        .bind::<Date, _>(night.on)
        .bind::<Timestamptz, _>(night.begins_at)
        .bind::<BigInt, _>(at_most)
        .load(conn)
}
