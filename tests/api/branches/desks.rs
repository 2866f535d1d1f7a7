use futures_util::future::join_all;
use uuid::Uuid;

use super::central;
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_supervisor_adds_a_desk_and_takes_it_out_of_use() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();

    let added = supervisor
        .post(&central(&app, "/desks"), json!({"name": "Children"}))
        .await;

    added.assert_status(201);
    let id = added.json["id"].as_str().expect("an id");
    assert_eq!(
        added.json,
        json!({"id": id, "branch_id": app.branch_id, "name": "Children", "is_active": true})
    );
    let address = format!("/api/v1/desks/{id}");
    assert_eq!(
        (added.header("location"), added.header("etag")),
        (address.clone(), "\"v1\"".to_owned())
    );
    let read = app.assistant().get(&address).await;
    assert_eq!((&read.json, read.header("etag")), (&added.json, "\"v1\"".to_owned()));

    let changed = supervisor
        .if_match("\"v1\"")
        .patch(&address, json!({"is_active": false}))
        .await;
    changed.assert_status(200);
    assert_eq!(changed.json["is_active"], false);
    assert_eq!(changed.header("etag"), "\"v2\"");
    assert_eq!(
        (app.audit("desk.created").await, app.audit("desk.changed").await),
        (1, 1)
    );
    assert_eq!(
        (app.events("desk.created").await, app.events("desk.changed").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn staff_list_the_desks_by_name() {
    let app = TestApp::start().await;
    for name in ["children", "Archive", "Zoo", "Back"] {
        let answer = app
            .supervisor()
            .post(&central(&app, "/desks"), json!({ "name": name }))
            .await;
        answer.assert_status(201);
    }
    let page = async |query: &str| {
        let answer = app.assistant().get(&central(&app, &format!("/desks{query}"))).await;
        answer.assert_status(200);
        let items = answer.json["items"].as_array().expect("items");
        let names: Vec<String> = items
            .iter()
            .map(|item| item["name"].as_str().expect("a name").to_owned())
            .collect();
        (names, answer.json["next_cursor"].as_str().map(str::to_owned))
    };

    let (first, cursor) = page("?limit=3").await;
    let (second, end) = page(&format!("?limit=3&cursor={}", cursor.expect("a cursor"))).await;

    assert_eq!(first, ["Archive", "Back", "children"]);
    assert_eq!(second, ["Front", "Zoo"]);
    assert_eq!(end, None);
}

#[actix_web::test]
async fn a_branch_has_one_desk_of_a_name() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let second = supervisor
        .post(&central(&app, "/desks"), json!({"name": "Second"}))
        .await;

    let added = supervisor
        .post(&central(&app, "/desks"), json!({"name": "FRONT"}))
        .await;
    let renamed = supervisor
        .if_match("\"v1\"")
        .patch(&second.header("location"), json!({"name": "front"}))
        .await;
    let elsewhere = supervisor
        .post(
            &format!("/api/v1/branches/{}/desks", app.other_branch_id),
            json!({"name": "Front"}),
        )
        .await;

    for answer in [added, renamed] {
        answer.assert_problem(409, "already-exists");
        assert_eq!(answer.json["errors"][0]["pointer"], "/name");
    }
    elsewhere.assert_status(201);
}

#[actix_web::test]
async fn of_two_supervisors_with_one_version_one_wins() {
    let app = TestApp::start().await;
    let address = format!("/api/v1/desks/{}", app.desk_id);
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
async fn every_other_refusal() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let (list, one) = (central(&app, "/desks"), format!("/api/v1/desks/{}", app.desk_id));
    let nowhere = format!("/api/v1/branches/{}/desks", Uuid::now_v7());
    let nothing = format!("/api/v1/desks/{}", Uuid::now_v7());
    let body = json!({"name": "Desk"});

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
    supervisor
        .post(&list, json!({"name": ""}))
        .await
        .assert_fields(&[("/name", "length")]);
    supervisor
        .if_match("\"v1\"")
        .patch(&one, json!({"branch_id": app.other_branch_id}))
        .await
        .assert_fields(&[("/branch_id", "unknown-field")]);
}
