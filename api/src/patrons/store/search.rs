//! Finding patrons. Every search writes, in its own statement, that it was made, by what, and how many it showed.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Date, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::desk::{Desk, role_name};
use crate::platform::refs::{BranchRef, CodeRef};

use super::super::read::Card;
use super::super::search::{After, Wanted};

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

/// The order of every result. Wants `p` (a patron) and `at` with `rank` and `distance`.
macro_rules! result_order {
    () => {
        "at.rank, at.distance, p.sort_name, p.id"
    };
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
            order by ", result_order!()
        )
    };
}

/// Patrons who fit what was asked for, the best first: by a card's number; by e-mail or phone; by the beginnings of
/// their names' words; and, when those do not fill a page, by names spelt alike.
pub(in crate::patrons) fn by_criteria(
    conn: &mut PgConnection,
    desk: &Desk,
    wanted: &Wanted,
    after: Option<&After>,
    fetch: i64,
) -> QueryResult<Vec<Found>> {
    let leading = wanted.words.first().map(String::as_str);
    let further = wanted.words.get(1..).unwrap_or_default();
    sql(concat!(
        "with candidate as (
            select card.patron_id as id, 0 as rank, 0 as distance
            from patron_cards card where upper(card.number) = $1
            union all
            select id, 1, 0 from patrons where lower(email) = lower($2)
            union all
            select id, 1, 0 from patrons where phone_end(phone) ~>=~ $3 and phone_end(phone) ~<~ ($3 || ':')
            union all
            select id, 2, 0 from patrons
            where search_words like '%' || name_words($4) || '%'
                and search_words like all (array(select '%' || name_words(word) || '%' from unnest($5) word))
        ), best as (
            select distinct on (id) id, rank, distance from candidate order by id, rank
        ), fitting as (
            select * from best
            union all
            select id, 3, distance from patrons_alike($6)
            where (select count(*) from best) < $7 and id not in (select id from best)
        ), page as (
            select at.*
            from fitting at
            join patrons p on p.id = at.id
            left join patrons after on after.id = $8
            where p.state = 'active'
                and ($9::text is null or exists (
                    select from patron_cards card where card.patron_id = p.id and upper(card.number) = $9
                ))
                and ($10::text is null or lower(p.email) = lower($10))
                and ($11::text is null or phone_end(p.phone) ~>=~ $11 and phone_end(p.phone) ~<~ ($11 || ':'))
                and ($8 is null or (at.rank, at.distance, p.sort_name, p.id) > ($12, $13, after.sort_name, $8))
            order by ",
        result_order!(),
        " limit $7
        )",
        result_of_page!("$1", "$7", "$14", "$15", "$16", "$17", "$18", "$19", "$20")
    ))
    .bind::<Nullable<Text>, _>(wanted.any_card.as_deref())
    .bind::<Nullable<Text>, _>(wanted.any_email.as_deref())
    .bind::<Nullable<Text>, _>(wanted.any_phone.as_deref())
    .bind::<Nullable<Text>, _>(leading)
    .bind::<Array<Text>, _>(further)
    .bind::<Nullable<Text>, _>(wanted.alike.as_deref())
    .bind::<BigInt, _>(fetch)
    .bind::<Nullable<SqlUuid>, _>(after.map(|after| after.id))
    .bind::<Nullable<Text>, _>(wanted.card.as_deref())
    .bind::<Nullable<Text>, _>(wanted.email.as_deref())
    .bind::<Nullable<Text>, _>(wanted.phone.as_deref())
    .bind::<Integer, _>(after.map_or(0, |after| after.rank))
    .bind::<Integer, _>(after.map_or(0, |after| after.distance))
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
