//! What stands around a patron's row: locks, facts of a deed, restrictions and guardians.

use carrel_rules::membership::{FeeRules, Occasion, fee_due};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Nullable, SmallInt, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;
use crate::schema::{library, patron_cards, patron_guardians, patron_restrictions, patrons};

/// A patron whose row nobody else changes until the deed ends.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = patrons)]
pub(in crate::patrons) struct LockedPatron {
    pub patron_category_id: Uuid,
    pub home_branch_id: Uuid,
    pub given_name: String,
    pub family_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub keeps_history: bool,
    pub birth_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    pub state: String,
    pub version: i32,
}

/// What a registration or a change of category, branch or date of birth is checked against.
#[derive(Debug, QueryableByName)]
pub(in crate::patrons) struct CategoryFacts {
    #[diesel(sql_type = Nullable<SmallInt>)]
    pub min_age: Option<i16>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    pub max_age: Option<i16>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    pub enrolment_months: Option<i16>,
    /// None when there is no such branch.
    #[diesel(sql_type = Nullable<Bool>)]
    pub branch_is_active: Option<bool>,
    /// Years.
    #[diesel(sql_type = SmallInt)]
    pub adult_at: i16,
    /// Minor units.
    #[diesel(sql_type = Nullable<BigInt>)]
    enrolment_fee: Option<i64>,
    #[diesel(sql_type = Text)]
    pub card_renewal_from: String,
    #[diesel(sql_type = Bool)]
    enrolment_fee_on_renewal: bool,
    #[diesel(sql_type = Bool)]
    enrolment_fee_on_category_change: bool,
}

impl CategoryFacts {
    /// What this occasion costs in the category, in minor units.
    pub(in crate::patrons) fn fee_due(&self, occasion: Occasion) -> Option<i64> {
        let rules = FeeRules {
            on_renewal: self.enrolment_fee_on_renewal,
            on_category_change: self.enrolment_fee_on_category_change,
        };
        fee_due(occasion, self.enrolment_fee, rules)
    }
}

/// A category with its code.
#[derive(Debug, QueryableByName)]
pub(in crate::patrons) struct CategoryRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub code: String,
    /// Without a branch.
    #[diesel(embed)]
    pub facts: CategoryFacts,
}

/// Who would answer for a minor.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = patrons)]
pub(in crate::patrons) struct GuardianFacts {
    pub birth_on: Option<NaiveDate>,
    pub state: String,
}

/// A link to be.
#[derive(Clone, Debug)]
pub(crate) struct NewGuardian {
    pub guardian_id: Uuid,
    pub sees_charges: bool,
    pub sees_loans: bool,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
}

/// Locks the patron's row. A statement of its own, so that what is read after it is true.
pub(in crate::patrons) fn lock(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<LockedPatron>> {
    patrons::table
        .find(id)
        .select(LockedPatron::as_select())
        .for_no_key_update()
        .first(conn)
        .optional()
}

/// Locks somebody who is to be a guardian.
pub(in crate::patrons) fn lock_guardian(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<GuardianFacts>> {
    patrons::table
        .find(id)
        .select(GuardianFacts::as_select())
        .for_no_key_update()
        .first(conn)
        .optional()
}

/// None when there is no such category.
pub(in crate::patrons) fn category_facts(
    conn: &mut PgConnection,
    category_id: Uuid,
    branch_id: Uuid,
) -> QueryResult<Option<CategoryFacts>> {
    sql(
        "select category.min_age, category.max_age, category.enrolment_months, library.adult_at,
            category.enrolment_fee, library.card_renewal_from, library.enrolment_fee_on_renewal,
            library.enrolment_fee_on_category_change,
            (select is_active from branches where id = $1) as branch_is_active
         from patron_categories category cross join library
         where category.id = $2",
    )
    .bind::<SqlUuid, _>(branch_id)
    .bind::<SqlUuid, _>(category_id)
    .get_result(conn)
    .optional()
}

/// Every category.
pub(in crate::patrons) fn categories(conn: &mut PgConnection) -> QueryResult<Vec<CategoryRow>> {
    sql(
        "select category.id, category.code, category.min_age, category.max_age, category.enrolment_months, library.adult_at,
            category.enrolment_fee, library.card_renewal_from, library.enrolment_fee_on_renewal,
            library.enrolment_fee_on_category_change, null::boolean as branch_is_active
         from patron_categories category cross join library",
    )
    .load(conn)
}

/// The age of adults, in years.
pub(in crate::patrons) fn adult_at(conn: &mut PgConnection) -> QueryResult<i16> {
    library::table.select(library::adult_at).first(conn)
}

/// The number of the card in use.
pub(in crate::patrons) fn card_in_use(conn: &mut PgConnection, patron_id: Uuid) -> QueryResult<Option<String>> {
    patron_cards::table
        .filter(
            patron_cards::patron_id
                .eq(patron_id)
                .and(patron_cards::state.eq("active")),
        )
        .select(patron_cards::number)
        .first(conn)
        .optional()
}

/// Takes the card in use out of use. None is fine: it may have been taken out before.
pub(in crate::patrons) fn end_card(
    conn: &mut PgConnection,
    patron_id: Uuid,
    state: &str,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let card = patron_cards::table.filter(
        patron_cards::patron_id
            .eq(patron_id)
            .and(patron_cards::state.eq("active")),
    );
    diesel::update(card)
        .set((patron_cards::state.eq(state), patron_cards::ended_at.eq(now)))
        .execute(conn)?;
    Ok(())
}

/// The id of the new restriction.
pub(in crate::patrons) fn add_restriction(
    conn: &mut PgConnection,
    patron_id: Uuid,
    (reason, ends_on): (&str, Option<NaiveDate>),
    (now, staff_id): (DateTime<Utc>, Uuid),
) -> QueryResult<Uuid> {
    let id = Uuid::now_v7();
    diesel::insert_into(patron_restrictions::table)
        .values((
            patron_restrictions::id.eq(id),
            patron_restrictions::patron_id.eq(patron_id),
            patron_restrictions::reason.eq(reason),
            patron_restrictions::ends_on.eq(ends_on),
            patron_restrictions::created_at.eq(now),
            patron_restrictions::created_by.eq(staff_id),
        ))
        .execute(conn)?;
    Ok(id)
}

/// Whether there was one to lift.
pub(in crate::patrons) fn lift_restriction(
    conn: &mut PgConnection,
    patron_id: Uuid,
    id: Uuid,
    (now, staff_id): (DateTime<Utc>, Uuid),
) -> QueryResult<bool> {
    let restriction = patron_restrictions::table.find(id).filter(
        patron_restrictions::patron_id
            .eq(patron_id)
            .and(patron_restrictions::lifted_at.is_null()),
    );
    let lifted = diesel::update(restriction)
        .set((
            patron_restrictions::lifted_at.eq(now),
            patron_restrictions::lifted_by.eq(staff_id),
        ))
        .execute(conn)?;
    Ok(lifted > 0)
}

/// Links a guardian, over an earlier link that has ended. False when there is a link in force.
pub(in crate::patrons) fn add_guardian(
    conn: &mut PgConnection,
    patron_id: Uuid,
    link: &NewGuardian,
    today: NaiveDate,
) -> QueryResult<bool> {
    let written = sql(
        "insert into patron_guardians (patron_id, guardian_id, sees_charges, sees_loans, ends_on)
         values ($1, $2, $3, $4, $5)
         on conflict (patron_id, guardian_id) do update
            set sees_charges = excluded.sees_charges, sees_loans = excluded.sees_loans, ends_on = excluded.ends_on
            where patron_guardians.ends_on < $6",
    )
    .bind::<SqlUuid, _>(patron_id)
    .bind::<SqlUuid, _>(link.guardian_id)
    .bind::<Bool, _>(link.sees_charges)
    .bind::<Bool, _>(link.sees_loans)
    .bind::<Nullable<Date>, _>(link.ends_on)
    .bind::<Date, _>(today)
    .execute(conn)?;
    Ok(written > 0)
}

/// Whether there was a link.
pub(in crate::patrons) fn remove_guardian(
    conn: &mut PgConnection,
    patron_id: Uuid,
    guardian_id: Uuid,
) -> QueryResult<bool> {
    let link = patron_guardians::table.find((patron_id, guardian_id));
    Ok(diesel::delete(link).execute(conn)? > 0)
}
