use uuid::Uuid;

use super::central;
use crate::support::{Answer, TestApp, Value, json};

fn closure(starts_on: &str, ends_on: &str) -> Value {
    json!({"starts_on": starts_on, "ends_on": ends_on, "reason": "Staff training"})
}

fn starts(answer: &Answer) -> Vec<&str> {
    answer.assert_status(200);
    let items = answer.json["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item["starts_on"].as_str().expect("a date"))
        .collect()
}

#[actix_web::test]
async fn a_supervisor_closes_a_branch_and_takes_it_back() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let day = central(&app, "/calendar?from=2026-07-01&to=2026-07-01");
    let is_open = async || app.anonymous().get(&day).await.json["days"][0]["is_open"].clone();
    assert_eq!(is_open().await, true);

    let added = supervisor
        .post(&central(&app, "/closures"), closure("2026-06-30", "2026-07-02"))
        .await;

    added.assert_status(201);
    let id = added.json["id"].as_str().expect("an id");
    assert_eq!(
        added.json,
        json!({"id": id, "starts_on": "2026-06-30", "ends_on": "2026-07-02", "reason": "Staff training",
               "repeats_yearly": false})
    );
    assert_eq!(added.header("location"), format!("/api/v1/closures/{id}"));
    assert_eq!(is_open().await, false);

    let removed = supervisor.delete(&added.header("location")).await;
    removed.assert_status(204);
    assert_eq!(removed.text, "");
    assert_eq!(is_open().await, true);
    let again = supervisor.delete(&added.header("location")).await;
    again.assert_problem(404, "not-found");
    assert_eq!(
        (app.audit("closure.added").await, app.audit("closure.removed").await),
        (1, 1)
    );
    assert_eq!(
        (app.events("closure.added").await, app.events("closure.removed").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn closures_may_overlap() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();

    for _ in 0..2 {
        let answer = supervisor
            .post(&central(&app, "/closures"), closure("2026-06-30", "2026-07-02"))
            .await;
        answer.assert_status(201);
    }
}

#[actix_web::test]
async fn anyone_lists_them_by_day() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    for (starts_on, ends_on) in [
        ("2026-08-01", "2026-08-14"),
        ("2026-07-01", "2026-07-01"),
        ("2026-12-24", "2026-12-26"),
    ] {
        supervisor
            .post(&central(&app, "/closures"), closure(starts_on, ends_on))
            .await
            .assert_status(201);
    }
    let mut yearly = closure("2020-05-01", "2020-05-01");
    yearly["repeats_yearly"] = json!(true);
    supervisor
        .post(&central(&app, "/closures"), yearly)
        .await
        .assert_status(201);
    let get = async |query: &str| app.anonymous().get(&central(&app, &format!("/closures{query}"))).await;

    assert_eq!(
        starts(&get("").await),
        ["2020-05-01", "2026-07-01", "2026-08-01", "2026-12-24"]
    );
    assert_eq!(
        starts(&get("?from=2026-08-14").await),
        ["2020-05-01", "2026-08-01", "2026-12-24"]
    );
    assert_eq!(
        starts(&get("?from=2026-08-15&to=2026-12-24").await),
        ["2020-05-01", "2026-12-24"]
    );
    assert_eq!(starts(&get("?to=2026-06-30").await), ["2020-05-01"]);
    let first = get("?limit=3").await;
    assert_eq!(starts(&first), ["2020-05-01", "2026-07-01", "2026-08-01"]);
    let cursor = first.json["next_cursor"].as_str().expect("a cursor");
    assert_eq!(starts(&get(&format!("?limit=3&cursor={cursor}")).await), ["2026-12-24"]);
    let other = app
        .anonymous()
        .get(&format!("/api/v1/branches/{}/closures", app.other_branch_id))
        .await;
    assert!(starts(&other).is_empty());
}

#[actix_web::test]
async fn wrong_fields_are_named() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let post = async |body: Value| supervisor.post(&central(&app, "/closures"), body).await;

    post(closure("2026-07-02", "2026-07-01"))
        .await
        .assert_fields(&[("/ends_on", "out-of-order")]);
    post(closure("2026-07-01", "2027-07-02")).await.assert_status(201);
    post(closure("2026-07-01", "2027-07-03"))
        .await
        .assert_fields(&[("/ends_on", "range")]);
    post(closure("0000-01-01", "+10000-01-01"))
        .await
        .assert_fields(&[("/ends_on", "year"), ("/starts_on", "year")]);
    post(closure("today", "2026-07-01"))
        .await
        .assert_fields(&[("/starts_on", "wrong-type")]);
    let mut blank = closure("2026-07-01", "2026-07-01");
    blank["reason"] = json!("");
    post(blank).await.assert_fields(&[("/reason", "length")]);
    let list = app
        .anonymous()
        .get(&central(&app, "/closures?from=%2B10000-01-01"))
        .await;
    list.assert_fields(&[("/from", "year")]);
}

#[actix_web::test]
async fn every_other_refusal() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let body = closure("2026-07-01", "2026-07-01");
    let address = central(&app, "/closures");
    let added = app.supervisor().post(&address, body.clone()).await.header("location");
    let nowhere = format!("/api/v1/branches/{}/closures", Uuid::now_v7());

    for (caller, status, code) in [
        (app.anonymous(), 401, "unauthenticated"),
        (app.patron_caller(&patron), 403, "forbidden"),
        (app.assistant(), 403, "forbidden"),
    ] {
        caller.post(&address, body.clone()).await.assert_problem(status, code);
        caller.delete(&added).await.assert_problem(status, code);
    }
    app.supervisor()
        .post(&nowhere, body)
        .await
        .assert_problem(404, "not-found");
    app.anonymous().get(&nowhere).await.assert_problem(404, "not-found");
    app.sql("update branches set is_active = false").await;
    app.anonymous().get(&address).await.assert_problem(404, "not-found");
    app.assistant().get(&address).await.assert_status(200);
}
