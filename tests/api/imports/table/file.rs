//! What is a table and what is none.

use super::super::{PATH, send, take};
use super::{patrons, refused, rows, why};
use crate::support::{TestApp, json};

const HEAD: &str = "external_id,family_name,given_name,category";

#[actix_web::test]
async fn what_is_no_table_of_patrons_is_refused_and_leaves_nothing() {
    let app = TestApp::start().await;
    let twice = format!("{HEAD},category\n");
    let other = format!("{HEAD},shoe_size\n");
    for (bytes, code) in [
        (&b""[..], "not-csv"),
        (b"\n\n", "not-csv"),
        (b"PK\x03\x04\x00\x00external_id", "not-csv"),
        (b"\x00\x01\x02", "not-csv"),
        (b"Ortega,Ines,1991-04-02\n", "not-csv"),
        (b"external_id,family_name\n1,Ortega\n", "missing-column"),
        (twice.as_bytes(), "duplicate-column"),
        (other.as_bytes(), "unknown-column"),
    ] {
        let answer = send(&app.supervisor(), bytes, json!({ "kind": "patrons" })).await;
        answer.assert_fields(&[("/file", code)]);
        assert!(!answer.text.contains("Ortega"), "{}", answer.text);
    }
    let answer = send(&app.supervisor(), other.as_bytes(), json!({ "kind": "patrons" })).await;
    assert!(answer.text.contains("shoe_size"), "{}", answer.text);
    let answer = send(&app.supervisor(), b"external_id\n", json!({ "kind": "patrons" })).await;
    assert!(
        answer.text.contains("family_name, given_name, category"),
        "{}",
        answer.text
    );
    assert_eq!(app.supervisor().get(PATH).await.json["items"], json!([]));
    assert_eq!(app.count("select count(*) from import_chunks").await, 0);
}

#[actix_web::test]
async fn columns_come_in_any_order_and_delimiter() {
    let app = TestApp::start().await;
    for (id, delimiter, end) in [("a", ",", "\n"), ("b", ";", "\r\n"), ("c", "\t", "\r")] {
        let cells = [
            ["category", "Given_Name ", "family_name", "external_id"],
            ["adult", "Ann", "Otto", id],
        ];
        let table = cells.map(|row| row.join(delimiter)).join(end);
        let import = patrons(&app, &format!("\u{FEFF}{table}{end}{end}")).await;
        assert_eq!(rows(&import), [1, 0, 0, 0], "{table:?}");
    }
}

#[actix_web::test]
async fn a_table_of_names_alone_does_nothing() {
    let app = TestApp::start().await;
    let import = patrons(&app, HEAD).await;
    assert_eq!(rows(&import), [0; 4]);
    assert_eq!(import["records_count"], 0);
}

#[actix_web::test]
async fn a_row_that_cannot_be_read_costs_no_other() {
    let app = TestApp::start().await;
    let long = "x".repeat(10_000);
    let bytes = [
        HEAD.as_bytes(),
        b"\n1,Otto,Ann,ADULT\n",
        b"2,\"open,Ann,ADULT\n",
        b"3,O\xE9tto,Ann,ADULT\n",
        b"4,Ot\x00to,Ann,ADULT\n",
        format!("5,{long},Ann,ADULT\n").as_bytes(),
        format!("6,{}\n", "y".repeat(80_000)).as_bytes(),
        b"7,Otto,Ann\n",
        "8,\"Ot\"\"to, عمر\",e\u{301}va,ADULT\n".as_bytes(),
        b"1,Otto,Ann,ADULT\n",
    ]
    .concat();

    let import = take(&app, &bytes, json!({ "kind": "patrons" })).await;

    assert_eq!(rows(&import), [2, 0, 0, 7]);
    let found = refused(&app, &import).await;
    let told: Vec<(i64, &str)> = found.iter().map(|(line, .., code)| (*line, code.as_str())).collect();
    assert_eq!(
        told,
        [
            (3, "open-quote"),
            (4, "bad-encoding"),
            (5, "nul-character"),
            (6, "length"),
            (7, "row-too-long"),
            (8, "wrong-number-of-cells"),
            (10, "twice"),
        ]
    );
    assert_eq!(found[6].1.as_deref(), Some("1"));
    let stored = app
        .text("select family_name || '|' || given_name from patrons where external_id = '8'")
        .await;
    assert_eq!(stored, "Ot\"to, عمر|\u{e9}va");
}

#[actix_web::test]
async fn an_older_encoding_is_read_when_it_is_asked_for() {
    let app = TestApp::start().await;
    let bytes = [HEAD.as_bytes(), b"\n1,Mu\xF1oz,Jos\xE9,ADULT\n"].concat();

    let strict = take(&app, &bytes, json!({ "kind": "patrons" })).await;
    assert_eq!(why(&app, &strict).await.1, "bad-encoding");
    let import = take(&app, &bytes, json!({ "kind": "patrons", "encoding": "windows-1252" })).await;

    assert_eq!(rows(&import), [1, 0, 0, 0]);
    assert_eq!(import["encoding"], "windows-1252");
    assert_eq!(app.text("select family_name from patrons").await, "Muñoz");
}

#[actix_web::test]
async fn options_may_come_after_the_file() {
    let app = TestApp::start().await;
    let part =
        |name: &str, text: &str| format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
    let body = [
        part("file", &format!("{HEAD}\n1,Otto,Ann,ADULT\n")),
        part("options", "{\"kind\": \"patrons\"}"),
        "--edge--\r\n".to_owned(),
    ]
    .concat();
    let kind = "multipart/form-data; boundary=edge";
    let answer = app
        .supervisor()
        .raw(reqwest::Method::POST, PATH, kind, body.into_bytes())
        .await;
    answer.assert_status(202);
    assert_eq!(answer.json["kind"], "patrons");
}
