//! Sessions: who is signed in, where they work, and the refresh tokens that keep it so.
//!
//! A session has generations of refresh tokens. A token of the newest generation starts the next one. A token of the
//! generation before is good for 30 s longer, because the answer with its successor may have been lost or two requests
//! may have gone out at once; since plain tokens are not kept, it gets another token of the newest generation. Any
//! older token means that somebody else has a copy, and ends the session.

mod change_place;
mod cookie;
mod end;
pub(super) mod http;
mod place;
mod refresh;
mod start;
mod store;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::platform::desk::Role;

pub(crate) use end::end_sessions;
pub(super) use place::{Wanted, choose};
pub(super) use start::{Start, start};
pub(super) use store::{Branch, DeskRow, PatronRow, StaffRow, find_patron, find_staff};

/// How long a superseded refresh token stays good.
const GRACE: TimeDelta = TimeDelta::seconds(30);

/// Where the refresh token lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    /// In the caller's hands.
    Token,
    /// In a cookie of our own client's browser.
    Cookie,
}

/// Whose session it is, which says how long it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Staff(Uuid),
    Patron(Uuid),
}

/// A refresh token in plain, on its way out.
#[derive(Clone)]
pub(super) struct RefreshToken {
    pub(super) plain: String,
    pub(super) keeping: Keeping,
    /// When it ends unless it is used before.
    pub(super) idles_out_at: DateTime<Utc>,
}

/// Where a staff member works, and could.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) branch: Branch,
    pub(super) desk: Option<DeskRow>,
    /// Every branch they may work at.
    pub(super) branches: Vec<Branch>,
    /// They have said so themselves.
    pub(super) is_placed: bool,
}

/// A staff member who is signed in.
#[derive(Clone)]
pub(super) struct StaffSession {
    pub(super) id: Uuid,
    pub(super) staff: StaffRow,
    pub(super) place: Place,
    /// None when the caller keeps the one they have.
    pub(super) refresh_token: Option<RefreshToken>,
}

/// A patron who is signed in.
#[derive(Clone)]
pub(super) struct PatronSession {
    pub(super) id: Uuid,
    pub(super) patron: PatronRow,
    pub(super) refresh_token: RefreshToken,
}

impl Keeping {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Cookie => "cookie",
        }
    }
}

impl Subject {
    fn kind(self) -> &'static str {
        match self {
            Self::Staff(_) => "staff",
            Self::Patron(_) => "patron",
        }
    }

    fn id(self) -> Uuid {
        match self {
            Self::Staff(id) | Self::Patron(id) => id,
        }
    }

    /// How long a session lasts without being refreshed, and how long at most.
    fn lifetimes(self) -> (TimeDelta, TimeDelta) {
        match self {
            Self::Staff(_) => (TimeDelta::minutes(30), TimeDelta::hours(12)),
            Self::Patron(_) => (TimeDelta::days(30), TimeDelta::days(180)),
        }
    }
}

impl Place {
    /// The client should ask where the person works: there is a choice and nobody has made it.
    pub(super) fn must_choose_desk(&self) -> bool {
        !self.is_placed && (self.branches.len() > 1 || self.branch.has_desks)
    }
}

impl StaffRow {
    /// The column's check constraint allows no other word.
    pub(super) fn role(&self) -> Role {
        match self.role.as_str() {
            "supervisor" => Role::Supervisor,
            _ => Role::Assistant,
        }
    }
}
