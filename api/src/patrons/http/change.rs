//! `GET` and `PATCH /patrons/{id}`.

use actix_web::{HttpResponse, get, patch, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::patrons::change::change;
use crate::patrons::read;
use crate::patrons::store::PatronUpdate;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::etag::{self, IfMatch};
use crate::platform::json::{self, Json};
use crate::platform::openapi;
use crate::platform::problem::Problem;

use super::duplicates::OverrideBody;
use super::fields;
use super::patron::{NoticeChannel, Patron};

/// What to change: what is absent stays, null clears.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "+34 600 123 456", "preferred_name": null}))]
pub(super) struct PatronPatch {
    /// Given names.
    #[validate(length(min = 1, max = 100), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    given_name: Option<String>,
    /// Family name.
    #[validate(length(min = 1, max = 100), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    family_name: Option<String>,
    /// What they like to be called instead of the given name.
    #[validate(length(min = 1, max = 100), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default, deserialize_with = "json::present")]
    preferred_name: Option<Option<String>>,
    /// Date of birth, from 1850-01-01 to today.
    #[validate(custom(function = fields::date))]
    #[serde(default, deserialize_with = "json::present")]
    birth_on: Option<Option<NaiveDate>>,
    /// What kind of patron.
    patron_category_id: Option<Uuid>,
    /// The branch whose limits hold.
    home_branch_id: Option<Uuid>,
    /// E-mail address.
    #[validate(length(min = 3, max = 254), custom(function = fields::email))]
    #[schema(
        min_length = 3,
        max_length = 254,
        pattern = r"^[^@\s\u0000-\u001f\u007f-\u009f]+@[^@\s\u0000-\u001f\u007f-\u009f]+$"
    )]
    #[serde(default, deserialize_with = "json::present")]
    email: Option<Option<String>>,
    /// Phone number.
    #[validate(length(min = 1, max = 32), custom(function = fields::phone))]
    #[schema(min_length = 1, max_length = 32, pattern = "^[0-9+ ()/.-]*[0-9][0-9+ ()/.-]*$")]
    #[serde(default, deserialize_with = "json::present")]
    phone: Option<Option<String>>,
    /// Postal address, in lines.
    #[validate(length(min = 1, max = 500), custom(function = fields::lines))]
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    #[serde(default, deserialize_with = "json::present")]
    address: Option<Option<String>>,
    /// Postal code.
    #[validate(length(min = 1, max = 16), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 16, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default, deserialize_with = "json::present")]
    postal_code: Option<Option<String>>,
    /// Town.
    #[validate(length(min = 1, max = 100), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default, deserialize_with = "json::present")]
    city: Option<Option<String>>,
    /// Country, in two capital letters of ISO 3166.
    #[validate(custom(function = fields::country))]
    #[schema(min_length = 2, max_length = 2, pattern = "^[A-Z]{2}$", example = "ES")]
    #[serde(default, deserialize_with = "json::present")]
    country: Option<Option<String>>,
    /// Language to write to them in.
    #[validate(length(min = 2, max = 8), custom(function = fields::language))]
    #[schema(min_length = 2, max_length = 8, pattern = "^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]
    #[serde(default, deserialize_with = "json::present")]
    language: Option<Option<String>>,
    /// Last day the card is good for; null is for ever.
    #[validate(custom(function = fields::date))]
    #[serde(default, deserialize_with = "json::present")]
    expires_on: Option<Option<NaiveDate>>,
    /// For staff: what to know when this patron is at the desk.
    #[validate(length(min = 1, max = 2000), custom(function = fields::lines))]
    #[schema(
        min_length = 1,
        max_length = 2000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    #[serde(default, deserialize_with = "json::present")]
    desk_note: Option<Option<String>>,
    /// Whether they want to be written to without having asked.
    wants_notices: Option<bool>,
    /// How they want to be written to; null leaves it to the library.
    #[serde(default, deserialize_with = "json::present")]
    notice_channel: Option<Option<NoticeChannel>>,
    /// Whether finished loans stay with their record for as long as they like. Switched off, those that are older than the
    /// library's days lose them at once.
    keeps_history: Option<bool>,
    /// What the caller accepts of the blocks of an earlier refusal.
    #[validate(nested)]
    r#override: Option<OverrideBody>,
}

/// Read a patron.
///
/// Everything a desk shows. Counts, balance and blocks are of this moment and do not change the ETag. Leaves an audit
/// row: who looked, and when.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "getPatron",
    params(("id" = Uuid, Path, description = "The patron.")),
    responses((status = 200, description = "The patron.", body = Patron, headers(("ETag" = String, description = "Its version.")))),
    security(("staff" = []))
)]
#[get("/patrons/{id}")]
pub(super) async fn get_patron(desk: Desk, db: web::Data<Db>, id: web::Path<Uuid>) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let patron = db.read(move |conn| read::view(conn, &desk, id)).await?;
    Ok(etag::changed(patron.row.version, &Patron::from(patron)))
}

/// Change a patron.
///
/// Cards, PIN, restrictions, messages and guardians have routes of their own. What makes the record look like another
/// one is refused with a `possible-duplicate` until the caller says by `override` that it is not. A move to another
/// category costs its enrolment fee where the library says so.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "changePatron",
    params(("id" = Uuid, Path, description = "The patron."), openapi::IfMatch),
    request_body(content = PatronPatch, content_type = "application/merge-patch+json"),
    responses(
        (status = 200, description = "As it is now.", body = Patron, headers(("ETag" = String, description = "Its version."))),
        (status = 409, description = "Problem: blocked (possible-duplicate), conflict (the record was merged or anonymised)."),
    ),
    security(("staff" = []))
)]
#[patch("/patrons/{id}")]
pub(super) async fn change_patron(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    if_match: IfMatch,
    body: Json<PatronPatch>,
) -> Result<HttpResponse, Problem> {
    fields::born(body.0.birth_on.flatten(), desk.today)?;
    let confirmed = OverrideBody::codes(body.0.r#override.as_ref());
    let (id, update) = (id.into_inner(), PatronUpdate::from(body.0));
    let patron = db
        .write(desk.begin(), move |conn| {
            change(conn, &desk, (id, if_match.0), (&update, &confirmed))
        })
        .await?;
    Ok(etag::changed(patron.row.version, &Patron::from(patron)))
}

impl From<PatronPatch> for PatronUpdate {
    fn from(patch: PatronPatch) -> Self {
        let text = |text: Option<Option<String>>| text.map(|text| text.as_deref().map(fields::kept));
        Self {
            given_name: patch.given_name.as_deref().map(fields::kept),
            family_name: patch.family_name.as_deref().map(fields::kept),
            preferred_name: text(patch.preferred_name),
            birth_on: patch.birth_on,
            patron_category_id: patch.patron_category_id,
            home_branch_id: patch.home_branch_id,
            email: text(patch.email),
            phone: text(patch.phone),
            address: text(patch.address),
            language: patch.language,
            expires_on: patch.expires_on,
            desk_note: text(patch.desk_note),
            postal_code: text(patch.postal_code),
            city: text(patch.city),
            country: patch.country,
            wants_notices: patch.wants_notices,
            notice_channel: patch
                .notice_channel
                .map(|channel| channel.map(|channel| read::NoticeChannel::from(channel).as_str().to_owned())),
            keeps_history: patch.keeps_history,
        }
    }
}
