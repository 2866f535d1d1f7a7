use futures_util::future::join_all;
use uuid::Uuid;

use super::central;
use crate::support::{TestApp, Value, json};

#[actix_web::test]
async fn a_supervisor_adds_a_location_and_changes_it() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();

    let added = supervisor
        .post(
            &central(&app, "/locations"),
            json!({"code": "MAG", "name": "Magazine", "is_public": false, "position": 3}),
        )
        .await;

    added.assert_status(201);
    let id = added.json["id"].as_str().expect("an id");
    assert_eq!(
        added.json,
        json!({"id": id, "branch_id": app.branch_id, "code": "MAG", "name": "Magazine", "is_public": false, "position": 3})
    );
    let address = format!("/api/v1/locations/{id}");
    assert_eq!(
        (added.header("location"), added.header("etag")),
        (address.clone(), "\"v1\"".to_owned())
    );
    assert_eq!(app.assistant().get(&address).await.json, added.json);

    let changed = supervisor
        .if_match("\"v1\"")
        .patch(&address, json!({"code": "MAG-2", "is_public": true}))
        .await;
    changed.assert_status(200);
    assert_eq!(changed.header("etag"), "\"v2\"");
    assert_eq!(
        [&changed.json["code"], &changed.json["name"], &changed.json["is_public"]],
        [&json!("MAG-2"), &json!("Magazine"), &json!(true)]
    );
    assert_eq!(
        (app.audit("location.created").await, app.audit("location.changed").await),
        (1, 1)
    );
    assert_eq!(
        (
            app.events("location.created").await,
            app.events("location.changed").await
        ),
        (1, 1)
    );
}

#[actix_web::test]
async fn staff_list_the_locations_in_their_order() {
    let app = TestApp::start().await;
    for (code, position) in [("C", 1), ("A", 2), ("B", 1)] {
        let body = json!({"code": code, "name": code, "position": position});
        app.supervisor()
            .post(&central(&app, "/locations"), body)
            .await
            .assert_status(201);
    }
    let page = async |query: &str| {
        let answer = app.assistant().get(&central(&app, &format!("/locations{query}"))).await;
        answer.assert_status(200);
        let items = answer.json["items"].as_array().expect("items");
        let codes: Vec<String> = items
            .iter()
            .map(|item| item["code"].as_str().expect("a code").to_owned())
            .collect();
        (codes, answer.json["next_cursor"].as_str().map(str::to_owned))
    };

    let (first, cursor) = page("?limit=2").await;
    let (second, end) = page(&format!("?limit=2&cursor={}", cursor.expect("a cursor"))).await;

    assert_eq!(
        (first, second, end),
        (vec!["STACKS".into(), "B".into()], vec!["C".into(), "A".into()], None)
    );
}

#[actix_web::test]
async fn a_branch_has_one_location_of_a_code() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let body = json!({"code": "STACKS", "name": "Stacks"});
    let other = supervisor
        .post(&central(&app, "/locations"), json!({"code": "OTHER", "name": "Other"}))
        .await;

    let added = supervisor.post(&central(&app, "/locations"), body).await;
    let changed = supervisor
        .if_match("\"v1\"")
        .patch(&other.header("location"), json!({"code": "STACKS"}))
        .await;

    for answer in [added, changed] {
        answer.assert_problem(409, "already-exists");
        assert_eq!(answer.json["errors"][0]["pointer"], "/code");
    }
}

#[actix_web::test]
async fn of_two_supervisors_with_one_version_one_wins() {
    let app = TestApp::start().await;
    let address = format!("/api/v1/locations/{}", app.location_id);
    let change = |name: &'static str| {
        let supervisor = app.supervisor().if_match("\"v1\"");
        let address = address.clone();
        async move { supervisor.patch(&address, json!({ "name": name })).await }
    };

    let mut answers = join_all([change("One"), change("Other")]).await;

    answers.sort_by_key(|answer| answer.status);
    answers[0].assert_status(200);
    answers[1].assert_problem(412, "stale");
}

#[actix_web::test]
async fn wrong_fields_are_named() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let post = async |body: Value| supervisor.post(&central(&app, "/locations"), body).await;

    post(json!({"code": "stacks", "name": "", "position": -1}))
        .await
        .assert_fields(&[("/code", "pattern"), ("/name", "length"), ("/position", "range")]);
    post(json!({"code": "A", "name": "A", "branch_id": app.branch_id}))
        .await
        .assert_fields(&[("/branch_id", "unknown-field")]);
    post(json!({"code": "A"})).await.assert_fields(&[("/name", "missing")]);
}

#[actix_web::test]
async fn every_other_refusal() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let (list, one) = (
        central(&app, "/locations"),
        format!("/api/v1/locations/{}", app.location_id),
    );
    let nowhere = format!("/api/v1/branches/{}/locations", Uuid::now_v7());
    let nothing = format!("/api/v1/locations/{}", Uuid::now_v7());
    let body = json!({"code": "A", "name": "A"});

    for (caller, status, code) in [
        (app.anonymous(), 401, "unauthenticated"),
        (app.patron_caller(&patron), 403, "forbidden"),
    ] {
        caller.get(&list).await.assert_problem(status, code);
        caller.get(&one).await.assert_problem(status, code);
    }
    let assistant = app.assistant().if_match("\"v1\"");
    assistant
        .post(&list, body.clone())
        .await
        .assert_problem(403, "forbidden");
    assistant
        .patch(&one, body.clone())
        .await
        .assert_problem(403, "forbidden");
    let supervisor = app.supervisor();
    supervisor.get(&nowhere).await.assert_problem(404, "not-found");
    supervisor
        .post(&nowhere, body.clone())
        .await
        .assert_problem(404, "not-found");
    supervisor.get(&nothing).await.assert_problem(404, "not-found");
    supervisor
        .if_match("\"v1\"")
        .patch(&nothing, body.clone())
        .await
        .assert_problem(404, "not-found");
    supervisor
        .patch(&one, body)
        .await
        .assert_problem(428, "if-match-missing");
}
