//! Policies on the wire.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::platform::json;
use crate::platform::problem::Problem;

use super::super::attributes::http::{AttributesBody, AttributesPatch, CheckedAttributes};
use super::super::change::Change;
use super::super::store::{NewPolicy, PolicyRow, ScopeUpdate};

/// A rule for some branch, patron category and item type.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Policy {
    id: Uuid,
    /// The controlling branch; null for every branch.
    branch_id: Option<Uuid>,
    /// The patron's category; null for every category.
    patron_category_id: Option<Uuid>,
    /// The item's type; null for every type.
    item_type_id: Option<Uuid>,
    /// What it says: only the attributes that are set.
    #[schema(value_type = AttributesBody)]
    attributes: Value,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// A new rule. There is one for each combination of branch, category and type.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyCreate {
    /// The controlling branch; null for every branch.
    branch_id: Option<Uuid>,
    /// The patron's category; null for every category.
    patron_category_id: Option<Uuid>,
    /// The item's type; null for every type.
    item_type_id: Option<Uuid>,
    /// What it says.
    #[validate(nested)]
    #[schema(value_type = AttributesBody)]
    attributes: CheckedAttributes,
}

/// What to change; what is absent stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyPatch {
    /// The controlling branch; null for every branch.
    #[serde(default, deserialize_with = "json::present")]
    #[schema(value_type = Option<Uuid>)]
    branch_id: Option<Option<Uuid>>,
    /// The patron's category; null for every category.
    #[serde(default, deserialize_with = "json::present")]
    #[schema(value_type = Option<Uuid>)]
    patron_category_id: Option<Option<Uuid>>,
    /// The item's type; null for every type.
    #[serde(default, deserialize_with = "json::present")]
    #[schema(value_type = Option<Uuid>)]
    item_type_id: Option<Option<Uuid>>,
    /// Attributes to set; with null, to leave to less specific policies. The others stay.
    #[serde(default)]
    #[schema(value_type = Option<AttributesBody>)]
    attributes: Option<AttributesPatch>,
}

/// Which policies.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PolicyQuery {
    /// Only those that name this branch.
    pub branch_id: Option<Uuid>,
    /// Only those that name this patron category.
    pub patron_category_id: Option<Uuid>,
    /// Only those that name this item type.
    pub item_type_id: Option<Uuid>,
    /// How many at most; 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    pub cursor: Option<String>,
}

impl From<PolicyRow> for Policy {
    fn from(row: PolicyRow) -> Self {
        Self {
            id: row.id,
            branch_id: row.branch_id,
            patron_category_id: row.patron_category_id,
            item_type_id: row.item_type_id,
            attributes: row.attributes,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl PolicyCreate {
    /// The policy to add.
    pub(super) fn to_row(&self) -> Result<NewPolicy, Problem> {
        let attributes =
            serde_json::to_value(&self.attributes).map_err(|error| Problem::internal(&error.to_string()))?;
        Ok(NewPolicy {
            branch_id: self.branch_id,
            patron_category_id: self.patron_category_id,
            item_type_id: self.item_type_id,
            attributes,
        })
    }
}

impl TryFrom<PolicyPatch> for Change {
    type Error = Problem;

    fn try_from(patch: PolicyPatch) -> Result<Self, Problem> {
        let attributes = patch.attributes.unwrap_or_default();
        attributes.check()?;
        Ok(Self {
            scope: ScopeUpdate {
                branch_id: patch.branch_id,
                patron_category_id: patch.patron_category_id,
                item_type_id: patch.item_type_id,
            },
            attributes: attributes.0,
        })
    }
}
