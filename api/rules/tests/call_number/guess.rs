//! The scheme of a call number that nobody has named.

use carrel_rules::call_number::{Scheme, guess, shelf_key};

fn assert_guess(scheme: Scheme, call_numbers: &[&str]) {
    for call_number in call_numbers {
        assert_eq!(guess(call_number), scheme, "{call_number}");
    }
}

#[test]
fn dewey_begins_with_a_class_or_a_prefix_and_one() {
    assert_guess(
        Scheme::Dewey,
        &[
            "641.5945 FOO",
            "001.422 T593s 2021",
            "100A1",
            "J 599.9 ABC",
            "J 599.9 B37",
            "SPA 641.5",
            "FRE 843 CAM",
            "CD-ROM 787.87 EAS",
            "REF 027",
            "YR DVD 800.1",
            "GN 741.5 WAT",
        ],
    );
}

#[test]
fn the_library_of_congress_has_letters_a_number_and_a_cutter_number() {
    assert_guess(
        Scheme::Lcc,
        &[
            "QA76.73.C153Y48 2005",
            "B 528.S298",
            "GN 365.9 .H3",
            "E185.86 B5",
            "PZ7.M3567585 Bs 1997x",
            "REF QA76.73 .C15",
            "R 241 .F5 .B8",
            "M5 .L3",
            "KFA2830 .B5",
            "ABC123 .M32 2002",
        ],
    );
}

#[test]
fn fiction_begins_with_a_word_for_its_shelf() {
    assert_guess(
        Scheme::Fiction,
        &[
            "FIC ADA",
            "E SEU",
            "B LINCOLN",
            "B L736k",
            "DVD CASABLANCA",
            "GN ONE PIECE 2",
            "YA GN 12 ONE",
            "SPA FIC GAR",
            "FAN TOL 2",
            "fic",
            "GN ONE 101 DALMATIANS",
        ],
    );
}

#[test]
fn what_looks_like_nothing_is_the_librarys_own() {
    assert_guess(
        Scheme::Own,
        &[
            "",
            "—",
            "Box 12",
            "Box 123",
            "Local history 4/12",
            "92 LIN",
            "A 12",
            "12234",
            "Y 3.A 1/1:",
            "this is no number",
        ],
    );
}

#[test]
fn what_is_guessed_parses() {
    for call_number in [
        "641.5945 FOO",
        "REF 027",
        "QA76 .C1",
        "FIC ADA",
        "Box 12",
        "92 LIN",
        "Y 3.A 1/1:",
    ] {
        assert!(shelf_key(guess(call_number), call_number).parsed, "{call_number}");
    }
}

#[test]
fn a_scheme_has_one_word() {
    for scheme in Scheme::ALL {
        assert_eq!(scheme.as_str().parse(), Ok(scheme));
        assert_eq!(serde_json::to_value(scheme).expect("a word"), scheme.as_str());
    }
    assert!("Dewey".parse::<Scheme>().is_err());
}
