//! Reads a file of records and writes it anew: `convert FILE marc|marcxml OUT`. Each fault and each note is a line of
//! `number offset code tag`.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};

use carrel_marc::{Fault, Located, Reading, iso2709, marcxml, open};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(format), Some(to)) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("usage: convert FILE marc|marcxml OUT".into());
    };
    let is_xml = format == "marcxml";
    let mut out = BufWriter::new(File::create(to)?);
    let mut report = io::stdout().lock();
    if is_xml {
        out.write_all(marcxml::OPEN.as_bytes())?;
    }
    match open(BufReader::new(File::open(from)?)) {
        Err(fault) => tell(&mut report, &fault, fault.value.code(), "-")?,
        Ok(records) => {
            for found in records {
                convert(&mut out, &mut report, found, is_xml)?;
            }
        }
    }
    if is_xml {
        out.write_all(marcxml::CLOSE.as_bytes())?;
    }
    Ok(out.flush()?)
}

fn convert(
    out: &mut impl Write,
    report: &mut impl Write,
    found: Result<Located<Reading>, Located<Fault>>,
    is_xml: bool,
) -> io::Result<()> {
    let reading = match found {
        Ok(reading) => reading,
        Err(fault) => return tell(report, &fault, fault.value.code(), "-"),
    };
    for note in &reading.value.notes {
        let place = note.place();
        let tag = place.as_ref().map_or("-", |place| place.tag());
        tell(report, &reading, note.code(), tag)?;
    }
    let record = &reading.value.record;
    if is_xml {
        return out.write_all(marcxml::write(record, false).as_bytes());
    }
    match iso2709::write(record) {
        Ok(bytes) => out.write_all(&bytes),
        Err(_) => tell(report, &reading, "not-written", "-"),
    }
}

fn tell<T>(report: &mut impl Write, at: &Located<T>, code: &str, tag: &str) -> io::Result<()> {
    writeln!(report, "{} {} {code} {tag}", at.number, at.offset)
}
