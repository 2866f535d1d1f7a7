//! `/payments`, `/payments/{id}/voids`, `/patrons/{id}/payouts` and `/receipts/{id}`.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::account::problem::MoneyError;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::idempotency::{self, Key};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;
use crate::platform::text;

use super::pay::{self, Pay};
use super::{pay_out, print, receipt, void};

mod wire;

pub(in crate::account) use wire::ReceiptBody;
use wire::{NewPayment, NewPayout, PaymentVoid};

pub(in crate::account) fn configure(config: &mut ServiceConfig) {
    config
        .service(take_payment)
        .service(void_payment)
        .service(pay_credit_out)
        .service(get_receipt)
        .service(print_receipt);
}

/// Take a payment.
///
/// It settles the fines it names, then the oldest. What the patron has as credit settles first. More than is owed is taken
/// only with `keep_as_credit`.
///
/// Permissions: staff; nobody on their own account.
#[utoipa::path(
    tag = "account",
    operation_id = "takePayment",
    params(openapi::IdempotencyKey),
    request_body = NewPayment,
    responses(
        (status = 201, description = "The receipt.", body = ReceiptBody, headers(("Location" = String, description = "Its address."))),
        (status = 409, description = "Problem: nothing-owed, beyond-owed, in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/payments")]
async fn take_payment(
    desk: Desk,
    db: web::Data<Db>,
    key: Key,
    body: Json<NewPayment>,
) -> Result<HttpResponse, Problem> {
    let command = Pay::from(&body.0);
    let (caller, key) = ((desk.begin(), desk.staff_id), key.at("/api/v1/receipts"));
    idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        pay::pay(conn, &desk, &command).map(ReceiptBody::from)
    })
    .await
}

/// Void a payment.
///
/// It was wrong: what it settled is owed again. Its receipt says so from now on.
///
/// Permissions: staff; nobody on their own account.
#[utoipa::path(
    tag = "account",
    operation_id = "voidPayment",
    params(("id" = Uuid, Path, description = "The payment."), openapi::IdempotencyKey),
    request_body = PaymentVoid,
    responses(
        (status = 200, description = "The receipt as it stands now.", body = ReceiptBody),
        (status = 409, description = "Problem: payment-void, payment-given-back, in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/payments/{id}/voids")]
async fn void_payment(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    body: Json<PaymentVoid>,
) -> Result<HttpResponse, Problem> {
    let reason = text::kept(&body.0.reason);
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &body.0, StatusCode::OK, move |conn| {
        void::void(conn, &desk, *id, &reason).map(ReceiptBody::from)
    })
    .await
}

/// Pay credit out.
///
/// Hands the patron money back that settles nothing.
///
/// Permissions: staff; nobody on their own account.
#[utoipa::path(
    tag = "account",
    operation_id = "payCreditOut",
    params(("id" = Uuid, Path, description = "The patron."), openapi::IdempotencyKey),
    request_body = NewPayout,
    responses(
        (status = 201, description = "The receipt.", body = ReceiptBody, headers(("Location" = String, description = "Its address."))),
        (status = 409, description = "Problem: beyond-credit, in-progress."),
    ),
    security(("staff" = []))
)]
#[post("/patrons/{id}/payouts")]
async fn pay_credit_out(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key,
    body: Json<NewPayout>,
) -> Result<HttpResponse, Problem> {
    let (wanted, method, reason) = ((*id, body.0.amount), body.0.method, text::kept(&body.0.reason));
    let (caller, key) = ((desk.begin(), desk.staff_id), key.at("/api/v1/receipts"));
    idempotency::perform(&db, caller, key, &body.0, StatusCode::CREATED, move |conn| {
        pay_out::pay_out(conn, &desk, wanted, (method, &reason)).map(ReceiptBody::from)
    })
    .await
}

/// Read a receipt.
///
/// Of a payment, a refund or a payout, by the id of its entry.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "account",
    operation_id = "getReceipt",
    params(("id" = Uuid, Path, description = "The payment, refund or payout.")),
    responses((status = 200, description = "The receipt.", body = ReceiptBody)),
    security(("staff" = []))
)]
#[get("/receipts/{id}")]
async fn get_receipt(_: Desk, db: web::Data<Db>, id: web::Path<Uuid>) -> Result<HttpResponse, Problem> {
    let found = db
        .read(move |conn| receipt::read(conn, *id)?.ok_or(MoneyError::NotFound))
        .await?;
    Ok(HttpResponse::Ok().json(ReceiptBody::from(found)))
}

/// Print a receipt.
///
/// Counts the print. Every one after the first is a copy, and `is_copy` says so.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "account",
    operation_id = "printReceipt",
    params(("id" = Uuid, Path, description = "The payment, refund or payout."), openapi::OptionalIdempotencyKey),
    responses((status = 200, description = "The receipt as it is to be printed.", body = ReceiptBody)),
    security(("staff" = []))
)]
#[post("/receipts/{id}/prints")]
async fn print_receipt(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    key: Key<idempotency::Optional>,
) -> Result<HttpResponse, Problem> {
    let caller = (desk.begin(), desk.staff_id);
    idempotency::perform(&db, caller, key, &(), StatusCode::OK, move |conn| {
        print::print(conn, &desk, *id).map(ReceiptBody::from)
    })
    .await
}
