//! `carrel import marc`: the same work without a request.

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::PathBuf;

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::clock::Clock;
use crate::platform::db::FromJson;
use crate::platform::jobs;
use crate::platform::page::Slice;

use super::options::{Options, read_map};
use super::run::{JOB, work};
use super::source;
use super::store::{self, Claimed, ImportRow, NewImport, ProblemRow};

/// What was typed.
pub struct Order {
    /// The file.
    pub file: PathBuf,
    /// Code of the branch of items whose record names none.
    pub branch: String,
    /// Field of the items; empty for none.
    pub items: String,
    /// `i=barcode,a=call_number`.
    pub map: String,
    /// Whose numbers field 001 has.
    pub source: Option<String>,
    /// Makes item types, locations and collections.
    pub create_codes: bool,
    /// Looks at everything and does nothing.
    pub dry_run: bool,
}

type Failure = Box<dyn Error + Send + Sync>;

/// Takes the file in and prints how far it is and what there is to say. Fails when it is no file of records.
pub fn import(conn: &mut PgConnection, clock: &Clock, order: &Order, out: &mut impl Write) -> Result<(), Failure> {
    let options = Options {
        items_tag: Some(order.items.clone()).filter(|tag| !tag.is_empty()),
        items_map: read_map(&order.map)?,
        source: order.source.clone(),
        create_codes: order.create_codes,
        dry_run: order.dry_run,
    };
    let branch_id = store::branch_by_code(conn, &order.branch)?.ok_or("there is no branch of that code")?;
    let file = File::open(&order.file).map_err(|error| format!("{}: {error}", order.file.display()))?;
    let import = NewImport {
        id: Uuid::now_v7(),
        state: "running",
        options: json!(options),
        branch_id,
        staff_id: None,
        filename: order
            .file
            .file_name()
            .map(|name| name.to_string_lossy().chars().take(255).collect()),
        size_bytes: i64::try_from(file.metadata()?.len())?,
        now: clock.now(),
    };
    let claimed = Claimed {
        id: import.id,
        options: FromJson(options.clone()),
        branch_id,
        records_count: 0,
        problems_count: 0,
    };
    let ran = jobs::alone(conn, JOB, |conn| {
        store::abandon_lost(conn, clock.now())?;
        store::insert(conn, &import)?;
        let pieces = source::read(BufReader::new(file), options, 0);
        work(conn, clock, &claimed, &pieces, |records| {
            // Nothing is left to do when progress cannot be told.
            let _ = writeln!(out, "{records} records");
        })
    })?;
    ran.ok_or("another import is running")?;
    report(conn, import.id, out)
}

fn report(conn: &mut PgConnection, id: Uuid, out: &mut impl Write) -> Result<(), Failure> {
    let row = store::find(conn, id)?.ok_or("the import is gone")?;
    let mut slice = Slice {
        limit: 200,
        after: None,
    };
    loop {
        let problems = store::problems(conn, id, false, &slice)?;
        for problem in problems.iter().take(200) {
            writeln!(out, "{}", line(problem))?;
        }
        match problems.get(199).filter(|_| problems.len() > 200) {
            Some(last) => slice.after = Some(last.number),
            None => break,
        }
    }
    writeln!(out, "{}", summary(&row))?;
    match &row.error {
        Some(code) => Err(format!("the file was not taken in: {code}").into()),
        None => Ok(()),
    }
}

fn line(problem: &ProblemRow) -> String {
    let number = problem
        .control_number
        .as_deref()
        .map(|number| format!(" ({number})"))
        .unwrap_or_default();
    let tag = problem.tag.as_deref().map(|tag| format!(" {tag}")).unwrap_or_default();
    let kind = if problem.is_refusal { "refused" } else { "noted" };
    let (record, offset) = (problem.record_number, problem.byte_offset);
    format!(
        "{kind}: record {record}{number} at byte {offset}{tag}: {} [{}]",
        problem.detail, problem.code
    )
}

fn summary(row: &ImportRow) -> String {
    let dry = if row.options.0.dry_run {
        "Dry run, nothing was done. "
    } else {
        ""
    };
    format!(
        "{dry}{} records: {} titles added, {} changed, {} unchanged, {} records refused; {} items added, {} unchanged, {} refused; \
         {} remarks.",
        row.records_count,
        row.titles_added_count,
        row.titles_changed_count,
        row.titles_unchanged_count,
        row.records_refused_count,
        row.items_added_count,
        row.items_unchanged_count,
        row.items_refused_count,
        row.problems_count,
    )
}
