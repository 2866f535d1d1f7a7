//! MARC-8, script by script.

use carrel_marc::marc8::decode;

#[track_caller]
fn says(bytes: &[u8], text: &str) {
    let decoded = decode(bytes);
    assert_eq!((decoded.text.as_str(), decoded.bad), (text, 0));
}

#[track_caller]
fn is_bad(bytes: &[u8], text: &str, bad: usize) {
    let decoded = decode(bytes);
    assert_eq!((decoded.text.as_str(), decoded.bad), (text, bad));
}

#[test]
fn latin_and_its_extension() {
    says(b"plain", "plain");
    says(
        b"\xE1a la carte, caf\xE2e, \xF0ca, \xE8uber, \xA2re, \xA5gg, \xC7",
        "à la carte, café, ça, über, Øre, Ægg, ß",
    );
}

#[test]
fn several_marks_stand_over_one_letter() {
    says(b"\xE3\xE2a", "ấ");
    says(b"V\xF2\xE3i\xF2et", "Vị\u{302}ẹt");
}

#[test]
fn a_mark_over_two_letters_is_told_by_its_left_half() {
    says(b"\xEBi\xECu", "i\u{361}u");
    says(b"\xFAn\xFBg", "n\u{360}g");
}

#[test]
fn greek_cyrillic_hebrew_arabic() {
    says(b"\x1B(SAbc\x1B(B x", "Αβ\u{3D0} x");
    says(b"\x1B(NwOJNA\x1B(B", "Война");
    says(b"\x1B(2ylem\x1B(B", "שלום");
    says(b"\x1B(3GdcJGH\x1B(B", "الكتاب");
}

#[test]
fn either_half_may_hold_a_set() {
    says(b"\x1B)N\xF7\xCF\xCA\xCE\xC1", "Война");
    says(b"\x1B)Q\xC0\xC1", "ґђ");
    says(b"\x1B(Q@A", "ґђ");
}

#[test]
fn three_bytes_a_character() {
    says(b"\x1B$1'Od'R{'`['_T\x1B(B", "窃听风云");
    says(b"\x1B$1!0! !0!\x1B(B.", "一 一.");
}

#[test]
fn high_and_low() {
    says(b"H\x1Bb2\x1BsO x\x1Bp2\x1Bs \x1Bga\x1Bs", "H₂O x² α");
}

#[test]
fn what_means_nothing_is_marked() {
    is_bad(b"a\xFFb", "a\u{FFFD}b", 1);
    is_bad(b"a\x1B(?b", "a\u{FFFD}b", 1);
    is_bad(b"a\x1B$", "a\u{FFFD}$", 1);
    is_bad(b"ends with a mark \xE2", "ends with a mark \u{FFFD}", 1);
}

#[test]
fn a_lost_byte_spoils_a_word_not_a_field() {
    is_bad(b"\x1B$1!0 !0!\x1B(B.", "\u{FFFD} 一.", 1);
    is_bad(b"\x1B$1!0!!0\x1B(B.", "一\u{FFFD}.", 1);
}

#[test]
fn a_space_is_a_space_in_every_set() {
    let decoded = decode(b"\x1B(SA A");
    assert_eq!(decoded.text.chars().filter(|c| *c == ' ').count(), 1);
    assert_eq!(decoded.bad, 0);
}

#[test]
fn each_value_begins_anew() {
    decode(b"\x1B(N");
    says(b"plain again", "plain again");
}
