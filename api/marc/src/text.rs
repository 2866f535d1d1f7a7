//! From a field's bytes to text, in the encoding the record is in.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::marc8;

/// How the text of a record is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Marc8,
    Utf8,
}

/// Text, and what had to be done to it.
pub(crate) struct Decoded {
    pub text: String,
    /// Bytes were no text.
    pub is_bad: bool,
    /// Control characters were left out.
    pub had_controls: bool,
}

/// What most of every file is.
fn is_plain(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| (0x20..0x7F).contains(byte))
}

pub(crate) fn decode(bytes: &[u8], encoding: Encoding) -> Decoded {
    if is_plain(bytes) {
        return Decoded {
            text: String::from_utf8_lossy(bytes).into_owned(),
            is_bad: false,
            had_controls: false,
        };
    }
    match encoding {
        Encoding::Marc8 => {
            let decoded = marc8::decode(bytes);
            tidied(&decoded.text, decoded.bad > 0)
        }
        Encoding::Utf8 => match std::str::from_utf8(bytes) {
            Ok(text) => tidied(text, false),
            Err(_) => tidied(&String::from_utf8_lossy(bytes), true),
        },
    }
}

/// Text in NFC without control characters: neither XML nor a database keeps them.
pub(crate) fn tidied(text: &str, is_bad: bool) -> Decoded {
    let had_controls = text.chars().any(is_control);
    let kept: String = if had_controls {
        text.chars().filter(|c| !is_control(*c)).collect()
    } else {
        text.to_owned()
    };
    Decoded {
        text: if is_nfc(&kept) { kept } else { kept.nfc().collect() },
        is_bad,
        had_controls,
    }
}

/// Tabs and line ends are spaces to the eye and are kept; U+FFFE and U+FFFF are no characters.
fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}
