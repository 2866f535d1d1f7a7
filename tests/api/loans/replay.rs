use futures_util::future::join_all;

use super::{accepting, hand_in, lend, scan};
use crate::support::TestApp;

#[actix_web::test]
async fn the_same_key_twenty_times_at_once_is_one_loan_and_one_answer() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let client = app.assistant().key("scan-1");

    let answers = join_all((0..20).map(|_| client.post("/api/v1/loans", scan(&patron, &item)))).await;

    let replayed = answers
        .iter()
        .filter(|answer| answer.header("idempotency-replayed") == "true")
        .count();
    for answer in &answers {
        answer.assert_status(201);
        assert_eq!(answer.text, answers[0].text);
    }
    assert_eq!(replayed, 19);
    assert_eq!(app.count("select count(*) from loans").await, 1);
    assert_eq!(app.audit("loan.checked_out").await, 1);
}

#[actix_web::test]
async fn a_replay_answers_what_happened_then_even_when_the_item_is_back() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let client = app.assistant().key("scan-1");
    let first = client.post("/api/v1/loans", scan(&patron, &item)).await;
    hand_in(&app.assistant(), &item).await.assert_status(200);

    let again = client.post("/api/v1/loans", scan(&patron, &item)).await;

    again.assert_status(201);
    assert_eq!(again.text, first.text);
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(app.count("select count(*) from loans where closed_at is null").await, 0);
}

#[actix_web::test]
async fn a_key_belongs_to_one_request() {
    let app = TestApp::start().await;
    let (patron, item, other) = (app.patron().await, app.item().await, app.item().await);
    let client = app.assistant().key("scan-1");
    client
        .post("/api/v1/loans", scan(&patron, &item))
        .await
        .assert_status(201);

    let reused = client.post("/api/v1/loans", scan(&patron, &other)).await;
    let other_caller = app
        .supervisor()
        .key("scan-1")
        .post("/api/v1/loans", scan(&patron, &other))
        .await;

    reused.assert_problem(422, "idempotency-key-reused");
    other_caller.assert_status(201);
}

#[actix_web::test]
async fn a_refusal_frees_the_key_for_the_same_deed_with_an_override() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql("update items set status = 'missing'").await;
    let client = app.assistant().key("scan-1");

    let refused = client.post("/api/v1/loans", scan(&patron, &item)).await;
    let accepted = client
        .post("/api/v1/loans", accepting(&patron, &item, &["item-missing"], None))
        .await;

    refused.assert_blocked(&["item-missing"]);
    accepted.assert_status(201);
}

#[actix_web::test]
async fn a_return_sent_twice_is_one_return() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;
    let client = app.assistant().key("return-1");
    let body = serde_json::json!({"item_barcode": item.barcode});

    let first = client.post("/api/v1/returns", body.clone()).await;
    let again = client.post("/api/v1/returns", body).await;

    assert_eq!(first.json["outcome"], "checked_in");
    assert_eq!(again.text, first.text);
}
