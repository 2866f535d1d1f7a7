//! `/branches/{id}/hours`, and times of day on the wire.

use actix_web::{HttpRequest, HttpResponse, get, put, web};
use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::desk::{SupervisorDesk, Viewer};
use crate::platform::etag::{self, IfMatch};
use crate::platform::json::Json;
use crate::platform::openapi;
use crate::platform::problem::Problem;

use super::replace;
use super::store::{self, HoursRow};

/// A time of day at the branch, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToSchema)]
#[schema(value_type = String, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", min_length = 5, max_length = 5, example = "09:30")]
pub(in crate::branches) struct LocalTime(pub NaiveTime);

/// When a branch is open in an ordinary week.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"hours": [{"weekday": 1, "opens_at": "09:00", "closes_at": "18:00"}]}))]
pub(crate) struct BranchHours {
    /// By weekday and time. A weekday that is not there is closed; one may be there several times.
    #[validate(length(max = 70), nested)]
    #[schema(max_items = 70)]
    hours: Vec<WeekdayHours>,
}

/// Open on every such weekday.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WeekdayHours {
    /// 1 is Monday, 7 is Sunday.
    #[validate(range(min = 1, max = 7))]
    #[schema(minimum = 1, maximum = 7)]
    weekday: i16,
    /// When the doors open.
    opens_at: LocalTime,
    /// When they close, on the same day.
    closes_at: LocalTime,
}

pub(in crate::branches) fn configure(config: &mut ServiceConfig) {
    config.service(get_hours).service(replace_hours);
}

/// Read the weekly hours of a branch.
///
/// Closures and openings out of the ordinary are not in them; the calendar has all together.
///
/// Permissions: none; a branch that is not active is shown to staff only.
#[utoipa::path(
    tag = "branches",
    operation_id = "getBranchHours",
    params(("id" = Uuid, Path, description = "The branch.")),
    responses(
        (status = 200, description = "The hours.", body = BranchHours, headers(("ETag" = String, description = "The branch's version."))),
        (status = 304, description = "Unchanged since the ETag in If-None-Match."),
    )
)]
#[get("/branches/{id}/hours")]
async fn get_hours(
    req: HttpRequest,
    viewer: Viewer,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let with_inactive = viewer.is_staff();
    let week = db
        .read(move |conn| store::find(conn, *branch_id, with_inactive))
        .await?;
    Ok(etag::found(&req, week.version, &BranchHours::from(week.hours.0)))
}

/// Replace the weekly hours of a branch.
///
/// Loans already out keep the date they are due.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "branches",
    operation_id = "replaceBranchHours",
    params(("id" = Uuid, Path, description = "The branch."), openapi::IfMatch),
    request_body = BranchHours,
    responses((status = 200, description = "As they are now.", body = BranchHours, headers(("ETag" = String, description = "The branch's version.")))),
    security(("staff" = []))
)]
#[put("/branches/{id}/hours")]
async fn replace_hours(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    branch_id: web::Path<Uuid>,
    if_match: IfMatch,
    Json(body): Json<BranchHours>,
) -> Result<HttpResponse, Problem> {
    let week: Vec<HoursRow> = body.hours.iter().map(HoursRow::from).collect();
    let week = db
        .write(desk.begin(), move |conn| {
            replace::replace(conn, &desk, (*branch_id, if_match.0), &week)
        })
        .await?;
    Ok(etag::changed(week.version, &BranchHours::from(week.hours.0)))
}

impl From<Vec<HoursRow>> for BranchHours {
    fn from(rows: Vec<HoursRow>) -> Self {
        let hours = rows.into_iter().map(|row| WeekdayHours {
            weekday: row.weekday,
            opens_at: LocalTime(row.opens_at),
            closes_at: LocalTime(row.closes_at),
        });
        Self { hours: hours.collect() }
    }
}

impl From<&WeekdayHours> for HoursRow {
    fn from(hours: &WeekdayHours) -> Self {
        Self {
            weekday: hours.weekday,
            opens_at: hours.opens_at.0,
            closes_at: hours.closes_at.0,
        }
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}:{:02}", self.0.hour(), self.0.minute()))
    }
}

impl<'de> Deserialize<'de> for LocalTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let two_digits = |part: &str| {
            let is_number = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| part.parse().ok()).flatten()
        };
        let time = text
            .split_once(':')
            .and_then(|(hour, minute)| NaiveTime::from_hms_opt(two_digits(hour)?, two_digits(minute)?, 0));
        time.map(Self)
            .ok_or_else(|| de::Error::custom("not a time, expected HH:MM from 00:00 to 23:59"))
    }
}
