//! The attributes of a policy on the wire. What they mean is `carrel_rules::policy::Attributes`.

use carrel_rules::policy::Attributes;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::{Validate, ValidationError, ValidationErrors};

use crate::platform::json;
use crate::platform::problem::{FieldCode, Problem};

/// The attributes a caller sets, each within its bounds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::policies) struct CheckedAttributes(pub Attributes);

impl Validate for CheckedAttributes {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let mut errors = ValidationErrors::new();
        for wrong in self.0.validate() {
            let mut error = ValidationError::new(FieldCode::Range.as_str());
            error.add_param("min".into(), &wrong.min);
            error.add_param("max".into(), &wrong.max);
            errors.add(wrong.field, error);
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

/// What of the attributes to change: null unsets, absent stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub(in crate::policies) struct AttributesPatch(pub Map<String, Value>);

impl AttributesPatch {
    /// Each attribute must be one that a policy can have, within its bounds.
    pub(in crate::policies) fn check(&self) -> Result<(), Problem> {
        #[derive(Deserialize, Validate)]
        #[serde(deny_unknown_fields)]
        struct Whole {
            #[validate(nested)]
            attributes: CheckedAttributes,
        }
        // Read as it would stand in a body, so that what is wrong is told by the same pointers.
        let body = serde_json::json!({ "attributes": self.0 }).to_string();
        json::parse::<Whole>(body.as_bytes()).map(drop)
    }
}

/// What a policy can set. Null or absent means: the next, less specific policy decides. Amounts are in minor units.
#[derive(Deserialize, ToSchema)]
#[schema(as = PolicyAttributes)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "exists for its schema; values are read as CheckedAttributes")]
pub(in crate::policies) struct AttributesBody {
    /// Whether items may leave the building. Unset everywhere: yes.
    loanable: Option<bool>,
    /// How long a loan lasts, in `loan_unit`; 0 days ends today. Unset everywhere: 21.
    #[schema(minimum = 0, maximum = 3650, example = 21)]
    loan_length: Option<i32>,
    /// What `loan_length`, `renewal_length` and the length of `high_demand` count. Unset everywhere: days.
    loan_unit: Option<PolicyUnit>,
    /// A date loans are tied to, in the way `hard_due_mode` says.
    hard_due_date: Option<NaiveDate>,
    /// How `hard_due_date` meets the computed date. Unset everywhere: exact.
    hard_due_mode: Option<HardDueMode>,
    /// What closed days mean for due dates. Unset everywhere: move_forward.
    closed_day_mode: Option<ClosedDayMode>,
    /// How often a loan may be renewed. Unset everywhere: never.
    #[schema(minimum = 0, maximum = 10000, example = 2)]
    renewals_max: Option<i32>,
    /// How long a renewal lasts, in `loan_unit`. Unset everywhere: as long as a loan.
    #[schema(minimum = 0, maximum = 3650)]
    renewal_length: Option<i32>,
    /// What a renewal counts from. Unset everywhere: due.
    renewal_from: Option<RenewalFrom>,
    /// How many days before it is due a loan can be renewed at the earliest. Unset everywhere: at any time.
    #[schema(minimum = 0, maximum = 3650)]
    no_renewal_before_days: Option<i32>,
    /// Whether loans are renewed by themselves when nothing is against it. Unset everywhere: no.
    auto_renew: Option<bool>,
    /// How many loans under this rule a patron may have. Unset everywhere: as many as the patron's limits allow.
    #[schema(minimum = 0, maximum = 10000)]
    max_loans: Option<i32>,
    /// How many on-site loans under this rule a patron may have. Unset everywhere: no limit.
    #[schema(minimum = 0, maximum = 10000)]
    max_onsite_loans: Option<i32>,
    /// What one period of lateness costs. Unset everywhere: nothing.
    #[schema(minimum = 0, maximum = 100000000, example = 20)]
    fine_amount: Option<i64>,
    /// How many `fine_unit` a period of lateness has. Unset everywhere: 1.
    #[schema(minimum = 1, maximum = 3650)]
    fine_every: Option<i32>,
    /// What lateness, `fine_every` and `grace` count. Unset everywhere: the unit of the loan.
    fine_unit: Option<PolicyUnit>,
    /// Whether a period is charged when it ends or when it starts. Unset everywhere: end.
    fine_charge_at: Option<FineChargeAt>,
    /// Lateness that costs nothing, in `fine_unit`. Unset everywhere: 0.
    #[schema(minimum = 0, maximum = 3650)]
    grace: Option<i32>,
    /// What happens once the grace is used up. Unset everywhere: threshold.
    grace_mode: Option<GraceMode>,
    /// The most one loan's overdue fine can be. Unset everywhere: no cap under this rule.
    #[schema(minimum = 0, maximum = 100000000, example = 500)]
    fine_cap: Option<i64>,
    /// Whether closed days and hours count as lateness. Unset everywhere: no.
    fine_counts_closed: Option<bool>,
    /// What an item without a price costs when lost.
    #[schema(minimum = 0, maximum = 100000000)]
    replacement_default: Option<i64>,
    /// What handling a loss costs on top. Unset everywhere: nothing.
    #[schema(minimum = 0, maximum = 100000000)]
    processing_fee: Option<i64>,
    /// What is given back when a lost item returns. Unset everywhere: paid_and_unpaid.
    lost_refund: Option<LostRefund>,
    /// Within how many days of the loss something is given back. Unset everywhere: always.
    #[schema(minimum = 0, maximum = 3650)]
    lost_refund_days: Option<i32>,
    /// What becomes of the overdue fine of a lost item. Unset everywhere: charge.
    overdue_on_lost: Option<OverdueOnLost>,
    /// After how many days overdue an item counts as lost. Unset everywhere: never.
    #[schema(minimum = 1, maximum = 3650)]
    aged_to_lost_days: Option<i32>,
    /// Whether holds may be placed.
    holdable: Option<bool>,
    /// Whether holds may be placed while a copy is on the shelf.
    on_shelf_holds: Option<bool>,
    /// Whether holds may name one item.
    item_level_holds: Option<bool>,
    /// How many holds on one title a patron may have.
    #[schema(minimum = 0, maximum = 10000)]
    holds_per_title: Option<i32>,
    /// At which branches a hold may be picked up. Unset everywhere: anywhere.
    pickup_allowed: Option<AllowedBranches>,
    /// For how many open days a hold waits on the shelf.
    #[schema(minimum = 0, maximum = 3650)]
    hold_shelf_open_days: Option<i32>,
    /// At which branches an item may be returned. Unset everywhere: anywhere.
    return_allowed: Option<AllowedBranches>,
    /// Shorter loans while many wait. Set as a whole.
    high_demand: Option<HighDemand>,
}

/// Shorter loans while many wait for a title.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "exists for its schema")]
pub(in crate::policies) struct HighDemand {
    /// Demand is high when more holds than this wait.
    #[schema(minimum = 0, maximum = 10000)]
    threshold: i32,
    /// How long a loan then lasts, in `loan_unit`.
    #[schema(minimum = 0, maximum = 3650)]
    length: i32,
}

/// The words an attribute can take, for the document: the rules read them.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($(#[$word_about:meta])* $word:ident,)+ })+) => {$(
        $(#[$about])*
        #[derive(Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        #[allow(dead_code, reason = "exists for its schema")]
        pub(in crate::policies) enum $name { $($(#[$word_about])* $word,)+ }
    )+};
}

words! {
    /// What a length counts: local days of the branch, or hours to the minute.
    PolicyUnit { Days, Hours, }
    /// Due exactly on the hard due date, never later (`ceiling`) or never earlier (`floor`).
    HardDueMode { Exact, Ceiling, Floor, }
    /// Closed days are like others, move the due date to the next opening, or do not count towards the length.
    ClosedDayMode { Ignore, MoveForward, CountOpenDays, }
    /// A renewal counts from the date the loan is due or from the day of the renewal.
    RenewalFrom { Due, Today, }
    /// Only whole periods are charged (`end`), or every started one (`start`).
    FineChargeAt { End, Start, }
    /// Once the grace is used up all lateness counts (`threshold`), or the grace stays free (`deducted`).
    GraceMode { Threshold, Deducted, }
    /// What was paid is refunded and what is owed cancelled, only what is owed is cancelled, or nothing.
    LostRefund { PaidAndUnpaid, UnpaidOnly, None, }
    /// The overdue fine of a lost item is owed, forgiven, or forgiven until the item returns.
    OverdueOnLost { Charge, Forgive, Restore, }
    /// Every branch, the one that owns the item, the one that holds it, or either of the two.
    AllowedBranches { Anywhere, Home, Holding, HomeOrHolding, }
}
