//! `POST /holds`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use carrel_rules::block::Code as BlockCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::auth::override_grant::GrantToken;
use crate::holds::place::{Place, Wanted, place};
use crate::loans::overrides::Override;
use crate::platform::dates;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::{FieldCode, Problem};
use crate::platform::text;

use super::HoldBody;

/// A hold to be placed. Name what is wanted by one of `title_id` and `item_id`.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = one_wish))]
#[schema(example = json!({
    "title_id": "01976f6e-0000-7000-8000-000000000001", "patron_id": "01976f6e-0000-7000-8000-000000000002"
}))]
pub(super) struct NewHold {
    /// Any copy of this title.
    #[serde(default)]
    title_id: Option<Uuid>,
    /// This item alone.
    #[serde(default)]
    item_id: Option<Uuid>,
    /// Any copy of this part of the title, as the items name it.
    #[validate(length(min = 1, max = 100), custom(function = text::line))]
    #[schema(
        min_length = 1,
        max_length = 100,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$",
        example = "v. 2"
    )]
    #[serde(default)]
    part: Option<String>,
    /// Who waits.
    patron_id: Uuid,
    /// Where it is picked up; null is the branch of this desk.
    #[serde(default)]
    pickup_branch_id: Option<Uuid>,
    /// The last day it is wanted.
    #[validate(custom(function = dates::has_four_digit_year))]
    #[serde(default)]
    wanted_until: Option<NaiveDate>,
    /// Others go first until this day, from which it counts.
    #[validate(custom(function = dates::has_four_digit_year))]
    #[serde(default)]
    suspended_until: Option<NaiveDate>,
    /// For staff.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default)]
    note: Option<String>,
    /// What the caller accepts of the blocks of an earlier refusal.
    #[validate(nested)]
    #[serde(default)]
    r#override: Option<HoldOverride>,
}

/// Which blocks the caller lifts, and why.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"codes": ["hold-limit"], "reason": "For her thesis"}))]
pub(super) struct HoldOverride {
    /// The codes of the blocks to lift.
    #[validate(length(max = 40))]
    #[schema(max_items = 40, value_type = Vec<openapi::BlockCodeName>)]
    codes: Vec<BlockCode>,
    /// Why; needed for every level above `confirm`.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default)]
    reason: Option<String>,
}

fn one_wish(body: &NewHold) -> Result<(), ValidationError> {
    let wrong = |text: &'static str| Err(ValidationError::new(FieldCode::OneOf.as_str()).with_message(text.into()));
    if body.title_id.is_some() == body.item_id.is_some() {
        return wrong("Exactly one of title_id and item_id.");
    }
    if body.item_id.is_some() && body.part.is_some() {
        return wrong("part goes with title_id.");
    }
    Ok(())
}

impl NewHold {
    fn command(&self, desk: &Desk, grant: GrantToken) -> Result<Place, Problem> {
        let wanted = match (self.title_id, self.item_id) {
            (Some(id), _) => Wanted::Title {
                id,
                part: self.part.as_deref().map(text::kept),
            },
            (None, Some(id)) => Wanted::Item(id),
            (None, None) => return Err(Problem::field("/title_id", FieldCode::Missing, "The title or an item.")),
        };
        to_come("/wanted_until", self.wanted_until, desk.today)?;
        after_today("/suspended_until", self.suspended_until, desk.today)?;
        let accepted = self.r#override.as_ref();
        Ok(Place {
            wanted,
            patron_id: self.patron_id,
            pickup_branch_id: self.pickup_branch_id.unwrap_or(desk.branch_id),
            wanted_until: self.wanted_until,
            suspended_until: self.suspended_until,
            note: self.note.as_deref().map(text::kept),
            overrides: Override {
                codes: accepted.map(|body| body.codes.clone()).unwrap_or_default(),
                reason: accepted.and_then(|body| body.reason.as_deref().map(text::kept)),
                grant,
            },
        })
    }
}

/// A last day that has not passed.
pub(super) fn to_come(pointer: &str, day: Option<NaiveDate>, today: NaiveDate) -> Result<(), Problem> {
    match day.filter(|day| *day < today) {
        None => Ok(()),
        Some(_) => Err(Problem::field(pointer, FieldCode::InThePast, "Today or later.")),
    }
}

/// A first day that lies ahead.
pub(super) fn after_today(pointer: &str, day: Option<NaiveDate>, today: NaiveDate) -> Result<(), Problem> {
    match day.filter(|day| *day <= today) {
        None => Ok(()),
        Some(_) => Err(Problem::field(pointer, FieldCode::InThePast, "After today.")),
    }
}

/// Place a hold.
///
/// On any copy of a title, of one part of it, or on one item. The hold goes to the end of the queue of its title.
/// Everything that stands against it is told at once.
///
/// Permissions: staff; blocks of level supervisor by a supervisor or with an Override-Grant.
#[utoipa::path(
    tag = "holds",
    operation_id = "placeHold",
    params(openapi::IdempotencyKey, openapi::OverrideGrant),
    request_body = NewHold,
    responses(
        (status = 201, description = "The hold.", body = HoldBody),
        (status = 409, description = "Blocked, or the same deed is being done."),
    ),
    security(("staff" = []))
)]
#[post("/holds")]
pub(super) async fn place_hold(
    desk: Desk,
    db: web::Data<Db>,
    key: Key,
    grant: GrantToken,
    body: Json<NewHold>,
) -> Result<HttpResponse, Problem> {
    let command = body.0.command(&desk, grant)?;
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        place(conn, &desk, &command).map(HoldBody::from)
    })
    .await
}
