//! `GET` and `PATCH /library`.

use actix_web::{HttpRequest, HttpResponse, get, patch, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::desk::SupervisorDesk;
use crate::platform::etag::{self, IfMatch};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;
use crate::platform::text;

use super::change;
use super::store::{self, LibraryRow, LibraryUpdate};

/// The library.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Library {
    /// Its name, as patrons know it.
    #[schema(example = "Riverside Public Library")]
    name: String,
    /// ISO 4217 code of all money in this API.
    #[schema(example = "EUR")]
    currency: String,
    /// How many digits of an amount are behind the point.
    #[schema(minimum = 0, maximum = 4)]
    currency_exponent: i16,
    /// Language of whoever has not chosen one.
    default_language: String,
    /// Languages the screens speak.
    languages: Vec<&'static str>,
    /// Age at which a patron is an adult, in years.
    adult_at: i16,
    /// Age from which a patron may see their own account, in years.
    own_account_at: i16,
    /// Whose policies, calendar and zone govern a loan.
    controlling_branch: ControllingBranch,
    /// How long a finished loan keeps its patron, in days.
    history_days: i32,
    /// Whether a second copy of a title already out asks the desk to confirm.
    confirm_same_title_out: bool,
    /// Whether a title the patron has had before asks the desk to confirm.
    confirm_previously_borrowed: bool,
    /// What the numbers of new cards begin with, where the branch has no prefix of its own.
    #[schema(example = "20000")]
    card_prefix: String,
    /// From when a renewed card counts.
    card_renewal_from: CardRenewalFrom,
    /// How many days before its last day a card is said to end soon; 0 never.
    card_warning_days: i32,
    /// Whether renewing a card costs the category's enrolment fee again.
    enrolment_fee_on_renewal: bool,
    /// Whether moving to another category costs that category's enrolment fee.
    enrolment_fee_on_category_change: bool,
    /// The largest waiver an assistant gives, in minor units; more is a supervisor's.
    #[schema(minimum = 0)]
    assistant_waiver_max: i64,
    /// How many claims that something was returned an assistant records for one patron; more are a supervisor's.
    claims_max: i32,
    /// When it was last changed.
    updated_at: DateTime<Utc>,
}

/// Whose policies, calendar and zone govern a loan.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ControllingBranch {
    /// The branch where the item was checked out.
    CheckOut,
    /// The item's home branch.
    ItemHome,
    /// The patron's home branch.
    PatronHome,
}

/// What to change; what is absent stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LibraryPatch {
    /// Its name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Willow Bend Public Library")]
    name: Option<String>,
    /// Language of whoever has not chosen one.
    #[validate(length(min = 2, max = 8))]
    #[schema(min_length = 2, max_length = 8, example = "en")]
    default_language: Option<String>,
    /// Age at which a patron is an adult, in years.
    #[validate(range(min = 0, max = 30))]
    #[schema(minimum = 0, maximum = 30)]
    adult_at: Option<i16>,
    /// Age from which a patron may see their own account, in years.
    #[validate(range(min = 0, max = 30))]
    #[schema(minimum = 0, maximum = 30)]
    own_account_at: Option<i16>,
    /// Whose policies, calendar and zone govern loans from now on.
    controlling_branch: Option<ControllingBranch>,
    /// How long a finished loan keeps its patron, in days.
    #[validate(range(min = 0, max = 3650))]
    #[schema(minimum = 0, maximum = 3650)]
    history_days: Option<i32>,
    /// Ask before a second copy of a title already out.
    confirm_same_title_out: Option<bool>,
    /// Ask before a title the patron has had before.
    confirm_previously_borrowed: Option<bool>,
    /// What the numbers of new cards begin with: 1 to 9 digits.
    #[validate(custom(function = text::card_prefix))]
    #[schema(min_length = 1, max_length = 9, pattern = "^[0-9]+$", example = "20000")]
    card_prefix: Option<String>,
    /// From when a renewed card counts.
    card_renewal_from: Option<CardRenewalFrom>,
    /// How many days before its last day a card is said to end soon; 0 never.
    #[validate(range(min = 0, max = 365))]
    #[schema(minimum = 0, maximum = 365)]
    card_warning_days: Option<i32>,
    /// Whether renewing a card costs the category's enrolment fee again.
    enrolment_fee_on_renewal: Option<bool>,
    /// Whether moving to another category costs that category's enrolment fee.
    enrolment_fee_on_category_change: Option<bool>,
    /// The largest waiver an assistant gives, in minor units.
    #[validate(range(min = 0, max = 100000000))]
    #[schema(minimum = 0, maximum = 100000000)]
    assistant_waiver_max: Option<i64>,
    /// How many claims that something was returned an assistant records for one patron.
    #[validate(range(min = 0, max = 1000))]
    #[schema(minimum = 0, maximum = 1000)]
    claims_max: Option<i32>,
}

/// From when a renewed card counts.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CardRenewalFrom {
    /// The day it is renewed.
    Today,
    /// The last day it was good for.
    Expiry,
    /// The later of the two.
    Later,
}

pub(crate) fn configure(config: &mut ServiceConfig) {
    config.service(get_library).service(change_library);
}

/// Read the library.
///
/// Permissions: none.
#[utoipa::path(
    tag = "library",
    operation_id = "getLibrary",
    responses(
        (status = 200, description = "The library.", body = Library, headers(("ETag" = String, description = "Its version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    )
)]
#[get("/library")]
async fn get_library(req: HttpRequest, db: web::Data<Db>) -> Result<HttpResponse, Problem> {
    let row = db.read(store::find).await?;
    Ok(etag::found(&req, row.version, &Library::from(row)))
}

/// Change the library.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "library",
    operation_id = "changeLibrary",
    params(openapi::IfMatch),
    request_body(content = LibraryPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "As it is now.", body = Library, headers(("ETag" = String, description = "Its version.")))),
    security(("staff" = []))
)]
#[patch("/library")]
async fn change_library(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    if_match: IfMatch,
    body: Json<LibraryPatch>,
) -> Result<HttpResponse, Problem> {
    let update = LibraryUpdate::from(body.0);
    let row = db
        .write(desk.begin(), move |conn| {
            change::change(conn, &desk, if_match.0, &update)
        })
        .await?;
    Ok(etag::changed(row.version, &Library::from(row)))
}

impl From<LibraryPatch> for LibraryUpdate {
    fn from(patch: LibraryPatch) -> Self {
        Self {
            name: patch.name,
            default_language: patch.default_language,
            adult_at: patch.adult_at,
            own_account_at: patch.own_account_at,
            controlling_branch: patch.controlling_branch.map(|branch| branch.as_str().to_owned()),
            history_days: patch.history_days,
            confirm_same_title_out: patch.confirm_same_title_out,
            confirm_previously_borrowed: patch.confirm_previously_borrowed,
            card_prefix: patch.card_prefix,
            card_renewal_from: patch.card_renewal_from.map(CardRenewalFrom::as_str),
            card_warning_days: patch.card_warning_days,
            enrolment_fee_on_renewal: patch.enrolment_fee_on_renewal,
            enrolment_fee_on_category_change: patch.enrolment_fee_on_category_change,
            assistant_waiver_max: patch.assistant_waiver_max,
            claims_max: patch.claims_max,
        }
    }
}

impl From<LibraryRow> for Library {
    fn from(row: LibraryRow) -> Self {
        Self {
            name: row.name,
            currency: row.currency,
            currency_exponent: row.currency_exponent,
            default_language: row.default_language,
            languages: vec!["en", "es"],
            adult_at: row.adult_at,
            own_account_at: row.own_account_at,
            controlling_branch: ControllingBranch::stored(&row.controlling_branch),
            history_days: row.history_days,
            confirm_same_title_out: row.confirm_same_title_out,
            confirm_previously_borrowed: row.confirm_previously_borrowed,
            card_prefix: row.card_prefix,
            card_renewal_from: CardRenewalFrom::stored(&row.card_renewal_from),
            card_warning_days: row.card_warning_days,
            enrolment_fee_on_renewal: row.enrolment_fee_on_renewal,
            enrolment_fee_on_category_change: row.enrolment_fee_on_category_change,
            assistant_waiver_max: row.assistant_waiver_max,
            claims_max: row.claims_max,
            updated_at: row.updated_at,
        }
    }
}

impl CardRenewalFrom {
    fn as_str(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Expiry => "expiry",
            Self::Later => "later",
        }
    }

    /// The column's check constraint allows no other word.
    fn stored(word: &str) -> Self {
        match word {
            "today" => Self::Today,
            "expiry" => Self::Expiry,
            _ => Self::Later,
        }
    }
}

impl ControllingBranch {
    fn as_str(self) -> &'static str {
        match self {
            Self::CheckOut => "check_out",
            Self::ItemHome => "item_home",
            Self::PatronHome => "patron_home",
        }
    }

    /// The column's check constraint allows no other word.
    fn stored(word: &str) -> Self {
        match word {
            "item_home" => Self::ItemHome,
            "patron_home" => Self::PatronHome,
            _ => Self::CheckOut,
        }
    }
}
