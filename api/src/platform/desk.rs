//! Who is asking, and where: taken from the access token, never from a header or a body.

use std::ops::Deref;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::{FromRequest, HttpRequest, web};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::clock::Clock;
use super::db::{Begin, CallerStamp};
use super::problem::{Code, Problem};
use super::telemetry;
use super::token::{Audience, Claims, Tokens};

pub use carrel_rules::override_matrix::Role;

/// A staff member at work: everything a deed may know about its caller and its time.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Who.
    pub staff_id: Uuid,
    /// Assistant or supervisor.
    pub role: Role,
    /// Where the deed happens.
    pub branch_id: Uuid,
    /// The desk at that branch, if one was chosen.
    pub desk_id: Option<Uuid>,
    /// The session, for signing out and changing place.
    pub session_id: Uuid,
    /// The person's token version when the token was made.
    pub token_version: i32,
    /// The branch's zone.
    pub zone: Tz,
    /// When the deed happens.
    pub now: DateTime<Utc>,
    /// The branch's day.
    pub today: NaiveDate,
    /// For the audit row and the log.
    pub request_id: Arc<str>,
}

/// The role as tokens, audit rows and answers write it.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Assistant => "assistant",
        Role::Supervisor => "supervisor",
    }
}

impl Desk {
    /// The opening of this caller's deed.
    pub fn begin(&self) -> Begin {
        Begin::by(CallerStamp {
            kind: "staff",
            id: self.staff_id,
            token_version: self.token_version,
        })
    }
}

/// A desk of a supervisor; an assistant gets 403.
#[derive(Clone, Debug)]
pub struct SupervisorDesk(pub Desk);

impl Deref for SupervisorDesk {
    type Target = Desk;
    fn deref(&self) -> &Desk {
        &self.0
    }
}

/// A patron with a token of their own.
#[derive(Clone, Debug)]
pub struct PatronCaller {
    /// Who.
    pub patron_id: Uuid,
    /// The session.
    pub session_id: Uuid,
    /// The person's token version when the token was made.
    pub token_version: i32,
    /// Their home branch.
    pub branch_id: Uuid,
    /// When.
    pub now: DateTime<Utc>,
}

/// Anybody: what is public is answered to all, and more to those who show a token. A bad token is refused.
#[derive(Clone, Debug)]
pub enum Viewer {
    /// No token.
    Public,
    /// A patron.
    Patron(PatronCaller),
    /// Staff.
    Staff(Desk),
}

impl Viewer {
    /// Whether staff-only fields may be shown.
    pub fn is_staff(&self) -> bool {
        matches!(self, Self::Staff(_))
    }
}

impl FromRequest for Desk {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(viewer(req).and_then(|viewer| match viewer {
            Viewer::Staff(desk) => Ok(desk),
            Viewer::Patron(_) => Err(Problem::of(Code::Forbidden)),
            Viewer::Public => Err(Problem::of(Code::Unauthenticated)),
        }))
    }
}

impl FromRequest for SupervisorDesk {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let desk = Desk::from_request(req, payload).into_inner();
        std::future::ready(desk.and_then(|desk| match desk.role {
            Role::Supervisor => Ok(Self(desk)),
            Role::Assistant => Err(Problem::of(Code::Forbidden).detail("Only a supervisor may do this.")),
        }))
    }
}

impl FromRequest for Viewer {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(viewer(req))
    }
}

fn viewer(req: &HttpRequest) -> Result<Viewer, Problem> {
    let Some(header) = req.headers().get(AUTHORIZATION) else {
        return Ok(Viewer::Public);
    };
    let (Some(tokens), Some(clock)) = (req.app_data::<web::Data<Tokens>>(), req.app_data::<web::Data<Clock>>()) else {
        return Err(Problem::internal("tokens or clock are not configured"));
    };
    let now = clock.now();
    let token = header
        .to_str()
        .ok()
        .and_then(bearer)
        .ok_or_else(|| Problem::of(Code::Unauthenticated))?;
    let claims = tokens.verify(token, now)?;
    match (claims.aud, claims.role) {
        (Audience::Staff, Some(role)) => Ok(Viewer::Staff(desk(&claims, role, now))),
        (Audience::Patron, _) => Ok(Viewer::Patron(PatronCaller {
            patron_id: claims.sub,
            session_id: claims.sid,
            token_version: claims.ver,
            branch_id: claims.branch,
            now,
        })),
        _ => Err(Problem::of(Code::Unauthenticated)),
    }
}

/// RFC 6750: the scheme is compared without regard to case.
fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn desk(claims: &Claims, role: Role, now: DateTime<Utc>) -> Desk {
    Desk {
        staff_id: claims.sub,
        role,
        branch_id: claims.branch,
        desk_id: claims.desk,
        session_id: claims.sid,
        token_version: claims.ver,
        zone: claims.zone,
        now,
        today: now.with_timezone(&claims.zone).date_naive(),
        request_id: telemetry::request_id().into(),
    }
}
