//! `POST /patrons/{id}/anonymisation`.

use actix_web::{HttpResponse, post, web};
use uuid::Uuid;

use crate::patrons::anonymise::anonymise;
use crate::patrons::http::patron::Patron;
use crate::platform::db::Db;
use crate::platform::desk::SupervisorDesk;
use crate::platform::problem::Problem;

/// Anonymise a patron.
///
/// Names, dates, addresses, cards, PIN, messages, restrictions and family go; finished loans, audit rows and stored
/// answers lose whom they concerned. Category, home branch, the day of registration and the amounts of the account stay for
/// the library's numbers. Card numbers may be given again. Refused with every reason while items are out, the account is
/// not at zero, or the patron answers for a minor. There is no way back.
///
/// Permissions: supervisor; not on their own or their child's record.
#[utoipa::path(
    tag = "patrons",
    operation_id = "anonymisePatron",
    params(("id" = Uuid, Path, description = "The patron.")),
    responses(
        (status = 200, description = "The record, which is nobody's.", body = Patron),
        (status = 409, description = "Problem: blocked (open-loans, unsettled-account, guardian-of-minors, staff-record), conflict (merged or anonymised already)."),
    ),
    security(("staff" = []))
)]
#[post("/patrons/{id}/anonymisation")]
pub(in crate::patrons::http) async fn anonymise_patron(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let patron = db
        .write(desk.begin(), move |conn| anonymise(conn, &desk, id).map(Patron::from))
        .await?;
    Ok(HttpResponse::Ok().json(patron))
}
