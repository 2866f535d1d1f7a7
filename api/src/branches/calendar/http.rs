//! `GET /branches/{id}/calendar`.

use actix_web::{HttpResponse, get, web};
use carrel_rules::calendar::Hours;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::dates::has_four_digit_year;
use crate::platform::db::Db;
use crate::platform::desk::Viewer;
use crate::platform::json::Query;
use crate::platform::problem::{FieldCode, Problem};

use super::super::hours::http::LocalTime;
use super::view::{self, Day, Kind};

/// The longest calendar that is shown at once, in days.
const MAX_DAYS: i64 = 400;

/// When a branch is open on some days.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BranchCalendar {
    /// Every day asked for, in order.
    #[schema(max_items = 400)]
    days: Vec<CalendarDay>,
}

/// When a branch is open on one day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CalendarDay {
    /// The day, at the branch.
    on: NaiveDate,
    /// Whether it opens at all.
    is_open: bool,
    /// Open from when to when, in order; none when it is closed.
    hours: Vec<OpenHours>,
    /// What decides about the day: an opening beats a closure, a closure beats the weekly hours.
    kind: DayKind,
    /// Of the closure or the opening.
    reason: Option<String>,
}

/// One stretch of open time within a day, branch time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OpenHours {
    opens_at: LocalTime,
    closes_at: LocalTime,
}

/// What decides about a day.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DayKind {
    /// The weekly hours.
    Weekly,
    /// A closure.
    Closure,
    /// An opening out of the ordinary.
    Opening,
}

/// Which days.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Days {
    /// The first day.
    #[validate(custom(function = "has_four_digit_year"))]
    from: NaiveDate,
    /// The last day, at most 399 days after the first.
    #[validate(custom(function = "has_four_digit_year"))]
    to: NaiveDate,
}

pub(in crate::branches) fn configure(config: &mut ServiceConfig) {
    config.service(get_calendar);
}

/// See when a branch is open.
///
/// Day by day, from its weekly hours, its closures and its openings.
///
/// Permissions: none; a branch that is not active is shown to staff only.
#[utoipa::path(
    tag = "branches",
    operation_id = "getBranchCalendar",
    params(("id" = Uuid, Path, description = "The branch."), Days),
    responses((status = 200, description = "The days.", body = BranchCalendar)),
)]
#[get("/branches/{id}/calendar")]
async fn get_calendar(
    viewer: Viewer,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
    Query(days): Query<Days>,
) -> Result<HttpResponse, Problem> {
    if !(0..MAX_DAYS).contains(&(days.to - days.from).num_days()) {
        let detail = "On or after `from`, and at most 400 days in all.";
        return Err(Problem::field("/to", FieldCode::Range, detail));
    }
    let with_inactive = viewer.is_staff();
    let days = db
        .snapshot(move |conn| view::view(conn, *branch_id, with_inactive, (days.from, days.to)))
        .await?;
    Ok(HttpResponse::Ok().json(BranchCalendar {
        days: days.into_iter().map(CalendarDay::from).collect(),
    }))
}

impl From<Day> for CalendarDay {
    fn from(day: Day) -> Self {
        Self {
            on: day.on,
            is_open: !day.hours.is_empty(),
            hours: day.hours.into_iter().map(OpenHours::from).collect(),
            kind: match day.kind {
                Kind::Weekly => DayKind::Weekly,
                Kind::Closure => DayKind::Closure,
                Kind::Opening => DayKind::Opening,
            },
            reason: day.reason,
        }
    }
}

impl From<Hours> for OpenHours {
    fn from(hours: Hours) -> Self {
        Self {
            opens_at: LocalTime(hours.opens()),
            closes_at: LocalTime(hours.closes()),
        }
    }
}
