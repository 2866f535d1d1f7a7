//! Records and files to read.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use carrel_marc::{DataField, Fault, Field, Leader, Located, Reading, Record, Subfield, open};

/// A field of data: `$aFriendly fire /$cJoe Lovano` are its subfields.
pub fn data(tag: &str, indicators: &str, subfields: &str) -> Field {
    let subfields = subfields.split('$').skip(1);
    Field::Data(DataField {
        tag: tag.as_bytes().try_into().unwrap(),
        indicators: indicators.as_bytes().try_into().unwrap(),
        subfields: subfields
            .map(|text| Subfield {
                code: text.as_bytes()[0],
                value: text[1..].to_owned(),
            })
            .collect(),
    })
}

pub fn control(tag: &str, value: &str) -> Field {
    Field::Control {
        tag: tag.as_bytes().try_into().unwrap(),
        value: value.to_owned(),
    }
}

/// A small record.
pub fn record() -> Record {
    Record {
        leader: Leader::of(*b"am"),
        fields: vec![
            control("001", "number-1"),
            data(
                "245",
                "10",
                "$aFrankenstein :$bor, The modern Prometheus /$cMary Shelley.",
            ),
            data("650", " 0", "$aMonsters$vFiction."),
        ],
    }
}

/// The same record under another number.
pub fn numbered(number: &str) -> Record {
    let mut record = record();
    record.fields[0] = control("001", number);
    record
}

/// Bytes of a record with this leader/09 and these fields' bytes, properly addressed.
pub fn bytes(encoding: u8, fields: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut directory, mut body) = (String::new(), Vec::new());
    for (tag, value) in fields {
        directory.push_str(&format!("{tag}{:04}{:05}", value.len() + 1, body.len()));
        body.extend_from_slice(value);
        body.push(0x1E);
    }
    let base = 24 + directory.len() + 1;
    let mut bytes = format!(
        "{:05}nam {}22{base:05}   4500{directory}\x1E",
        base + body.len() + 1,
        encoding as char
    );
    let mut all = std::mem::take(&mut bytes).into_bytes();
    all.extend(body);
    all.push(0x1D);
    all
}

pub type Found = Result<Located<Reading>, Located<Fault>>;

/// Everything a file tells.
pub fn read(bytes: &[u8]) -> Vec<Found> {
    match open(bytes) {
        Ok(records) => records.collect(),
        Err(fault) => vec![Err(fault)],
    }
}

/// The records of a file that has no faults.
#[track_caller]
pub fn records(bytes: &[u8]) -> Vec<Record> {
    let found = read(bytes).into_iter();
    found.map(|found| found.expect("a record").value.record).collect()
}

/// The faults alone: number, offset, code.
pub fn faults(found: &[Found]) -> Vec<(u64, u64, &'static str)> {
    let faults = found.iter().filter_map(|found| found.as_ref().err());
    faults
        .map(|fault| (fault.number, fault.offset, fault.value.code()))
        .collect()
}

/// The folder of real files, when it is there: beside the checkout, or beside the folder that worktrees are in.
pub fn shared(name: &str) -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here
        .ancestors()
        .map(|folder| folder.join("shared/data"))
        .find(|path| path.is_dir());
    if folder.is_none() {
        println!("left out: no folder shared/data beside the checkout, so {name} was not read");
    }
    folder.map(|folder| folder.join(name))
}

/// Everything a real file tells; none when the folder is absent.
pub fn read_shared(name: &str) -> Option<Vec<Found>> {
    let file = std::fs::File::open(shared(name)?).expect("the file can be opened");
    Some(open(BufReader::new(file)).expect("a file of records").collect())
}
