//! `GET /audit-events`: for supervisors.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::dates::is_in_four_digit_year;
use crate::platform::db::Db;
use crate::platform::desk::SupervisorDesk;
use crate::platform::json::Query;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;
use crate::platform::refs::{BranchRef, StaffRef};

use super::store::{self, EventRow, Filter};

/// Something that was done.
#[derive(Serialize, ToSchema)]
struct AuditEvent {
    /// The event; later ones have higher ids.
    id: Uuid,
    /// When.
    at: DateTime<Utc>,
    /// What, as noun and past participle.
    #[schema(example = "loan.created")]
    deed: String,
    /// What kind of actor.
    #[schema(inline)]
    actor_kind: ActorKind,
    /// The staff member who did it; null when it was none.
    #[schema(required)]
    actor: Option<StaffRef>,
    /// Their role at the time: `assistant` or `supervisor`.
    #[schema(required)]
    role: Option<String>,
    /// Where.
    #[schema(required)]
    branch: Option<BranchRef>,
    /// What kind of thing it was done to.
    #[schema(example = "loan")]
    subject_kind: String,
    /// And which; all zeros for the library itself, or an account nobody knows.
    subject_id: Uuid,
    /// The patron it concerned, until that person is anonymised.
    #[schema(required)]
    patron_id: Option<Uuid>,
    /// Why, in the words of whoever did it.
    #[schema(required)]
    reason: Option<String>,
    /// The supervisor who lifted a block at the actor's screen.
    #[schema(required)]
    authorised_by: Option<StaffRef>,
    /// Before and after, or what else there is to know. No personal data.
    #[schema(value_type = Object, additional_properties = true)]
    changes: Map<String, Value>,
    /// The request, as in the log; null for the service's own work.
    #[schema(required)]
    request_id: Option<String>,
}

/// Who does things.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ActorKind {
    /// A staff member.
    Staff,
    /// A patron.
    Patron,
    /// One of the library's servers.
    Client,
    /// The service itself, or somebody it does not know.
    System,
}

/// Which events, and how many at once.
#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct AuditQuery {
    /// That concerned this patron.
    patron_id: Option<Uuid>,
    /// That this staff member did, or gave leave for.
    staff_id: Option<Uuid>,
    /// Done to this thing.
    subject_id: Option<Uuid>,
    /// Done at this branch.
    branch_id: Option<Uuid>,
    /// Of this kind.
    #[validate(length(min = 1, max = 64))]
    #[param(min_length = 1, max_length = 64)]
    deed: Option<String>,
    /// From this instant on.
    #[validate(custom(function = "is_in_four_digit_year"))]
    from: Option<DateTime<Utc>>,
    /// Before this instant.
    #[validate(custom(function = "is_in_four_digit_year"))]
    to: Option<DateTime<Utc>>,
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
    config.service(list_audit_events);
}

/// List what was done.
///
/// Newest first.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "audit",
    operation_id = "listAuditEvents",
    params(AuditQuery),
    responses((status = 200, description = "A page of events.", body = Page<AuditEvent>)),
    security(("staff" = []))
)]
#[get("/audit-events")]
async fn list_audit_events(
    req: HttpRequest,
    _desk: SupervisorDesk,
    db: web::Data<Db>,
    query: Query<AuditQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let slice: Slice<Uuid> = Slice::new(query.limit, query.cursor.as_deref())?;
    let filter = Filter {
        patron_id: query.patron_id,
        staff_id: query.staff_id,
        subject_id: query.subject_id,
        branch_id: query.branch_id,
        deed: query.deed,
        from: query.from,
        to: query.to,
        after: slice.after,
        limit: slice.fetch(),
    };
    let rows = db.read(move |conn| store::list(conn, &filter)).await?;
    let page = slice.page(rows, |row| row.id, AuditEvent::from);
    Ok(page.respond(req.uri()))
}

impl From<EventRow> for AuditEvent {
    fn from(row: EventRow) -> Self {
        Self {
            id: row.id,
            at: row.at,
            deed: row.deed,
            // The column's check constraint allows no other word.
            actor_kind: match row.actor_kind.as_str() {
                "staff" => ActorKind::Staff,
                "patron" => ActorKind::Patron,
                "client" => ActorKind::Client,
                _ => ActorKind::System,
            },
            actor: row.actor.map(|actor| actor.0),
            role: row.role,
            branch: row.branch.map(|branch| branch.0),
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            patron_id: row.patron_id,
            reason: row.reason,
            authorised_by: row.authorised_by.map(|giver| giver.0),
            changes: row.changes.0,
            request_id: row.request_id,
        }
    }
}
