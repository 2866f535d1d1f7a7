//! Branches on the wire.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::platform::code_list::is_code;
use crate::platform::json;
use crate::platform::problem::FieldCode;
use crate::platform::text;

use super::super::store::{BranchRow, BranchUpdate, NewBranch};

/// A branch of the library.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Branch {
    id: Uuid,
    /// Short, as on labels and slips.
    #[schema(example = "CEN")]
    code: String,
    /// As patrons know it.
    #[schema(example = "Central")]
    name: String,
    /// IANA name of the zone in which its days begin and end.
    #[schema(example = "Europe/London")]
    zone: String,
    address: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    /// Its place in the library's order, lowest first.
    position: i32,
    /// Whether it is in service. The public sees no other.
    is_active: bool,
    /// How long a returned item counts as recently returned, in minutes; 0 makes it available at once.
    recently_returned_minutes: i32,
    /// What the numbers of its new cards begin with; null for the library's prefix.
    card_prefix: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// A new branch.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "CEN", "name": "Central", "zone": "Europe/London", "address": "1 Market Square", "phone": "+44 20 7946 0018", "email": "central@library.example", "position": 1}))]
pub(crate) struct BranchCreate {
    /// Short, of capitals, digits and hyphens. No other branch has it.
    #[validate(length(min = 1, max = 16), custom(function = "is_code"))]
    #[schema(min_length = 1, max_length = 16, pattern = "^[A-Z0-9-]+$", example = "CEN")]
    code: String,
    /// As patrons know it.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Central")]
    name: String,
    /// IANA name of the zone in which its days begin and end.
    #[validate(length(max = 64), custom(function = "is_zone"))]
    #[schema(max_length = 64, example = "Europe/London")]
    zone: String,
    /// Where it is.
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    address: Option<String>,
    /// How to call it.
    #[validate(length(max = 50))]
    #[schema(max_length = 50)]
    phone: Option<String>,
    /// How to write to it.
    #[validate(length(max = 254), custom(function = "is_email"))]
    #[schema(
        max_length = 254,
        pattern = "^[!-?A-~]+@[!-?A-~]+$",
        example = "central@library.example"
    )]
    email: Option<String>,
    /// Its place in the library's order, lowest first; 0 unless told.
    #[serde(default)]
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000, default = 0)]
    position: i32,
    /// Whether it is in service; true unless told.
    #[serde(default = "yes")]
    #[schema(default = true)]
    is_active: bool,
    /// How long a returned item counts as recently returned, in minutes; 0 unless told.
    #[serde(default)]
    #[validate(range(min = 0, max = 10080))]
    #[schema(minimum = 0, maximum = 10080, default = 0)]
    recently_returned_minutes: i32,
    /// What the numbers of its new cards begin with, 1 to 9 digits; the library's prefix unless told.
    #[validate(custom(function = text::card_prefix))]
    #[schema(min_length = 1, max_length = 9, pattern = "^[0-9]+$")]
    card_prefix: Option<String>,
}

/// What to change; what is absent stays, null clears.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Central", "phone": null}))]
pub(crate) struct BranchPatch {
    /// Short, of capitals, digits and hyphens. No other branch has it.
    #[validate(length(min = 1, max = 16), custom(function = "is_code"))]
    #[schema(min_length = 1, max_length = 16, pattern = "^[A-Z0-9-]+$")]
    code: Option<String>,
    /// As patrons know it.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// IANA name of the zone in which its days begin and end. What was due before stays due at the same instant.
    #[validate(length(max = 64), custom(function = "is_zone"))]
    #[schema(max_length = 64)]
    zone: Option<String>,
    /// Where it is.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(max = 500))]
    #[schema(value_type = Option<String>, max_length = 500)]
    address: Option<Option<String>>,
    /// How to call it.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(max = 50))]
    #[schema(value_type = Option<String>, max_length = 50)]
    phone: Option<Option<String>>,
    /// How to write to it.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(max = 254), custom(function = "is_email"))]
    #[schema(value_type = Option<String>, max_length = 254, pattern = "^[!-?A-~]+@[!-?A-~]+$")]
    email: Option<Option<String>>,
    /// Its place in the library's order, lowest first.
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000)]
    position: Option<i32>,
    /// Whether it is in service. One that is not keeps all it has, hidden from the public.
    is_active: Option<bool>,
    /// How long a returned item counts as recently returned, in minutes; 0 makes it available at once.
    #[validate(range(min = 0, max = 10080))]
    #[schema(minimum = 0, maximum = 10080)]
    recently_returned_minutes: Option<i32>,
    /// What the numbers of its new cards begin with, 1 to 9 digits; null for the library's prefix.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(custom(function = text::card_prefix))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 9, pattern = "^[0-9]+$")]
    card_prefix: Option<Option<String>>,
}

/// Which branches.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct BranchQuery {
    /// Only those in service, or only the others.
    pub is_active: Option<bool>,
    /// How many at most; 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    pub cursor: Option<String>,
}

fn yes() -> bool {
    true
}

fn is_zone(zone: &str) -> Result<(), ValidationError> {
    let message = "The IANA name of a zone, such as Europe/London.";
    let parsed: Result<Tz, _> = zone.parse();
    parsed
        .map(drop)
        .map_err(|_| ValidationError::new(FieldCode::Zone.as_str()).with_message(message.into()))
}

/// Only as much as a typing mistake needs: whether it is somebody's, only a message can tell.
fn is_email(email: &str) -> Result<(), ValidationError> {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_graphic() && b != b'@');
    let is_email = email
        .split_once('@')
        .is_some_and(|(name, host)| is_part(name) && is_part(host));
    is_email
        .then_some(())
        .ok_or_else(|| ValidationError::new(FieldCode::Email.as_str()))
}

impl From<BranchRow> for Branch {
    fn from(row: BranchRow) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            zone: row.zone,
            address: row.address,
            phone: row.phone,
            email: row.email,
            position: row.position,
            is_active: row.is_active,
            recently_returned_minutes: row.recently_returned_minutes,
            card_prefix: row.card_prefix,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl From<BranchCreate> for NewBranch {
    fn from(body: BranchCreate) -> Self {
        Self {
            code: body.code,
            name: body.name,
            zone: body.zone,
            address: body.address,
            phone: body.phone,
            email: body.email,
            position: body.position,
            is_active: body.is_active,
            recently_returned_minutes: body.recently_returned_minutes,
            card_prefix: body.card_prefix,
        }
    }
}

impl From<BranchPatch> for BranchUpdate {
    fn from(patch: BranchPatch) -> Self {
        Self {
            code: patch.code,
            name: patch.name,
            zone: patch.zone,
            address: patch.address,
            phone: patch.phone,
            email: patch.email,
            position: patch.position,
            is_active: patch.is_active,
            recently_returned_minutes: patch.recently_returned_minutes,
            card_prefix: patch.card_prefix,
        }
    }
}
