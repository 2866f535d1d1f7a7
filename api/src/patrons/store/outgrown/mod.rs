//! Patrons whose age lies outside their category's, along the index of birth dates.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Jsonb, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::desk::{Desk, role_name};
use crate::platform::refs::{BranchRef, CodeRef};
use crate::schema::patron_categories;

use super::super::outgrown::After;

/// Categories that are looked at for a better one.
const MOST_CATEGORIES: i64 = 500;

/// One of them, with the ages their category is for.
#[derive(Debug, QueryableByName)]
pub(in crate::patrons) struct OutgrownRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Date)]
    pub birth_on: NaiveDate,
    #[diesel(sql_type = Jsonb)]
    pub category: FromJson<CodeRef>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    pub min_age: Option<i16>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    pub max_age: Option<i16>,
    #[diesel(sql_type = Jsonb)]
    pub home_branch: FromJson<BranchRef>,
    #[diesel(sql_type = Nullable<Date>)]
    pub expires_on: Option<NaiveDate>,
}

/// A category and whom it is for.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = patron_categories)]
pub(in crate::patrons) struct CategoryOfAges {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub min_age: Option<i16>,
    pub max_age: Option<i16>,
}

/// The categories in the order of their codes.
pub(in crate::patrons) fn categories_by_code(conn: &mut PgConnection) -> QueryResult<Vec<CategoryOfAges>> {
    patron_categories::table
        .select(CategoryOfAges::as_select())
        .order(patron_categories::code)
        .limit(MOST_CATEGORIES)
        .load(conn)
}

/// The active patrons of one category that `$bound` says are out of its ages, the oldest first, after the page before.
macro_rules! of_category {
    ($bound:literal) => {
        concat!(
            "(
                select p.id, p.birth_on from patrons p
                where p.patron_category_id = category.id and p.state = 'active' and ",
            $bound,
            " and (last.code is null or category.code > last.code or (p.birth_on, p.id) > (last.birth_on, last.id))
                order by p.birth_on, p.id
                limit $4
            )"
        )
    };
}

/// A page of them and, in the same statement, who looked. Somebody is `n` years old from the day on that lies `n` years
/// after their birth; counted back from today, a 29 February that is not there is the day before.
pub(in crate::patrons) fn outgrown(
    conn: &mut PgConnection,
    desk: &Desk,
    after: Option<&After>,
    fetch: i64,
) -> QueryResult<Vec<OutgrownRow>> {
    sql(concat!(
        "with last as (
            select (select code from patron_categories where id = $2) as code, $3 as id,
                coalesce((select birth_on from patrons where id = $3), '-infinity') as birth_on
        ), page as (
            select category.code, of_ages.birth_on, of_ages.id
            from last
            cross join patron_categories category
            cross join lateral (",
        of_category!("p.birth_on <= ($1 - make_interval(years => category.max_age + 1))::date"),
        " union all ",
        of_category!("p.birth_on > ($1 - make_interval(years => category.min_age::integer))::date"),
        ") of_ages
            where last.code is null or category.code >= last.code
            order by category.code, of_ages.birth_on, of_ages.id
            limit $4
        ), noted as (
            insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id,
                changes, request_id)
            select $5, $6, 'patron.searched', 'staff', $7, $8, $9, 'branch', $9,
                jsonb_build_object('by', array['outgrown'], 'found', (select least(count(*), $4 - 1) from page)), $10
        )
        select p.id, p.name, p.birth_on, p.expires_on, category.min_age, category.max_age,
            jsonb_build_object('id', category.id, 'code', category.code, 'name', category.name) as category,
            jsonb_build_object('id', home.id, 'code', home.code, 'name', home.name) as home_branch
        from page
        join patrons p on p.id = page.id
        join patron_categories category on category.id = p.patron_category_id
        join branches home on home.id = p.home_branch_id
        order by page.code, page.birth_on, page.id"
    ))
    .bind::<Date, _>(desk.today)
    .bind::<Nullable<SqlUuid>, _>(after.map(|after| after.category_id))
    .bind::<Nullable<SqlUuid>, _>(after.map(|after| after.id))
    .bind::<BigInt, _>(fetch)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<Timestamptz, _>(desk.now)
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(role_name(desk.role))
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Text, _>(desk.request_id.as_ref())
    .load(conn)
}
