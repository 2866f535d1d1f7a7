//! ISO 2709: records as they travel, one after the other, each with a directory of its fields.

mod decode;
mod directory;
mod reader;
mod write;

pub(crate) use reader::filled;
pub use reader::{RawRecord, Reader};
pub(crate) use write::is_too_long;
pub use write::{TooLong, write, write_long};

/// Ends a record.
const RECORD_END: u8 = 0x1D;
/// Ends a field, and the directory.
const FIELD_END: u8 = 0x1E;
/// Begins a subfield.
const SUBFIELD: u8 = 0x1F;
const LEADER: usize = 24;
/// Tag, length and start of a field.
const ENTRY: usize = 12;
/// What five digits can say.
const MOST_BYTES: usize = 99_999;
/// Records longer than five digits can say are met in real files; longer than this none is.
const LONGEST: usize = 4 << 20;

/// The number that ASCII digits say; none of anything else.
fn number(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0, |number: usize, digit| {
        digit.is_ascii_digit().then(|| number * 10 + usize::from(digit - b'0'))
    })
}

/// Whether a record could begin here. Its leader says what it is, or at least all of its measures.
fn is_leader(bytes: &[u8]) -> bool {
    let Some(leader) = bytes.get(..LEADER) else {
        return false;
    };
    let is_plain = leader.iter().all(|byte| (0x20..0x7F).contains(byte));
    let (has_length, has_base) = (number(&leader[..5]).is_some(), number(&leader[12..17]).is_some());
    let says_what = leader[5..9].iter().any(u8::is_ascii_alphabetic);
    let is_measured = has_length && has_base && &leader[10..12] == b"22" && &leader[20..] == b"4500";
    is_plain && ((has_length || has_base) && says_what || is_measured)
}
