//! The routes of holds, and a hold as it is told.

mod change;
mod place;
mod pull_list;
mod read;
mod shelf;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::platform::refs::{BranchRef, ItemRef, PatronRef, TitleRef};

use super::Hold;

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(place::place_hold)
        .service(read::list_holds)
        .service(read::get_hold)
        .service(change::change_hold)
        .service(change::cancel_hold)
        .service(change::move_hold)
        .service(pull_list::list_pull_list)
        .service(pull_list::report_pull_list_miss)
        .service(shelf::list_hold_shelf);
}

/// What a hold is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum HoldState {
    /// In the queue of its title.
    Pending,
    /// Its item is under way to where it is picked up.
    InTransit,
    /// Its item is on the hold shelf.
    Waiting,
    /// Its patron has got an item.
    Filled,
    /// Somebody cancelled it.
    Cancelled,
    /// Nobody wanted it in time, or nobody came.
    Expired,
}

/// Why a hold has ended.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum HoldCloseReason {
    /// Its patron has got an item.
    CheckedOut,
    /// Somebody cancelled it.
    Cancelled,
    /// The last day it was wanted has passed.
    NotWanted,
    /// Nobody came for what was on the shelf.
    NotCollected,
    /// Two records of one patron became one, and both held the title.
    Merged,
    /// The one item it was for is gone.
    ItemGone,
}

/// A hold.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Hold)]
pub(crate) struct HoldBody {
    /// The hold.
    id: Uuid,
    /// What it is doing.
    state: HoldState,
    /// Its place in the queue of its title, from 1; null unless pending.
    #[schema(minimum = 1)]
    position: Option<i64>,
    /// What is wanted.
    title: TitleRef,
    /// The one item that will do; null for any.
    item: Option<ItemRef>,
    /// The part that will do; null for any.
    part: Option<String>,
    /// Who waits; null once the library has forgotten.
    patron: Option<PatronRef>,
    /// Where it is picked up.
    pickup_branch: BranchRef,
    /// Whether its patron lets others go first for now.
    is_suspended: bool,
    /// The day from which it counts again; null until somebody says so.
    suspended_until: Option<NaiveDate>,
    /// When it was placed.
    placed_at: DateTime<Utc>,
    /// The last day it is wanted.
    wanted_until: Option<NaiveDate>,
    /// For staff.
    note: Option<String>,
    /// The item put aside for it.
    captured_item: Option<ItemRef>,
    /// When it was put aside.
    captured_at: Option<DateTime<Utc>>,
    /// Since when it is on the hold shelf.
    waiting_since: Option<DateTime<Utc>>,
    /// The last day it waits there.
    shelf_expires_on: Option<NaiveDate>,
    /// When the hold ended.
    closed_at: Option<DateTime<Utc>>,
    /// Why it ended.
    close_reason: Option<HoldCloseReason>,
    /// What was said when it was cancelled.
    cancel_reason: Option<String>,
}

impl HoldState {
    /// The column's check constraint allows no other word.
    fn stored(word: &str) -> Self {
        match word {
            "in_transit" => Self::InTransit,
            "waiting" => Self::Waiting,
            "filled" => Self::Filled,
            "cancelled" => Self::Cancelled,
            "expired" => Self::Expired,
            _ => Self::Pending,
        }
    }
}

impl HoldCloseReason {
    fn stored(word: &str) -> Self {
        match word {
            "checked_out" => Self::CheckedOut,
            "not_wanted" => Self::NotWanted,
            "not_collected" => Self::NotCollected,
            "merged" => Self::Merged,
            "item_gone" => Self::ItemGone,
            _ => Self::Cancelled,
        }
    }
}

impl From<Hold> for HoldBody {
    fn from(hold: Hold) -> Self {
        Self {
            id: hold.id,
            state: HoldState::stored(&hold.state),
            position: hold.position,
            title: hold.title.0,
            item: hold.item.map(|item| item.0),
            part: hold.part,
            patron: hold.patron.map(|patron| patron.0),
            pickup_branch: hold.pickup_branch.0,
            is_suspended: hold.is_suspended,
            suspended_until: hold.suspended_until,
            placed_at: hold.placed_at,
            wanted_until: hold.wanted_until,
            note: hold.note,
            captured_item: hold.captured_item.map(|item| item.0),
            captured_at: hold.captured_at,
            waiting_since: hold.waiting_since,
            shelf_expires_on: hold.shelf_expires_on,
            closed_at: hold.closed_at,
            close_reason: hold.close_reason.as_deref().map(HoldCloseReason::stored),
            cancel_reason: hold.cancel_reason,
        }
    }
}
