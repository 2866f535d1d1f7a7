//! `GET /loans` and `GET /loans/{id}`.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::loans::read;
use crate::loans::store::read::Filter;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;

use super::LoanBody;

/// Which loans.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct LoansQuery {
    /// Of this patron.
    patron_id: Option<Uuid>,
    /// Of this item.
    item_id: Option<Uuid>,
    /// Checked out at this branch.
    branch_id: Option<Uuid>,
    /// In this state.
    #[param(inline)]
    state: Option<StateFilter>,
    /// Rows on a page.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// next_cursor of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// The state of loans to list.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum StateFilter {
    /// The item is out.
    Open,
    /// The item is out past its due date.
    Overdue,
    /// The item has come back.
    Closed,
}

impl StateFilter {
    fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Closed => "closed",
        }
    }
}

/// List loans.
///
/// In the order in which they are due.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "loans",
    operation_id = "listLoans",
    params(LoansQuery),
    responses((status = 200, description = "A page of loans.", body = Page<LoanBody>)),
    security(("staff" = []))
)]
#[get("/loans")]
pub(super) async fn list_loans(
    req: HttpRequest,
    desk: Desk,
    db: web::Data<Db>,
    query: Query<LoansQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let slice: Slice<(DateTime<Utc>, Uuid)> = Slice::new(query.limit, query.cursor.as_deref())?;
    let now = desk.now;
    let filter = Filter {
        id: None,
        patron_id: query.patron_id,
        item_id: query.item_id,
        branch_id: query.branch_id,
        state: query.state.map(StateFilter::as_str),
        due_before: None,
        now,
        after: slice.after,
        limit: slice.fetch(),
    };
    let loans = db.read(move |conn| read::page(conn, &filter)).await?;
    let page = slice.page(
        loans,
        |loan| (loan.due_at, loan.id),
        |loan| LoanBody::told(loan, now, Vec::new()),
    );
    Ok(page.respond(req.uri()))
}

/// Read a loan.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "loans",
    operation_id = "getLoan",
    params(("id" = Uuid, Path, description = "The loan.")),
    responses((status = 200, description = "The loan.", body = LoanBody)),
    security(("staff" = []))
)]
#[get("/loans/{id}")]
pub(super) async fn get_loan(desk: Desk, db: web::Data<Db>, id: web::Path<Uuid>) -> Result<HttpResponse, Problem> {
    let loan = db.read(move |conn| read::one(conn, *id, desk.now)).await?;
    Ok(HttpResponse::Ok().json(LoanBody::told(loan, desk.now, Vec::new())))
}
