//! Records that may be the same person's.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Date, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, Sql, sql};
use crate::platform::desk::{Desk, role_name};
use crate::platform::refs::CodeRef;

use super::super::duplicates::Person;

/// A record that shares something with the person asked about.
#[derive(Debug, QueryableByName)]
pub(in crate::patrons) struct Lookalike {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub card_number: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    pub birth_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    pub phone: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Jsonb)]
    pub category: FromJson<CodeRef>,
    #[diesel(sql_type = Bool)]
    pub has_same_name: bool,
    #[diesel(sql_type = Bool)]
    pub has_same_email: bool,
    /// One answers for the other, or somebody for both.
    #[diesel(sql_type = Bool)]
    pub is_family: bool,
}

/// Asks for given name, family name, e-mail, phone's end, own record, guardian and day as $1 to $7.
macro_rules! lookalikes {
    () => {
        "candidate as (
            select id from patrons
            where sort_name in (fold_text($2 || ', ' || $1), fold_text($1 || ', ' || $2))
            union
            select id from patrons where lower(email) = lower($3)
            union
            select id from patrons where phone_end(phone) ~>=~ $4 and phone_end(phone) ~<~ ($4 || ':')
        ), answers as (
            select guardian_id as id from patron_guardians
            where patron_id = $5 and (ends_on is null or ends_on >= $7)
            union
            select $6 where $6 is not null
        ), alike as (
            select p.id, p.name, p.birth_on, p.phone, p.email,
                (select card.number from patron_cards card where card.patron_id = p.id and card.state = 'active')
                    as card_number,
                (select jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name)
                    from patron_categories c where c.id = p.patron_category_id) as category,
                coalesce(p.sort_name in (fold_text($2 || ', ' || $1), fold_text($1 || ', ' || $2)), false)
                    as has_same_name,
                coalesce(lower(p.email) = lower($3), false) as has_same_email,
                p.id in (select id from answers) or exists (
                    select from patron_guardians link
                    where (link.ends_on is null or link.ends_on >= $7)
                        and ((link.patron_id = p.id and (link.guardian_id = $5 or link.guardian_id in (select id from answers)))
                            or (link.guardian_id = p.id and link.patron_id = $5))
                ) as is_family
            from candidate join patrons p using (id)
            where p.state = 'active' and p.id is distinct from $5
            order by p.sort_name, p.id
            limit 20
        )"
    };
}

/// Those who share a name, an e-mail address or the end of a phone number with the person.
pub(in crate::patrons) fn lookalikes(
    conn: &mut PgConnection,
    today: NaiveDate,
    person: &Person,
) -> QueryResult<Vec<Lookalike>> {
    asked(
        sql(concat!("with ", lookalikes!(), " select * from alike")),
        person,
        today,
    )
    .load(conn)
}

/// The same, and writes in its statement who looked for whom by what.
pub(in crate::patrons) fn lookalikes_noted(
    conn: &mut PgConnection,
    desk: &Desk,
    person: &Person,
) -> QueryResult<Vec<Lookalike>> {
    let given = [
        ("name", person.family_name.is_some()),
        ("birth_on", person.birth_on.is_some()),
        ("email", person.email.is_some()),
        ("phone", person.phone.is_some()),
    ];
    let by: Vec<&str> = given
        .into_iter()
        .filter_map(|(name, is_given)| is_given.then_some(name))
        .collect();
    let statement = sql(concat!(
        "with ",
        lookalikes!(),
        ", noted as (
            insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
                changes, request_id)
            select $8, $9, 'patron.searched', 'staff', $10, $11, $12, 'branch', $12,
                jsonb_build_object('by', $13::text[], 'found', (select count(*) from alike)), $14
        )
        select * from alike"
    ));
    asked(statement, person, desk.today)
        .bind::<SqlUuid, _>(Uuid::now_v7())
        .bind::<Timestamptz, _>(desk.now)
        .bind::<SqlUuid, _>(desk.staff_id)
        .bind::<Text, _>(role_name(desk.role))
        .bind::<SqlUuid, _>(desk.branch_id)
        .bind::<Array<Text>, _>(by)
        .bind::<Text, _>(desk.request_id.as_ref())
        .load(conn)
}

fn asked<'a>(statement: Sql<'a>, person: &'a Person, today: NaiveDate) -> Sql<'a> {
    statement
        .bind::<Nullable<Text>, _>(person.given_name.as_deref())
        .bind::<Nullable<Text>, _>(person.family_name.as_deref())
        .bind::<Nullable<Text>, _>(person.email.as_deref())
        .bind::<Nullable<Text>, _>(person.phone.as_deref().and_then(end))
        .bind::<Nullable<SqlUuid>, _>(person.patron_id)
        .bind::<Nullable<SqlUuid>, _>(person.guardian_id)
        .bind::<Date, _>(today)
}

/// The last seven digits, from the last to the first, as the function `phone_end` keeps a number; fewer when it has fewer.
fn end(phone: &str) -> Option<String> {
    let end: String = phone.chars().rev().filter(char::is_ascii_digit).take(7).collect();
    (!end.is_empty()).then_some(end)
}
