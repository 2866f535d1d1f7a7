//! What a session looks like on the wire.

use actix_web::http::header::SET_COOKIE;
use actix_web::{HttpResponse, HttpResponseBuilder};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::desk::Role;
use crate::platform::openapi::RoleName;
use crate::platform::problem::{Code, Problem};
use crate::platform::refs::{BranchRef, DeskRef};
use crate::platform::token::{ACCESS_TOKEN_LIFE, Audience, Claims};

use super::super::super::http::Visit;
use super::super::{Branch, DeskRow, Keeping, PatronSession, RefreshToken, StaffSession, cookie};

/// Where the refresh token is to live.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::auth) enum SessionKind {
    /// In the answer's body; the caller keeps it safe.
    #[default]
    Token,
    /// In an HttpOnly cookie, for Carrel's own client only: `Origin` must be this service.
    Cookie,
}

/// A staff member who is signed in.
#[derive(Serialize, ToSchema)]
pub(in crate::auth) struct SignIn {
    /// For the `Authorization` header.
    #[schema(max_length = 4096)]
    access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// How long the access token is good for, in seconds.
    #[schema(minimum = 1, example = 900)]
    expires_in: i64,
    /// For POST /auth/refresh; null when it is in a cookie or unchanged.
    #[schema(required, max_length = 128)]
    refresh_token: Option<String>,
    /// Who.
    staff: SignInStaff,
    /// Where deeds happen.
    branch: SignInBranch,
    /// The desk, once chosen.
    #[schema(required)]
    desk: Option<DeskRef>,
    /// Every branch this staff member may work at.
    #[schema(max_items = 1000)]
    branches: Vec<BranchRef>,
    /// There is a choice of branch or desk and nobody has made it yet.
    must_choose_desk: bool,
}

/// The staff member.
#[derive(Serialize, ToSchema)]
struct SignInStaff {
    /// Their id.
    id: Uuid,
    /// What they sign in with.
    username: String,
    /// Their name.
    name: String,
    /// What they may do.
    #[schema(value_type = RoleName)]
    role: Role,
    /// Language of their screens.
    #[schema(example = "en")]
    language: String,
}

/// The branch.
#[derive(Serialize, ToSchema)]
struct SignInBranch {
    /// Its id.
    id: Uuid,
    /// Its short code.
    code: String,
    /// Its name.
    name: String,
    /// Its IANA time zone.
    #[schema(example = "Europe/Berlin")]
    zone: String,
}

/// A patron who is signed in.
#[derive(Serialize, ToSchema)]
pub(in crate::auth) struct PatronSignIn {
    /// For the `Authorization` header.
    #[schema(max_length = 4096)]
    access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// How long the access token is good for, in seconds.
    #[schema(minimum = 1, example = 900)]
    expires_in: i64,
    /// For POST /auth/refresh; null when it is in a cookie.
    #[schema(required, max_length = 128)]
    refresh_token: Option<String>,
    /// Who.
    patron: SignInPatron,
}

/// The patron.
#[derive(Serialize, ToSchema)]
struct SignInPatron {
    /// Their id.
    id: Uuid,
    /// Their name.
    name: String,
}

impl SessionKind {
    pub(in crate::auth) fn keeping(self) -> Keeping {
        match self {
            Self::Token => Keeping::Token,
            Self::Cookie => Keeping::Cookie,
        }
    }
}

impl Visit {
    /// Cookies are for our own pages: a request with one must come from there.
    pub(in crate::auth) fn check_origin(&self, keeping: Keeping) -> Result<(), Problem> {
        let is_own = cookie::is_own_page(self.origin.as_deref(), self.asked_host.as_deref());
        if keeping == Keeping::Cookie && !is_own {
            return Err(Problem::of(Code::WrongOrigin));
        }
        Ok(())
    }

    /// 200 for a staff member.
    pub(in crate::auth) fn welcome_staff(&self, session: StaffSession) -> Result<HttpResponse, Problem> {
        let StaffSession {
            id,
            staff,
            place,
            refresh_token,
        } = session;
        let must_choose_desk = place.must_choose_desk();
        let role = staff.role();
        let access_token = self.access_token(Claims {
            role: Some(role),
            desk: place.desk.as_ref().map(|desk| desk.id),
            ..claims(
                Audience::Staff,
                staff.id,
                id,
                staff.token_version,
                &place.branch.zone,
                place.branch.id,
            )?
        })?;
        let (mut response, refresh_token) = self.answer(refresh_token);
        Ok(response.json(SignIn {
            access_token,
            token_type: "Bearer",
            expires_in: ACCESS_TOKEN_LIFE.num_seconds(),
            refresh_token,
            staff: SignInStaff {
                id: staff.id,
                username: staff.username,
                name: staff.name,
                role,
                language: staff.language,
            },
            branch: place.branch.into(),
            desk: place.desk.map(Into::into),
            branches: place.branches.into_iter().map(Into::into).collect(),
            must_choose_desk,
        }))
    }

    /// 200 for a patron.
    pub(in crate::auth) fn welcome_patron(&self, session: PatronSession) -> Result<HttpResponse, Problem> {
        let PatronSession {
            id,
            patron,
            refresh_token,
        } = session;
        let branch = patron.home_branch_id;
        let claims = claims(
            Audience::Patron,
            patron.id,
            id,
            patron.token_version,
            &patron.zone,
            branch,
        )?;
        let access_token = self.access_token(claims)?;
        let (mut response, refresh_token) = self.answer(Some(refresh_token));
        Ok(response.json(PatronSignIn {
            access_token,
            token_type: "Bearer",
            expires_in: ACCESS_TOKEN_LIFE.num_seconds(),
            refresh_token,
            patron: SignInPatron {
                id: patron.id,
                name: patron.name,
            },
        }))
    }

    fn access_token(&self, claims: Claims) -> Result<String, Problem> {
        self.tokens.issue(claims, self.now)
    }

    /// An answer with the refresh token in its cookie, or with what goes into its body.
    fn answer(&self, token: Option<RefreshToken>) -> (HttpResponseBuilder, Option<String>) {
        let mut response = HttpResponse::Ok();
        let Some(token) = token else { return (response, None) };
        match token.keeping {
            Keeping::Token => (response, Some(token.plain)),
            Keeping::Cookie => {
                let seconds = (token.idles_out_at - self.now).num_seconds();
                response.insert_header((SET_COOKIE, cookie::keep(&token.plain, seconds)));
                (response, None)
            }
        }
    }
}

fn claims(aud: Audience, sub: Uuid, sid: Uuid, ver: i32, zone: &str, branch: Uuid) -> Result<Claims, Problem> {
    let zone: Tz = zone
        .parse()
        .map_err(|_| Problem::internal("a branch has a zone that the zone database does not know"))?;
    Ok(Claims {
        // Written when the token is signed.
        iss: String::new(),
        jti: Uuid::nil(),
        iat: 0,
        exp: 0,
        aud,
        sub,
        sid,
        ver,
        role: None,
        branch,
        desk: None,
        zone,
    })
}

impl From<Branch> for SignInBranch {
    fn from(branch: Branch) -> Self {
        Self {
            id: branch.id,
            code: branch.code,
            name: branch.name,
            zone: branch.zone,
        }
    }
}

impl From<Branch> for BranchRef {
    fn from(branch: Branch) -> Self {
        Self {
            id: branch.id,
            code: branch.code,
            name: branch.name,
        }
    }
}

impl From<DeskRow> for DeskRef {
    fn from(desk: DeskRow) -> Self {
        Self {
            id: desk.id,
            name: desk.name,
        }
    }
}
