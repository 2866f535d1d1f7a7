use super::{id_of, merge, path, register, registered};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_message_for_the_desk_and_one_for_the_patron() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;
    let messages = format!("{path}/messages");

    let desk = app
        .assistant()
        .post(
            &messages,
            json!({"audience": "desk", "body": " A blue scarf\nin the drawer ", "ends_on": "2026-03-20"}),
        )
        .await;
    let patron = app
        .supervisor()
        .post(&messages, json!({"audience": "patron", "body": "Your book came back"}))
        .await;

    desk.assert_status(201);
    assert_eq!(desk.json["body"], "A blue scarf\nin the drawer");
    assert_eq!(desk.json["created_by"]["name"], "Ada");
    assert_eq!(desk.json["created_at"], "2026-03-10T12:00:00Z");
    let read = app.assistant().get(&path).await;
    assert_eq!(read.json["messages"], json!([patron.json, desk.json]), "newest first");
    assert_eq!(read.header("etag"), "\"v3\"");
    assert_eq!(app.audit("patron.message-left").await, 2);
    assert_eq!(
        app.count("select count(*) from audit_events where changes::text like '%scarf%'")
            .await,
        0
    );

    app.set_clock("2026-03-21T12:00:00Z");
    let later = app.assistant().get(&path).await;
    assert_eq!(later.json["messages"], json!([patron.json]), "its last day is over");
}

#[actix_web::test]
async fn a_message_is_taken_down_once() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;
    let left = app
        .assistant()
        .post(&format!("{path}/messages"), json!({"audience": "desk", "body": "Note"}))
        .await;
    let message = format!("{path}/messages/{}", id_of(&left));

    app.assistant().delete(&message).await.assert_status(204);

    assert_eq!(app.assistant().get(&path).await.json["messages"], json!([]));
    app.assistant().delete(&message).await.assert_problem(404, "not-found");
    assert_eq!(app.audit("patron.message-taken-down").await, 1);
}

#[actix_web::test]
async fn the_same_key_leaves_one_message() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;
    let caller = app.assistant().once();
    for _ in 0..2 {
        caller
            .post(&format!("{path}/messages"), json!({"audience": "desk", "body": "Note"}))
            .await
            .assert_status(201);
    }
    assert_eq!(app.count("select count(*) from patron_messages").await, 1);
}

#[actix_web::test]
async fn wrong_fields_states_and_callers_are_refused() {
    let app = TestApp::start().await;
    let (patron, gone) = (app.patron().await, register(&app, json!({})).await);
    let messages = format!("/api/v1/patrons/{}/messages", patron.id);
    let note = json!({"audience": "desk", "body": "Note"});

    app.assistant()
        .post(&messages, json!({"audience": "desk", "body": " "}))
        .await
        .assert_fields(&[("/body", "blank")]);
    app.assistant()
        .post(&messages, json!({"audience": "all", "body": "x"}))
        .await
        .assert_fields(&[("/audience", "wrong-type")]);
    app.assistant()
        .post(
            &messages,
            json!({"audience": "desk", "body": "x", "ends_on": "2026-03-09"}),
        )
        .await
        .assert_fields(&[("/ends_on", "in-the-past")]);
    merge(&app, id_of(&gone), patron.id).await;
    app.assistant()
        .post(&format!("{}/messages", path(&gone.json["id"])), note.clone())
        .await
        .assert_problem(409, "conflict");
    app.anonymous()
        .post(&messages, note.clone())
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .post(&messages, note)
        .await
        .assert_problem(403, "forbidden");
}
