mod cancel;
mod carry_over;
mod change;
mod check_in;
mod check_out;
mod histories;
mod hold_shelf;
mod nightly;
mod place;
mod pull_list;
mod races;
mod read;
mod reorder;

use uuid::Uuid;

use crate::support::{Answer, Client, ItemFixture, PatronFixture, TestApp, Value, json};

const HOLDS: &str = "/api/v1/holds";

/// Asks for a hold of the patron on a title.
async fn ask(client: &Client, patron: &PatronFixture, title_id: Uuid) -> Answer {
    let body = json!({"title_id": title_id, "patron_id": patron.id});
    client.once().post(HOLDS, body).await
}

/// Places it, and gives it.
async fn hold(client: &Client, patron: &PatronFixture, title_id: Uuid) -> Value {
    hold_with(client, patron, title_id, json!({})).await
}

/// The same with more in the body.
async fn hold_with(client: &Client, patron: &PatronFixture, title_id: Uuid, more: Value) -> Value {
    let mut body = json!({"title_id": title_id, "patron_id": patron.id});
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    let answer = client.once().post(HOLDS, body).await;
    answer.assert_status(201);
    answer.json
}

/// Several patrons' holds on the title, in this order.
async fn queue(app: &TestApp, title_id: Uuid, length: usize) -> Vec<(PatronFixture, Value)> {
    let client = app.assistant();
    let mut queue = Vec::new();
    for _ in 0..length {
        let patron = app.patron().await;
        let hold = hold(&client, &patron, title_id).await;
        queue.push((patron, hold));
    }
    queue
}

fn path(hold: &Value, rest: &str) -> String {
    format!("{HOLDS}/{}{rest}", hold["id"].as_str().expect("an id"))
}

async fn read(app: &TestApp, hold: &Value) -> Value {
    let answer = app.assistant().get(&path(hold, "")).await;
    answer.assert_status(200);
    answer.json
}

/// The ids of the title's pending holds with their positions, in order.
async fn positions(app: &TestApp, title_id: Uuid) -> Vec<(Value, i64)> {
    let list = format!("{HOLDS}?title_id={title_id}&state=pending&limit=200");
    let answer = app.assistant().get(&list).await;
    answer.assert_status(200);
    let items = answer.json["items"].as_array().expect("a page");
    let pairs = items
        .iter()
        .map(|hold| (hold["id"].clone(), hold["position"].as_i64().expect("a position")));
    pairs.collect()
}

async fn hand_in(client: &Client, item: &ItemFixture) -> Value {
    let answer = client.once().post("/api/v1/returns", json!({"item_id": item.id})).await;
    answer.assert_status(200);
    answer.json
}

/// Scans the card and the item.
async fn check_out(client: &Client, patron: &PatronFixture, item: &ItemFixture) -> Answer {
    let body = json!({"patron_barcode": patron.card, "item_barcode": item.barcode});
    client.once().post("/api/v1/loans", body).await
}

async fn status(app: &TestApp, item: &ItemFixture) -> String {
    app.text(&format!("select status from items where id = '{}'", item.id))
        .await
}
