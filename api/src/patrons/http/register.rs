//! `POST /patrons`.

use actix_web::http::StatusCode;
use actix_web::http::header::{ETAG, HeaderValue};
use actix_web::{HttpResponse, post, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize, Serializer};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::patrons::pin::Pin;
use crate::patrons::register::{Registration, register};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::password::Passwords;
use crate::platform::problem::Problem;

use super::duplicates::OverrideBody;
use super::fields;
use super::patron::{NoticeChannel, Patron};

/// Somebody to be registered.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "card_number": "20000000017", "given_name": "Inés", "family_name": "Ortega", "birth_on": "1991-04-02",
    "patron_category_id": "01976f6e-0000-7000-8000-000000000001", "email": "ines@example.org"
}))]
pub(super) struct NewPatron {
    /// What the new card says; the home branch's next number unless said otherwise.
    #[validate(length(min = 1, max = 40), custom(function = fields::card_number))]
    #[schema(min_length = 1, max_length = 40)]
    card_number: Option<String>,
    /// Given names.
    #[validate(length(min = 1, max = 100), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    given_name: String,
    /// Family name.
    #[validate(length(min = 1, max = 100), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    family_name: String,
    /// What they like to be called instead of the given name.
    #[validate(length(min = 1, max = 100), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    preferred_name: Option<String>,
    /// Date of birth, from 1850-01-01 to today.
    #[validate(custom(function = fields::date))]
    birth_on: Option<NaiveDate>,
    /// What kind of patron.
    patron_category_id: Uuid,
    /// The branch whose limits hold; the desk's own unless said otherwise.
    home_branch_id: Option<Uuid>,
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
    /// Postal address, in lines.
    #[validate(length(min = 1, max = 500), custom(function = fields::lines))]
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    address: Option<String>,
    /// Postal code.
    #[validate(length(min = 1, max = 16), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 16, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    postal_code: Option<String>,
    /// Town.
    #[validate(length(min = 1, max = 100), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    city: Option<String>,
    /// Country, in two capital letters of ISO 3166.
    #[validate(custom(function = fields::country))]
    #[schema(min_length = 2, max_length = 2, pattern = "^[A-Z]{2}$", example = "ES")]
    country: Option<String>,
    /// Language to write to them in.
    #[validate(length(min = 2, max = 8), custom(function = fields::language))]
    #[schema(min_length = 2, max_length = 8, pattern = "^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]
    language: Option<String>,
    /// Last day the card is good for; as long as the category's enrolment lasts unless said otherwise.
    #[validate(custom(function = fields::date))]
    expires_on: Option<NaiveDate>,
    /// 4 to 8 digits; neither the year of birth nor the end of the card number.
    #[validate(custom(function = fields::pin))]
    #[schema(min_length = 4, max_length = 8, pattern = "^[0-9]{4,8}$", format = Password)]
    #[serde(serialize_with = "whether_given")]
    pin: Option<String>,
    /// For staff: what to know when this patron is at the desk.
    #[validate(length(min = 1, max = 2000), custom(function = fields::lines))]
    #[schema(
        min_length = 1,
        max_length = 2000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    desk_note: Option<String>,
    /// Whether they want to be written to without having asked; true unless said otherwise.
    #[serde(default = "yes")]
    #[schema(default = true)]
    wants_notices: bool,
    /// How they want to be written to; null leaves it to the library.
    notice_channel: Option<NoticeChannel>,
    /// Whether finished loans stay with their record for as long as they like; false unless said otherwise.
    #[serde(default)]
    #[schema(default = false)]
    keeps_history: bool,
    /// Who answers for a minor.
    guardian_id: Option<Uuid>,
    /// Why a minor has no guardian; a supervisor's to say.
    #[validate(length(min = 1, max = 500), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    reason: Option<String>,
    /// What the caller accepts of the blocks of an earlier refusal.
    #[validate(nested)]
    r#override: Option<OverrideBody>,
}

fn yes() -> bool {
    true
}

/// The body is hashed for its Idempotency-Key, and from a kept hash a few digits could be guessed.
fn whether_given<S: Serializer>(pin: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bool(pin.is_some())
}

/// Register a patron.
///
/// Opens their account, and charges the category's enrolment fee to it. Somebody who may have a record already is refused
/// with a `possible-duplicate` for each, until the caller says by `override` that it is another person. A minor needs a `guardian_id`, or a supervisor who gives a `reason`.
///
/// Permissions: staff; a supervisor for a minor without guardian.
#[utoipa::path(
    tag = "patrons",
    operation_id = "registerPatron",
    params(openapi::IdempotencyKey),
    request_body = NewPatron,
    responses(
        (status = 201, description = "Registered.", body = Patron,
            headers(("Location" = String, description = "The patron."), ("ETag" = String, description = "Its version."))),
        (status = 409, description = "Problem: blocked (possible-duplicate), already-exists (the card number), conflict (a guardian for an adult), in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/patrons")]
pub(super) async fn register_patron(
    desk: Desk,
    db: web::Data<Db>,
    passwords: web::Data<Passwords>,
    key: Key,
    body: Json<NewPatron>,
) -> Result<HttpResponse, Problem> {
    fields::born(body.0.birth_on, desk.today)?;
    let registration = body.0.registration(&passwords).await?;
    let caller = (desk.begin(), desk.staff_id);
    let mut response = idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        register(conn, &desk, &registration).map(Patron::from)
    })
    .await?;
    response.headers_mut().insert(ETAG, HeaderValue::from_static("\"v1\""));
    Ok(response)
}

impl NewPatron {
    async fn registration(&self, passwords: &Passwords) -> Result<Registration, Problem> {
        let text = |text: &Option<String>| text.as_deref().map(fields::kept);
        let pin = match self.pin.as_deref().and_then(Pin::parse) {
            Some(pin) => {
                let hash = passwords.hash(pin.secret().to_owned()).await?;
                Some((pin, hash))
            }
            None => None,
        };
        Ok(Registration {
            card_number: fields::barcode_if_given("/card_number", self.card_number.as_deref())?,
            given_name: fields::kept(&self.given_name),
            family_name: fields::kept(&self.family_name),
            preferred_name: text(&self.preferred_name),
            birth_on: self.birth_on,
            patron_category_id: self.patron_category_id,
            home_branch_id: self.home_branch_id,
            email: text(&self.email),
            phone: text(&self.phone),
            address: text(&self.address),
            language: self.language.clone(),
            expires_on: self.expires_on,
            pin,
            desk_note: text(&self.desk_note),
            postal_code: text(&self.postal_code),
            city: text(&self.city),
            country: self.country.clone(),
            wants_notices: self.wants_notices,
            notice_channel: self.notice_channel.map(Into::into),
            keeps_history: self.keeps_history,
            guardian_id: self.guardian_id,
            reason: text(&self.reason),
            confirmed: OverrideBody::codes(self.r#override.as_ref()),
        })
    }
}
