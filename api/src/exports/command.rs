//! `carrel export csv`: a table as a file.

use std::error::Error;
use std::io::Write;

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::clock::Clock;
use crate::platform::record::{Author, AuthorKind, Deed, note};

use super::table::{Kind, Writing};

/// Writes all of the kind; tells how many rows.
pub fn export(
    conn: &mut PgConnection,
    clock: &Clock,
    kind: Kind,
    out: &mut impl Write,
) -> Result<u64, Box<dyn Error + Send + Sync>> {
    let mut writing = Writing::of(kind);
    while let Some(bytes) = writing.next(conn)? {
        out.write_all(&bytes)?;
    }
    out.flush()?;
    let author = Author {
        kind: AuthorKind::System,
        now: clock.now(),
        request_id: "".into(),
    };
    let deed = Deed::on("export.made", "export", Uuid::now_v7());
    note(
        conn,
        &author,
        deed.changing(json!({ "kind": kind.as_str(), "rows": writing.rows })),
    )?;
    Ok(writing.rows)
}
