//! Lists of what needs doing and counts of what was done, as pages and as tables.

mod circulation;
mod lists;
mod tables;

use crate::support::{Answer, ItemFixture, PatronFixture, TestApp, Value, json};

/// Lends an item at Central, now for 14 days.
async fn lend(app: &TestApp, patron: &PatronFixture) -> ItemFixture {
    let item = app.item().await;
    let scan = json!({"patron_barcode": patron.card, "item_barcode": item.barcode});
    let answer = app.assistant().once().post("/api/v1/loans", scan).await;
    answer.assert_status(201);
    item
}

async fn items(app: &TestApp, path: &str) -> Vec<Value> {
    let answer = app.assistant().get(path).await;
    answer.assert_status(200);
    answer.json["items"].as_array().cloned().expect("a list")
}

/// The barcodes in a list's order.
fn barcodes(rows: &[Value]) -> Vec<&str> {
    rows.iter()
        .map(|row| row["item"]["barcode"].as_str().expect("a barcode"))
        .collect()
}

async fn table(app: &TestApp, path: &str) -> Answer {
    let answer = app.assistant().header("Accept", "text/csv").get(path).await;
    answer.assert_status(200);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
    answer
}
