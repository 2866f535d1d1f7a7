//! `POST /imports`: a file as it comes, piece by piece into the database.

use std::sync::Arc;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, LOCATION};
use actix_web::{HttpRequest, HttpResponse, post, web};
use carrel_marc::Format;
use futures_util::StreamExt;
use serde_json::json;
use uuid::Uuid;

use crate::imports::kind::Kind;
use crate::imports::problem::ImportError;
use crate::imports::store::{self, NewImport};
use crate::imports::table::{HeaderFault, check_header};
use crate::imports::{deeds, run};
use crate::platform::clock::Clock;
use crate::platform::db::Db;
use crate::platform::desk::{Desk, SupervisorDesk};
use crate::platform::json;
use crate::platform::problem::{Code, FieldCode, Problem};

use super::options::{ImportOptions, ImportUpload};
use super::wire::Import;

const MOST_BYTES: usize = 200 << 20;
const MOST_OPTIONS: usize = 16 << 10;
const PIECE: usize = 1 << 20;

/// Import a file.
///
/// MARC records, or a table of the kind that `options` names. The file is kept and taken in by the service itself: ask the
/// address in `Location` how far it is. A record that is refused is told in the report and stops no other; a file that is
/// none of its kind is refused here, or ends as `failed` and changes nothing. The same file a second time changes nothing.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "imports",
    operation_id = "createImport",
    request_body(content = ImportUpload, content_type = "multipart/form-data"),
    responses((status = 202, description = "It waits for its turn.", body = Import, headers(("Location" = String, description = "Where it is.")))),
    security(("staff" = []))
)]
#[post("/imports")]
pub(super) async fn create_import(
    req: HttpRequest,
    desk: SupervisorDesk,
    db: web::Data<Db>,
    clock: web::Data<Clock>,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let mut upload = Upload::begin(&db, desk.0).await?;
    let received = if is_form(&req) {
        upload.receive(Multipart::new(req.headers(), payload)).await
    } else {
        let detail = "Send multipart/form-data with the parts file and options.";
        Err(Problem::of(Code::UnsupportedMediaType).detail(detail))
    };
    let import = match received {
        Ok(()) => upload.finish().await,
        Err(problem) => Err(problem),
    };
    let import = match import {
        Ok(import) => import,
        Err(problem) => {
            upload.give_up().await?;
            return Err(problem);
        }
    };
    start(&db, &clock);
    let mut response = HttpResponse::build(StatusCode::ACCEPTED);
    response.insert_header((LOCATION, format!("/api/v1/imports/{}", upload.id)));
    Ok(response.json(import))
}

fn is_form(req: &HttpRequest) -> bool {
    let media_type = req.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    media_type.is_some_and(|text| text.to_ascii_lowercase().starts_with("multipart/form-data"))
}

/// Begins the work without waiting for it. Should it not begin, the next minute's will.
fn start(db: &web::Data<Db>, clock: &web::Data<Clock>) {
    let (db, clock) = (db.get_ref().clone(), clock.get_ref().clone());
    drop(tokio::task::spawn_blocking(move || {
        if let Err(problem) = run::run_waiting(&db, &clock) {
            tracing::warn!(code = problem.code().as_str(), "an import was interrupted");
        }
    }));
}

struct Upload {
    db: Db,
    desk: Arc<Desk>,
    id: Uuid,
    size: usize,
    pieces: i32,
    filename: Option<String>,
    has_file: bool,
    /// The first piece, until it is known what it should be.
    head: Option<Vec<u8>>,
    options: Option<ImportOptions>,
}

impl Upload {
    async fn begin(db: &Db, desk: Desk) -> Result<Self, Problem> {
        let upload = Self {
            db: db.clone(),
            desk: Arc::new(desk),
            id: Uuid::now_v7(),
            size: 0,
            pieces: 0,
            filename: None,
            has_file: false,
            head: None,
            options: None,
        };
        let (import, desk) = (upload.import("receiving"), Arc::clone(&upload.desk));
        let begun = db.write(desk.begin(), move |conn| {
            store::insert(conn, &import).map_err(ImportError::from)
        });
        begun.await?;
        Ok(upload)
    }

    fn import(&self, state: &'static str) -> NewImport {
        let default = ImportOptions::default();
        let options = self.options.as_ref().unwrap_or(&default);
        NewImport {
            id: self.id,
            kind: options.kind(),
            state,
            options: json!(options.kept()),
            branch_id: options.branch_id.unwrap_or(self.desk.branch_id),
            staff_id: Some(self.desk.staff_id),
            filename: self.filename.clone(),
            size_bytes: i64::try_from(self.size).unwrap_or(i64::MAX),
            now: self.desk.now,
        }
    }

    async fn receive(&mut self, mut parts: Multipart) -> Result<(), Problem> {
        while let Some(part) = parts.next().await {
            let part = part.map_err(|error| unreadable(&error))?;
            match part.name() {
                Some("file") if !self.has_file => self.receive_file(part).await?,
                Some("options") if self.options.is_none() => self.receive_options(part).await?,
                Some("file" | "options") => {
                    return Err(Problem::field("", FieldCode::DuplicateField, "A part is given twice."));
                }
                Some(_) | None => {
                    return Err(Problem::field(
                        "",
                        FieldCode::UnknownField,
                        "There are no other parts than file and options.",
                    ));
                }
            }
        }
        if !self.has_file {
            return Err(Problem::field("/file", FieldCode::Missing, "This part is required."));
        }
        match self.head.take() {
            Some(head) => check(&head, self.options.as_ref().unwrap_or(&ImportOptions::default())),
            None => Ok(()),
        }
    }

    async fn receive_options(&mut self, mut part: Field) -> Result<(), Problem> {
        let bytes = part.bytes(MOST_OPTIONS).await;
        let bytes = bytes.map_err(|_| Problem::of(Code::BodyTooLarge))?;
        let bytes = bytes.map_err(|error| unreadable(&error))?;
        self.options = Some(json::parse(&bytes).map_err(|problem| problem.below("/options"))?);
        Ok(())
    }

    async fn receive_file(&mut self, mut part: Field) -> Result<(), Problem> {
        self.has_file = true;
        self.filename = part
            .content_disposition()
            .and_then(|header| header.get_filename())
            .map(kept_name)
            .filter(|name| !name.is_empty());
        let mut piece = Vec::new();
        while let Some(bytes) = part.next().await {
            let bytes = bytes.map_err(|error| unreadable(&error))?;
            self.size += bytes.len();
            if self.size > MOST_BYTES {
                return Err(Problem::of(Code::BodyTooLarge).detail("Files may have 200 MB."));
            }
            piece.extend_from_slice(&bytes);
            while piece.len() >= PIECE {
                let rest = piece.split_off(PIECE);
                self.keep(std::mem::replace(&mut piece, rest)).await?;
            }
        }
        self.keep(piece).await
    }

    /// Keeps a piece. The first one tells whether it is such a file at all.
    async fn keep(&mut self, piece: Vec<u8>) -> Result<(), Problem> {
        if self.pieces == 0 {
            match &self.options {
                Some(options) => check(&piece, options)?,
                None => self.head = Some(piece.clone()),
            }
        }
        if piece.is_empty() {
            return Ok(());
        }
        let (id, number, begin) = (self.id, self.pieces, self.desk.begin());
        self.pieces += 1;
        let kept = self.db.write(begin, move |conn| {
            store::add_chunk(conn, id, number, &piece).map_err(ImportError::from)
        });
        kept.await.map(|_| ())
    }

    async fn finish(&self) -> Result<Import, Problem> {
        let (import, desk) = (self.import("queued"), Arc::clone(&self.desk));
        let row = self
            .db
            .write(desk.begin(), move |conn| deeds::queue(conn, &desk, &import))
            .await?;
        Ok(Import::from(row))
    }

    async fn give_up(&self) -> Result<(), Problem> {
        let id = self.id;
        self.db.read(move |conn| store::abandon(conn, id)).await.map(|_| ())
    }
}

/// Whether a file that begins so is one of the kind.
fn check(head: &[u8], options: &ImportOptions) -> Result<(), Problem> {
    let refuse = |code, detail: &str| Err(Problem::field("/file", code, detail));
    match options.kind() {
        Kind::Marc if Format::of(head).is_some() => Ok(()),
        Kind::Marc => refuse(
            FieldCode::NotMarc,
            "This is no file of MARC records, neither ISO 2709 nor MARCXML.",
        ),
        Kind::Table(kind) => check_header(kind, head, options.encoding()).or_else(|fault| {
            let code = match fault {
                HeaderFault::NotCsv | HeaderFault::Unreadable => FieldCode::NotCsv,
                HeaderFault::Unknown(_) => FieldCode::UnknownColumn,
                HeaderFault::Twice(_) => FieldCode::DuplicateColumn,
                HeaderFault::Missing(_) => FieldCode::MissingColumn,
            };
            refuse(code, &fault.to_string())
        }),
    }
}

/// The name of the file without the folders that some browsers send along.
fn kept_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(255).collect()
}

/// The parts cannot be told apart, or the sender went away.
fn unreadable(_: &MultipartError) -> Problem {
    Problem::of(Code::UnreadableBody).detail("The parts of the body cannot be read.")
}
