//! Registering a patron.

use carrel_rules::barcode::Barcode;
use carrel_rules::block::Code;
use carrel_rules::membership::Occasion;
use carrel_rules::patron::age_on;
use chrono::{Months, NaiveDate};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::account::ledger;
use crate::platform::desk::{Desk, Role};
use crate::platform::record::{Deed, record};

use super::cards;
use super::duplicates::{self, Person};
use super::guardians;
use super::pin::{self, Pin};
use super::problem::PatronError;
use super::read::{self, NoticeChannel, Patron, is_minor};
use super::store::{self, CategoryFacts, NewGuardian, NewPatron};

/// Who is to be registered. Texts are trimmed and in NFC.
#[derive(Clone, Debug)]
pub(super) struct Registration {
    /// None: the next of the home branch.
    pub card_number: Option<Barcode>,
    pub given_name: String,
    pub family_name: String,
    pub preferred_name: Option<String>,
    pub birth_on: Option<NaiveDate>,
    pub patron_category_id: Uuid,
    /// None: the desk's branch.
    pub home_branch_id: Option<Uuid>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub language: Option<String>,
    /// None: as long as the category's enrolment lasts.
    pub expires_on: Option<NaiveDate>,
    /// The PIN and the hash to keep of it.
    pub pin: Option<(Pin, String)>,
    pub desk_note: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub wants_notices: bool,
    /// None: as the library does.
    pub notice_channel: Option<NoticeChannel>,
    pub keeps_history: bool,
    /// Who answers for a minor.
    pub guardian_id: Option<Uuid>,
    /// Why a minor has no guardian: a supervisor's.
    pub reason: Option<String>,
    /// The codes of blocks that the caller lifts.
    pub confirmed: Vec<Code>,
}

/// Registers a patron with their first card and their account.
pub(super) fn register(conn: &mut PgConnection, desk: &Desk, new: &Registration) -> Result<Patron, PatronError> {
    let guardian = new
        .guardian_id
        .map(|id| store::lock_guardian(conn, id))
        .transpose()?
        .map(|found| found.ok_or(PatronError::UnknownGuardian))
        .transpose()?;
    let home_branch_id = new.home_branch_id.unwrap_or(desk.branch_id);
    let facts = check_place(conn, new.patron_category_id, home_branch_id)?;
    check_age(&facts, new.birth_on, desk.today)?;
    let childhood = Childhood {
        birth_on: new.birth_on,
        guardian_id: new.guardian_id,
        has_reason: new.reason.is_some(),
    };
    let link = guardian_link(desk.role, &childhood, facts.adult_at, desk.today)?;
    if let Some(guardian) = &guardian {
        guardians::check(guardian, desk.today, facts.adult_at)?;
    }
    if let Some((pin, _)) = &new.pin {
        pin::check(pin, new.birth_on, new.card_number.as_ref().map(Barcode::as_str)).map_err(PatronError::WeakPin)?;
    }

    let lifted = duplicates::check(conn, desk, &person(new), &new.confirmed)?;

    let id = Uuid::now_v7();
    store::insert(conn, &row(desk, new, (id, home_branch_id), &facts))?;
    cards::put(
        conn,
        desk,
        (id, home_branch_id),
        new.card_number.as_ref(),
        "/card_number",
    )?;
    ledger::open_account(conn, id, desk.now)?;
    if let Some(link) = &link {
        store::add_guardian(conn, id, link, desk.today)?;
    }
    let fee = facts.fee_due(Occasion::Registration);
    if let Some(amount) = fee {
        ledger::charge_card_fee(conn, desk, id, amount)?;
    }
    let deed = Deed::on("patron.registered", "patron", id)
        .of_patron(id)
        .because(new.reason.clone().filter(|_| link.is_none()))
        .changing(json!({
            "patron_category_id": new.patron_category_id, "home_branch_id": home_branch_id,
            "has_guardian": link.is_some(), "lifted": lifted, "fee": fee,
        }));
    record(conn, desk, deed)?;
    read::after_deed(conn, desk, id)
}

/// The category and the branch a patron is to have exist and are in use.
pub(super) fn check_place(
    conn: &mut PgConnection,
    category_id: Uuid,
    branch_id: Uuid,
) -> Result<CategoryFacts, PatronError> {
    let facts = store::category_facts(conn, category_id, branch_id)?.ok_or(PatronError::UnknownCategory)?;
    match facts.branch_is_active {
        None => Err(PatronError::UnknownBranch),
        Some(false) => Err(PatronError::ClosedBranch),
        Some(true) => Ok(facts),
    }
}

/// The category is for patrons of this age. Without a date of birth it is taken to be.
pub(super) fn check_age(
    facts: &CategoryFacts,
    birth_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Result<(), PatronError> {
    let Some(age) = birth_on.map(|born_on| i64::from(age_on(born_on, today))) else {
        return Ok(());
    };
    let too_young = facts.min_age.is_some_and(|least| age < i64::from(least));
    let too_old = facts.max_age.is_some_and(|most| age > i64::from(most));
    if too_young || too_old {
        return Err(PatronError::CategoryAge);
    }
    Ok(())
}

/// What decides whether somebody has a guardian.
pub(super) struct Childhood {
    pub birth_on: Option<NaiveDate>,
    pub guardian_id: Option<Uuid>,
    pub has_reason: bool,
}

/// A minor needs a guardian or a supervisor's reason; nobody else has a guardian. The link lets the guardian see what is
/// owed, not what is read.
pub(super) fn guardian_link(
    role: Role,
    of: &Childhood,
    adult_at: i16,
    today: NaiveDate,
) -> Result<Option<NewGuardian>, PatronError> {
    let minor = of.birth_on.filter(|_| is_minor(of.birth_on, today, adult_at));
    match (minor, of.guardian_id) {
        (Some(birth_on), Some(guardian_id)) => Ok(Some(NewGuardian {
            guardian_id,
            sees_charges: true,
            sees_loans: false,
            ends_on: guardians::last_day(birth_on, adult_at),
        })),
        (None, Some(_)) => Err(PatronError::NotMinor),
        (Some(_), None) if role != Role::Supervisor => Err(PatronError::GuardianMissing),
        (Some(_), None) if !of.has_reason => Err(PatronError::ReasonMissing),
        (_, None) => Ok(None),
    }
}

/// Until when the category's enrolment lasts that begins today. None is for ever.
pub(super) fn enrolled_until(facts: &CategoryFacts, today: NaiveDate) -> Option<NaiveDate> {
    let enrolment = facts.enrolment_months.and_then(|months| u32::try_from(months).ok());
    enrolment.and_then(|months| today.checked_add_months(Months::new(months)))
}

fn person(new: &Registration) -> Person {
    Person {
        given_name: Some(new.given_name.clone()),
        family_name: Some(new.family_name.clone()),
        birth_on: new.birth_on,
        email: new.email.clone(),
        phone: new.phone.clone(),
        patron_id: None,
        guardian_id: new.guardian_id,
    }
}

fn row<'a>(
    desk: &Desk,
    new: &'a Registration,
    (id, home_branch_id): (Uuid, Uuid),
    facts: &CategoryFacts,
) -> NewPatron<'a> {
    NewPatron {
        id,
        patron_category_id: new.patron_category_id,
        home_branch_id,
        given_name: &new.given_name,
        family_name: &new.family_name,
        preferred_name: new.preferred_name.as_deref(),
        birth_on: new.birth_on,
        email: new.email.as_deref(),
        phone: new.phone.as_deref(),
        address: new.address.as_deref(),
        language: new.language.as_deref(),
        expires_on: new.expires_on.or_else(|| enrolled_until(facts, desk.today)),
        pin_hash: new.pin.as_ref().map(|(_, hash)| hash.as_str()),
        desk_note: new.desk_note.as_deref(),
        postal_code: new.postal_code.as_deref(),
        city: new.city.as_deref(),
        country: new.country.as_deref(),
        wants_notices: new.wants_notices,
        notice_channel: new.notice_channel.map(NoticeChannel::as_str),
        keeps_history: new.keeps_history,
        created_at: desk.now,
        updated_at: desk.now,
    }
}
