//! Kinds of fines on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::platform::code_list::is_code;
use crate::platform::json;
use crate::platform::text;

use super::super::store::{FineKindRow, FineKindUpdate, NewFineKind};

/// A kind of fine of the library's own.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OwnFineKind {
    /// The kind.
    id: Uuid,
    /// Its short code.
    #[schema(example = "PRINT")]
    code: String,
    /// As staff and patrons read it.
    #[schema(example = "Printing")]
    name: String,
    /// What it usually costs, in minor units; null where the desk says.
    price: Option<i64>,
    /// Where bookkeeping puts the money.
    #[schema(example = "4200-PRINT")]
    fund_code: Option<String>,
    /// Whether it is still charged.
    is_active: bool,
}

/// A kind to add.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "PRINT", "name": "Printing", "price": 20, "fund_code": "4200-PRINT"}))]
pub(super) struct OwnFineKindCreate {
    /// Short, of capitals, digits and hyphens. No other kind has it.
    #[validate(length(min = 1, max = 16), custom(function = "is_code"))]
    #[schema(min_length = 1, max_length = 16, pattern = "^[A-Z0-9-]+$")]
    code: String,
    /// As staff and patrons read it.
    #[validate(length(min = 1, max = 100), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    name: String,
    /// What it usually costs, in minor units; null where the desk says.
    #[validate(range(min = 1, max = 100000000))]
    #[schema(minimum = 1, maximum = 100000000)]
    #[serde(default)]
    price: Option<i64>,
    /// Where bookkeeping puts the money.
    #[validate(length(min = 1, max = 32), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 32, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default)]
    fund_code: Option<String>,
    /// Whether it is charged from now on.
    #[serde(default = "yes")]
    #[schema(default = true)]
    is_active: bool,
}

fn yes() -> bool {
    true
}

/// What to change; what is absent stays, null clears.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"price": 25}))]
pub(super) struct OwnFineKindPatch {
    /// Short, of capitals, digits and hyphens. No other kind has it.
    #[validate(length(min = 1, max = 16), custom(function = "is_code"))]
    #[schema(min_length = 1, max_length = 16, pattern = "^[A-Z0-9-]+$")]
    code: Option<String>,
    /// As staff and patrons read it.
    #[validate(length(min = 1, max = 100), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    name: Option<String>,
    /// What it usually costs from now on, in minor units.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 1, max = 100000000))]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 100000000)]
    price: Option<Option<i64>>,
    /// Where bookkeeping puts the money from now on.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 32), custom(function = text::line))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 32, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    fund_code: Option<Option<String>>,
    /// Whether it is still charged.
    is_active: Option<bool>,
}

impl From<FineKindRow> for OwnFineKind {
    fn from(row: FineKindRow) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            price: row.price,
            fund_code: row.fund_code,
            is_active: row.is_active,
        }
    }
}

impl From<OwnFineKindCreate> for NewFineKind {
    fn from(body: OwnFineKindCreate) -> Self {
        Self {
            code: body.code,
            name: body.name,
            price: body.price,
            fund_code: body.fund_code,
            is_active: body.is_active,
        }
    }
}

impl From<OwnFineKindPatch> for FineKindUpdate {
    fn from(patch: OwnFineKindPatch) -> Self {
        Self {
            code: patch.code,
            name: patch.name,
            price: patch.price,
            fund_code: patch.fund_code,
            is_active: patch.is_active,
        }
    }
}
