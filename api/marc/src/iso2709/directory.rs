//! The directory: which field stands where.

use super::{ENTRY, FIELD_END, LEADER, MOST_BYTES, RECORD_END, number};
use crate::{Fault, Note};

/// A field's tag and its bytes, its end left out.
pub(super) type Raw<'a> = ([u8; 3], &'a [u8]);

/// The fields of a record in the order of its directory. A directory that does not fit is forgiven when there is an entry for
/// every field: what belongs together is then told by the order.
pub(super) fn fields<'a>(bytes: &'a [u8], notes: &mut Vec<Note>) -> Result<Vec<Raw<'a>>, Fault> {
    let end = bytes
        .iter()
        .skip(LEADER)
        .position(|byte| *byte == FIELD_END)
        .ok_or(Fault::BadDirectory)?;
    let base = LEADER + end + 1;
    let entries: Vec<&[u8]> = bytes[LEADER..base - 1].chunks(ENTRY).collect();
    let data = bytes[base..].strip_suffix(&[RECORD_END]).unwrap_or(&bytes[base..]);
    if entries.is_empty() {
        return Err(Fault::NoFields);
    }
    let tags: Option<Vec<[u8; 3]>> = entries.iter().map(|entry| tag(entry)).collect();
    let tags = tags.ok_or(Fault::BadDirectory)?;
    let is_based = number(&bytes[12..17]) == Some(base);
    if let Some(values) = entries.iter().map(|entry| addressed(entry, data)).collect() {
        if !is_based {
            notes.push(Note::WrongDirectory);
        }
        return Ok(tags.into_iter().zip::<Vec<&[u8]>>(values).collect());
    }
    let data = data.strip_suffix(&[FIELD_END]).unwrap_or(data);
    let values: Vec<&[u8]> = data.split(|byte| *byte == FIELD_END).collect();
    if values.len() != tags.len() {
        return Err(Fault::BadDirectory);
    }
    notes.push(Note::WrongDirectory);
    Ok(tags.into_iter().zip(values).collect())
}

fn tag(entry: &[u8]) -> Option<[u8; 3]> {
    let tag: [u8; 3] = entry.get(..3)?.try_into().ok()?;
    (entry.len() == ENTRY && tag.iter().all(u8::is_ascii_alphanumeric)).then_some(tag)
}

/// The field where the entry says, if one begins and ends there. Five nines say nothing: they stand for all that is more.
fn addressed<'a>(entry: &[u8], data: &'a [u8]) -> Option<&'a [u8]> {
    let (length, start) = (number(&entry[3..7])?, number(&entry[7..12])?);
    if start == MOST_BYTES {
        return None;
    }
    let follows = start == 0 || data.get(start - 1) == Some(&FIELD_END);
    let value = data.get(start..start.checked_add(length)?)?;
    value.strip_suffix(&[FIELD_END]).filter(|_| follows)
}
