//! What a staff member looks like on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::platform::desk::{Role, role_name};
use crate::platform::json;
use crate::platform::openapi::RoleName;
use crate::platform::problem::FieldCode;
use crate::platform::refs::BranchRef;

use super::super::create::{is_name, is_username};
use super::super::store::{NewStaff, StaffRow, StaffUpdate};

/// A staff member.
#[derive(Serialize, ToSchema)]
pub(super) struct Staff {
    /// Their id.
    id: Uuid,
    /// What they sign in with.
    #[schema(example = "ada.assistant")]
    username: String,
    /// Their name.
    name: String,
    /// What they may do.
    #[schema(value_type = RoleName)]
    role: Role,
    /// They may work at every branch, also at those to come.
    all_branches: bool,
    /// Where they may work; with `all_branches` every branch in use.
    #[schema(max_items = 1000)]
    branches: Vec<BranchRef>,
    /// Language of their screens.
    #[schema(inline)]
    language: Language,
    /// Their own record as a patron, whose account they leave to colleagues.
    #[schema(required)]
    patron_id: Option<Uuid>,
    /// They may sign in.
    is_active: bool,
    /// Too many failed sign-ins: locked until then.
    #[schema(required)]
    locked_until: Option<DateTime<Utc>>,
    /// When they last signed in.
    #[schema(required)]
    last_signed_in_at: Option<DateTime<Utc>>,
    /// When the record was made.
    created_at: DateTime<Utc>,
    /// When it was last changed.
    updated_at: DateTime<Utc>,
}

/// A language that the screens speak.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

/// A new staff member.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StaffInput {
    /// What they sign in with; no two people have the same.
    #[validate(custom(function = "fit_username"))]
    #[schema(
        min_length = 1,
        max_length = 64,
        pattern = "^[a-z0-9._-]+$",
        example = "ada.assistant"
    )]
    pub(super) username: String,
    /// Their name.
    #[validate(custom(function = "fit_name"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Ada Whitcombe")]
    pub(super) name: String,
    /// What they may do.
    #[schema(value_type = RoleName)]
    pub(super) role: Role,
    /// They are asked to change it by nobody but themselves.
    #[validate(length(min = 8, max = 128))]
    #[schema(min_length = 8, max_length = 128, format = Password, example = "correct horse battery")]
    pub(super) password: String,
    /// They may work at every branch, also at those to come.
    #[serde(default)]
    pub(super) all_branches: bool,
    /// Where they may work, unless everywhere.
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(max_items = 200)]
    pub(super) branch_ids: Vec<Uuid>,
    /// Language of their screens.
    #[serde(default = "english")]
    #[schema(inline)]
    pub(super) language: Language,
    /// Their own record as a patron.
    #[serde(default)]
    pub(super) patron_id: Option<Uuid>,
    /// They may sign in.
    #[serde(default = "yes")]
    pub(super) is_active: bool,
}

/// What to change; what is absent stays.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StaffPatch {
    /// What they sign in with; no two people have the same.
    #[validate(custom(function = "fit_username"))]
    #[schema(
        min_length = 1,
        max_length = 64,
        pattern = "^[a-z0-9._-]+$",
        example = "ada.assistant"
    )]
    username: Option<String>,
    /// Their name.
    #[validate(custom(function = "fit_name"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S", example = "Ada Whitcombe")]
    name: Option<String>,
    /// What they may do. A new role ends their sessions.
    #[schema(value_type = Option<RoleName>)]
    role: Option<Role>,
    /// They may work at every branch, also at those to come.
    all_branches: Option<bool>,
    /// Where they may work, unless everywhere: all of them, not only the new ones.
    #[validate(length(max = 200))]
    #[schema(max_items = 200)]
    pub(super) branch_ids: Option<Vec<Uuid>>,
    /// Language of their screens.
    #[schema(inline)]
    language: Option<Language>,
    /// Their own record as a patron; null for none.
    #[serde(default, deserialize_with = "json::present")]
    #[schema(value_type = Option<Uuid>)]
    patron_id: Option<Option<Uuid>>,
    /// They may sign in. Disabling ends their sessions.
    is_active: Option<bool>,
}

/// A new password.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPassword {
    /// At least eight characters.
    #[validate(length(min = 8, max = 128))]
    #[schema(min_length = 8, max_length = 128, format = Password, example = "correct horse battery")]
    pub(super) password: String,
}

/// Which staff members, and how many at once.
#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct StaffQuery {
    /// Part of the name or of what they sign in with.
    #[validate(length(min = 1, max = 100))]
    #[param(min_length = 1, max_length = 100)]
    pub(super) q: Option<String>,
    /// Of this role.
    #[param(value_type = Option<RoleName>)]
    pub(super) role: Option<Role>,
    /// Who may work at this branch.
    pub(super) branch_id: Option<Uuid>,
    /// Who may, or may not, sign in.
    pub(super) is_active: Option<bool>,
    /// How many on a page.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub(super) limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    pub(super) cursor: Option<String>,
}

fn english() -> Language {
    Language::En
}

fn yes() -> bool {
    true
}

fn fit_username(text: &str) -> Result<(), ValidationError> {
    let error = || {
        ValidationError::new(FieldCode::Pattern.as_str())
            .with_message("1 to 64 of a-z, 0-9, dot, hyphen, underscore.".into())
    };
    is_username(text).then_some(()).ok_or_else(error)
}

fn fit_name(text: &str) -> Result<(), ValidationError> {
    let error =
        || ValidationError::new(FieldCode::Length.as_str()).with_message("1 to 200 characters, not all blank.".into());
    is_name(text).then_some(()).ok_or_else(error)
}

impl Language {
    fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    fn stored(word: &str) -> Self {
        match word {
            "es" => Self::Es,
            _ => Self::En,
        }
    }
}

impl StaffInput {
    /// The row, with the password hashed.
    pub(super) fn row(self, password_hash: String, now: DateTime<Utc>) -> NewStaff {
        NewStaff {
            id: Uuid::now_v7(),
            username: self.username,
            name: self.name,
            role: role_name(self.role).to_owned(),
            password_hash,
            all_branches: self.all_branches,
            language: self.language.as_str().to_owned(),
            patron_id: self.patron_id,
            is_active: self.is_active,
            created_at: now,
            updated_at: now,
        }
    }
}

impl From<StaffPatch> for StaffUpdate {
    fn from(patch: StaffPatch) -> Self {
        Self {
            username: patch.username,
            name: patch.name,
            role: patch.role.map(|role| role_name(role).to_owned()),
            all_branches: patch.all_branches,
            language: patch.language.map(|language| language.as_str().to_owned()),
            patron_id: patch.patron_id,
            is_active: patch.is_active,
        }
    }
}

impl From<StaffRow> for Staff {
    fn from(row: StaffRow) -> Self {
        Self {
            id: row.id,
            username: row.username,
            name: row.name,
            // The column's check constraint allows no other word.
            role: match row.role.as_str() {
                "supervisor" => Role::Supervisor,
                _ => Role::Assistant,
            },
            all_branches: row.all_branches,
            branches: row.branches.0,
            language: Language::stored(&row.language),
            patron_id: row.patron_id,
            is_active: row.is_active,
            locked_until: row.locked_until,
            last_signed_in_at: row.last_signed_in_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
