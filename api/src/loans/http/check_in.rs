//! `POST /returns`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use carrel_rules::check_in::{ClaimResolution, Condition, Outcome};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::loans::check_in::{CheckIn, CheckedIn, RouteKind, RouteTo, check_in};
use crate::loans::losses::Recovered;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::{FieldCode, Problem};
use crate::platform::refs::{BranchRef, CodeRef, ItemRef, PatronRef};
use crate::platform::text;

use super::check_out::item_key;
use super::{LoanBody, LoanFine, MessageBody};

/// An item handed in. Name it by one of `item_barcode` and `item_id`.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = one_item), schema(function = parts_are_missing), schema(function = is_damaged))]
#[schema(example = json!({"item_barcode": "3000000001"}))]
pub(super) struct NewReturn {
    /// The item that was scanned.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64)]
    #[serde(default)]
    item_barcode: Option<String>,
    /// The item.
    #[serde(default)]
    item_id: Option<Uuid>,
    /// When it came back, if earlier: at most 30 days back and not before the loan.
    #[serde(default)]
    returned_at: Option<DateTime<Utc>>,
    /// Amnesty: charge nothing for lateness.
    #[validate(nested)]
    #[serde(default)]
    waive_fine: Option<FineWaiver>,
    /// The shape it came back in.
    #[serde(default)]
    condition: ItemCondition,
    /// What did not come back, with `condition` parts_missing; the next desk is told.
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(
        min_length = 1,
        max_length = 200,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$",
        example = "Disc 2"
    )]
    #[serde(default)]
    missing_parts: Option<String>,
    /// What the damage costs its patron, with `condition` damaged, of what was on loan.
    #[validate(nested)]
    #[serde(default)]
    damage: Option<DamageCharge>,
    /// How a claim that it had been returned ends; needed for an item that was claimed returned.
    #[serde(default)]
    claim_resolution: Option<ClaimEnd>,
    /// Whether something on no loan counts as used in the building; null leaves that to the library's rule.
    #[serde(default)]
    in_house_use: Option<bool>,
}

/// Why lateness is forgiven.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FineWaiver {
    /// Why.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    reason: String,
}

/// What damage costs.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"amount": 450, "detail": "Water damage"}))]
pub(super) struct DamageCharge {
    /// In minor units.
    #[validate(range(min = 1, max = 100000000))]
    #[schema(minimum = 1, maximum = 100000000)]
    amount: i64,
    /// In a few words, for the receipt.
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default)]
    detail: Option<String>,
}

/// The shape an item comes back in.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ItemCondition {
    /// As it should be.
    #[default]
    Good,
    /// It needs mending.
    Damaged,
    /// Something that belongs to it did not come back.
    PartsMissing,
}

/// How a claim ends.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ClaimEnd {
    /// The patron brought it after all.
    ReturnedByPatron,
    /// The library found it; its patron owes nothing.
    FoundByLibrary,
}

fn one_item(body: &NewReturn) -> Result<(), ValidationError> {
    if body.item_barcode.is_some() != body.item_id.is_some() {
        return Ok(());
    }
    Err(ValidationError::new(FieldCode::OneOf.as_str()).with_message("Exactly one of item_barcode and item_id.".into()))
}

fn parts_are_missing(body: &NewReturn) -> Result<(), ValidationError> {
    if body.missing_parts.is_none() || matches!(body.condition, ItemCondition::PartsMissing) {
        return Ok(());
    }
    Err(ValidationError::new(FieldCode::OneOf.as_str())
        .with_message("missing_parts goes with condition parts_missing.".into()))
}

fn is_damaged(body: &NewReturn) -> Result<(), ValidationError> {
    if body.damage.is_none() || matches!(body.condition, ItemCondition::Damaged) {
        return Ok(());
    }
    Err(ValidationError::new(FieldCode::OneOf.as_str()).with_message("damage goes with condition damaged.".into()))
}

impl NewReturn {
    fn command(&self) -> Result<CheckIn, Problem> {
        Ok(CheckIn {
            item: item_key(self.item_barcode.as_deref(), self.item_id)?,
            returned_at: self.returned_at,
            waive_fine: self.waive_fine.as_ref().map(|waiver| text::kept(&waiver.reason)),
            condition: match self.condition {
                ItemCondition::Good => Condition::Good,
                ItemCondition::Damaged => Condition::Damaged,
                ItemCondition::PartsMissing => Condition::PartsMissing,
            },
            missing_parts: self.missing_parts.as_deref().map(text::kept),
            damage: self
                .damage
                .as_ref()
                .map(|damage| (damage.amount, damage.detail.as_deref().map(text::kept))),
            claim: self.claim_resolution.map(|end| match end {
                ClaimEnd::ReturnedByPatron => ClaimResolution::ReturnedByPatron,
                ClaimEnd::FoundByLibrary => ClaimResolution::FoundByLibrary,
            }),
            in_house_use: self.in_house_use,
        })
    }
}

/// What kind of event a check-in was.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ReturnOutcome {
    /// Its loan has ended.
    CheckedIn,
    /// It was on no loan.
    NotOnLoan,
    /// It was on no loan and counts as used in the building.
    InHouseUse,
    /// It has come to where it was sent.
    Arrived,
    /// It was under way to another branch and goes on there.
    InTransit,
    /// It was on the hold shelf and still belongs there.
    OnHoldShelf,
}

/// Where the item goes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RouteToBody {
    /// What kind of place.
    kind: RouteToKind,
    /// The branch it goes to, or stays at.
    branch: BranchRef,
    /// The location of its shelf.
    location: Option<CodeRef>,
    /// Its place on the shelf.
    call_number: Option<String>,
}

/// What kind of place an item goes to.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum RouteToKind {
    /// Its shelf here.
    Shelf,
    /// Another branch.
    Transit,
    /// The hold shelf here.
    HoldShelf,
    /// Mending.
    Mending,
    /// Staff, who deal with it.
    Staff,
}

/// The item as it is now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReturnedItem {
    #[serde(flatten)]
    item: ItemRef,
    /// Its status now.
    #[schema(example = "available")]
    status: &'static str,
}

/// What became of an item handed in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Return)]
pub(super) struct ReturnBody {
    /// What kind of event this was.
    outcome: ReturnOutcome,
    /// The item.
    item: ReturnedItem,
    /// Where it goes.
    route_to: RouteToBody,
    /// The loan that has ended, with its patron.
    loan: Option<LoanBody>,
    /// The overdue fine that was charged or adjusted.
    fine: Option<LoanFine>,
    /// The hold that has the item now: who waits, and where.
    hold: Option<FoundHold>,
    /// What was charged for damage.
    damage: Option<LoanFine>,
    /// What the loss of the item gave back, if it had been lost.
    loss: Option<ReturnedLoss>,
    /// What staff should be told.
    #[schema(max_items = 20)]
    messages: Vec<MessageBody>,
}

/// The hold that an item handed in is put aside for, with what a slip says.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FoundHold {
    /// The hold.
    id: Uuid,
    /// Who waits.
    patron: Option<PatronRef>,
    /// Where it is picked up.
    pickup_branch: BranchRef,
    /// The last day it waits on the shelf; null until it has come there.
    shelf_expires_on: Option<NaiveDate>,
    /// Whether it has just got the item, or the item has just come to its shelf.
    is_newly_held: bool,
    /// For staff.
    note: Option<String>,
}

/// What finding a lost item gave back, in minor units.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReturnedLoss {
    /// What the charge for it came down by.
    #[schema(minimum = 0)]
    cancelled: i64,
    /// What of that had been paid, and is its patron's credit now.
    #[schema(minimum = 0)]
    credited: i64,
    /// What of the overdue fine is owed again.
    #[schema(minimum = 0)]
    restored: i64,
}

impl From<Recovered> for ReturnedLoss {
    fn from(recovered: Recovered) -> Self {
        Self {
            cancelled: recovered.cancelled,
            credited: recovered.credited,
            restored: recovered.restored,
        }
    }
}

impl ReturnBody {
    fn told(done: CheckedIn, now: DateTime<Utc>) -> Self {
        Self {
            outcome: match done.outcome {
                Outcome::CheckedIn => ReturnOutcome::CheckedIn,
                Outcome::NotOnLoan => ReturnOutcome::NotOnLoan,
                Outcome::InHouseUse => ReturnOutcome::InHouseUse,
                Outcome::Arrived => ReturnOutcome::Arrived,
                Outcome::InTransit => ReturnOutcome::InTransit,
                Outcome::OnHoldShelf => ReturnOutcome::OnHoldShelf,
            },
            item: ReturnedItem {
                item: done.item,
                status: done.status.as_str(),
            },
            route_to: done.route.into(),
            loan: done.loan.map(|loan| LoanBody::told(loan, now, Vec::new())),
            fine: done.fine.map(LoanFine::from),
            hold: done.hold.map(|(hold, is_newly_held)| FoundHold {
                id: hold.id,
                patron: hold.patron.map(|patron| patron.0),
                pickup_branch: hold.pickup_branch.0,
                shelf_expires_on: hold.shelf_expires_on,
                is_newly_held,
                note: hold.note,
            }),
            damage: done.damage.map(LoanFine::from),
            loss: done.recovered.map(ReturnedLoss::from),
            messages: done.messages.into_iter().map(MessageBody::from).collect(),
        }
    }
}

impl From<RouteTo> for RouteToBody {
    fn from(route: RouteTo) -> Self {
        Self {
            kind: match route.kind {
                RouteKind::Shelf => RouteToKind::Shelf,
                RouteKind::Transit => RouteToKind::Transit,
                RouteKind::HoldShelf => RouteToKind::HoldShelf,
                RouteKind::Mending => RouteToKind::Mending,
                RouteKind::Staff => RouteToKind::Staff,
            },
            branch: route.branch,
            location: route.location,
            call_number: route.call_number,
        }
    }
}

/// Check an item in.
///
/// Ends its loan, charges what its lateness costs, puts it aside for the first who waits for it, and says where it goes. An item on no loan is told as such: at its home
/// branch it counts as used in the building.
///
/// Permissions: staff; nobody forgives lateness on their own account.
#[utoipa::path(
    tag = "loans",
    operation_id = "createReturn",
    params(openapi::IdempotencyKey),
    request_body = NewReturn,
    responses(
        (status = 200, description = "What became of it.", body = ReturnBody),
        (status = 409, description = "It may not be returned here, or the same deed is being done."),
    ),
    security(("staff" = []))
)]
#[post("/returns")]
pub(super) async fn create_return(
    desk: Desk,
    db: web::Data<Db>,
    key: Key,
    body: Json<NewReturn>,
) -> Result<HttpResponse, Problem> {
    let command = body.0.command()?;
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        check_in(conn, &desk, &command).map(|done| ReturnBody::told(done, desk.now))
    })
    .await
}
