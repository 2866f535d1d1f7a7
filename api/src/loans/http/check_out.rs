//! `POST /loans/preview` and `POST /loans`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, post, web};
use carrel_rules::barcode::Barcode;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::auth::override_grant::GrantToken;
use crate::loans::check_out::{CheckOut, check_out};
use crate::loans::preview::{Preview, preview};
use crate::loans::{ItemKey, PatronKey};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::problem::{FieldCode, Problem};
use crate::platform::refs::{ItemRef, PatronRef};

use super::{BlockBody, LoanBody, OverrideBody};

/// A check-out. Name the patron by one of `patron_barcode` and `patron_id`, and the item likewise.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = one_each))]
#[schema(example = json!({"patron_barcode": "2000000001", "item_barcode": "3000000001"}))]
pub(super) struct NewLoan {
    /// The card that was scanned.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64)]
    #[serde(default)]
    patron_barcode: Option<String>,
    /// The patron, when found by name.
    #[serde(default)]
    patron_id: Option<Uuid>,
    /// The item that was scanned.
    #[validate(length(min = 1, max = 64))]
    #[schema(min_length = 1, max_length = 64)]
    #[serde(default)]
    item_barcode: Option<String>,
    /// The item.
    #[serde(default)]
    item_id: Option<Uuid>,
    /// The due date staff wish for instead of the computed one.
    #[serde(default)]
    due_at: Option<DateTime<Utc>>,
    /// The item is used in the building.
    #[serde(default)]
    on_site: bool,
    /// What the caller accepts of the blocks of an earlier refusal.
    #[validate(nested)]
    #[serde(default)]
    r#override: Option<OverrideBody>,
}

fn one_each(loan: &NewLoan) -> Result<(), ValidationError> {
    let wrong = |text: &'static str| Err(ValidationError::new(FieldCode::OneOf.as_str()).with_message(text.into()));
    if loan.patron_barcode.is_some() == loan.patron_id.is_some() {
        return wrong("Exactly one of patron_barcode and patron_id.");
    }
    if loan.item_barcode.is_some() == loan.item_id.is_some() {
        return wrong("Exactly one of item_barcode and item_id.");
    }
    Ok(())
}

impl NewLoan {
    fn command(&self, grant: GrantToken) -> Result<CheckOut, Problem> {
        let patron = match (&self.patron_barcode, self.patron_id) {
            (Some(text), _) => PatronKey::Card(barcode("/patron_barcode", text)?),
            (None, Some(id)) => PatronKey::Id(id),
            (None, None) => PatronKey::Nobody,
        };
        Ok(CheckOut {
            patron,
            item: item_key(self.item_barcode.as_deref(), self.item_id)?,
            due_at: self.due_at,
            on_site: self.on_site,
            overrides: OverrideBody::with(self.r#override.as_ref(), grant),
        })
    }
}

/// The item that a body names by barcode or by id.
pub(super) fn item_key(text: Option<&str>, id: Option<Uuid>) -> Result<ItemKey, Problem> {
    match (text, id) {
        (Some(text), _) => Ok(ItemKey::Barcode(barcode("/item_barcode", text)?)),
        (None, Some(id)) => Ok(ItemKey::Id(id)),
        (None, None) => Err(Problem::field(
            "/item_barcode",
            FieldCode::Missing,
            "The item's barcode or id.",
        )),
    }
}

fn barcode(pointer: &str, text: &str) -> Result<Barcode, Problem> {
    Barcode::parse(text).map_err(|error| Problem::field(pointer, FieldCode::NotABarcode, &error.to_string()))
}

/// Where.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct PreviewQuery {
    /// At this branch; the desk's own unless told.
    branch_id: Option<Uuid>,
}

/// What a check-out would give.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LoanPreview)]
pub(super) struct PreviewBody {
    /// Who.
    patron: PatronRef,
    /// What.
    item: ItemRef,
    /// When it would be due; null when no policy allows the loan.
    due_at: Option<DateTime<Utc>>,
    /// The controlling branch's day of `due_at`.
    due_on: Option<NaiveDate>,
    /// What moves the due date.
    #[schema(max_items = 10)]
    due_reasons: Vec<String>,
    /// The patron's category, on which the policy hangs.
    patron_category_id: Uuid,
    /// The item's type, on which the policy hangs.
    item_type_id: Uuid,
    /// The branch whose policies, calendar and zone would govern the loan.
    controlling_branch_id: Uuid,
    /// Everything that stands against it.
    #[schema(value_type = Vec<openapi::BlockBody>, max_items = 40)]
    blocks: Vec<BlockBody>,
    /// Whether another patron has the item and would lose it.
    take_over: bool,
}

impl From<Preview> for PreviewBody {
    fn from(preview: Preview) -> Self {
        let has_policy = preview
            .blocks
            .iter()
            .all(|block| block.code != carrel_rules::block::Code::NoPolicy);
        Self {
            patron: preview.patron,
            item: preview.item,
            due_at: has_policy.then_some(preview.due_at),
            due_on: has_policy.then_some(preview.due_on),
            due_reasons: preview.due_reasons,
            patron_category_id: preview.patron_category_id,
            item_type_id: preview.item_type_id,
            controlling_branch_id: preview.controlling_branch_id,
            blocks: preview.blocks,
            take_over: preview.take_over,
        }
    }
}

/// Preview a check-out.
///
/// Says when the item would be due and everything that stands against it, and changes nothing. The question may be about
/// another branch than that of the desk.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "loans",
    operation_id = "previewLoan",
    params(PreviewQuery),
    request_body = NewLoan,
    responses((status = 200, description = "What a check-out would give.", body = PreviewBody)),
    security(("staff" = []))
)]
#[post("/loans/preview")]
pub(super) async fn preview_loan(
    desk: Desk,
    db: web::Data<Db>,
    query: Query<PreviewQuery>,
    body: Json<NewLoan>,
) -> Result<HttpResponse, Problem> {
    let command = body.0.command(GrantToken::default())?;
    let branch_id = query.0.branch_id;
    let preview = db
        .snapshot(move |conn| preview(conn, &desk, branch_id, &command))
        .await?;
    Ok(HttpResponse::Ok().json(PreviewBody::from(preview)))
}

/// Check an item out.
///
/// One transaction: the item and the patron are locked, then everything is checked. A refusal names every reason at once
/// in `blocks`; sent again with `override` naming the codes, it succeeds if the caller may lift each of them. An item on
/// loan to somebody else can be taken over that way.
///
/// Permissions: staff; blocks of level supervisor by a supervisor or with an Override-Grant.
#[utoipa::path(
    tag = "loans",
    operation_id = "createLoan",
    params(openapi::IdempotencyKey, openapi::OverrideGrant),
    request_body = NewLoan,
    responses(
        (status = 201, description = "The item is on loan.", body = LoanBody),
        (status = 409, description = "Blocked, or the same deed is being done."),
    ),
    security(("staff" = []))
)]
#[post("/loans")]
pub(super) async fn create_loan(
    desk: Desk,
    db: web::Data<Db>,
    key: Key,
    grant: GrantToken,
    body: Json<NewLoan>,
) -> Result<HttpResponse, Problem> {
    let command = body.0.command(grant)?;
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        check_out(conn, &desk, &command).map(|done| LoanBody::told(done.loan, desk.now, done.messages))
    })
    .await
}
