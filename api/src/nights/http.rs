//! `GET /nights`: for supervisors.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::dates::has_four_digit_year;
use crate::platform::db::Db;
use crate::platform::desk::SupervisorDesk;
use crate::platform::json::Query;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;
use crate::platform::refs::BranchRef;

use super::store::{self, Filter, NightRow};
use super::works::WORKS;

/// One night of one branch.
#[derive(Serialize, ToSchema)]
struct Night {
    /// The run.
    id: Uuid,
    /// Where.
    branch: BranchRef,
    /// The day that the night began.
    business_on: NaiveDate,
    /// How it stands.
    state: NightState,
    /// When it was last started; later than the night where it was caught up.
    started_at: DateTime<Utc>,
    /// When it ended; null while it runs.
    finished_at: Option<DateTime<Utc>>,
    /// What was done, in the order in which it is.
    #[schema(max_items = 32)]
    works: Vec<NightWork>,
    /// The work at which it failed; null when it did not.
    failed_at: Option<String>,
}

/// How a night stands.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum NightState {
    /// It is being done, or was interrupted and will be taken up.
    Running,
    /// All was done.
    Done,
    /// It failed and is tried again.
    Failed,
}

/// One kind of work, all runs of the night together.
#[derive(Serialize, ToSchema)]
struct NightWork {
    /// What.
    #[schema(example = "auto_renewals")]
    name: String,
    /// How many it was done with.
    #[schema(minimum = 0)]
    done: usize,
    /// How many were looked at and left as they are, such as loans against whose renewal something stood.
    #[schema(minimum = 0)]
    left: usize,
}

/// Which nights, and how many at once.
#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct NightsQuery {
    /// Of this branch.
    branch_id: Option<Uuid>,
    /// That stand so.
    #[param(inline)]
    state: Option<NightState>,
    /// From this day on.
    #[validate(custom(function = "has_four_digit_year"))]
    from: Option<NaiveDate>,
    /// Up to this day.
    #[validate(custom(function = "has_four_digit_year"))]
    to: Option<NaiveDate>,
    /// How many on a page.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

pub(crate) fn configure(config: &mut ServiceConfig) {
    config.service(list_nights);
}

/// List the nights of the branches.
///
/// What was done at 02:00 branch time, the last nights first. A day that was missed is caught up.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "nights",
    operation_id = "listNights",
    params(NightsQuery),
    responses((status = 200, description = "A page of nights.", body = Page<Night>)),
    security(("staff" = []))
)]
#[get("/nights")]
async fn list_nights(
    req: HttpRequest,
    _desk: SupervisorDesk,
    db: web::Data<Db>,
    query: Query<NightsQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let slice: Slice<(NaiveDate, Uuid)> = Slice::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        branch_id: query.branch_id,
        state: query.state.map(NightState::stored),
        from: query.from,
        to: query.to,
        after: slice.after,
        limit: slice.fetch(),
    };
    let rows = db.read(move |conn| store::list(conn, &filter)).await?;
    let page = slice.page(rows, |row| (row.business_day, row.id), Night::from);
    Ok(page.respond(req.uri()))
}

impl NightState {
    fn stored(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The column's check constraint allows no other word.
    fn read(word: &str) -> Self {
        match word {
            "done" => Self::Done,
            "failed" => Self::Failed,
            _ => Self::Running,
        }
    }
}

impl From<NightRow> for Night {
    fn from(row: NightRow) -> Self {
        let counts = row.counts.0;
        let count = |name: &'static str| {
            counts.get(name).map(|count| NightWork {
                name: name.to_owned(),
                done: count.done,
                left: count.left,
            })
        };
        Self {
            id: row.id,
            branch: row.branch.0,
            business_on: row.business_day,
            state: NightState::read(&row.state),
            started_at: row.started_at,
            finished_at: row.finished_at,
            works: WORKS.iter().filter_map(|work| count(work.name)).collect(),
            failed_at: row.error,
        }
    }
}
