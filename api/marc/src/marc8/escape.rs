//! Sequences that change a set.

/// A set, where it goes, and how many bytes said so.
pub(super) struct Escape {
    pub set: u8,
    pub is_g0: bool,
    pub length: usize,
}

impl Escape {
    /// Reads what begins with ESC; none when it is cut off or unknown.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let escape = |set: u8, is_g0, length| Some(Self { set, is_g0, length });
        match *bytes.get(1..)? {
            [b's', ..] => escape(super::BASIC_LATIN, true, 2),
            [set @ (b'g' | b'b' | b'p'), ..] => escape(set, true, 2),
            [b'(' | b',', b'!', set, ..] => escape(set, true, 4),
            [b')' | b'-', b'!', set, ..] => escape(set, false, 4),
            [b'(' | b',', set, ..] => escape(set, true, 3),
            [b')' | b'-', set, ..] => escape(set, false, 3),
            [b'$', b'(' | b',', set, ..] => escape(set, true, 4),
            [b'$', b')' | b'-', set, ..] => escape(set, false, 4),
            [b'$', set, ..] => escape(set, true, 3),
            _ => None,
        }
    }
}
