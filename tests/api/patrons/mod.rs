mod anonymise;
mod card_renewals;
mod cards;
mod change;
mod duplicates;
mod export;
mod guardians;
mod history;
mod merge;
mod merge_races;
mod messages;
mod next_number;
mod outgrown;
mod pin;
mod read;
mod register;
mod register_minor;
mod register_once;
mod restrictions;
mod search;
mod search_names;

use uuid::Uuid;

use crate::support::{Answer, TestApp, Value, json};

/// What registers a patron; `with` adds to it or replaces parts of it.
fn newcomer(app: &TestApp, with: Value) -> Value {
    let number = app.number();
    // Born on different days, so that none of them is taken for another.
    let mut body = json!({
        "card_number": format!("N{number:06}"), "given_name": "Inés", "family_name": "Ortega",
        "birth_on": format!("{}-04-{:02}", 1991 - number / 28, 1 + number % 28), "patron_category_id": app.category_id,
    });
    if with.get("birth_on").is_some() {
        body["given_name"] = json!(format!("Inés {number}"));
    }
    for (name, value) in with.as_object().cloned().unwrap_or_default() {
        body[name] = value;
    }
    body
}

async fn register(app: &TestApp, with: Value) -> Answer {
    let answer = app
        .assistant()
        .once()
        .post("/api/v1/patrons", newcomer(app, with))
        .await;
    answer.assert_status(201);
    answer
}

/// Registers a patron and gives the path of their record.
async fn registered(app: &TestApp, with: Value) -> String {
    path(&register(app, with).await.json["id"])
}

fn path(id: &Value) -> String {
    format!("/api/v1/patrons/{}", id.as_str().expect("an id"))
}

fn id_of(answer: &Answer) -> Uuid {
    answer.json["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an id")
}

/// Makes the record one that was merged into another's.
async fn merge(app: &TestApp, id: Uuid, into: Uuid) {
    app.sql(&format!(
        "update patrons set state = 'merged', merged_into_id = '{into}' where id = '{id}'"
    ))
    .await;
}

/// A child of ten.
const CHILD: &str = "2016-01-15";
