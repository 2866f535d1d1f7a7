mod file;
mod item;
mod jazz;
mod map;
mod queue;
mod report;
mod seeds;
mod table;
mod twice;

use std::time::Duration;

use carrel_marc::{DataField, Field, Leader, Record, Subfield, iso2709};
use reqwest::Method;

use crate::support::{Answer, Client, TestApp, Value, json};

const PATH: &str = "/api/v1/imports";

/// A field of data: `$aFriendly fire /$cJoe Lovano` are its subfields.
fn data(tag: &str, subfields: &str) -> Field {
    let subfields = subfields.split('$').skip(1);
    Field::Data(DataField {
        tag: tag.as_bytes().try_into().unwrap(),
        indicators: *b"  ",
        subfields: subfields
            .map(|text| Subfield {
                code: text.as_bytes()[0],
                value: text[1..].to_owned(),
            })
            .collect(),
    })
}

fn control(tag: &str, value: &str) -> Field {
    Field::Control {
        tag: tag.as_bytes().try_into().unwrap(),
        value: value.to_owned(),
    }
}

/// A book of this number with these fields.
fn book(number: &str, fields: impl IntoIterator<Item = Field>) -> Record {
    let mut all = vec![control("001", number)];
    all.extend(fields);
    Record {
        leader: Leader::of(*b"am"),
        fields: all,
    }
}

fn file(records: &[Record]) -> Vec<u8> {
    records
        .iter()
        .flat_map(|record| iso2709::write(record).unwrap())
        .collect()
}

/// Sends a file with options.
async fn send(caller: &Client, file: &[u8], options: Value) -> Answer {
    let mut body = Vec::new();
    let head = "--edge\r\nContent-Disposition: form-data; name=";
    body.extend(format!("{head}\"options\"\r\n\r\n{options}\r\n").bytes());
    body.extend(format!("{head}\"file\"; filename=\"C:\\\\old\\\\catalogue.mrc\"\r\n\r\n").bytes());
    body.extend_from_slice(file);
    body.extend(b"\r\n--edge--\r\n");
    caller
        .raw(Method::POST, PATH, "multipart/form-data; boundary=edge", body)
        .await
}

/// Sends a file and waits until it has been taken in.
async fn take(app: &TestApp, file: &[u8], options: Value) -> Value {
    let queued = send(&app.supervisor(), file, options).await;
    queued.assert_status(202);
    ended(app, &queued.header("location")).await
}

/// The import once it has ended.
async fn ended(app: &TestApp, location: &str) -> Value {
    for _ in 0..600 {
        let answer = app.supervisor().get(location).await;
        answer.assert_status(200);
        if !["queued", "running"].contains(&answer.json["state"].as_str().unwrap()) {
            return answer.json;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the import does not end");
}

/// Counts of an import: titles added, changed, unchanged, records refused; items added, unchanged, refused; problems.
fn counts(import: &Value) -> [i64; 8] {
    [
        "titles_added_count",
        "titles_changed_count",
        "titles_unchanged_count",
        "records_refused_count",
        "items_added_count",
        "items_unchanged_count",
        "items_refused_count",
        "problems_count",
    ]
    .map(|name| import[name].as_i64().unwrap())
}

/// What the import has to say: record, offset, code, field.
async fn problems(app: &TestApp, import: &Value) -> Vec<(i64, i64, String, Option<String>)> {
    let path = format!("{PATH}/{}/problems?limit=200", import["id"].as_str().unwrap());
    let answer = app.supervisor().get(&path).await;
    answer.assert_status(200);
    let problems = answer.json["items"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    problems
        .map(|problem| {
            (
                problem["record_number"].as_i64().unwrap(),
                problem["byte_offset"].as_i64().unwrap(),
                text(&problem["code"]).unwrap(),
                text(&problem["tag"]),
            )
        })
        .collect()
}

/// The one title that answers a question.
async fn title(app: &TestApp, question: &str) -> Value {
    let query = reqwest::Url::parse_with_params("http://x/", [("q", question)]).unwrap();
    let found = app
        .supervisor()
        .get(&format!("/api/v1/titles?{}", query.query().unwrap()))
        .await;
    let items = found.json["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{question}: {}", found.text);
    let id = items[0]["id"].as_str().unwrap();
    app.supervisor().get(&format!("/api/v1/titles/{id}")).await.json
}

fn creating() -> Value {
    json!({ "create_codes": true })
}
