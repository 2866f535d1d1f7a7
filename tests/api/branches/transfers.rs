use uuid::Uuid;

use crate::support::{TestApp, Value, json};

const TRANSFERS: &str = "/api/v1/transfers";

fn rule(from: Uuid, to: Uuid, is_allowed: bool) -> Value {
    json!({"from_branch_id": from, "to_branch_id": to, "is_allowed": is_allowed})
}

#[actix_web::test]
async fn a_supervisor_replaces_the_rules() {
    let app = TestApp::start().await;
    let (here, there) = (app.branch_id, app.other_branch_id);
    let supervisor = app.supervisor();
    let first = app.assistant().get(TRANSFERS).await;
    assert_eq!(first.json, json!({"rules": []}));
    let rules = json!({"rules": [rule(there, here, true), rule(here, there, false)]});

    let answer = supervisor.if_match(&first.header("etag")).put(TRANSFERS, rules).await;

    answer.assert_status(200);
    let in_order = json!({"rules": [rule(here, there, false), rule(there, here, true)]});
    assert_eq!(answer.json, in_order);
    let read = app.assistant().get(TRANSFERS).await;
    assert_eq!((&read.json, read.header("etag")), (&in_order, answer.header("etag")));
    let library = app.anonymous().get("/api/v1/library").await;
    assert_eq!(
        library.header("etag"),
        answer.header("etag"),
        "the rules are a part of its settings"
    );

    let none = supervisor
        .if_match(&answer.header("etag"))
        .put(TRANSFERS, json!({"rules": []}))
        .await;
    none.assert_status(200);
    assert_eq!(none.json, json!({"rules": []}));
    assert_eq!(
        (
            app.audit("transfers.changed").await,
            app.events("transfers.changed").await
        ),
        (2, 2)
    );
}

#[actix_web::test]
async fn wrong_rules_are_told_where_they_are() {
    let app = TestApp::start().await;
    let (here, there, nowhere) = (app.branch_id, app.other_branch_id, Uuid::now_v7());
    let put = async |rules: Value| {
        let supervisor = app.supervisor().if_match("\"v1\"");
        supervisor.put(TRANSFERS, json!({ "rules": rules })).await
    };

    put(json!([rule(here, there, true), rule(here, there, false)]))
        .await
        .assert_fields(&[("/rules/1/to_branch_id", "repeated")]);
    put(json!([rule(here, here, true)]))
        .await
        .assert_fields(&[("/rules/0/to_branch_id", "same-branch")]);
    put(json!([rule(here, there, true), rule(nowhere, here, true)]))
        .await
        .assert_fields(&[("/rules/1/from_branch_id", "unknown")]);
    put(json!([rule(here, nowhere, true)]))
        .await
        .assert_fields(&[("/rules/0/to_branch_id", "unknown")]);
    put(json!([{"from_branch_id": here, "to_branch_id": there}]))
        .await
        .assert_fields(&[("/rules/0/is_allowed", "missing")]);
    put(json!(vec![rule(here, there, true); 1501]))
        .await
        .assert_fields(&[("/rules", "length")]);
    assert_eq!(app.count("select count(*) from transfer_rules").await, 0);
}

#[actix_web::test]
async fn every_other_refusal() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let body = json!({"rules": []});

    for (caller, status, code) in [
        (app.anonymous(), 401, "unauthenticated"),
        (app.patron_caller(&patron), 403, "forbidden"),
    ] {
        caller.get(TRANSFERS).await.assert_problem(status, code);
        caller
            .if_match("\"v1\"")
            .put(TRANSFERS, body.clone())
            .await
            .assert_problem(status, code);
    }
    app.assistant()
        .if_match("\"v1\"")
        .put(TRANSFERS, body.clone())
        .await
        .assert_problem(403, "forbidden");
    app.supervisor()
        .put(TRANSFERS, body.clone())
        .await
        .assert_problem(428, "if-match-missing");
    app.supervisor()
        .if_match("\"v2\"")
        .put(TRANSFERS, body)
        .await
        .assert_problem(412, "stale");
}
