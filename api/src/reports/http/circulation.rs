//! `GET /statistics/circulation`.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::platform::dates::has_four_digit_year;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::problem::{FieldCode, Problem};
use crate::platform::refs::BranchRef;

use crate::reports::circulation::{self, By, MAX_DAYS};
use crate::reports::store::CountRow;

use super::wants_table;

/// What the counts are told apart by.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum CountBy {
    /// Each day of the span.
    Day,
    /// Each hour of the day, all days of the span together.
    Hour,
    /// Each branch.
    Branch,
}

/// Which days, and how they are told apart.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CirculationQuery {
    /// The first day.
    #[validate(custom(function = "has_four_digit_year"))]
    from: NaiveDate,
    /// The last day, at most 399 days after the first.
    #[validate(custom(function = "has_four_digit_year"))]
    to: NaiveDate,
    /// What the counts are told apart by; days unless told.
    #[param(inline)]
    by: Option<CountBy>,
    /// At this branch.
    branch_id: Option<Uuid>,
}

/// What was done.
#[derive(Serialize, ToSchema)]
struct CirculationCounts {
    /// Every day, hour or branch in order, those without any deed too.
    #[schema(max_items = 500)]
    rows: Vec<CirculationCount>,
}

/// What was done on a day, in an hour or at a branch.
#[derive(Serialize, ToSchema)]
struct CirculationCount {
    /// The day, where they are told apart by day.
    on: Option<NaiveDate>,
    /// The hour of the day, where they are told apart by hour: 9 is 09:00 to 09:59.
    #[schema(minimum = 0, maximum = 23)]
    hour: Option<i32>,
    /// The branch, where they are told apart by branch.
    branch: Option<BranchRef>,
    /// Loans that began, without those within the building.
    #[schema(minimum = 0)]
    check_outs: i64,
    /// Renewals, those by itself too.
    #[schema(minimum = 0)]
    renewals: i64,
    /// Loans that ended.
    #[schema(minimum = 0)]
    check_ins: i64,
    /// Uses in the building: found at check-in, or lent for it.
    #[schema(minimum = 0)]
    in_house_uses: i64,
}

/// Count what was done.
///
/// Check-outs, renewals, check-ins and uses in the building, in branch time. With `Accept: text/csv` as a table.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "reports",
    operation_id = "countCirculation",
    params(CirculationQuery),
    responses((status = 200, description = "The counts.", content(
        (CirculationCounts = "application/json"), (String = "text/csv")))),
    security(("staff" = []))
)]
#[get("/statistics/circulation")]
pub(super) async fn count_circulation(
    req: HttpRequest,
    _desk: Desk,
    db: web::Data<Db>,
    query: Query<CirculationQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    if !(0..MAX_DAYS).contains(&(query.to - query.from).num_days()) {
        let detail = "On or after `from`, and at most 400 days in all.";
        return Err(Problem::field("/to", FieldCode::Range, detail));
    }
    let by = match query.by {
        None | Some(CountBy::Day) => By::Day,
        Some(CountBy::Hour) => By::Hour,
        Some(CountBy::Branch) => By::Branch,
    };
    let span = (query.from, query.to);
    let rows = db
        .read(move |conn| circulation::count(conn, by, span, query.branch_id))
        .await?;
    if wants_table(&req) {
        return Ok(HttpResponse::Ok()
            .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8; header=present"))
            .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"circulation.csv\""))
            .body(circulation::table(by, &rows)?));
    }
    Ok(HttpResponse::Ok().json(CirculationCounts {
        rows: rows.into_iter().map(CirculationCount::from).collect(),
    }))
}

impl From<CountRow> for CirculationCount {
    fn from(row: CountRow) -> Self {
        Self {
            on: row.on_date,
            hour: row.hour,
            branch: row.branch.map(|branch| branch.0),
            check_outs: row.check_outs,
            renewals: row.renewals,
            check_ins: row.check_ins,
            in_house_uses: row.in_house_uses,
        }
    }
}
