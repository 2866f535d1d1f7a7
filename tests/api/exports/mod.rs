//! Tables that go out, and come in again.

mod again;
mod table;

use reqwest::Method;

use crate::support::{Answer, TestApp, Value, json};

/// A table as a supervisor gets it.
async fn exported(app: &TestApp, kind: &str) -> Answer {
    let answer = app.supervisor().get(&format!("/api/v1/exports/{kind}")).await;
    answer.assert_status(200);
    answer
}

/// Takes a table in; rows added, changed, unchanged, refused.
async fn taken_in(app: &TestApp, kind: &str, table: &str) -> [i64; 4] {
    let head = "--edge\r\nContent-Disposition: form-data; name=";
    let options = json!({ "kind": kind });
    let body = format!("{head}\"options\"\r\n\r\n{options}\r\n{head}\"file\"\r\n\r\n{table}\r\n--edge--\r\n");
    let kind = "multipart/form-data; boundary=edge";
    let queued = app
        .supervisor()
        .raw(Method::POST, "/api/v1/imports", kind, body.into_bytes())
        .await;
    queued.assert_status(202);
    let import = ended(app, &queued.header("location")).await;
    assert_eq!(import["state"], "done", "{import}");
    let names = [
        "rows_added_count",
        "rows_changed_count",
        "rows_unchanged_count",
        "records_refused_count",
    ];
    names.map(|name| import[name].as_i64().unwrap())
}

async fn ended(app: &TestApp, location: &str) -> Value {
    for _ in 0..600 {
        let import = app.supervisor().get(location).await.json;
        if !["queued", "running"].contains(&import["state"].as_str().unwrap()) {
            return import;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the import does not end");
}
