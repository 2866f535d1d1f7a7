//! `POST /auth/override-grants`, and the header that carries a grant to its deed.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, post};
use carrel_rules::block::{Code as BlockCode, Level};
use carrel_rules::override_matrix::level;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::platform::desk::Desk;
use crate::platform::json::Json;
use crate::platform::problem::{Code, FieldCode, Problem};
use crate::platform::refs::StaffRef;
use crate::platform::secret::sha256;

use super::super::http::Visit;
use super::super::lock_out::{Subjects, refuse_if_locked};
use super::super::sign_in::staff_credentials;
use super::give::{Request, give};

const HEADER: &str = "Override-Grant";

/// The header `Override-Grant`, hashed as it came in. Document it with `params(openapi::OverrideGrant)`.
#[derive(Clone, Debug, Default)]
pub struct GrantToken(Option<[u8; 32]>);

impl GrantToken {
    /// The token in plain, as POST /auth/override-grants answered it.
    pub fn new(token: &str) -> Self {
        Self(Some(sha256(token.as_bytes())))
    }

    pub(super) fn hash(&self) -> Option<&[u8; 32]> {
        self.0.as_ref()
    }
}

impl FromRequest for GrantToken {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(match req.headers().get(HEADER).map(|value| value.as_bytes()) {
            None => Ok(Self(None)),
            Some(token) if (1..=128).contains(&token.len()) => Ok(Self(Some(sha256(token)))),
            Some(_) => Err(Problem::of(Code::MissingHeader).detail("Override-Grant has 1 to 128 characters.")),
        })
    }
}

/// A deed that a supervisor can let through, by its operationId.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
enum GrantedOperation {
    /// Check out.
    CreateLoan,
    /// Renew.
    RenewLoan,
    /// Move a due date.
    ChangeDueDate,
    /// Place a hold.
    PlaceHold,
}

impl GrantedOperation {
    fn operation_id(self) -> &'static str {
        match self {
            Self::CreateLoan => "createLoan",
            Self::RenewLoan => "renewLoan",
            Self::ChangeDueDate => "changeDueDate",
            Self::PlaceHold => "placeHold",
        }
    }
}

/// A block that somebody may lift, in the document.
struct LiftableCode;

impl PartialSchema for LiftableCode {
    fn schema() -> RefOr<Schema> {
        let liftable = BlockCode::ALL.iter().filter(|code| level(**code) != Level::Nobody);
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .enum_values(Some(liftable.map(|code| code.as_str())))
            .into()
    }
}
impl ToSchema for LiftableCode {}

/// What a supervisor lets through.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewOverrideGrant {
    /// The supervisor's name.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64, example = "sam.supervisor")]
    username: String,
    /// The supervisor's password.
    #[validate(length(min = 1, max = 128))]
    #[schema(min_length = 1, max_length = 128, format = Password, example = "carrel-demo")]
    password: String,
    /// The deed.
    operation_id: GrantedOperation,
    /// Everything it is done to: patron and item, or the loan.
    #[validate(length(min = 1, max = 8))]
    #[schema(min_items = 1, max_items = 8)]
    subject_ids: Vec<Uuid>,
    /// The blocks it lifts.
    #[validate(length(min = 1, max = 50), custom(function = "liftable"))]
    #[schema(min_items = 1, max_items = 50, value_type = Vec<LiftableCode>)]
    codes: Vec<BlockCode>,
    /// Why. It stands in the audit of the deed.
    #[validate(length(min = 1, max = 500), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 500, pattern = r"\S", example = "Paid in part today")]
    reason: String,
}

fn not_blank(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() {
        return Err(ValidationError::new(FieldCode::Blank.as_str()));
    }
    Ok(())
}

fn liftable(codes: &[BlockCode]) -> Result<(), ValidationError> {
    if codes.iter().any(|code| level(*code) == Level::Nobody) {
        return Err(
            ValidationError::new(FieldCode::NotLiftable.as_str()).with_message("Nobody lifts one of these.".into())
        );
    }
    Ok(())
}

/// Leave for one deed.
#[derive(Serialize, ToSchema)]
struct OverrideGrant {
    /// For the header `Override-Grant` of the deed.
    #[schema(max_length = 128)]
    override_grant: String,
    /// Two minutes from now. A refused deed does not use it up; one that goes through does.
    expires_at: DateTime<Utc>,
    /// Who gave it.
    supervisor: StaffRef,
}

pub(in crate::auth) fn configure(config: &mut ServiceConfig) {
    config.service(create_override_grant);
}

/// Let a supervisor lift blocks at an assistant's screen.
///
/// The supervisor types name and password; the answer's token goes with the deed, sent again, as header
/// `Override-Grant`. It holds for this caller, branch, operation, subjects and codes, and for two minutes. A wrong
/// password counts to the lock of the supervisor's account.
///
/// Permissions: any staff member asks; the grant is given by another one, a supervisor of the branch; not on the supervisor's own account or their child's.
#[utoipa::path(
    tag = "auth",
    operation_id = "createOverrideGrant",
    request_body = NewOverrideGrant,
    responses(
        (status = 201, description = "The grant.", body = OverrideGrant),
        (status = 401, description = "Problem: wrong-credentials (the supervisor's), unauthenticated, token-expired."),
        (status = 403, description = "Problem: forbidden (no supervisor of this branch, or the caller themself), own-account (the supervisor's own or their child's)."),
        (status = 429, description = "Problem: locked-out."),
    ),
    security(("staff" = []))
)]
#[post("/auth/override-grants")]
async fn create_override_grant(
    visit: Visit,
    desk: Desk,
    body: Json<NewOverrideGrant>,
) -> Result<HttpResponse, Problem> {
    let NewOverrideGrant {
        username,
        password,
        operation_id,
        subject_ids,
        codes,
        reason,
    } = body.0;
    let now = visit.now;
    let subjects = Subjects::staff(&username, visit.address);
    let asked = subjects.clone();
    let known = visit
        .db
        .read(move |conn| staff_credentials(conn, &username, &asked, now))
        .await?;
    refuse_if_locked(known.locked_until, now)?;
    let is_right = visit.passwords.matches(password, known.secret_hash.clone()).await?;
    let request = Request {
        subjects,
        known,
        is_right,
        operation_id: operation_id.operation_id(),
        subject_ids,
        codes,
        reason,
    };
    let verdict = visit
        .db
        .write(desk.begin(), move |conn| give(conn, &desk, &request))
        .await?;
    let given = verdict.into_result(now)?;
    Ok(HttpResponse::Created().json(OverrideGrant {
        override_grant: given.token,
        expires_at: given.expires_at,
        supervisor: StaffRef {
            id: given.giver.id,
            name: given.giver.name,
        },
    }))
}
