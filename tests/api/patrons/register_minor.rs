//! Whoever is young is registered with somebody who answers for them.

use super::{CHILD, id_of, newcomer, path, register};
use crate::support::{TestApp, json};

const PATRONS: &str = "/api/v1/patrons";

#[actix_web::test]
async fn the_category_is_for_its_ages() {
    let app = TestApp::start().await;
    app.sql("update patron_categories set min_age = 18, max_age = 64").await;
    let assistant = app.assistant();
    for (birth_on, status) in [
        ("2008-03-11", 422),
        ("2008-03-10", 201),
        ("1961-03-11", 201),
        ("1961-03-10", 422),
    ] {
        let body = newcomer(&app, json!({"birth_on": birth_on, "guardian_id": null}));
        let answer = assistant.once().post(PATRONS, body).await;
        assert_eq!(answer.status, status, "{birth_on}: {}", answer.text);
    }
}

#[actix_web::test]
async fn a_minor_comes_with_a_guardian() {
    let app = TestApp::start().await;
    let parent = register(&app, json!({})).await;

    let child = register(&app, json!({"birth_on": CHILD, "guardian_id": parent.json["id"]})).await;

    assert_eq!(
        (&child.json["age"], &child.json["is_minor"]),
        (&json!(10), &json!(true))
    );
    let guardian = &child.json["guardians"][0];
    assert_eq!(guardian["patron"]["name"], "Inés Ortega");
    assert_eq!(guardian["patron"]["card_number"], parent.json["card_number"]);
    assert_eq!(
        (&guardian["sees_charges"], &guardian["sees_loans"], &guardian["ends_on"]),
        (&json!(true), &json!(false), &json!("2034-01-14"))
    );
    let parent = app.assistant().get(&path(&parent.json["id"])).await;
    assert_eq!(parent.json["children"][0]["id"], child.json["id"]);
}

#[actix_web::test]
async fn a_minor_without_guardian_needs_a_supervisors_reason() {
    let app = TestApp::start().await;
    let reason = json!({"birth_on": CHILD, "reason": "Lives in the children's home"});

    let assistant = app
        .assistant()
        .once()
        .post(PATRONS, newcomer(&app, reason.clone()))
        .await;
    let silent = app
        .supervisor()
        .once()
        .post(PATRONS, newcomer(&app, json!({"birth_on": CHILD})))
        .await;
    let supervisor = app.supervisor().once().post(PATRONS, newcomer(&app, reason)).await;

    assistant.assert_problem(403, "forbidden");
    silent.assert_fields(&[("/reason", "missing")]);
    supervisor.assert_status(201);
    let reasoned = "select count(*) from audit_events where reason = 'Lives in the children''s home'";
    assert_eq!(app.count(reasoned).await, 1);
}

#[actix_web::test]
async fn a_guardian_is_an_adult_in_use() {
    let app = TestApp::start().await;
    let adult = register(&app, json!({})).await;
    let merged = register(&app, json!({})).await;
    super::merge(&app, id_of(&merged), id_of(&adult)).await;
    let child = register(&app, json!({"birth_on": CHILD, "guardian_id": adult.json["id"]})).await;
    let assistant = app.assistant();
    let post = async |with| assistant.once().post(PATRONS, newcomer(&app, with)).await;

    post(json!({"birth_on": CHILD, "guardian_id": child.json["id"]}))
        .await
        .assert_fields(&[("/guardian_id", "minor")]);
    post(json!({"birth_on": CHILD, "guardian_id": merged.json["id"]}))
        .await
        .assert_fields(&[("/guardian_id", "unknown")]);
    post(json!({"guardian_id": adult.json["id"]}))
        .await
        .assert_problem(409, "conflict");
}
