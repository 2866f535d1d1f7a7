//! Who answers for a minor, and what they may see.

use chrono::{Datelike, Days, Months, NaiveDate};
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};
use crate::staff::is_own_account;

use crate::patrons::change::lock_open;
use crate::patrons::problem::PatronError;
use crate::patrons::read::{self, Guardian, is_minor};
use crate::patrons::store::{self, GuardianFacts, NewGuardian};

/// Links a guardian to a minor, at the longest until the minor grows up.
pub(super) fn add(
    conn: &mut PgConnection,
    desk: &Desk,
    patron_id: Uuid,
    wanted: &NewGuardian,
) -> Result<Guardian, PatronError> {
    if wanted.guardian_id == patron_id {
        return Err(PatronError::OwnGuardian);
    }
    let (patron, guardian) = lock_both(conn, patron_id, wanted.guardian_id)?;
    let adult_at = store::adult_at(conn)?;
    check(&guardian, desk.today, adult_at)?;
    let born_on = patron
        .filter(|born_on| is_minor(Some(*born_on), desk.today, adult_at))
        .ok_or(PatronError::NotMinor)?;
    let last_day = last_day(born_on, adult_at);
    if wanted.ends_on.is_some_and(|ends_on| ends_on < desk.today) {
        return Err(PatronError::EndsInPast);
    }
    if wanted.ends_on.is_some() && wanted.ends_on > last_day {
        return Err(PatronError::GuardianTooLong);
    }
    let link = NewGuardian {
        ends_on: wanted.ends_on.or(last_day),
        ..wanted.clone()
    };
    if !store::add_guardian(conn, patron_id, &link, desk.today)? {
        return Err(PatronError::GuardianLinked);
    }
    store::touch(conn, patron_id, desk.now)?;
    let deed = Deed::on("patron.guardian-linked", "patron", patron_id)
        .of_patron(patron_id)
        .changing(json!({
            "sees_charges": link.sees_charges, "sees_loans": link.sees_loans, "ends_on": link.ends_on,
        }));
    record(conn, desk, deed)?;
    let guardians = read::after_deed(conn, desk, patron_id)?.row.around.0.guardians;
    let is_new = |guardian: &Guardian| guardian.patron.id == link.guardian_id;
    guardians.into_iter().find(is_new).ok_or(PatronError::NotFound)
}

/// Ends a link at once.
pub(super) fn remove(
    conn: &mut PgConnection,
    desk: &Desk,
    patron_id: Uuid,
    guardian_id: Uuid,
) -> Result<(), PatronError> {
    lock_open(conn, patron_id)?;
    // Whoever ends their own guardianship has no child's account to leave to colleagues any more.
    if is_own_account(conn, desk.staff_id, guardian_id, desk.today)? {
        return Err(PatronError::OwnFamily);
    }
    if !store::remove_guardian(conn, patron_id, guardian_id)? {
        return Err(PatronError::NotFound);
    }
    store::touch(conn, patron_id, desk.now)?;
    let deed = Deed::on("patron.guardian-unlinked", "patron", patron_id).of_patron(patron_id);
    record(conn, desk, deed)?;
    Ok(())
}

/// A guardian is an active patron and not a minor.
pub(super) fn check(guardian: &GuardianFacts, today: NaiveDate, adult_at: i16) -> Result<(), PatronError> {
    if guardian.state != "active" {
        return Err(PatronError::UnknownGuardian);
    }
    if is_minor(guardian.birth_on, today, adult_at) {
        return Err(PatronError::MinorGuardian);
    }
    Ok(())
}

/// The last day before somebody born on `born_on` grows up.
pub(super) fn last_day(born_on: NaiveDate, adult_at: i16) -> Option<NaiveDate> {
    let years = u32::try_from(adult_at).ok()?;
    let birthday = born_on.checked_add_months(Months::new(12 * years))?;
    // Who was born on 29 February grows up on 1 March in common years, as carrel_rules::patron::age_on counts.
    let is_moved = birthday.day() != born_on.day();
    if is_moved {
        Some(birthday)
    } else {
        birthday.checked_sub_days(Days::new(1))
    }
}

/// Locks the two in order of id. The minor's date of birth, and what is known of the guardian.
fn lock_both(
    conn: &mut PgConnection,
    patron_id: Uuid,
    guardian_id: Uuid,
) -> Result<(Option<NaiveDate>, GuardianFacts), PatronError> {
    let guardian_first = guardian_id < patron_id;
    let early = if guardian_first {
        store::lock_guardian(conn, guardian_id)?
    } else {
        None
    };
    let patron = lock_open(conn, patron_id)?;
    let guardian = if guardian_first {
        early
    } else {
        store::lock_guardian(conn, guardian_id)?
    };
    Ok((patron.birth_on, guardian.ok_or(PatronError::UnknownGuardian)?))
}
