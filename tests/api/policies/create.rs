use futures_util::future::join_all;
use uuid::Uuid;

use super::{POLICIES, resolved};
use crate::support::{TestApp, Value, json};

#[actix_web::test]
async fn a_supervisor_adds_a_policy_and_it_holds_at_once() {
    let app = TestApp::start().await;
    assert_eq!(resolved(&app).await["attributes"]["loan_length"], 14);
    let body = json!({"item_type_id": app.item_type_id, "attributes": {"loan_length": 7, "renewals_max": null}});

    let answer = app.supervisor().post(POLICIES, body).await;

    answer.assert_status(201);
    let id = answer.json["id"].as_str().expect("an id");
    assert_eq!(
        answer.json,
        json!({
            "id": id, "branch_id": null, "patron_category_id": null, "item_type_id": app.item_type_id,
            "attributes": {"loan_length": 7},
            "created_at": "2026-03-10T12:00:00Z", "updated_at": "2026-03-10T12:00:00Z"
        })
    );
    assert_eq!(answer.header("location"), format!("{POLICIES}/{id}"));
    let read = app.assistant().get(&answer.header("location")).await;
    assert_eq!((&read.json, read.header("etag")), (&answer.json, answer.header("etag")));
    let resolved = resolved(&app).await;
    assert_eq!(resolved["attributes"]["loan_length"], 7);
    assert_eq!(resolved["sources"]["loan_length"], id);
    assert_eq!(
        (app.audit("policy.created").await, app.events("policy.created").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn there_is_one_policy_for_a_combination() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let for_all = json!({"attributes": {}});
    let for_branch = json!({"branch_id": app.branch_id, "attributes": {}});
    supervisor.post(POLICIES, for_branch.clone()).await.assert_status(201);

    for body in [for_all, for_branch] {
        let answer = supervisor.post(POLICIES, body).await;
        answer.assert_problem(409, "already-exists");
        assert_eq!(answer.json["errors"][0]["pointer"], "");
    }
}

#[actix_web::test]
async fn of_many_who_add_the_same_combination_one_wins() {
    let app = TestApp::start().await;
    let add = || {
        let supervisor = app.supervisor();
        let body = json!({"patron_category_id": app.category_id, "attributes": {"loan_length": 3}});
        async move { supervisor.post(POLICIES, body).await }
    };

    let answers = join_all((0..8).map(|_| add())).await;

    let added = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(added, 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.assert_problem(409, "already-exists");
    }
}

#[actix_web::test]
async fn wrong_attributes_are_told_by_name() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let post = async |attributes: Value| {
        let body = json!({"branch_id": app.branch_id, "attributes": attributes});
        supervisor.post(POLICIES, body).await
    };

    post(json!({"colour": "red"}))
        .await
        .assert_fields(&[("/attributes/colour", "unknown-field")]);
    post(json!({"loan_length": -1, "fine_every": 0, "fine_amount": 100_000_001}))
        .await
        .assert_fields(&[
            ("/attributes/fine_amount", "range"),
            ("/attributes/fine_every", "range"),
            ("/attributes/loan_length", "range"),
        ]);
    post(json!({"loan_unit": "weeks"}))
        .await
        .assert_fields(&[("/attributes/loan_unit", "wrong-type")]);
    post(json!({"high_demand": {"threshold": 5, "length": 3651}}))
        .await
        .assert_fields(&[("/attributes/high_demand/length", "range")]);
    post(json!({"high_demand": {"threshold": 5}}))
        .await
        .assert_fields(&[("/attributes/high_demand/length", "missing")]);
    post(json!({"high_demand": [5, 7]}))
        .await
        .assert_fields(&[("/attributes/high_demand", "wrong-type")]);
    post(json!([])).await.assert_fields(&[("/attributes", "wrong-type")]);
    let none = supervisor.post(POLICIES, json!({"branch_id": app.branch_id})).await;
    none.assert_fields(&[("/attributes", "missing")]);
}

#[actix_web::test]
async fn what_does_not_exist_is_named() {
    let app = TestApp::start().await;
    for name in ["branch_id", "patron_category_id", "item_type_id"] {
        let body = json!({name: Uuid::now_v7(), "attributes": {}});
        let answer = app.supervisor().post(POLICIES, body).await;
        answer.assert_fields(&[(format!("/{name}").as_str(), "unknown")]);
    }
}

#[actix_web::test]
async fn only_a_supervisor_may() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let body = json!({"branch_id": app.branch_id, "attributes": {}});
    for (caller, status, code) in [
        (app.anonymous(), 401, "unauthenticated"),
        (app.patron_caller(&patron), 403, "forbidden"),
        (app.assistant(), 403, "forbidden"),
    ] {
        caller.post(POLICIES, body.clone()).await.assert_problem(status, code);
    }
}
