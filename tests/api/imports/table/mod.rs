//! Tables: patrons and what they have, row by row.

mod file;
mod items;
mod loans;
mod many;
mod patrons;

use crate::support::{TestApp, Value, json};

use super::{PATH, take};

/// Sends a table of patrons, and waits until it has been taken in.
async fn patrons(app: &TestApp, table: &str) -> Value {
    take(app, table.as_bytes(), json!({ "kind": "patrons" })).await
}

/// Rows added, changed, unchanged, refused.
fn rows(import: &Value) -> [i64; 4] {
    assert_eq!(import["state"], "done", "{import}");
    [
        "rows_added_count",
        "rows_changed_count",
        "rows_unchanged_count",
        "records_refused_count",
    ]
    .map(|name| import[name].as_i64().unwrap())
}

/// What was refused: line, external id, column and code.
async fn refused(app: &TestApp, import: &Value) -> Vec<(i64, Option<String>, Option<String>, String)> {
    let path = format!("{PATH}/{}/problems?limit=200", import["id"].as_str().unwrap());
    let answer = app.supervisor().get(&path).await;
    answer.assert_status(200);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let rows = answer.json["items"].as_array().unwrap().iter();
    rows.map(|row| {
        assert_eq!(row["is_refusal"], true);
        (
            row["line_number"].as_i64().unwrap(),
            text(&row["external_id"]),
            text(&row["column"]),
            text(&row["code"]).unwrap(),
        )
    })
    .collect()
}

/// The one problem of a table whose one row is refused: column and code.
async fn why(app: &TestApp, import: &Value) -> (String, String) {
    let found = refused(app, import).await;
    assert_eq!((rows(import)[3], found.len()), (1, 1), "{found:?}");
    let (_, _, column, code) = found.into_iter().next().unwrap();
    (column.unwrap_or_default(), code)
}

/// A patron by their external id.
async fn patron(app: &TestApp, external_id: &str) -> Value {
    let found = app
        .text(&format!(
            "select id::text from patrons where external_id = '{external_id}'"
        ))
        .await;
    let answer = app.supervisor().get(&format!("/api/v1/patrons/{found}")).await;
    answer.assert_status(200);
    answer.json
}
