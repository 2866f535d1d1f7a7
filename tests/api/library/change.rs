use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_supervisor_changes_the_library() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let tag = supervisor.get("/api/v1/library").await.header("etag");

    let answer = supervisor
        .if_match(&tag)
        .patch("/api/v1/library", json!({"name": "Ribera"}))
        .await;

    answer.assert_status(200);
    assert_eq!(answer.json["name"], "Ribera");
    assert_ne!(answer.header("etag"), tag);
    assert_eq!(app.audit("library.changed").await, 1);
    assert_eq!(app.events("library.changed").await, 1);
}

#[actix_web::test]
async fn an_assistant_may_not() {
    let app = TestApp::start().await;

    let answer = app
        .assistant()
        .if_match("\"v1\"")
        .patch("/api/v1/library", json!({"name": "Ribera"}))
        .await;

    answer.assert_problem(403, "forbidden");
}

#[actix_web::test]
async fn the_version_read_must_be_named_and_current() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();

    let unnamed = supervisor.patch("/api/v1/library", json!({"name": "Ribera"})).await;
    let stale = supervisor
        .if_match("\"v7\"")
        .patch("/api/v1/library", json!({"name": "Ribera"}))
        .await;

    unnamed.assert_problem(428, "if-match-missing");
    stale.assert_problem(412, "stale");
}

#[actix_web::test]
async fn wrong_fields_are_all_named() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor().if_match("\"v1\"");

    let ranges = supervisor
        .patch("/api/v1/library", json!({"name": "", "adult_at": 99}))
        .await;
    let unknown = supervisor.patch("/api/v1/library", json!({"colour": "red"})).await;
    let mistyped = supervisor
        .patch("/api/v1/library", json!({"adult_at": "eighteen"}))
        .await;
    let order = supervisor.patch("/api/v1/library", json!({"own_account_at": 20})).await;
    let nul = supervisor.patch("/api/v1/library", json!({"name": "a\0b"})).await;

    ranges.assert_fields(&[("/adult_at", "range"), ("/name", "length")]);
    unknown.assert_fields(&[("/colour", "unknown-field")]);
    mistyped.assert_fields(&[("/adult_at", "wrong-type")]);
    order.assert_fields(&[("/own_account_at", "out-of-order")]);
    nul.assert_fields(&[("/name", "nul-character")]);
    assert!(!mistyped.text.contains("eighteen"), "a rejected value is never echoed");
}

#[actix_web::test]
async fn a_token_of_a_disabled_supervisor_changes_nothing() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    app.sql("update staff set is_active = false where role = 'supervisor'")
        .await;

    let answer = supervisor
        .if_match("\"v1\"")
        .patch("/api/v1/library", json!({"name": "Ribera"}))
        .await;

    answer.assert_problem(401, "unauthenticated");
}
