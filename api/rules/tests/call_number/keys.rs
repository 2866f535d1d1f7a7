//! Keys as they are written, and numbers that are the same.

use carrel_rules::call_number::{Scheme, ShelfKey, fold, shelf_key};

use super::{assert_same, key};

#[test]
fn keys_are_written_so() {
    let cases = [
        (
            Scheme::Lcc,
            "QA76.73.C153Y48 2005",
            "QA!0007673!3C!153!!3Y!48!!10000002005!",
        ),
        (
            Scheme::Lcc,
            "M5 .L3 K2 OP.7:NO.6 1880",
            "M!00005!3L!3!!3K!2!!2OP!10000000007!2NO!10000000006!10000001880!",
        ),
        (Scheme::Lcc, "KF 4558 15th .A21", "KF!04558!10000000015!3A!21!!"),
        (
            Scheme::Lcc,
            "PZ7.M3567585 Bs 1997x",
            "PZ!00007!3M!3567585!!2BS!10000001997X!",
        ),
        (Scheme::Lcc, "REF QA76.73 .C15", "[REF!QA!0007673!3C!15!!"),
        (Scheme::Dewey, "641.5945 Foo", "6415945!2FOO!"),
        (Scheme::Dewey, "867 P69A t.10", "867!3P!69!A!2T!10000000010!"),
        (Scheme::Dewey, "001.422 T593s 2021", "001422!3T!593!S!10000002021!"),
        (Scheme::Dewey, "YR DVD 800.1", "YR-DVD!8001!"),
        (Scheme::Dewey, "ДЕТ 800.1", "[ДЕТ!8001!"),
        (Scheme::Fiction, "FIC Adams", "FIC!2ADAMS!"),
        (Scheme::Fiction, "Adams", "!2ADAMS!"),
        (Scheme::Own, "Box 12b", "{2BOX!10000000012!2B!"),
    ];
    for (scheme, call_number, expected) in cases {
        assert_eq!(key(scheme, call_number), expected, "{call_number}");
    }
}

#[test]
fn what_does_not_parse_has_a_key_after_the_others() {
    let key = shelf_key(Scheme::Lcc, "AB this is not a call number");
    assert_eq!(key.key, "~2AB!2THIS!2IS!2NOT!2A!2CALL!2NUMBER!");
    assert!(!key.parsed);
    assert_eq!(shelf_key(Scheme::Own, "—"), ShelfKey::of_nothing());
    assert_eq!(ShelfKey::of_nothing().key, "~");
}

#[test]
fn the_same_numbers_of_the_library_of_congress() {
    let groups: [&[&str]; 13] = [
        &["B 22.3", "B22.3"],
        &["C1.D11", "C 1 .D11"],
        &["E8 C11 D22", "E8 .C11.D22", "E8C11D22"],
        &["KF 4558.2 15th", "KF4558.2.15th"],
        &["KF 4558 15th .A21", "KF4558 15th.A21"],
        &["JX 33 .A5 1968 .I31", "JX33A5.1968 I31"],
        &["HD 38.25.F8 R87 1989", "HD38.25.F8 R87 1989"],
        &["mt 1001 c35 1992 no. 1", "MT 1001 .C 35 1992 number 1"],
        &["QA76.54. .M87 2001", "QA76.54 .M87 2001"],
        &["PQ4453.10th .F3", "PQ4453 10th .F3"],
        &["BS1965 1902 V2", "BS1965 1902 V.2", "BS1965 1902V2"],
        &["M5 .L3 v.IV", "M5 .L3 vol. 4", "M5 L3 Volume 4"],
        &["M5 .L3 copy 2", "M5 .L3 c.2", "M5 .L3 cop. 2"],
    ];
    for group in groups {
        assert_same(Scheme::Lcc, group);
    }
}

#[test]
fn the_same_numbers_of_dewey() {
    let groups: [&[&str]; 8] = [
        &["111 .I39", "111 I39", "111I39"],
        &["100 A1", "100A1", "100 a1"],
        &["001 .I39", "1 .I39"],
        &[
            "641.5/973 B37",
            "641.5973 B37",
            "641/.5973 B37",
            "641.5'973 B37",
            "641.5′973 B37",
        ],
        &["641/Bet", "641 BET"],
        &["R220.3 H2793Z", "R 220.3 H2793z"],
        &["CD-ROM 787.87 EAS", "CD ROM 787.87 eas"],
        &["843 Zolä", "843 ZOLA", "843 Zo'la"],
    ];
    for group in groups {
        assert_same(Scheme::Dewey, group);
    }
}

#[test]
fn what_is_no_number_of_the_library_of_congress() {
    let others = [
        "microform",
        "this is not a call number",
        "12234",
        "928.12",
        "AB this is not a call number",
        // The National Library of Medicine's, and the Superintendent of Documents'.
        "QS 11 .GA1 E53 2005",
        "WB 102.5 B62 2018",
        "Y 3.A 1/1:",
        "C 3.134/2:C 83",
        "ABCD 12",
        "QA 123456",
        "",
    ];
    for call_number in others {
        assert!(!shelf_key(Scheme::Lcc, call_number).parsed, "{call_number}");
    }
}

#[test]
fn what_is_no_dewey_number() {
    for call_number in [
        "",
        "12234",
        "QA76.73 .C15",
        "QA761.3 .C15",
        "this is not a call number",
        "a b c d 100",
        "!!!",
    ] {
        assert!(!shelf_key(Scheme::Dewey, call_number).parsed, "{call_number}");
    }
}

#[test]
fn folding_takes_what_does_not_matter() {
    let cases = [
        ("Brontë", "BRONTE"),
        ("O’Brien", "OBRIEN"),
        ("O´Brien", "OBRIEN"),
        ("Straße", "STRASSE"),
        ("STRAẞE", "STRASSE"),
        ("Łódź", "LODZ"),
        ("Æsop", "AESOP"),
        ("ＱＡ７６", "QA76"),
        ("no\u{ad}vel", "NOVEL"),
    ];
    for (text, folded) in cases {
        assert_eq!(fold(text), folded);
    }
}
