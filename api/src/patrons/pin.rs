//! PINs: 4 to 8 digits that are not on the card and not in the patron's papers.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use diesel::PgConnection;
use uuid::Uuid;

use crate::auth;
use crate::platform::desk::Desk;
use crate::platform::problem::FieldCode;
use crate::platform::record::{Deed, record};

use super::change::lock_open;
use super::problem::PatronError;
use super::store;

/// 4 to 8 ASCII digits. Never written anywhere.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Pin(String);

/// Why a PIN is too easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WeakPin {
    BirthYear,
    CardTail,
}

impl Pin {
    /// None unless it is 4 to 8 digits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_pin = (4..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_pin.then(|| Self(text.to_owned()))
    }

    /// The digits, for hashing.
    pub(super) fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

impl WeakPin {
    pub(super) fn code(self) -> FieldCode {
        match self {
            Self::BirthYear => FieldCode::BirthYear,
            Self::CardTail => FieldCode::CardTail,
        }
    }

    pub(super) fn detail(self) -> &'static str {
        match self {
            Self::BirthYear => "Not the year of birth.",
            Self::CardTail => "Not the last digits of the card.",
        }
    }
}

/// Refuses what whoever finds the card, or knows the patron, would try first.
pub(super) fn check(pin: &Pin, birth_on: Option<NaiveDate>, card_number: Option<&str>) -> Result<(), WeakPin> {
    if birth_on.is_some_and(|born_on| born_on.year().to_string() == pin.0) {
        return Err(WeakPin::BirthYear);
    }
    if card_number.is_some_and(|number| number.ends_with(&pin.0)) {
        return Err(WeakPin::CardTail);
    }
    Ok(())
}

/// Sets a new PIN, whose hash is `hash`. Everything signed in by the old one is signed out, and the lock that forgetting
/// it may have brought is lifted.
pub(super) fn set(
    conn: &mut PgConnection,
    desk: &Desk,
    id: Uuid,
    (pin, hash): (&Pin, &str),
) -> Result<(), PatronError> {
    let patron = lock_open(conn, id)?;
    let card_number = store::card_in_use(conn, id)?;
    check(pin, patron.birth_on, card_number.as_deref()).map_err(PatronError::WeakPin)?;
    store::set_pin(conn, id, hash, desk.now)?;
    auth::forgive_patron(conn, id)?;
    record(conn, desk, Deed::on("patron.pin-set", "patron", id).of_patron(id))?;
    Ok(())
}
