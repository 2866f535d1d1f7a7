//! Failed sign-ins: counted per account and per address, for every copy of the service, in Postgres.
//!
//! A failure counts in its own transaction, whatever becomes of the request. The count is settled after the password
//! was compared and under the row's lock, so however many guesses arrive at once, no more than the allowed ones are
//! told whether they were right.

mod store;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::platform::client_address::ClientAddress;
use crate::platform::problem::{Code, Problem};
use crate::platform::record::{Author, Deed, note};
use crate::platform::secret::sha256;

use super::problem::locked_out;

pub(crate) use store::{forgive_patron, forgive_staff};

/// Failures of one account before it is locked.
pub(super) const ACCOUNT_FAILURES: i32 = 10;
/// Failures from one address, of any accounts, before it is locked. A branch's people share an address.
pub(super) const ADDRESS_FAILURES: i32 = 50;
/// Failures are counted together for this long after the first of them.
pub(super) const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// How long a lock lasts. Attempts while it lasts do not make it longer.
pub(super) const LOCK: TimeDelta = TimeDelta::minutes(15);

/// Whose failures these are, hashed: the account that was named, known or not, and the address it came from.
#[derive(Clone, Debug)]
pub(super) struct Subjects {
    pub(super) account: [u8; 32],
    pub(super) address: [u8; 32],
}

/// The known person whose account it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner {
    Staff(Uuid),
    Patron(Uuid),
}

/// What a password that was compared amounts to.
#[derive(Debug)]
pub(super) enum Verdict<T = ()> {
    Right(T),
    Wrong,
    LockedUntil(DateTime<Utc>),
}

impl Subjects {
    pub(super) fn staff(username: &str, address: ClientAddress) -> Self {
        Self::new(&format!("staff:{}", username.to_ascii_lowercase()), address)
    }

    pub(super) fn patron(card_number: &str, address: ClientAddress) -> Self {
        Self::new(&format!("card:{card_number}"), address)
    }

    fn new(account: &str, ClientAddress(address): ClientAddress) -> Self {
        Self {
            account: sha256(account.as_bytes()),
            address: sha256(format!("address:{address}").as_bytes()),
        }
    }
}

impl<T> Verdict<T> {
    /// What came of it, or what the caller is told.
    pub(super) fn into_result(self, now: DateTime<Utc>) -> Result<T, Problem> {
        match self {
            Self::Right(done) => Ok(done),
            Self::Wrong => Err(Problem::of(Code::WrongCredentials)),
            Self::LockedUntil(until) => Err(locked_out(until, now)),
        }
    }
}

/// Refuses before any work is done for a locked account or address.
pub(super) fn refuse_if_locked(locked_until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), Problem> {
    match locked_until {
        Some(until) => Err(locked_out(until, now)),
        None => Ok(()),
    }
}

/// Counts a wrong password, forgets the account's failures after a right one, and in both cases says whether the
/// caller may know which it was.
pub(super) fn settle(
    conn: &mut PgConnection,
    subjects: &Subjects,
    is_right: bool,
    author: &Author,
    owner: Option<Owner>,
) -> QueryResult<Verdict> {
    if is_right {
        return match store::lock(conn, subjects, author.now)? {
            Some(until) => Ok(Verdict::LockedUntil(until)),
            None => store::forgive(conn, subjects).map(|_| Verdict::Right(())),
        };
    }
    let counted = store::count(conn, subjects, author.now)?;
    let was_locked = counted.iter().any(|row| row.failures > row.allowed(subjects));
    let is_now_locked = counted.iter().any(|row| row.failures == row.allowed(subjects));
    if was_locked {
        let until = counted.iter().filter_map(|row| row.locked_until).max();
        return Ok(Verdict::LockedUntil(until.unwrap_or(author.now)));
    }
    write_down(conn, "sign-in.failed", author, owner)?;
    if is_now_locked {
        write_down(conn, "sign-in.locked", author, owner)?;
    }
    Ok(Verdict::Wrong)
}

/// The audit row says which known account it was, never which name or number was typed.
fn write_down(conn: &mut PgConnection, name: &'static str, author: &Author, owner: Option<Owner>) -> QueryResult<()> {
    let deed = match owner {
        Some(Owner::Staff(id)) => Deed::on(name, "staff", id),
        Some(Owner::Patron(id)) => Deed::on(name, "patron", id).of_patron(id),
        None => Deed::on(name, "unknown", Uuid::nil()),
    };
    note(conn, author, deed)
}
