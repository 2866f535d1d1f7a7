//! `carrel export marc`: the whole catalogue as one file.

use std::error::Error;
use std::io::Write;

use carrel_marc::{Record, iso2709, marcxml};
use diesel::PgConnection;
use uuid::Uuid;

use super::build;
use super::store;

const BATCH: i64 = 500;

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// ISO 2709 in UTF-8.
    Marc,
    /// MARCXML.
    MarcXml,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Records in the file.
    pub records: u64,
    /// Records that ISO 2709 cannot hold.
    pub too_long: u64,
}

/// Writes every title's record.
pub fn export(
    conn: &mut PgConnection,
    format: Format,
    out: &mut impl Write,
) -> Result<Written, Box<dyn Error + Send + Sync>> {
    let mut written = Written::default();
    let mut after = Uuid::nil();
    if format == Format::MarcXml {
        out.write_all(marcxml::OPEN.as_bytes())?;
    }
    loop {
        let titles = store::after(conn, after, BATCH)?;
        let Some((last, _)) = titles.last() else { break };
        after = last.id;
        for title in &titles {
            match bytes(&build::record(title), format) {
                Some(bytes) => {
                    out.write_all(&bytes)?;
                    written.records += 1;
                }
                None => written.too_long += 1,
            }
        }
    }
    if format == Format::MarcXml {
        out.write_all(marcxml::CLOSE.as_bytes())?;
    }
    out.flush()?;
    Ok(written)
}

fn bytes(record: &Record, format: Format) -> Option<Vec<u8>> {
    match format {
        Format::Marc => iso2709::write(record).ok(),
        Format::MarcXml => Some(marcxml::write(record, false).into_bytes()),
    }
}
