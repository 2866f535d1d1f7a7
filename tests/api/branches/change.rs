use futures_util::future::join_all;

use super::central;
use crate::support::{TestApp, Value, json};

#[actix_web::test]
async fn a_supervisor_changes_what_is_named_and_clears_what_is_null() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let address = central(&app, "");
    let first = supervisor
        .if_match("\"v1\"")
        .patch(&address, json!({"phone": "030 1234", "email": "cen@library.example"}))
        .await;
    first.assert_status(200);
    assert_eq!(first.header("etag"), "\"v2\"");
    app.set_clock("2026-03-11T08:00:00Z");

    let second = app
        .supervisor()
        .if_match("\"v2\"")
        .patch(&address, json!({"phone": null, "name": "Main"}))
        .await;

    second.assert_status(200);
    assert_eq!(
        [
            &second.json["name"],
            &second.json["phone"],
            &second.json["email"],
            &second.json["code"]
        ],
        [
            &json!("Main"),
            &Value::Null,
            &json!("cen@library.example"),
            &json!("CEN")
        ]
    );
    assert_eq!(second.json["updated_at"], "2026-03-11T08:00:00Z");
    assert_eq!(
        (app.audit("branch.changed").await, app.events("branch.changed").await),
        (2, 2)
    );
}

#[actix_web::test]
async fn a_branch_taken_out_of_service_is_hidden_and_kept() {
    let app = TestApp::start().await;
    let address = central(&app, "");

    let answer = app
        .supervisor()
        .if_match("\"v1\"")
        .patch(&address, json!({"is_active": false}))
        .await;

    answer.assert_status(200);
    app.anonymous().get(&address).await.assert_problem(404, "not-found");
    app.assistant().get(&address).await.assert_status(200);
}

#[actix_web::test]
async fn of_two_supervisors_with_one_version_one_wins() {
    let app = TestApp::start().await;
    let address = central(&app, "");
    for trial in 1..=20 {
        let tag = format!("\"v{trial}\"");
        let change = |name: &'static str| {
            let supervisor = app.supervisor().if_match(&tag);
            let address = address.clone();
            async move { supervisor.patch(&address, json!({ "name": name })).await }
        };
        let mut answers = join_all([change("One"), change("Other")]).await;
        answers.sort_by_key(|answer| answer.status);
        answers[0].assert_status(200);
        answers[1].assert_problem(412, "stale");
    }
    assert_eq!(app.audit("branch.changed").await, 20);
}

#[actix_web::test]
async fn the_version_read_must_be_named_and_current() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let address = central(&app, "");

    let unnamed = supervisor.patch(&address, json!({"name": "Main"})).await;
    let stale = supervisor
        .if_match("\"v2\"")
        .patch(&address, json!({"name": "Main"}))
        .await;
    let strange = supervisor
        .if_match("W/\"1\"")
        .patch(&address, json!({"name": "Main"}))
        .await;

    unnamed.assert_problem(428, "if-match-missing");
    stale.assert_problem(412, "stale");
    strange.assert_problem(412, "stale");
}

#[actix_web::test]
async fn every_other_refusal() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let address = central(&app, "");
    let body = json!({"name": "Main"});
    let supervisor = app.supervisor().if_match("\"v1\"");

    let anonymous = app.anonymous().if_match("\"v1\"").patch(&address, body.clone()).await;
    let patron = app
        .patron_caller(&patron)
        .if_match("\"v1\"")
        .patch(&address, body.clone())
        .await;
    let assistant = app.assistant().if_match("\"v1\"").patch(&address, body.clone()).await;
    let nowhere = supervisor
        .patch(&format!("/api/v1/branches/{}", app.policy_id), body)
        .await;
    let taken = supervisor.patch(&address, json!({"code": "RIV"})).await;
    let wrong = supervisor
        .patch(&address, json!({"zone": "Berlin", "email": "x", "position": 10001}))
        .await;
    let unknown = supervisor.patch(&address, json!({"id": app.policy_id})).await;

    anonymous.assert_problem(401, "unauthenticated");
    patron.assert_problem(403, "forbidden");
    assistant.assert_problem(403, "forbidden");
    nowhere.assert_problem(404, "not-found");
    taken.assert_problem(409, "already-exists");
    wrong.assert_fields(&[("/email", "email"), ("/position", "range"), ("/zone", "zone")]);
    unknown.assert_fields(&[("/id", "unknown-field")]);
    assert_eq!(app.audit("branch.changed").await, 0);
}
