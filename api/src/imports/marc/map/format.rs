//! What a title is, and for whom: from the leader, 007 and 008.

use carrel_marc::Record;

/// The title's format.
pub(super) fn format(record: &Record) -> &'static str {
    let leader = &record.leader;
    let is_serial = matches!(leader.at(7), b'b' | b'i' | b's');
    match leader.at(6) {
        b'a' | b't' if is_serial => "magazine",
        b'a' | b't' if is_large_print(record) => "large_print",
        // Printed music is read like a book; "music" is what is listened to.
        b'a' | b't' | b'c' | b'd' => "book",
        b'e' | b'f' => "map",
        b'g' => "film",
        b'i' => "audiobook",
        b'j' => "music",
        b'm' if coded(record, 26) == Some(b'g') => "game",
        b'o' => "kit",
        b'r' if coded(record, 33) == Some(b'g') => "game",
        b'k' | b'm' | b'p' | b'r' => "other",
        _ => by_carrier(record),
    }
}

/// For leaders that do not say.
fn by_carrier(record: &Record) -> &'static str {
    match record.control(b"007").and_then(|value| value.bytes().next()) {
        Some(b's') => "music",
        Some(b'v' | b'm') => "film",
        Some(b'a') => "map",
        Some(b't') => "book",
        Some(b'o') => "kit",
        Some(_) | None => "other",
    }
}

fn is_large_print(record: &Record) -> bool {
    coded(record, 23) == Some(b'd') || record.control(b"007").is_some_and(|value| value.starts_with("tb"))
}

/// Whom it is meant for.
pub(super) fn audience(record: &Record) -> &'static str {
    // Maps, serials and mixed materials say something else there.
    if matches!(record.leader.at(6), b'e' | b'f' | b'p') || matches!(record.leader.at(7), b'b' | b's') {
        return "general";
    }
    match coded(record, 22) {
        Some(b'a' | b'b' | b'c' | b'j') => "child",
        Some(b'd') => "teen",
        Some(b'e') => "adult",
        Some(_) | None => "general",
    }
}

/// When it was published: as coded, else the first year that is written.
pub(super) fn year(record: &Record, written: Option<&str>) -> Option<i16> {
    let coded = record.control(b"008").and_then(|value| value.get(7..11));
    [coded, written.and_then(four_digits)]
        .into_iter()
        .flatten()
        .filter_map(|digits| digits.parse::<i16>().ok())
        .find(|year| (1..=2200).contains(year))
}

fn four_digits(text: &str) -> Option<&str> {
    let starts = text.char_indices().map(|(at, _)| at);
    starts
        .filter_map(|at| text.get(at..at + 4))
        .find(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn coded(record: &Record, position: usize) -> Option<u8> {
    record.control(b"008")?.as_bytes().get(position).copied()
}
