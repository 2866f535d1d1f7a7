//! What a policy says about holds, with nothing left open.

use super::attributes::Attributes;
use super::choices::Where;
use super::resolve::Resolution;

/// How many open days a hold waits on the shelf when no row says so.
pub const DEFAULT_SHELF_DAYS: i32 = 7;

/// What holds for a pickup branch, a patron's category and an item's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldTerms {
    /// Whether holds may be placed. Default: yes.
    pub holdable: bool,
    /// Whether they may be placed while a copy is on the shelf. Default: yes.
    pub on_shelf_holds: bool,
    /// Whether they may name one item. Default: yes.
    pub item_level_holds: bool,
    /// How many on one title a patron may have. Default: 1.
    pub holds_per_title: i32,
    /// Where they may be picked up. Default: anywhere.
    pub pickup_allowed: Where,
    /// How many open days they wait on the shelf. Default: 7.
    pub shelf_open_days: u32,
}

impl From<&Attributes> for HoldTerms {
    fn from(set: &Attributes) -> Self {
        let days = set.hold_shelf_open_days.unwrap_or(DEFAULT_SHELF_DAYS);
        Self {
            holdable: set.holdable.unwrap_or(true),
            on_shelf_holds: set.on_shelf_holds.unwrap_or(true),
            item_level_holds: set.item_level_holds.unwrap_or(true),
            holds_per_title: set.holds_per_title.unwrap_or(1),
            pickup_allowed: set.pickup_allowed.unwrap_or_default(),
            shelf_open_days: u32::try_from(days).unwrap_or(0),
        }
    }
}

impl From<&Resolution> for HoldTerms {
    /// What no policy row covers may not be held.
    fn from(resolution: &Resolution) -> Self {
        let terms = Self::from(&resolution.attributes);
        Self {
            holdable: terms.holdable && resolution.matched,
            ..terms
        }
    }
}
