use futures_util::future::join_all;
use uuid::Uuid;

use super::resolved;
use crate::support::{TestApp, json};

const LIMITS: &str = "/api/v1/patron-limits";

#[actix_web::test]
async fn a_supervisor_adds_changes_and_removes_limits_and_each_holds_at_once() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    assert_eq!(resolved(&app).await["limits"]["max_loans"], 20);

    let added = supervisor
        .post(
            LIMITS,
            json!({"patron_category_id": app.category_id, "max_loans": 5, "max_lost": 0}),
        )
        .await;
    added.assert_status(201);
    let (id, address) = (added.json["id"].clone(), added.header("location"));
    assert_eq!(
        added.json,
        json!({"id": id, "branch_id": null, "patron_category_id": app.category_id, "max_loans": 5, "max_holds": null,
               "max_balance": null, "max_overdue": null, "max_lost": 0, "fine_cap": null})
    );
    assert_eq!(app.assistant().get(&address).await.json, added.json);
    let now = resolved(&app).await;
    assert_eq!(now["limits"]["max_loans"], 5);
    assert_eq!(now["limit_sources"]["max_loans"], id);
    assert_eq!(
        now["limits"]["max_balance"], 1000,
        "what it does not set comes from elsewhere"
    );

    let changed = supervisor
        .if_match("\"v1\"")
        .patch(&address, json!({"max_loans": null, "max_balance": 0}))
        .await;
    changed.assert_status(200);
    assert_eq!(changed.header("etag"), "\"v2\"");
    let now = resolved(&app).await;
    assert_eq!([&now["limits"]["max_loans"], &now["limits"]["max_balance"]], [20, 0]);

    let removed = supervisor.if_match("\"v2\"").delete(&address).await;
    removed.assert_status(204);
    assert_eq!(resolved(&app).await["limits"]["max_balance"], 1000);
    for deed in ["created", "changed", "removed"] {
        let deed = format!("patron_limits.{deed}");
        assert_eq!((app.audit(&deed).await, app.events(&deed).await), (1, 1), "{deed}");
    }
}

#[actix_web::test]
async fn staff_list_them() {
    let app = TestApp::start().await;
    for branch in [app.branch_id, app.other_branch_id] {
        let answer = app.supervisor().post(LIMITS, json!({ "branch_id": branch })).await;
        answer.assert_status(201);
    }

    let first = app.assistant().get(&format!("{LIMITS}?limit=2")).await;
    first.assert_status(200);
    let cursor = first.json["next_cursor"].as_str().expect("a cursor");
    let second = app.assistant().get(&format!("{LIMITS}?limit=2&cursor={cursor}")).await;

    assert_eq!(first.json["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(second.json["items"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn there_is_one_row_for_a_combination() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let added = supervisor.post(LIMITS, json!({"branch_id": app.branch_id})).await;
    added.assert_status(201);

    let for_all = supervisor.post(LIMITS, json!({"max_loans": 1})).await;
    let widened = supervisor
        .if_match("\"v1\"")
        .patch(&added.header("location"), json!({"branch_id": null}))
        .await;

    for_all.assert_problem(409, "already-exists");
    widened.assert_problem(409, "already-exists");
}

#[actix_web::test]
async fn of_two_supervisors_with_one_version_one_wins() {
    let app = TestApp::start().await;
    let added = app.supervisor().post(LIMITS, json!({"branch_id": app.branch_id})).await;
    let change = |max_loans: i32| {
        let (supervisor, address) = (app.supervisor().if_match("\"v1\""), added.header("location"));
        async move { supervisor.patch(&address, json!({ "max_loans": max_loans })).await }
    };

    let mut answers = join_all([change(1), change(2)]).await;

    answers.sort_by_key(|answer| answer.status);
    answers[0].assert_status(200);
    answers[1].assert_problem(412, "stale");
}

#[actix_web::test]
async fn wrong_fields_are_named() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let post = async |body| supervisor.post(LIMITS, body).await;

    post(json!({"branch_id": app.branch_id, "max_loans": -1, "fine_cap": 100_000_001}))
        .await
        .assert_fields(&[("/fine_cap", "range"), ("/max_loans", "range")]);
    post(json!({"item_type_id": app.item_type_id}))
        .await
        .assert_fields(&[("/item_type_id", "unknown-field")]);
    post(json!({"branch_id": Uuid::now_v7()}))
        .await
        .assert_fields(&[("/branch_id", "unknown")]);
    post(json!({"patron_category_id": Uuid::now_v7()}))
        .await
        .assert_fields(&[("/patron_category_id", "unknown")]);
}

#[actix_web::test]
async fn every_other_refusal() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let supervisor = app.supervisor();
    let body = json!({"branch_id": app.branch_id, "max_loans": 1});
    let address = supervisor.post(LIMITS, body.clone()).await.header("location");
    let nothing = format!("{LIMITS}/{}", Uuid::now_v7());

    for (caller, status, code) in [
        (app.anonymous(), 401, "unauthenticated"),
        (app.patron_caller(&patron), 403, "forbidden"),
    ] {
        caller.get(LIMITS).await.assert_problem(status, code);
        caller.get(&address).await.assert_problem(status, code);
    }
    let assistant = app.assistant().if_match("\"v1\"");
    assistant
        .post(LIMITS, body.clone())
        .await
        .assert_problem(403, "forbidden");
    assistant
        .patch(&address, body.clone())
        .await
        .assert_problem(403, "forbidden");
    assistant.delete(&address).await.assert_problem(403, "forbidden");
    supervisor
        .patch(&address, body.clone())
        .await
        .assert_problem(428, "if-match-missing");
    supervisor
        .delete(&address)
        .await
        .assert_problem(428, "if-match-missing");
    let stale = supervisor.if_match("\"v2\"");
    stale.patch(&address, body.clone()).await.assert_problem(412, "stale");
    stale.delete(&address).await.assert_problem(412, "stale");
    let current = supervisor.if_match("\"v1\"");
    current.patch(&nothing, body).await.assert_problem(404, "not-found");
    current.delete(&nothing).await.assert_problem(404, "not-found");
    current.get(&nothing).await.assert_problem(404, "not-found");
}
