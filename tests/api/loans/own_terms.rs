//! What an item and its title say about lending, beside their policy.

use super::{accepting, scan};
use crate::support::{ItemFixture, PatronFixture, TestApp, Value, json};

const LOANS: &str = "/api/v1/loans";

async fn for_reference(app: &TestApp) -> ItemFixture {
    let item = app.item().await;
    let path = format!("/api/v1/items/{}", item.id);
    let patch = json!({ "is_for_loan": false });
    let answer = app.assistant().if_match("\"v1\"").patch(&path, patch).await;
    answer.assert_status(200);
    assert_eq!(answer.json["is_for_loan"], false);
    item
}

async fn from_age(app: &TestApp, age: i64) -> ItemFixture {
    let item = app.item().await;
    let path = format!("/api/v1/titles/{}", item.title_id);
    let patch = json!({ "minimum_age": age });
    let answer = app.assistant().if_match("\"v1\"").patch(&path, patch).await;
    answer.assert_status(200);
    assert_eq!(answer.json["minimum_age"], age);
    item
}

async fn born(app: &TestApp, on: &str) -> PatronFixture {
    let patron = app.patron().await;
    app.sql(&format!(
        "update patrons set birth_on = {on} where id = '{}'",
        patron.id
    ))
    .await;
    patron
}

async fn with_reason(app: &TestApp, body: Value, by_supervisor: bool) -> u16 {
    let client = if by_supervisor {
        app.supervisor()
    } else {
        app.assistant()
    };
    client.once().post(LOANS, body).await.status
}

#[actix_web::test]
async fn what_is_for_reference_leaves_by_a_supervisors_word_alone() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, for_reference(&app).await);

    let refused = app.assistant().once().post(LOANS, scan(&patron, &item)).await;
    refused.assert_blocked(&["not-for-loan"]);
    assert_eq!(refused.json["blocks"][0]["level"], "supervisor");
    let accepted = accepting(&patron, &item, &["not-for-loan"], Some("A night for the mayor"));
    assert_eq!(with_reason(&app, accepted.clone(), false).await, 409);
    assert_eq!(with_reason(&app, accepted, true).await, 201);
}

#[actix_web::test]
async fn what_is_for_reference_may_be_used_on_site() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, for_reference(&app).await);
    let mut body = scan(&patron, &item);
    body["on_site"] = json!(true);

    app.assistant().once().post(LOANS, body).await.assert_status(201);
}

#[actix_web::test]
async fn the_preview_says_so_too() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, for_reference(&app).await);

    let answer = app
        .assistant()
        .post("/api/v1/loans/preview", scan(&patron, &item))
        .await;

    answer.assert_status(200);
    assert_eq!(answer.block_codes(), ["not-for-loan"]);
}

#[actix_web::test]
async fn a_title_has_an_age_to_be_lent_from() {
    let app = TestApp::start().await;
    let item = from_age(&app, 16).await;
    // At the branch it is 10 March 2026.
    let young = born(&app, "'2010-03-11'").await;
    let old_enough = born(&app, "'2010-03-10'").await;

    let refused = app.assistant().once().post(LOANS, scan(&young, &item)).await;
    refused.assert_blocked(&["age-restricted"]);
    assert_eq!(refused.json["blocks"][0]["facts"]["min_age"], 16);
    let accepted = accepting(&young, &item, &["age-restricted"], Some("With the mother"));
    assert_eq!(with_reason(&app, accepted, false).await, 409);
    let lent = app.assistant().once().post(LOANS, scan(&old_enough, &item)).await;
    lent.assert_status(201);
}

#[actix_web::test]
async fn the_day_is_that_of_the_branch() {
    let app = TestApp::start().await;
    let item = from_age(&app, 16).await;
    let patron = born(&app, "'2010-03-11'").await;
    // A quarter past midnight in Berlin, still the day before in UTC.
    app.set_clock("2026-03-10T23:15:00Z");

    let lent = app.assistant().once().post(LOANS, scan(&patron, &item)).await;

    lent.assert_status(201);
}

#[actix_web::test]
async fn whose_age_nobody_knows_is_lent_to() {
    let app = TestApp::start().await;
    let (patron, item) = (born(&app, "null").await, from_age(&app, 18).await);

    app.assistant()
        .once()
        .post(LOANS, scan(&patron, &item))
        .await
        .assert_status(201);
}
