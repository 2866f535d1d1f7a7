use uuid::Uuid;

use super::central;
use crate::support::{Answer, TestApp, Value, json};

fn opening(on: &str, opens_at: &str, closes_at: &str) -> Value {
    json!({"on": on, "opens_at": opens_at, "closes_at": closes_at, "reason": "Book sale"})
}

fn times(answer: &Answer) -> Vec<String> {
    answer.assert_status(200);
    let items = answer.json["items"].as_array().expect("items");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    items
        .iter()
        .map(|item| format!("{} {}", text(&item["on"]), text(&item["opens_at"])))
        .collect()
}

#[actix_web::test]
async fn a_supervisor_opens_a_closed_day_and_takes_it_back() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let day = central(&app, "/calendar?from=2026-07-05&to=2026-07-05");
    let kind = async || app.anonymous().get(&day).await.json["days"][0]["kind"].clone();
    let closure = json!({"starts_on": "2026-07-05", "ends_on": "2026-07-05", "reason": "Holiday"});
    supervisor
        .post(&central(&app, "/closures"), closure)
        .await
        .assert_status(201);
    assert_eq!(kind().await, "closure");

    let added = supervisor
        .post(&central(&app, "/openings"), opening("2026-07-05", "10:00", "14:00"))
        .await;

    added.assert_status(201);
    let id = added.json["id"].as_str().expect("an id");
    assert_eq!(
        added.json,
        json!({"id": id, "on": "2026-07-05", "opens_at": "10:00", "closes_at": "14:00", "reason": "Book sale"})
    );
    assert_eq!(added.header("location"), format!("/api/v1/openings/{id}"));
    assert_eq!(kind().await, "opening");

    supervisor.delete(&added.header("location")).await.assert_status(204);
    assert_eq!(kind().await, "closure");
    supervisor
        .delete(&added.header("location"))
        .await
        .assert_problem(404, "not-found");
    assert_eq!(
        (app.audit("opening.added").await, app.audit("opening.removed").await),
        (1, 1)
    );
    assert_eq!(
        (app.events("opening.added").await, app.events("opening.removed").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn openings_of_a_day_do_not_overlap() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let post = async |body: Value| supervisor.post(&central(&app, "/openings"), body).await;
    post(opening("2026-07-05", "10:00", "12:00")).await.assert_status(201);

    let overlapping = post(opening("2026-07-05", "11:59", "13:00")).await;
    let following = post(opening("2026-07-05", "12:00", "13:00")).await;
    let elsewhere = supervisor
        .post(
            &format!("/api/v1/branches/{}/openings", app.other_branch_id),
            opening("2026-07-05", "10:00", "12:00"),
        )
        .await;

    overlapping.assert_problem(409, "already-exists");
    assert_eq!(overlapping.json["errors"][0]["pointer"], "/opens_at");
    following.assert_status(201);
    elsewhere.assert_status(201);
}

#[actix_web::test]
async fn anyone_lists_them_by_day_and_time() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    for (on, opens_at, closes_at) in [
        ("2026-07-05", "14:00", "16:00"),
        ("2026-07-05", "10:00", "12:00"),
        ("2026-06-07", "10:00", "12:00"),
    ] {
        supervisor
            .post(&central(&app, "/openings"), opening(on, opens_at, closes_at))
            .await
            .assert_status(201);
    }
    let get = async |query: &str| app.anonymous().get(&central(&app, &format!("/openings{query}"))).await;

    assert_eq!(
        times(&get("").await),
        ["2026-06-07 10:00", "2026-07-05 10:00", "2026-07-05 14:00"]
    );
    assert_eq!(times(&get("?to=2026-06-30").await), ["2026-06-07 10:00"]);
    assert_eq!(times(&get("?from=2026-07-05&to=2026-07-05").await).len(), 2);
    let first = get("?limit=2").await;
    let cursor = first.json["next_cursor"].as_str().expect("a cursor");
    assert_eq!(
        times(&get(&format!("?limit=2&cursor={cursor}")).await),
        ["2026-07-05 14:00"]
    );
}

#[actix_web::test]
async fn wrong_fields_are_named() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let post = async |body: Value| supervisor.post(&central(&app, "/openings"), body).await;

    post(opening("2026-07-05", "14:00", "10:00"))
        .await
        .assert_fields(&[("/closes_at", "out-of-order")]);
    post(opening("+12026-07-05", "10:00", "14:00"))
        .await
        .assert_fields(&[("/on", "year")]);
    post(opening("2026-07-05", "10am", "14:00"))
        .await
        .assert_fields(&[("/opens_at", "wrong-type")]);
    let mut unknown = opening("2026-07-05", "10:00", "14:00");
    unknown["repeats_yearly"] = json!(true);
    post(unknown)
        .await
        .assert_fields(&[("/repeats_yearly", "unknown-field")]);
}

#[actix_web::test]
async fn every_other_refusal() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let body = opening("2026-07-05", "10:00", "14:00");
    let address = central(&app, "/openings");
    let added = app.supervisor().post(&address, body.clone()).await.header("location");
    let nowhere = format!("/api/v1/branches/{}/openings", Uuid::now_v7());

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
}
