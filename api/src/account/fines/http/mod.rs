//! `/fines` and `/fines/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::{Validate, ValidationError};

use crate::account::http::fine::Fine;
use crate::account::ledger::{self, FineFilter};
use crate::account::problem::MoneyError;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key};
use crate::platform::json::{Json, Query};
use crate::platform::openapi;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::{FieldCode, Problem};
use crate::platform::text;

use super::charge::{self, ChargeFine, What};

mod settle;

pub(in crate::account) fn configure(config: &mut ServiceConfig) {
    config
        .service(list_fines)
        .service(charge_fine)
        .service(get_fine)
        .service(settle::waive_fine)
        .service(settle::write_off_fine)
        .service(settle::refund_fine);
}

/// A fine to charge. Name what for by one of `kind` and `fine_kind_code`.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = one_kind))]
#[schema(example = json!({
    "patron_id": "0190d3f0-8f5b-7c51-9d2e-5d8e8f3c1a01", "kind": "damage", "amount": 450, "detail": "Water damage"
}))]
pub(super) struct FineCreate {
    /// Who owes it.
    patron_id: Uuid,
    /// What every library charges for.
    #[serde(default)]
    kind: Option<ChargedByHand>,
    /// The code of a kind of the library's own.
    #[validate(length(min = 1, max = 16))]
    #[schema(min_length = 1, max_length = 16, example = "PRINT")]
    #[serde(default)]
    fine_kind_code: Option<String>,
    /// In minor units; what the library's own kind usually costs, if it is left out.
    #[validate(range(min = 1, max = 100000000))]
    #[schema(minimum = 1, maximum = 100000000)]
    #[serde(default)]
    amount: Option<i64>,
    /// The item it is about.
    #[serde(default)]
    item_id: Option<Uuid>,
    /// In a few words, for the receipt.
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    #[serde(default)]
    detail: Option<String>,
}

/// What is charged by hand.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ChargedByHand {
    /// Not returned: the item's price.
    Lost,
    /// Not returned: the work of replacing it.
    Processing,
    /// Returned damaged.
    Damage,
    /// A card.
    Card,
    /// Anything else.
    Manual,
}

fn one_kind(body: &FineCreate) -> Result<(), ValidationError> {
    if body.kind.is_some() != body.fine_kind_code.is_some() {
        return Ok(());
    }
    Err(ValidationError::new(FieldCode::OneOf.as_str()).with_message("Exactly one of kind and fine_kind_code.".into()))
}

impl FineCreate {
    fn command(&self) -> Result<ChargeFine, Problem> {
        let what = match (self.kind, &self.fine_kind_code) {
            (Some(kind), _) => What::Standard(kind.into()),
            (None, Some(code)) => What::Own(code.clone()),
            (None, None) => {
                return Err(Problem::field(
                    "",
                    FieldCode::OneOf,
                    "Exactly one of kind and fine_kind_code.",
                ));
            }
        };
        Ok(ChargeFine {
            patron_id: self.patron_id,
            what,
            amount: self.amount,
            item_id: self.item_id,
            detail: self.detail.as_deref().map(text::kept),
        })
    }
}

impl From<ChargedByHand> for ledger::FineKind {
    fn from(kind: ChargedByHand) -> Self {
        match kind {
            ChargedByHand::Lost => Self::Lost,
            ChargedByHand::Processing => Self::Processing,
            ChargedByHand::Damage => Self::Damage,
            ChargedByHand::Card => Self::Card,
            ChargedByHand::Manual => Self::Manual,
        }
    }
}

/// Which fines.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct FinesQuery {
    /// Of this patron.
    patron_id: Option<Uuid>,
    /// Of this loan.
    loan_id: Option<Uuid>,
    /// In this state.
    #[param(inline)]
    state: Option<FinesFilter>,
    /// Rows on a page.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// next_cursor of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// The state of fines to list.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum FinesFilter {
    /// Something is owed.
    Open,
    /// Nothing is.
    Settled,
}

/// List fines.
///
/// The newest first.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "account",
    operation_id = "listFines",
    params(FinesQuery),
    responses((status = 200, description = "A page of fines.", body = Page<Fine>)),
    security(("staff" = []))
)]
#[get("/fines")]
async fn list_fines(
    req: HttpRequest,
    _: Desk,
    db: web::Data<Db>,
    Query(query): Query<FinesQuery>,
) -> Result<HttpResponse, Problem> {
    let slice: Slice<(DateTime<Utc>, Uuid)> = Slice::new(query.limit, query.cursor.as_deref())?;
    let filter = FineFilter {
        id: None,
        patron_id: query.patron_id,
        loan_id: query.loan_id,
        state: query.state.map(|state| match state {
            FinesFilter::Open => "open",
            FinesFilter::Settled => "settled",
        }),
        after: slice.after,
        limit: slice.fetch(),
    };
    let fines = db.read(move |conn| ledger::fines(conn, &filter)).await?;
    let page = slice.page(fines, |told| (told.fine.charged_at, told.fine.id), Fine::from);
    Ok(page.respond(req.uri()))
}

/// Charge a fine.
///
/// What the patron has as credit settles it at once. Overdue fines are charged by returns, renewals and losses alone.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "account",
    operation_id = "chargeFine",
    params(openapi::IdempotencyKey),
    request_body = FineCreate,
    responses((status = 201, description = "The fine.", body = Fine, headers(("Location" = String, description = "Its address.")))),
    security(("staff" = []))
)]
#[post("/fines")]
async fn charge_fine(desk: Desk, db: web::Data<Db>, key: Key, body: Json<FineCreate>) -> Result<HttpResponse, Problem> {
    let command = body.0.command()?;
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        charge::charge(conn, &desk, &command).map(Fine::from)
    })
    .await
}

/// Read a fine.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "account",
    operation_id = "getFine",
    params(("id" = Uuid, Path, description = "The fine.")),
    responses((status = 200, description = "The fine.", body = Fine)),
    security(("staff" = []))
)]
#[get("/fines/{id}")]
async fn get_fine(_: Desk, db: web::Data<Db>, id: web::Path<Uuid>) -> Result<HttpResponse, Problem> {
    let fine = db
        .read(move |conn| ledger::fine(conn, *id)?.ok_or(MoneyError::NotFound))
        .await?;
    Ok(HttpResponse::Ok().json(Fine::from(fine)))
}
