//! `carrel import`: the same work without a request.

use std::error::Error;
use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::clock::Clock;
pub use crate::platform::csv::Encoding;
use crate::platform::db::FromJson;
use crate::platform::jobs;
use crate::platform::page::Slice;

use super::kind::Kind;
use super::options::{Options, read_map};
use super::piece;
use super::run::{JOB, work};
use super::store::{self, Claimed, ImportRow, NewImport, ProblemRow};
use super::table;

pub use super::table::TableKind;

/// How much of a table is looked at before it is taken in.
const BEGINNING: u64 = 1 << 20;

/// What was typed to import MARC records.
pub struct MarcOrder {
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

/// What was typed to import a table.
pub struct TableOrder {
    /// What its rows are.
    pub kind: TableKind,
    /// The file.
    pub file: PathBuf,
    /// Code of the branch of what names none.
    pub branch: String,
    /// Whose external ids they are.
    pub source: Option<String>,
    /// How its text is written.
    pub encoding: Encoding,
    /// Looks at everything and does nothing.
    pub dry_run: bool,
}

type Failure = Box<dyn Error + Send + Sync>;

/// Takes a file of MARC records in and prints how far it is and what there is to say. Fails when it is none.
pub fn import_marc(
    conn: &mut PgConnection,
    clock: &Clock,
    order: &MarcOrder,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let options = Options {
        items_tag: Some(order.items.clone()).filter(|tag| !tag.is_empty()),
        items_map: read_map(&order.map)?,
        source: order.source.clone(),
        create_codes: order.create_codes,
        dry_run: order.dry_run,
        encoding: Encoding::default(),
    };
    take_in(conn, clock, (Kind::Marc, options), (&order.file, &order.branch), out)
}

/// Takes a table in, in the same way.
pub fn import_table(
    conn: &mut PgConnection,
    clock: &Clock,
    order: &TableOrder,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let options = Options {
        source: order.source.clone(),
        dry_run: order.dry_run,
        encoding: order.encoding,
        ..Options::default()
    };
    let mut beginning = Vec::new();
    open(&order.file)?.take(BEGINNING).read_to_end(&mut beginning)?;
    table::check_header(order.kind, &beginning, order.encoding)?;
    take_in(
        conn,
        clock,
        (Kind::Table(order.kind), options),
        (&order.file, &order.branch),
        out,
    )
}

fn open(file: &Path) -> Result<File, Failure> {
    File::open(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

fn take_in(
    conn: &mut PgConnection,
    clock: &Clock,
    (kind, options): (Kind, Options),
    (path, branch): (&Path, &str),
    out: &mut impl Write,
) -> Result<(), Failure> {
    let branch_id = store::branch_by_code(conn, branch)?.ok_or("there is no branch of that code")?;
    let file = open(path)?;
    let import = NewImport {
        id: Uuid::now_v7(),
        kind,
        state: "running",
        options: json!(options),
        branch_id,
        staff_id: None,
        filename: path
            .file_name()
            .map(|name| name.to_string_lossy().chars().take(255).collect()),
        size_bytes: i64::try_from(file.metadata()?.len())?,
        now: clock.now(),
    };
    let claimed = Claimed {
        id: import.id,
        kind: kind.as_str().to_owned(),
        options: FromJson(options.clone()),
        branch_id,
        staff_id: None,
        records_count: 0,
        problems_count: 0,
    };
    let ran = jobs::alone(conn, JOB, |conn| {
        store::abandon_lost(conn, clock.now())?;
        store::insert(conn, &import)?;
        let pieces = piece::read(kind, BufReader::new(file), options, 0);
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
    let kind = if problem.is_refusal { "refused" } else { "noted" };
    let name = problem.control_number.as_deref().or(problem.external_id.as_deref());
    let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
    let about = problem.tag.as_deref().or(problem.column_name.as_deref());
    let about = about.map(|about| format!(" {about}")).unwrap_or_default();
    let place = match problem.line_number {
        Some(line) => format!("line {line}{name}"),
        None => format!("record {}{name} at byte {}", problem.record_number, problem.byte_offset),
    };
    format!("{kind}: {place}{about}: {} [{}]", problem.detail, problem.code)
}

fn summary(row: &ImportRow) -> String {
    let dry = if row.options.0.dry_run {
        "Dry run, nothing was done. "
    } else {
        ""
    };
    let (records, refused) = (row.records_count, row.records_refused_count);
    if row.kind == Kind::Marc.as_str() {
        return format!(
            "{dry}{records} records: {} titles added, {} changed, {} unchanged, {refused} records refused; {} items added, \
             {} unchanged, {} refused; {} remarks.",
            row.titles_added_count,
            row.titles_changed_count,
            row.titles_unchanged_count,
            row.items_added_count,
            row.items_unchanged_count,
            row.items_refused_count,
            row.problems_count,
        );
    }
    format!(
        "{dry}{records} rows: {} added, {} changed, {} unchanged, {refused} refused.",
        row.rows_added_count, row.rows_changed_count, row.rows_unchanged_count,
    )
}
