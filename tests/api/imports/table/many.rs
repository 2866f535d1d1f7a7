//! A whole library's patrons at once.

use std::fmt::Write;

use super::{patrons, refused, rows};
use crate::support::{TestApp, json};

use super::super::take;

const PATRONS: usize = 5_000;

/// Makes the row of a number.
type Wrong = fn(usize) -> String;

/// What is wrong with a row, and the column and code that tell.
const WRONG: [(Wrong, &str, &str); 8] = [
    (|n| format!("{n},C{n},,Ann,1990-02-03,ADULT,"), "family_name", "missing"),
    (|n| format!("{n},C{n},Ot,Ann,3.2.1990,ADULT,"), "birth_on", "not-a-date"),
    (|n| format!("{n},C{n},Ot,Ann,1990-02-03,NONE,"), "category", "unknown"),
    (
        |n| format!("{n},C{n},Ot,Ann,1990-02-03,ADULT,nowhere"),
        "email",
        "email",
    ),
    (
        |n| format!("{n},C {n}?,Ot,Ann,1990-02-03,ADULT,"),
        "card_number",
        "character",
    ),
    (|n| format!("{n},C{n},Ot,Ann,2016-02-03,ADULT,"), "reason", "missing"),
    (|n| format!("{n},C{n},Ot,Ann,1990-02-03"), "", "wrong-number-of-cells"),
    (|n| format!("{n},C{n},O\"t,Ann,1990-02-03,ADULT,"), "", "bad-quotes"),
];

/// Five thousand patrons, 37 of them wrong; and where those stand.
fn library() -> (String, Vec<(i64, String, String)>) {
    let mut table = "external_id,card_number,family_name,given_name,birth_on,category,email\n".to_owned();
    let mut expected = Vec::new();
    for n in 0..PATRONS {
        if n % 135 == 57 {
            let (row, column, code) = WRONG[n % WRONG.len()];
            writeln!(table, "{}", row(n)).unwrap();
            let line = i64::try_from(n + 2).unwrap();
            expected.push((line, column.to_owned(), code.to_owned()));
        } else {
            writeln!(table, "{n},C{n},Family {n},Given,1990-02-03,ADULT,p{n}@example.org").unwrap();
        }
    }
    (table, expected)
}

#[actix_web::test]
async fn five_thousand_patrons_are_tried_taken_in_and_known_again() {
    let app = TestApp::start().await;
    let (table, expected) = library();
    assert_eq!(expected.len(), 37);
    let known = |found: Vec<(i64, Option<String>, Option<String>, String)>| -> Vec<(i64, String, String)> {
        let rows = found.into_iter();
        rows.map(|(line, _, column, code)| (line, column.unwrap_or_default(), code))
            .collect()
    };

    let tried = take(&app, table.as_bytes(), json!({ "kind": "patrons", "dry_run": true })).await;
    assert_eq!(rows(&tried), [4963, 0, 0, 37]);
    assert_eq!(known(refused(&app, &tried).await), expected);
    assert_eq!(app.count("select count(*) from patrons").await, 0);
    assert_eq!(app.count("select count(*) from card_counters").await, 0);

    let done = patrons(&app, &table).await;
    assert_eq!(rows(&done), [4963, 0, 0, 37]);
    assert_eq!(known(refused(&app, &done).await), expected);
    assert_eq!(app.count("select count(*) from patrons").await, 4963);
    assert_eq!(
        app.count("select count(*) from accounts where patron_id is not null")
            .await,
        4963
    );
    assert_eq!(app.audit("patron.registered").await, 4963);
    assert_eq!(app.events("patron.registered").await, 4963);

    let again = patrons(&app, &table).await;
    assert_eq!(rows(&again), [0, 0, 4963, 37]);
    assert_eq!(app.audit("patron.changed").await, 0);
    assert_eq!(app.count("select max(version)::bigint from patrons").await, 1);
}
