//! `GET /exports/{kind}`.

use actix_web::{HttpResponse, get, web};
use diesel::PgConnection;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::platform::csv::{Out, stream};
use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::problem::{Code, Problem};
use crate::platform::record::{Deed, record};

use super::table::{Kind, Writing};

pub(crate) fn configure(config: &mut ServiceConfig) {
    config.service(export_table);
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ExportKind {
    /// Patrons who are neither merged nor anonymised.
    Patrons,
    /// Items.
    Items,
    /// Open loans.
    Loans,
    /// What is still owed of each charge.
    Balances,
}

impl From<ExportKind> for Kind {
    fn from(kind: ExportKind) -> Self {
        match kind {
            ExportKind::Patrons => Self::Patrons,
            ExportKind::Items => Self::Items,
            ExportKind::Loans => Self::Loans,
            ExportKind::Balances => Self::Balances,
        }
    }
}

/// Export a table.
///
/// All of a kind as CSV, in the columns that an import of the kind reads: taken in again, it changes nothing. A cell that a
/// spreadsheet would run as a formula has an apostrophe before it, which an import takes off. The table is sent as it is
/// read; one that could not be read to its end breaks off.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "exports",
    operation_id = "exportTable",
    params(("kind" = inline(ExportKind), Path, description = "What the rows are.")),
    responses((status = 200, description = "The table.", body = String, content_type = "text/csv",
        headers(("Content-Disposition" = String, description = "What the file may be called.")))),
    security(("staff" = []))
)]
#[get("/exports/{kind}")]
async fn export_table(
    desk: SupervisorDesk,
    db: web::Data<Db>,
    kind: web::Path<ExportKind>,
) -> Result<HttpResponse, Problem> {
    let (kind, desk): (Kind, Desk) = (kind.into_inner().into(), desk.0);
    Ok(stream(&db, kind.as_str(), move |conn, out| {
        send(conn, &desk, kind, out)
    }))
}

/// Sends piece after piece, and says in the audit what went out. Stops when nobody listens any more.
fn send(conn: &mut PgConnection, desk: &Desk, kind: Kind, out: &Out) -> Result<(), Problem> {
    let mut writing = Writing::of(kind);
    let mut is_heard = true;
    while is_heard && let Some(bytes) = writing.next(conn)? {
        is_heard = out.send(bytes);
    }
    let deed = Deed::on("export.made", "export", Uuid::now_v7());
    let changes = json!({ "kind": kind.as_str(), "rows": writing.rows, "is_whole": is_heard });
    record(conn, desk, deed.changing(changes)).map_err(|_| Problem::of(Code::Busy))
}
