//! The tables `staff` and `staff_branches`.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, select};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Date, Integer, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::refs::BranchRef;
use crate::schema::{patrons, staff, staff_branches};

/// A staff member with their branches and the lock on their account.
#[derive(Debug, QueryableByName)]
pub(super) struct StaffRow {
    #[diesel(sql_type = SqlUuid)]
    pub(super) id: Uuid,
    #[diesel(sql_type = Text)]
    pub(super) username: String,
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    #[diesel(sql_type = Text)]
    pub(super) role: String,
    #[diesel(sql_type = Bool)]
    pub(super) all_branches: bool,
    #[diesel(sql_type = Jsonb)]
    pub(super) branches: FromJson<Vec<BranchRef>>,
    #[diesel(sql_type = Text)]
    pub(super) language: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub(super) patron_id: Option<Uuid>,
    #[diesel(sql_type = Bool)]
    pub(super) is_active: bool,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub(super) locked_until: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub(super) last_signed_in_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Timestamptz)]
    pub(super) created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub(super) updated_at: DateTime<Utc>,
    #[diesel(sql_type = Integer)]
    pub(super) version: i32,
    #[diesel(sql_type = Text)]
    pub(super) sort_name: String,
}

/// Which staff members to list.
pub(super) struct Filter {
    pub(super) q: Option<String>,
    pub(super) role: Option<&'static str>,
    pub(super) branch_id: Option<Uuid>,
    pub(super) is_active: Option<bool>,
    /// Name and id of the last one on the page before.
    pub(super) after: Option<(String, Uuid)>,
    pub(super) limit: i64,
}

/// A staff member to be written.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = staff)]
pub(super) struct NewStaff {
    pub(super) id: Uuid,
    pub(super) username: String,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) password_hash: String,
    pub(super) all_branches: bool,
    pub(super) language: String,
    pub(super) patron_id: Option<Uuid>,
    pub(super) is_active: bool,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

/// What to change; `None` keeps.
#[derive(Clone, Debug, Default, AsChangeset)]
#[diesel(table_name = staff)]
pub(super) struct StaffUpdate {
    pub(super) username: Option<String>,
    pub(super) name: Option<String>,
    pub(super) role: Option<String>,
    pub(super) all_branches: Option<bool>,
    pub(super) language: Option<String>,
    pub(super) patron_id: Option<Option<Uuid>>,
    pub(super) is_active: Option<bool>,
}

/// What the checks of a change need.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = staff)]
pub(super) struct Standing {
    pub(super) role: String,
    pub(super) is_active: bool,
    pub(super) all_branches: bool,
    pub(super) patron_id: Option<Uuid>,
    pub(super) version: i32,
}

/// Columns of [`StaffRow`]; `$1` is now. Whoever works everywhere works at every branch in use.
macro_rules! staff_columns {
    () => {
        "s.id, s.username, s.name, s.role, s.all_branches, s.language, s.patron_id, s.is_active, s.last_signed_in_at,
            s.created_at, s.updated_at, s.version, lower(s.name) as sort_name,
            (select f.locked_until from sign_in_failures f
             where f.subject_hash = sha256(convert_to('staff:' || lower(s.username), 'UTF8'))
                and f.locked_until > $1) as locked_until,
            (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'code', b.code, 'name', b.name)
                order by b.position, b.name, b.id), '[]')
             from branches b
             where case when s.all_branches then b.is_active else exists (
                select from staff_branches sb where sb.staff_id = s.id and sb.branch_id = b.id) end) as branches"
    };
}

/// Reads one.
pub(super) fn find(conn: &mut PgConnection, id: Uuid, now: DateTime<Utc>) -> QueryResult<Option<StaffRow>> {
    sql(concat!("select ", staff_columns!(), " from staff s where s.id = $2"))
        .bind::<Timestamptz, _>(now)
        .bind::<SqlUuid, _>(id)
        .get_result(conn)
        .optional()
}

/// Reads a page, by name.
pub(super) fn list(conn: &mut PgConnection, filter: &Filter, now: DateTime<Utc>) -> QueryResult<Vec<StaffRow>> {
    let (after_name, after_id) = filter.after.clone().unzip();
    sql(concat!(
        "select ",
        staff_columns!(),
        " from staff s
         where ($2::text is null or position(fold_text($2) in fold_text(s.name)) > 0
                or position(lower($2) in lower(s.username)) > 0)
            and ($3::text is null or s.role = $3)
            and ($4::uuid is null or s.all_branches or exists (
                select from staff_branches sb where sb.staff_id = s.id and sb.branch_id = $4))
            and ($5::boolean is null or s.is_active = $5)
            and ($6::text is null or (lower(s.name), s.id) > ($6, $7::uuid))
         order by lower(s.name), s.id limit $8"
    ))
    .bind::<Timestamptz, _>(now)
    .bind::<Nullable<Text>, _>(filter.q.as_deref())
    .bind::<Nullable<Text>, _>(filter.role)
    .bind::<Nullable<SqlUuid>, _>(filter.branch_id)
    .bind::<Nullable<Bool>, _>(filter.is_active)
    .bind::<Nullable<Text>, _>(after_name)
    .bind::<Nullable<SqlUuid>, _>(after_id)
    .bind::<BigInt, _>(filter.limit)
    .load(conn)
}

/// Writes a new one.
pub(super) fn insert(conn: &mut PgConnection, new: &NewStaff) -> QueryResult<usize> {
    diesel::insert_into(staff::table).values(new).execute(conn)
}

/// Makes these the branches of a staff member. True when one they had is not among them.
pub(super) fn set_branches(conn: &mut PgConnection, staff_id: Uuid, branch_ids: &[Uuid]) -> QueryResult<bool> {
    let gone = diesel::delete(staff_branches::table)
        .filter(staff_branches::staff_id.eq(staff_id))
        .filter(staff_branches::branch_id.ne_all(branch_ids))
        .execute(conn)?;
    sql(
        "insert into staff_branches (staff_id, branch_id) select $1, branch_id from unnest($2) branch_id
         on conflict do nothing",
    )
    .bind::<SqlUuid, _>(staff_id)
    .bind::<Array<SqlUuid>, _>(branch_ids)
    .execute(conn)?;
    Ok(gone > 0)
}

/// The branches with these codes, in no order; fewer than asked for when one does not exist.
pub(super) fn branches_by_code(conn: &mut PgConnection, codes: &BTreeSet<&str>) -> QueryResult<Vec<Uuid>> {
    use crate::schema::branches;
    branches::table
        .filter(branches::code.eq_any(codes.iter().copied()))
        .select(branches::id)
        .load(conn)
}

/// Holds this staff member and every supervisor who can sign in, by id, so that no two changes leave none of them.
pub(super) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<usize> {
    staff::table
        .filter(staff::id.eq(id).or(staff::role.eq("supervisor").and(staff::is_active)))
        .select(staff::id)
        .order(staff::id)
        .for_no_key_update()
        .load::<Uuid>(conn)
        .map(|ids| ids.len())
}

/// What a change is checked against, after [`lock`].
pub(super) fn standing(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Standing>> {
    staff::table
        .find(id)
        .select(Standing::as_select())
        .first(conn)
        .optional()
}

/// Whether somebody else than `id` is a supervisor who can sign in.
pub(super) fn has_other_supervisor(conn: &mut PgConnection, id: Uuid) -> QueryResult<bool> {
    let others = staff::table
        .filter(staff::id.ne(id))
        .filter(staff::role.eq("supervisor"))
        .filter(staff::is_active);
    select(exists(others)).get_result(conn)
}

/// Whether there is a patron of this id whose record is in use.
pub(super) fn has_patron(conn: &mut PgConnection, id: Uuid) -> QueryResult<bool> {
    let found = patrons::table.find(id).filter(patrons::state.eq("active"));
    select(exists(found)).get_result(conn)
}

/// Writes the changes and a new version. With `revokes`, tokens made before are refused by deeds.
pub(super) fn update(
    conn: &mut PgConnection,
    id: Uuid,
    update: &StaffUpdate,
    revokes: bool,
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    diesel::update(staff::table.find(id))
        .set((
            update,
            staff::token_version.eq(staff::token_version + i32::from(revokes)),
            staff::version.eq(staff::version + 1),
            staff::updated_at.eq(now),
        ))
        .execute(conn)
}

/// Keeps a new password's hash; tokens made before are refused by deeds. False when nobody has this id.
pub(super) fn set_password(conn: &mut PgConnection, id: Uuid, hash: &str) -> QueryResult<bool> {
    diesel::update(staff::table.find(id))
        .set((
            staff::password_hash.eq(hash),
            staff::token_version.eq(staff::token_version + 1),
        ))
        .execute(conn)
        .map(|rows| rows == 1)
}

/// Asks the function of the same name.
pub(super) fn is_own_account(
    conn: &mut PgConnection,
    staff_id: Uuid,
    patron_id: Uuid,
    today: NaiveDate,
) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Own {
        #[diesel(sql_type = Bool)]
        is_own: bool,
    }
    sql("select is_own_account($1, $2, $3) as is_own")
        .bind::<SqlUuid, _>(staff_id)
        .bind::<SqlUuid, _>(patron_id)
        .bind::<Date, _>(today)
        .get_result(conn)
        .map(|row: Own| row.is_own)
}
