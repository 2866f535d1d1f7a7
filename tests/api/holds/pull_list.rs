use super::{hand_in, hold_with, path, queue};
use crate::support::{Client, ItemFixture, TestApp, Value, json};

const LIST: &str = "/api/v1/pull-list";

/// A copy of the title at the other branch.
async fn copy_elsewhere(app: &TestApp, item: &ItemFixture) -> ItemFixture {
    let copy = app.copy_of(item.title_id).await;
    app.sql(&format!(
        "update items set home_branch_id = '{}', current_branch_id = '{0}', location_id = '{}' where id = '{}'",
        app.other_branch_id, app.other_location_id, copy.id
    ))
    .await;
    copy
}

/// Hold and barcode of each line.
async fn list(client: &Client, query: &str) -> Vec<(Value, Value)> {
    let answer = client.get(&format!("{LIST}{query}")).await;
    answer.assert_status(200);
    let items = answer.json["items"].as_array().expect("a page").clone();
    let lines = items.iter();
    lines
        .map(|line| (line["hold_id"].clone(), line["item"]["barcode"].clone()))
        .collect()
}

async fn miss(client: &Client, hold: &Value, item: &ItemFixture) -> crate::support::Answer {
    let body = json!({"hold_id": hold["id"], "item_id": item.id});
    client.post("/api/v1/pull-list/misses", body).await
}

#[actix_web::test]
async fn the_pickup_branch_fetches_its_copy_and_no_other_branch_does() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let there = copy_elsewhere(&app, &item).await;
    let client = app.assistant();
    let patron = app.patron().await;
    let hold = hold_with(
        &client,
        &patron,
        item.title_id,
        json!({"pickup_branch_id": app.other_branch_id}),
    )
    .await;

    assert_eq!(list(&client, "").await, []);
    let line = (hold["id"].clone(), json!(there.barcode));
    assert_eq!(list(&app.assistant_elsewhere(), "").await, std::slice::from_ref(&line));
    assert_eq!(
        list(&client, &format!("?branch_id={}", app.other_branch_id)).await,
        [line]
    );
}

#[actix_web::test]
async fn each_hold_is_on_one_list_and_each_copy_on_it_once() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let there = copy_elsewhere(&app, &item).await;
    let queue = queue(&app, item.title_id, 3).await;

    let here = list(&app.assistant(), "").await;
    let elsewhere = list(&app.assistant_elsewhere(), "").await;

    assert_eq!(here, [(queue[0].1["id"].clone(), json!(item.barcode))]);
    assert_eq!(elsewhere, [(queue[1].1["id"].clone(), json!(there.barcode))]);
}

#[actix_web::test]
async fn what_is_not_on_its_shelf_sends_the_hold_on_and_is_asked_for_no_more() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let there = copy_elsewhere(&app, &item).await;
    // Since long before the clock of these tests.
    app.sql("update items set status_at = '2026-01-01'").await;
    let queue = queue(&app, item.title_id, 1).await;
    let (client, hold) = (app.assistant(), &queue[0].1);

    miss(&client, hold, &item).await.assert_status(200);

    assert_eq!(list(&client, "").await, []);
    let line = (hold["id"].clone(), json!(there.barcode));
    assert_eq!(list(&app.assistant_elsewhere(), "").await, [line]);
    // Nobody else is sent to the same empty place, until the copy was seen.
    let next = super::queue(&app, item.title_id, 1).await;
    assert_eq!(list(&client, "").await, []);
    app.set_clock("2026-03-10T13:00:00Z");
    app.sql(&format!(
        "update items set last_seen_at = '2026-03-10T12:30:00Z' where id = '{}'",
        item.id
    ))
    .await;
    assert_eq!(
        list(&app.assistant(), "").await,
        [(next[0].1["id"].clone(), json!(item.barcode))]
    );
    assert_eq!(
        (app.audit("hold.missed").await, app.events("hold.missed").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn a_line_that_the_list_does_not_have_is_refused() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let queue = queue(&app, item.title_id, 2).await;
    let client = app.assistant();
    let nothing = json!({"id": uuid::Uuid::now_v7()});

    miss(&client, &queue[1].1, &item).await.assert_problem(409, "conflict");
    miss(&app.assistant_elsewhere(), &queue[0].1, &item)
        .await
        .assert_problem(409, "conflict");
    miss(&client, &nothing, &item)
        .await
        .assert_fields(&[("/hold_id", "unknown")]);
    let body = json!({"hold_id": queue[0].1["id"], "item_id": uuid::Uuid::now_v7()});
    client
        .post("/api/v1/pull-list/misses", body)
        .await
        .assert_fields(&[("/item_id", "unknown-item")]);
    client.delete(&path(&queue[0].1, "")).await.assert_status(200);
    miss(&client, &queue[0].1, &item)
        .await
        .assert_problem(409, "hold-closed");
}

#[actix_web::test]
async fn what_is_handed_in_or_waits_for_nobody_is_off_the_list() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let client = app.assistant();
    let queue = queue(&app, item.title_id, 1).await;
    client
        .patch(&path(&queue[0].1, ""), json!({"is_suspended": true}))
        .await
        .assert_status(200);
    assert_eq!(list(&client, "").await, []);
    client
        .patch(&path(&queue[0].1, ""), json!({"is_suspended": false}))
        .await
        .assert_status(200);
    assert_eq!(list(&client, "").await.len(), 1);

    hand_in(&client, &item).await;
    assert_eq!(list(&client, "").await, []);
}

#[actix_web::test]
async fn the_list_is_in_the_order_of_the_shelves_and_read_in_pages() {
    let app = TestApp::start().await;
    let client = app.assistant();
    let mut barcodes = Vec::new();
    for key in ["c", "a", "b"] {
        let item = app.item().await;
        app.sql(&format!(
            "update items set shelf_key = '{key}' where id = '{}'",
            item.id
        ))
        .await;
        queue(&app, item.title_id, 1).await;
        barcodes.push(json!(item.barcode));
    }

    let lines: Vec<_> = list(&client, "")
        .await
        .into_iter()
        .map(|(_, barcode)| barcode)
        .collect();
    assert_eq!(lines, [1, 2, 0].map(|at| barcodes[at].clone()));
    let first = client.get(&format!("{LIST}?limit=2")).await;
    let cursor = first.json["next_cursor"].as_str().expect("a second page");
    let rest = list(&client, &format!("?limit=2&cursor={cursor}")).await;
    assert_eq!((rest.len(), &rest[0].1), (1, &barcodes[0]));
}
