//! `GET /holds` and `GET /holds/{id}`.

use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::holds::read::{Seen, one};
use crate::holds::store::read::{Filter, page};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;

use super::HoldBody;

/// Which holds.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct HoldsQuery {
    /// Of this patron.
    patron_id: Option<Uuid>,
    /// On this title: what is put aside first, then the queue in its order, then what has ended.
    title_id: Option<Uuid>,
    /// On this very item, or filled with it.
    item_id: Option<Uuid>,
    /// Picked up at this branch.
    pickup_branch_id: Option<Uuid>,
    /// In this state.
    #[param(inline)]
    state: Option<HoldStateFilter>,
    /// Rows on a page.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// next_cursor of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// The state of holds to list.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum HoldStateFilter {
    /// What has not ended.
    Open,
    /// In the queue.
    Pending,
    /// Under way to where it is picked up.
    InTransit,
    /// On the hold shelf.
    Waiting,
    /// Filled.
    Filled,
    /// Cancelled.
    Cancelled,
    /// Expired.
    Expired,
}

impl HoldStateFilter {
    fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Pending => "pending",
            Self::InTransit => "in_transit",
            Self::Waiting => "waiting",
            Self::Filled => "filled",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }
}

/// A hold, and how long it may have to wait.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HoldWithWait {
    #[serde(flatten)]
    hold: HoldBody,
    /// From the last loans of the title and the copies that could fill it; null when too little is known.
    wait: Option<HoldWait>,
}

/// A range of days.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HoldWait {
    /// If copies come back as soon as they can.
    #[schema(minimum = 0)]
    min_days: i64,
    /// If each is kept as long as usual.
    #[schema(minimum = 0)]
    max_days: i64,
}

impl From<Seen> for HoldWithWait {
    fn from(seen: Seen) -> Self {
        Self {
            hold: seen.hold.into(),
            wait: seen.wait.map(|wait| HoldWait {
                min_days: wait.min_days,
                max_days: wait.max_days,
            }),
        }
    }
}

/// List holds.
///
/// Those of one title in the order of its queue, others in the order in which they were placed.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "holds",
    operation_id = "listHolds",
    params(HoldsQuery),
    responses((status = 200, description = "A page of holds.", body = Page<HoldBody>)),
    security(("staff" = []))
)]
#[get("/holds")]
pub(super) async fn list_holds(
    req: HttpRequest,
    _desk: Desk,
    db: web::Data<Db>,
    query: Query<HoldsQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let slice: Slice<Uuid> = Slice::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        patron_id: query.patron_id,
        title_id: query.title_id,
        item_id: query.item_id,
        pickup_branch_id: query.pickup_branch_id,
        state: query.state.map(HoldStateFilter::as_str),
        after: slice.after,
        limit: slice.fetch(),
    };
    let holds = db.read(move |conn| page(conn, &filter)).await?;
    let page = slice.page(holds, |hold| hold.id, HoldBody::from);
    Ok(page.respond(req.uri()))
}

/// Read a hold.
///
/// With its place in the queue and how long it may have to wait.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "holds",
    operation_id = "getHold",
    params(("id" = Uuid, Path, description = "The hold.")),
    responses((status = 200, description = "The hold.", body = HoldWithWait)),
    security(("staff" = []))
)]
#[get("/holds/{id}")]
pub(super) async fn get_hold(_desk: Desk, db: web::Data<Db>, id: web::Path<Uuid>) -> Result<HttpResponse, Problem> {
    let seen = db.snapshot(move |conn| one(conn, *id)).await?;
    Ok(HttpResponse::Ok().json(HoldWithWait::from(seen)))
}
