//! Where published suites disagree: what Carrel does.

use carrel_rules::call_number::Scheme;

use super::assert_order;

#[test]
fn a_work_mark_stands_after_a_following_cutter_number() {
    assert_order(Scheme::Lcc, &["R1 .A101 A101", "R1 .A101m", "R1 .A101mc"]);
    assert_order(Scheme::Lcc, &["R1 .MS32 2002", "R1 .MS32A"]);
    assert_order(Scheme::Lcc, &["R185 .B52", "R185 .B52x", "R185 .B521"]);
}

#[test]
fn free_text_stands_before_a_cutter_number() {
    assert_order(Scheme::Lcc, &["BF1999 Aarons", "BF1999 .B34"]);
    assert_order(Scheme::Lcc, &["R 241 extra", "R 241 .A2498"]);
}

#[test]
fn designators_stand_before_cutter_numbers() {
    assert_order(
        Scheme::Lcc,
        &["M1001 .M9 K.25", "M1001 .M9 K.240", "M1001 .M9 K2", "M1001 .M9 K25"],
    );
    assert_order(Scheme::Lcc, &["QA1 .A1 B2 VOL.1", "QA1 .A1 B2 Q2"]);
}

#[test]
fn an_integer_has_up_to_five_digits() {
    assert_order(Scheme::Lcc, &["QA 9999", "QA 10000", "QA 99999"]);
}

#[test]
fn a_range_is_compared_by_its_numbers() {
    assert_order(Scheme::Dewey, &["971 P23w pt.6-7", "971 P23w pt.7", "971 P23w pt.10"]);
    assert_order(Scheme::Lcc, &["A1 .B2 no.8-11 no.9-10", "A1 .B2 no.8-11 no.11"]);
    assert_order(Scheme::Lcc, &["A1 .B2 v.I-II", "A1 .B2 v.I-III", "A1 .B2 v.IX"]);
}

#[test]
fn elements_of_a_kind_have_their_rank() {
    assert_order(Scheme::Lcc, &["B9", "B9 2000 L3", "B9 v.2", "B9 .L", "B9 L3"]);
    assert_order(Scheme::Lcc, &["B9 1st", "B9 2nd", "B9 3rd", "B9 20th", "B9 101st"]);
    assert_order(Scheme::Lcc, &["B9 .L3 1902", "B9 .L3 1902V", "B9 .L3 1903"]);
    assert_order(Scheme::Lcc, &["A1 B2", "REF A1 B2", "REF B1 B2"]);
}

#[test]
fn letters_with_digits_are_a_designator_only_where_one_can_be() {
    // After a Cutter number a designator, right after the class an author.
    assert_order(Scheme::Dewey, &["900 N5 no2", "900 N5 no11", "900 N5 P1"]);
    assert_order(Scheme::Dewey, &["900 No112", "900 No2", "900 Ny11"]);
    // A year does not belong to a Cutter number without digits.
    assert_order(Scheme::Lcc, &["M5 .L 1880", "M5 .L1"]);
}

#[test]
fn the_longest_numbers_are_words() {
    assert_order(Scheme::Lcc, &["A1 9999999999", "A1 12345678901"]);
    assert_order(Scheme::Own, &["box 00000000000002", "box 3"]);
}
