use super::{hand_in, hold_with, path, queue};
use crate::support::{Client, TestApp, Value, json};

const SHELF: &str = "/api/v1/hold-shelf";

async fn shelf(client: &Client, query: &str) -> Vec<Value> {
    let answer = client.get(&format!("{SHELF}{query}")).await;
    answer.assert_status(200);
    answer.json["items"].as_array().expect("a page").clone()
}

#[actix_web::test]
async fn what_waits_is_told_with_its_patron_and_its_last_day() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 1).await;
    hand_in(&client, &item).await;

    let rows = shelf(&client, "").await;

    assert_eq!(rows.len(), 1);
    assert_eq!(
        (&rows[0]["state"], &rows[0]["item"]["barcode"]),
        (&json!("waiting"), &json!(item.barcode))
    );
    assert_eq!(rows[0]["hold"]["patron"]["card_number"], json!(queue[0].0.card));
    assert_eq!(rows[0]["hold"]["shelf_expires_on"], "2026-03-17");
    assert_eq!(shelf(&client, "?state=to_clear").await.len(), 0);
    assert_eq!(shelf(&app.assistant_elsewhere(), "").await.len(), 0);
    assert_eq!(
        shelf(&app.assistant_elsewhere(), &format!("?branch_id={}", app.branch_id))
            .await
            .len(),
        1
    );
}

#[actix_web::test]
async fn what_nobody_waits_for_any_more_is_cleared_by_a_check_in() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 1).await;
    hand_in(&client, &item).await;
    client.delete(&path(&queue[0].1, "")).await.assert_status(200);

    let rows = shelf(&client, "?state=to_clear").await;
    assert_eq!((rows.len(), &rows[0]["hold"]["state"]), (1, &json!("cancelled")));
    assert_eq!(shelf(&client, "?state=waiting").await.len(), 0);

    let cleared = hand_in(&client, &item).await;
    assert_eq!(
        (&cleared["outcome"], &cleared["route_to"]["kind"]),
        (&json!("not_on_loan"), &json!("shelf"))
    );
    assert_eq!(shelf(&client, "").await.len(), 0);
}

#[actix_web::test]
async fn the_shelf_is_read_in_pages_longest_first() {
    let app = TestApp::start().await;
    let client = app.assistant();
    let mut barcodes = Vec::new();
    for minute in 10..13 {
        let (item, patron) = (app.item().await, app.patron().await);
        hold_with(&client, &patron, item.title_id, json!({})).await;
        app.set_clock(&format!("2026-03-10T12:{minute}:00Z"));
        hand_in(&app.assistant(), &item).await;
        barcodes.push(json!(item.barcode));
    }

    let first = client.get(&format!("{SHELF}?limit=2")).await;
    let cursor = first.json["next_cursor"].as_str().expect("a second page");
    let rest = shelf(&client, &format!("?limit=2&cursor={cursor}")).await;
    assert_eq!(first.json["items"][0]["item"]["barcode"], barcodes[0]);
    assert_eq!((rest.len(), &rest[0]["item"]["barcode"]), (1, &barcodes[2]));
}
