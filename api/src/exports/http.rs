//! `GET /exports/{kind}`.

use std::io;

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Bytes;
use actix_web::{HttpResponse, get, web};
use diesel::PgConnection;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::mpsc::{Sender, channel};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::problem::{Code, Problem};
use crate::platform::record::{Deed, record};

use super::table::{Kind, Writing};

/// Pieces that are read before they are sent.
const AHEAD: usize = 2;

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
    let (sender, receiver) = channel(AHEAD);
    let db = db.get_ref().clone();
    drop(tokio::task::spawn_blocking(move || {
        let sent = db
            .connection()
            .and_then(|mut conn| send(&mut conn, &desk, kind, &sender));
        if let Err(problem) = sent {
            tracing::warn!(code = problem.code().as_str(), "an export was interrupted");
            // Whoever listens hears that the table has no end.
            let _ = sender.blocking_send(Err(io::Error::other("interrupted")));
        }
    }));
    let pieces = futures_util::stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|piece| (piece, receiver))
    });
    let disposition = format!("attachment; filename=\"{}.csv\"", kind.as_str());
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8; header=present"))
        .insert_header((CONTENT_DISPOSITION, disposition))
        .streaming(Box::pin(pieces)))
}

/// Sends piece after piece, and says in the audit what went out. Stops when nobody listens any more.
fn send(
    conn: &mut PgConnection,
    desk: &Desk,
    kind: Kind,
    sender: &Sender<Result<Bytes, io::Error>>,
) -> Result<(), Problem> {
    let mut writing = Writing::of(kind);
    let mut is_heard = true;
    while is_heard && let Some(bytes) = writing.next(conn)? {
        is_heard = sender.blocking_send(Ok(bytes.into())).is_ok();
    }
    let deed = Deed::on("export.made", "export", Uuid::now_v7());
    let changes = json!({ "kind": kind.as_str(), "rows": writing.rows, "is_whole": is_heard });
    record(conn, desk, deed.changing(changes)).map_err(|_| Problem::of(Code::Busy))
}
