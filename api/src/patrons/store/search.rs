//! Finding patrons. Every search writes, in its own statement, that it was made, by what, and how many it showed.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Date, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::desk::{Desk, role_name};
use crate::platform::refs::{BranchRef, CodeRef};

use super::super::read::Card;
use super::super::search::{After, Particulars, Question};

/// One patron of a result.
#[derive(Debug, QueryableByName)]
pub(in crate::patrons) struct Found {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub card_number: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    pub birth_on: Option<NaiveDate>,
    #[diesel(sql_type = Jsonb)]
    pub category: FromJson<CodeRef>,
    #[diesel(sql_type = Jsonb)]
    pub home_branch: FromJson<BranchRef>,
    #[diesel(sql_type = Nullable<Date>)]
    pub expires_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub phone: Option<String>,
    /// The card whose number was asked for.
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub matched_card: Option<FromJson<Card>>,
    /// How well it fits: 0 is best.
    #[diesel(sql_type = Integer)]
    pub rank: i32,
    /// How far the spelling is off, in thousandths.
    #[diesel(sql_type = Integer)]
    pub distance: i32,
}

/// The result for `page` (id, rank, distance). The first placeholders are `$card` (what `matched_card` is compared with)
/// and, for the audit row, `$fetch`, as they were numbered before, then seven new ones.
macro_rules! result_of_page {
    ($card:literal, $fetch:literal, $id:literal, $at:literal, $staff:literal, $role:literal, $branch:literal,
        $by:literal, $request:literal) => {
        concat!(
            ", noted as (
                insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
                    changes, request_id)
                select ", $id, ", ", $at, ", 'patron.searched', 'staff', ", $staff, ", ", $role, ", ", $branch, ",
                    'branch', ", $branch, ", jsonb_build_object('by', ", $by, "::text[],
                    'found', (select least(count(*), ", $fetch, " - 1) from page)), ", $request, "
            )
            select p.id, p.name, p.birth_on, p.expires_on, p.email, p.phone, at.rank, at.distance,
                (select card.number from patron_cards card where card.patron_id = p.id and card.state = 'active')
                    as card_number,
                (select jsonb_build_object('number', card.number, 'state', card.state)
                    from patron_cards card where card.patron_id = p.id and upper(card.number) = ", $card, ")
                    as matched_card,
                jsonb_build_object('id', category.id, 'code', category.code, 'name', category.name) as category,
                jsonb_build_object('id', home.id, 'code', home.code, 'name', home.name) as home_branch
            from page at
            join patrons p on p.id = at.id
            join patron_categories category on category.id = p.patron_category_id
            join branches home on home.id = p.home_branch_id
            order by at.rank, at.distance, patron_place(p.sort_name), p.id"
        )
    };
}

/// Patrons who answer a question, the best first: by a card's number; by e-mail or phone; by family names that begin so;
/// by the beginnings of their names' words; and, when those do not fill a page, by names spelt alike.
pub(in crate::patrons) fn by_question(
    conn: &mut PgConnection,
    desk: &Desk,
    question: &Question,
    after: Option<&After>,
    fetch: i64,
) -> QueryResult<Vec<Found>> {
    sql(concat!(
        "with candidate as (
            select card.patron_id as id, 0 as rank
            from patron_cards card where upper(card.number) = $1
            union all
            select id, 1 from patrons where lower(email) = lower($2)
            union all
            select id, 1 from patrons where phone_end(phone) ~>=~ $3 and phone_end(phone) ~<~ ($3 || ':')
        ), direct as materialized (
            select distinct on (id) id, rank from candidate order by id, rank
        ), after as (
            select patron_place(sort_name) as place from patrons where id = $7
        ), page as (
            select at.id, at.rank, at.distance
            from (
                select p.id, direct.rank, 0 as distance, patron_place(p.sort_name) as place
                from direct
                join patrons p on p.id = direct.id and p.state = 'active'
                where $7 is null or (direct.rank, patron_place(p.sort_name), p.id) > ($8, (select place from after), $7)
                union all
                select id, rank, distance, place
                from patrons_answering($4, array(select id from direct), $8, $9, (select place from after), $7, $6, $5)
            ) at
            order by at.rank, at.distance, at.place, at.id
            limit $6
        )",
        result_of_page!("$1", "$6", "$10", "$11", "$12", "$13", "$14", "$15", "$16")
    ))
    .bind::<Nullable<Text>, _>(question.card.as_deref())
    .bind::<Nullable<Text>, _>(question.email.as_deref())
    .bind::<Nullable<Text>, _>(question.phone.as_deref())
    .bind::<Text, _>(&question.text)
    .bind::<Bool, _>(question.is_name)
    .bind::<BigInt, _>(fetch)
    .bind::<Nullable<SqlUuid>, _>(after.map(|after| after.id))
    .bind::<Integer, _>(after.map_or(0, |after| after.rank))
    .bind::<Integer, _>(after.map_or(0, |after| after.distance))
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(role_name(desk.role))
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Array<Text>, _>(vec!["q"])
    .bind::<Text, _>(desk.request_id.as_ref())
    .load(conn)
}

/// Patrons to whom all of this belongs, by name.
pub(in crate::patrons) fn by_particulars(
    conn: &mut PgConnection,
    desk: &Desk,
    wanted: &Particulars,
    after: Option<&After>,
    fetch: i64,
) -> QueryResult<Vec<Found>> {
    let question = wanted.question.as_ref();
    sql(concat!(
        "with candidate as (
            select card.patron_id as id from patron_cards card where upper(card.number) = $1
            union
            select id from patrons where lower(email) = lower($2)
            union
            select id from patrons where phone_end(phone) ~>=~ $3 and phone_end(phone) ~<~ ($3 || ':')
        ), page as (
            select p.id, 0 as rank, 0 as distance
            from candidate
            join patrons p on p.id = candidate.id
            where p.state = 'active'
                and ($1 is null or exists (
                    select from patron_cards card where card.patron_id = p.id and upper(card.number) = $1
                ))
                and ($2 is null or lower(p.email) = lower($2))
                and ($3 is null or phone_end(p.phone) ~>=~ $3 and phone_end(p.phone) ~<~ ($3 || ':'))
                and ($4 is null
                    or exists (select from patron_words w where w.patron_id = p.id and w.words like all (name_patterns($4)))
                    or exists (select from patron_cards card where card.patron_id = p.id and upper(card.number) = $5)
                    or lower(p.email) = lower($6)
                    or phone_end(p.phone) ~>=~ $7 and phone_end(p.phone) ~<~ ($7 || ':'))
                and ($8 is null or (patron_place(p.sort_name), p.id) > (
                    (select patron_place(sort_name) from patrons where id = $8), $8
                ))
            order by patron_place(p.sort_name), p.id
            limit $9
        )",
        result_of_page!("$1", "$9", "$10", "$11", "$12", "$13", "$14", "$15", "$16")
    ))
    .bind::<Nullable<Text>, _>(wanted.card.as_deref())
    .bind::<Nullable<Text>, _>(wanted.email.as_deref())
    .bind::<Nullable<Text>, _>(wanted.phone.as_deref())
    .bind::<Nullable<Text>, _>(question.map(|question| question.text.as_str()))
    .bind::<Nullable<Text>, _>(question.and_then(|question| question.card.as_deref()))
    .bind::<Nullable<Text>, _>(question.and_then(|question| question.email.as_deref()))
    .bind::<Nullable<Text>, _>(question.and_then(|question| question.phone.as_deref()))
    .bind::<Nullable<SqlUuid>, _>(after.map(|after| after.id))
    .bind::<BigInt, _>(fetch)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(role_name(desk.role))
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Array<Text>, _>(&wanted.by)
    .bind::<Text, _>(desk.request_id.as_ref())
    .load(conn)
}

/// Everybody, by family name. The index of names is read from where the page before ended.
pub(in crate::patrons) fn by_name_order(
    conn: &mut PgConnection,
    desk: &Desk,
    after: Option<&After>,
    fetch: i64,
) -> QueryResult<Vec<Found>> {
    sql(concat!(
        "with page as (
            select p.id, 0 as rank, 0 as distance
            from patrons p
            where p.state = 'active' and (p.sort_name, p.id) > (
                coalesce((select sort_name from patrons where id = $1), ''),
                coalesce($1, '00000000-0000-0000-0000-000000000000')
            )
            order by p.sort_name, p.id
            limit $2
        )",
        result_of_page!("null", "$2", "$3", "$4", "$5", "$6", "$7", "$8", "$9")
    ))
    .bind::<Nullable<SqlUuid>, _>(after.map(|after| after.id))
    .bind::<BigInt, _>(fetch)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(role_name(desk.role))
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Array<Text>, _>(Vec::<String>::new())
    .bind::<Text, _>(desk.request_id.as_ref())
    .load(conn)
}
