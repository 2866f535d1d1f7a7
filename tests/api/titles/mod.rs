mod add;
mod availability;
mod broad;
mod change;
mod facets;
mod list;
mod merge;
mod read;
mod search;
mod strange;

use crate::support::{Answer, TestApp, Value, json};
use uuid::Uuid;

const TITLES: &str = "/api/v1/titles";

/// Adds a title with what is said of it and tells its id.
async fn title(app: &TestApp, name: &str, said: Value) -> Uuid {
    let mut body = json!({ "title": name, "format": "book" });
    body.as_object_mut()
        .expect("an object")
        .extend(said.as_object().expect("an object").clone());
    let answer = app.assistant().post(TITLES, body).await;
    answer.assert_status(201);
    answer.json["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an id")
}

/// The titles of a page, in order.
fn names(answer: &Answer) -> Vec<String> {
    let items = answer.json["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item["title"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// What the public finds.
async fn found(app: &TestApp, query: &[(&str, &str)]) -> Vec<String> {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(query)
        .finish();
    let answer = app.anonymous().get(&format!("{TITLES}?{query}")).await;
    answer.assert_status(200);
    names(&answer)
}

/// What the public is told of further filters.
async fn counted(app: &TestApp, query: &[(&str, &str)]) -> Value {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(query)
        .finish();
    let answer = app.anonymous().get(&format!("{TITLES}/facets?{query}")).await;
    answer.assert_status(200);
    answer.json
}
