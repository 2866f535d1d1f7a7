//! Everything a policy row can say.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::choices::{
    ClosedDayMode, FineChargeAt, GraceMode, HardDueMode, HighDemand, LostRefund, OverdueOnLost, RenewalFrom, Unit,
    Where,
};

/// A struct whose fields are all optional, with the names of the fields and a way to fill what is unset.
macro_rules! layered {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $field: Option<$type>,)+
        }

        impl $name {
            /// The names of all attributes.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($field)),+];

            /// Takes from `from` what is not set here, and tells the name of each attribute taken.
            pub(super) fn fill(&mut self, from: &Self, mut taken: impl FnMut(&'static str)) {
                $(if self.$field.is_none() && from.$field.is_some() {
                    self.$field = from.$field.clone();
                    taken(stringify!($field));
                })+
            }
        }
    };
}
pub(super) use layered;

layered! {
    /// The attributes of one policy row, or those resolved from several. Unset means: ask the next row.
    Attributes {
        /// Whether items may leave the building.
        loanable: bool,
        /// How long a loan lasts, in `loan_unit`; 0 days ends today.
        loan_length: i32,
        /// What `loan_length`, `renewal_length` and the length of `high_demand` count.
        loan_unit: Unit,
        /// A date loans are tied to, in the way `hard_due_mode` says.
        hard_due_date: NaiveDate,
        /// How `hard_due_date` meets the computed date.
        hard_due_mode: HardDueMode,
        /// What closed days mean for due dates.
        closed_day_mode: ClosedDayMode,
        /// How often a loan may be renewed.
        renewals_max: i32,
        /// How long a renewal lasts, in `loan_unit`; unset: as long as a loan.
        renewal_length: i32,
        /// What a renewal counts from.
        renewal_from: RenewalFrom,
        /// How many days before it is due a loan can be renewed at the earliest.
        no_renewal_before_days: i32,
        /// Whether loans are renewed by themselves when nothing is against it.
        auto_renew: bool,
        /// How many loans under this rule a patron may have.
        max_loans: i32,
        /// How many on-site loans under this rule a patron may have.
        max_onsite_loans: i32,
        /// What one period of lateness costs, in minor units.
        fine_amount: i64,
        /// How many `fine_unit` a period of lateness has.
        fine_every: i32,
        /// What lateness, `fine_every` and `grace` count; unset: the unit of the loan.
        fine_unit: Unit,
        /// Whether a period is charged when it ends or when it starts.
        fine_charge_at: FineChargeAt,
        /// Lateness that costs nothing, in `fine_unit`.
        grace: i32,
        /// What happens once the grace is used up.
        grace_mode: GraceMode,
        /// The most one loan's overdue fine can be, in minor units.
        fine_cap: i64,
        /// Whether closed days and hours count as lateness.
        fine_counts_closed: bool,
        /// What an item without a price costs when lost, in minor units.
        replacement_default: i64,
        /// What handling a loss costs on top, in minor units.
        processing_fee: i64,
        /// What is given back when a lost item returns.
        lost_refund: LostRefund,
        /// Within how many days of the loss something is given back; unset: always.
        lost_refund_days: i32,
        /// What becomes of the overdue fine of a lost item.
        overdue_on_lost: OverdueOnLost,
        /// After how many days overdue an item counts as lost; unset: never.
        aged_to_lost_days: i32,
        /// Whether holds may be placed.
        holdable: bool,
        /// Whether holds may be placed while a copy is on the shelf.
        on_shelf_holds: bool,
        /// Whether holds may name one item.
        item_level_holds: bool,
        /// How many holds on one title a patron may have.
        holds_per_title: i32,
        /// At which branches a hold may be picked up.
        pickup_allowed: Where,
        /// For how many open days a hold waits on the shelf.
        hold_shelf_open_days: i32,
        /// At which branches an item may be returned.
        return_allowed: Where,
        /// Shorter loans while many wait.
        high_demand: HighDemand,
    }
}
