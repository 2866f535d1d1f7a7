//! Patron limits on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::platform::json;

use super::super::store::{LimitsRow, LimitsUpdate, NewLimits};

/// How much a patron may have. Null is left to less specific limits; null in all of them is without limit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PatronLimits {
    id: Uuid,
    /// The patron's home branch; null for every branch.
    branch_id: Option<Uuid>,
    /// The patron's category; null for every category.
    patron_category_id: Option<Uuid>,
    /// Open loans, on-site ones not counted.
    max_loans: Option<i32>,
    /// Open holds.
    max_holds: Option<i32>,
    /// What may be owed before loans stop, in minor units.
    max_balance: Option<i64>,
    /// Loans that may be overdue before further ones stop.
    max_overdue: Option<i32>,
    /// Items that may be lost before further loans stop.
    max_lost: Option<i32>,
    /// What overdue fines may come to over all of the patron's loans, in minor units.
    fine_cap: Option<i64>,
}

/// New limits. There is one row for each combination of branch and category.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PatronLimitsCreate {
    /// The patron's home branch; null for every branch.
    branch_id: Option<Uuid>,
    /// The patron's category; null for every category.
    patron_category_id: Option<Uuid>,
    /// Open loans, on-site ones not counted.
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000)]
    max_loans: Option<i32>,
    /// Open holds.
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000)]
    max_holds: Option<i32>,
    /// What may be owed before loans stop, in minor units.
    #[validate(range(min = 0, max = 100000000))]
    #[schema(minimum = 0, maximum = 100000000)]
    max_balance: Option<i64>,
    /// Loans that may be overdue before further ones stop.
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000)]
    max_overdue: Option<i32>,
    /// Items that may be lost before further loans stop.
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000)]
    max_lost: Option<i32>,
    /// What overdue fines may come to over all of the patron's loans, in minor units.
    #[validate(range(min = 0, max = 100000000))]
    #[schema(minimum = 0, maximum = 100000000)]
    fine_cap: Option<i64>,
}

/// What to change; what is absent stays, null clears.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PatronLimitsPatch {
    /// The patron's home branch; null for every branch.
    #[serde(default, deserialize_with = "json::present")]
    #[schema(value_type = Option<Uuid>)]
    branch_id: Option<Option<Uuid>>,
    /// The patron's category; null for every category.
    #[serde(default, deserialize_with = "json::present")]
    #[schema(value_type = Option<Uuid>)]
    patron_category_id: Option<Option<Uuid>>,
    /// Open loans, on-site ones not counted.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 0, max = 10000))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 10000)]
    max_loans: Option<Option<i32>>,
    /// Open holds.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 0, max = 10000))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 10000)]
    max_holds: Option<Option<i32>>,
    /// What may be owed before loans stop, in minor units.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 0, max = 100000000))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 100000000)]
    max_balance: Option<Option<i64>>,
    /// Loans that may be overdue before further ones stop.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 0, max = 10000))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 10000)]
    max_overdue: Option<Option<i32>>,
    /// Items that may be lost before further loans stop.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 0, max = 10000))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 10000)]
    max_lost: Option<Option<i32>>,
    /// What overdue fines may come to over all of the patron's loans, in minor units.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 0, max = 100000000))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 100000000)]
    fine_cap: Option<Option<i64>>,
}

impl From<LimitsRow> for PatronLimits {
    fn from(row: LimitsRow) -> Self {
        Self {
            id: row.id,
            branch_id: row.branch_id,
            patron_category_id: row.patron_category_id,
            max_loans: row.max_loans,
            max_holds: row.max_holds,
            max_balance: row.max_balance,
            max_overdue: row.max_overdue,
            max_lost: row.max_lost,
            fine_cap: row.fine_cap,
        }
    }
}

impl From<PatronLimitsCreate> for NewLimits {
    fn from(body: PatronLimitsCreate) -> Self {
        Self {
            branch_id: body.branch_id,
            patron_category_id: body.patron_category_id,
            max_loans: body.max_loans,
            max_holds: body.max_holds,
            max_balance: body.max_balance,
            max_overdue: body.max_overdue,
            max_lost: body.max_lost,
            fine_cap: body.fine_cap,
        }
    }
}

impl From<PatronLimitsPatch> for LimitsUpdate {
    fn from(patch: PatronLimitsPatch) -> Self {
        Self {
            branch_id: patch.branch_id,
            patron_category_id: patch.patron_category_id,
            max_loans: patch.max_loans,
            max_holds: patch.max_holds,
            max_balance: patch.max_balance,
            max_overdue: patch.max_overdue,
            max_lost: patch.max_lost,
            fine_cap: patch.fine_cap,
        }
    }
}
