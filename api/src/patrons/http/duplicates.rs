//! `POST /patrons/duplicates`, and how a caller says that somebody is not one.

use actix_web::{HttpResponse, post, web};
use carrel_rules::block::Code;
use carrel_rules::duplicate::Likeness;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::patrons::duplicates::{Match, Person, look_up};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;
use crate::platform::refs::CodeRef;

use super::fields;

/// Which blocks the caller lifts.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PatronOverride, example = json!({"codes": ["possible-duplicate"]}))]
pub(super) struct OverrideBody {
    /// The codes of the blocks to lift.
    #[validate(length(max = 40))]
    #[schema(max_items = 40, value_type = Vec<openapi::BlockCodeName>)]
    codes: Vec<Code>,
    /// Why, in a few words; not needed to confirm.
    #[validate(length(min = 1, max = 500), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default)]
    reason: Option<String>,
}

/// What is known of somebody so far. What is not known finds nobody.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"given_name": "Inés", "family_name": "Ortega", "birth_on": "1991-04-02"}))]
pub(super) struct DuplicateSearch {
    /// Given names.
    #[validate(length(min = 1, max = 100), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    given_name: Option<String>,
    /// Family name.
    #[validate(length(min = 1, max = 100), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    family_name: Option<String>,
    /// Date of birth.
    #[validate(custom(function = fields::date))]
    birth_on: Option<NaiveDate>,
    /// E-mail address.
    #[validate(length(min = 3, max = 254), custom(function = fields::email))]
    #[schema(
        min_length = 3,
        max_length = 254,
        pattern = r"^[^@\s\u0000-\u001f\u007f-\u009f]+@[^@\s\u0000-\u001f\u007f-\u009f]+$"
    )]
    email: Option<String>,
    /// Phone number.
    #[validate(length(min = 1, max = 32), custom(function = fields::phone))]
    #[schema(min_length = 1, max_length = 32, pattern = "^[0-9+ ()/.-]*[0-9][0-9+ ()/.-]*$")]
    phone: Option<String>,
    /// Their own record, when they have one.
    patron_id: Option<Uuid>,
    /// Who answers for them: a family shares an e-mail address and a phone.
    guardian_id: Option<Uuid>,
}

/// People who may have this record already.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Duplicates {
    /// The likest first.
    #[schema(max_items = 20)]
    items: Vec<Duplicate>,
}

/// Somebody like the person asked about.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Duplicate {
    /// The patron.
    id: Uuid,
    /// As the desk says it.
    #[schema(example = "Ines Ortega")]
    name: String,
    /// Number of the card in use.
    card_number: Option<String>,
    /// Date of birth.
    birth_on: Option<NaiveDate>,
    /// E-mail address.
    email: Option<String>,
    /// Phone number.
    phone: Option<String>,
    /// What kind of patron.
    category: CodeRef,
    /// In what they are alike.
    #[schema(max_items = 4)]
    matched_by: Vec<LikenessName>,
    /// Whether a registration would ask to confirm that these are two people.
    is_warning: bool,
}

/// In what two people are alike.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DuplicateLikeness)]
pub(super) enum LikenessName {
    /// The same name and date of birth.
    NameAndBirth,
    /// The same e-mail address.
    Email,
    /// The same phone number.
    Phone,
    /// The same name, while a date of birth is missing.
    Name,
}

/// Look for somebody's record before making one.
///
/// Compares name and date of birth, e-mail address and phone number, without case and accents. Sent by POST, because none
/// of it may stand in an address. Leaves the audit row of a search.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "findDuplicatePatrons",
    request_body = DuplicateSearch,
    responses((status = 200, description = "Who may be the same person.", body = Duplicates)),
    security(("staff" = []))
)]
#[post("/patrons/duplicates")]
pub(super) async fn find_duplicate_patrons(
    desk: Desk,
    db: web::Data<Db>,
    body: Json<DuplicateSearch>,
) -> Result<HttpResponse, Problem> {
    let person = body.0.person();
    let found = db.read(move |conn| look_up(conn, &desk, &person)).await?;
    let items = found.into_iter().map(Duplicate::from).collect();
    Ok(HttpResponse::Ok().json(Duplicates { items }))
}

impl OverrideBody {
    /// What a body accepts.
    pub(super) fn codes(body: Option<&Self>) -> Vec<Code> {
        body.map(|body| body.codes.clone()).unwrap_or_default()
    }
}

impl DuplicateSearch {
    fn person(self) -> Person {
        let text = |text: Option<String>| text.as_deref().map(fields::kept);
        Person {
            given_name: text(self.given_name),
            family_name: text(self.family_name),
            birth_on: self.birth_on,
            email: text(self.email),
            phone: text(self.phone),
            patron_id: self.patron_id,
            guardian_id: self.guardian_id,
        }
    }
}

impl From<Match> for Duplicate {
    fn from(found: Match) -> Self {
        Self {
            id: found.other.id,
            name: found.other.name,
            card_number: found.other.card_number,
            birth_on: found.other.birth_on,
            email: found.other.email,
            phone: found.other.phone,
            category: found.other.category.0,
            is_warning: found.likenesses.iter().any(|likeness| likeness.warns()),
            matched_by: found.likenesses.into_iter().map(LikenessName::from).collect(),
        }
    }
}

impl From<Likeness> for LikenessName {
    fn from(likeness: Likeness) -> Self {
        match likeness {
            Likeness::NameAndBirth => Self::NameAndBirth,
            Likeness::Email => Self::Email,
            Likeness::Phone => Self::Phone,
            Likeness::Name => Self::Name,
        }
    }
}
