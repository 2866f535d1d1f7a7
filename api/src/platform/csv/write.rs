//! Writing rows, and sending them as they are read.

use std::io;

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Bytes;
use diesel::PgConnection;
use tokio::sync::mpsc::{Sender, channel};

use crate::platform::db::Db;
use crate::platform::problem::Problem;

use super::guarded;

/// Pieces that are read before they are sent.
const AHEAD: usize = 2;

/// The rows as text, each cell guarded.
pub fn written<'a, R>(rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>, csv::Error>
where
    R: IntoIterator<Item = &'a str>,
{
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(|cell| guarded(cell).as_bytes().to_vec()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// Where a table goes that is being read.
pub struct Out(Sender<Result<Bytes, io::Error>>);

impl Out {
    /// Sends a piece. Tells whether anybody still listens.
    pub fn send(&self, piece: Vec<u8>) -> bool {
        self.0.blocking_send(Ok(piece.into())).is_ok()
    }
}

/// A file `name`.csv that is sent while `read` reads it. One that could not be read to its end breaks off.
pub fn stream<F>(db: &Db, name: &str, read: F) -> HttpResponse
where
    F: FnOnce(&mut PgConnection, &Out) -> Result<(), Problem> + Send + 'static,
{
    let (sender, receiver) = channel(AHEAD);
    let db = db.clone();
    drop(tokio::task::spawn_blocking(move || {
        let out = Out(sender);
        let sent = db.connection().and_then(|mut conn| read(&mut conn, &out));
        if let Err(problem) = sent {
            tracing::warn!(code = problem.code().as_str(), "a table was interrupted");
            // Whoever listens hears that the table has no end.
            let _ = out.0.blocking_send(Err(io::Error::other("interrupted")));
        }
    }));
    let pieces = futures_util::stream::unfold(receiver, |mut receiver| async {
        receiver.recv().await.map(|piece| (piece, receiver))
    });
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8; header=present"))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")))
        .streaming(Box::pin(pieces))
}
