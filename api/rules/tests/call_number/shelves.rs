//! Shelves without classes, and prefixes.

use carrel_rules::call_number::{Scheme, shelf_key};

use super::{assert_order, assert_same};

#[test]
fn fiction_stands_by_author_and_volume() {
    assert_order(
        Scheme::Fiction,
        &[
            "FIC",
            "FIC ADA",
            "FIC ADAMS",
            "FIC ADAMS D",
            "FIC ADAMS DOUGLAS v.2",
            "FIC ADAMS DOUGLAS v.10",
            "FIC AUS",
        ],
    );
    // As spelled: Mc does not file as Mac.
    assert_order(Scheme::Fiction, &["FIC MACBAIN", "FIC MAD", "FIC MCBAIN"]);
    assert_order(Scheme::Fiction, &["FIC AUS", "J FIC AUS", "LP FIC AUS"]);
}

#[test]
fn biographies_stand_by_subject() {
    assert_order(
        Scheme::Fiction,
        &["B LINCOLN", "B LINCOLN Goodwin", "B MANDELA", "B L736k"],
    );
    assert_same(Scheme::Fiction, &["B L736k", "b l736K"]);
}

#[test]
fn comics_stand_by_series_and_volume() {
    assert_order(
        Scheme::Fiction,
        &["GN ONE PIECE 2", "GN ONE PIECE 11", "GN ONE PUNCH 1"],
    );
    assert_order(Scheme::Fiction, &["MANGA NARUTO v.9", "MANGA NARUTO v.10"]);
    assert_order(Scheme::Fiction, &["DVD CASABLANCA", "DVD J FROZEN", "DVD-J PADDINGTON"]);
}

#[test]
fn a_stamp_is_no_prefix() {
    assert_order(Scheme::Fiction, &["FIC PIA", "FIC PIC", "FIC PIC Nineteen", "FIC PID"]);
    assert_order(Scheme::Fiction, &["J PIA", "J PIC", "J PID"]);
    assert_order(Scheme::Fiction, &["J FAM", "J FAN", "J FAN 2", "J FAN 10", "J FAO"]);
    assert_order(Scheme::Fiction, &["FIC ZOL", "SPA FIC GAR", "SPA FIC VAR"]);
}

#[test]
fn a_dewey_library_has_fiction_too() {
    for call_number in ["FIC ADA", "E SEU", "B LINCOLN", "B L736k", "DVD CASABLANCA"] {
        assert_eq!(
            shelf_key(Scheme::Dewey, call_number),
            shelf_key(Scheme::Fiction, call_number)
        );
    }
}

#[test]
fn without_a_prefix_comes_first() {
    assert_order(
        Scheme::Dewey,
        &[
            "999 Z99",
            "DVD 100",
            "J 599.9 ABC",
            "REF 027",
            "YR DVD 800.1",
            "YR DVD 900",
        ],
    );
}

#[test]
fn a_scheme_of_ones_own_counts_numbers() {
    assert_order(Scheme::Own, &["Room 3/9", "Room 3/45", "Room 12/1"]);
    assert_order(Scheme::Own, &["Map", "Map 1", "Map 1a", "Map 2", "Map 10"]);
}

#[test]
fn a_prefix_in_another_script_stands_before_what_did_not_parse() {
    for call_number in ["文 FIC GAR", "ДЕТ FIC ИВА"] {
        for scheme in [Scheme::Fiction, Scheme::Dewey] {
            let key = shelf_key(scheme, call_number);
            assert!(key.parsed && key.key < shelf_key(Scheme::Dewey, "?").key, "{}", key.key);
        }
    }
    assert_order(Scheme::Fiction, &["SPA FIC GAR", "文 FIC GAR"]);
}

#[test]
fn schemes_on_one_shelf_stand_one_after_the_other() {
    let keys = [
        shelf_key(Scheme::Dewey, "999 Z99"),
        shelf_key(Scheme::Fiction, "FIC ADA"),
        shelf_key(Scheme::Lcc, "ZA1 .A1"),
        shelf_key(Scheme::Lcc, "REF A1 .A1"),
        shelf_key(Scheme::Own, "Adams"),
        shelf_key(Scheme::Lcc, "Adams"),
    ];
    assert!(keys.is_sorted_by(|one, next| one.key < next.key), "{keys:?}");
}
