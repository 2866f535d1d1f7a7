//! Writing records: UTF-8, two indicators, codes of one character.

use super::{ENTRY, FIELD_END, LEADER, LONGEST, MOST_BYTES, RECORD_END, SUBFIELD};
use crate::{Field, Record};

/// What four digits can say.
const LONGEST_FIELD: usize = 9_999;

/// ISO 2709 cannot say where the fields of so long a record are; MARCXML can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the record is too long for ISO 2709")]
pub struct TooLong;

/// Writes a record.
pub fn write(record: &Record) -> Result<Vec<u8>, TooLong> {
    let (bytes, fits) = written(record);
    if fits { Ok(bytes) } else { Err(TooLong) }
}

/// Writes a record of any length. Numbers that do not fit their digits are all nines; [`Reader`](super::Reader) finds its way by
/// the ends of the fields, others may not.
pub fn write_long(record: &Record) -> Vec<u8> {
    written(record).0
}

/// Whether a record that was read would not be read again: text can be longer in Unicode than it was in the file.
pub(crate) fn is_too_long(record: &Record) -> bool {
    let length_of = |field: &Field| match field {
        Field::Control { value, .. } => value.len(),
        Field::Data(field) => {
            let lengths = field.subfields.iter().map(|subfield| 2 + subfield.value.len());
            field.indicators.len() + lengths.sum::<usize>()
        }
    };
    let fields = record.fields.iter().map(|field| ENTRY + length_of(field) + 1);
    LEADER + fields.sum::<usize>() + 2 > LONGEST
}

fn written(record: &Record) -> (Vec<u8>, bool) {
    let mut directory = Vec::with_capacity(record.fields.len() * ENTRY + 1);
    let mut data = Vec::new();
    let mut fits = true;
    for field in &record.fields {
        let start = data.len();
        put_field(field, &mut data);
        let length = data.len() - start;
        fits &= length <= LONGEST_FIELD && start <= MOST_BYTES;
        directory.extend_from_slice(field.tag());
        directory.extend_from_slice(&digits::<4>(length));
        directory.extend_from_slice(&digits::<5>(start));
    }
    directory.push(FIELD_END);
    let base = LEADER + directory.len();
    let length = base + data.len() + 1;
    fits &= length <= MOST_BYTES;
    let mut bytes = Vec::with_capacity(length);
    bytes.extend_from_slice(&record.leader.measured(&digits(length), &digits(base)));
    bytes.append(&mut directory);
    bytes.append(&mut data);
    bytes.push(RECORD_END);
    (bytes, fits)
}

fn put_field(field: &Field, data: &mut Vec<u8>) {
    match field {
        Field::Control { value, .. } => put_text(value, data),
        Field::Data(field) => {
            data.extend_from_slice(&field.indicators);
            for subfield in &field.subfields {
                data.extend_from_slice(&[SUBFIELD, subfield.code]);
                put_text(&subfield.value, data);
            }
        }
    }
    data.push(FIELD_END);
}

/// Text without what would end the field early.
fn put_text(text: &str, data: &mut Vec<u8>) {
    data.extend(text.bytes().filter(|byte| !matches!(byte, 0x1D..=0x1F)));
}

/// The number in so many digits; nines when it does not fit.
fn digits<const N: usize>(mut number: usize) -> [u8; N] {
    let mut digits = [b'0'; N];
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
    if number > 0 { [b'9'; N] } else { digits }
}
