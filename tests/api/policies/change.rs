use futures_util::future::join_all;
use uuid::Uuid;

use super::{POLICIES, given, resolved};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn attributes_are_set_unset_and_kept_and_hold_at_once() {
    let app = TestApp::start().await;
    assert_eq!(resolved(&app).await["attributes"]["loan_length"], 14);

    let answer = app
        .supervisor()
        .if_match("\"v1\"")
        .patch(
            &given(&app),
            json!({"attributes": {"loan_length": 28, "fine_cap": null, "grace": 2}}),
        )
        .await;

    answer.assert_status(200);
    assert_eq!(answer.header("etag"), "\"v2\"");
    let attributes = &answer.json["attributes"];
    assert_eq!(
        [
            &attributes["loan_length"],
            &attributes["grace"],
            &attributes["fine_amount"]
        ],
        [28, 2, 20]
    );
    assert!(attributes.get("fine_cap").is_none());
    let resolved = resolved(&app).await;
    assert_eq!(resolved["attributes"]["loan_length"], 28);
    assert!(resolved["attributes"]["fine_cap"].is_null());
    assert_eq!(
        (app.audit("policy.changed").await, app.events("policy.changed").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn what_a_policy_is_for_can_change() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();

    let narrowed = supervisor
        .if_match("\"v1\"")
        .patch(&given(&app), json!({"branch_id": app.other_branch_id}))
        .await;
    narrowed.assert_status(200);
    assert_eq!(resolved(&app).await["matched"], false);

    let widened = supervisor
        .if_match("\"v2\"")
        .patch(&given(&app), json!({"branch_id": null}))
        .await;
    widened.assert_status(200);
    assert!(widened.json["branch_id"].is_null());
    assert_eq!(resolved(&app).await["matched"], true);
}

#[actix_web::test]
async fn of_two_supervisors_with_one_version_one_wins() {
    let app = TestApp::start().await;
    for trial in 1..=20 {
        let tag = format!("\"v{trial}\"");
        let change = |days: i32| {
            let (supervisor, address) = (app.supervisor().if_match(&tag), given(&app));
            async move {
                supervisor
                    .patch(&address, json!({"attributes": {"loan_length": days}}))
                    .await
            }
        };
        let mut answers = join_all([change(7), change(28)]).await;
        answers.sort_by_key(|answer| answer.status);
        answers[0].assert_status(200);
        answers[1].assert_problem(412, "stale");
        assert_eq!(
            resolved(&app).await["attributes"]["loan_length"],
            answers[0].json["attributes"]["loan_length"]
        );
    }
}

#[actix_web::test]
async fn wrong_fields_are_named_and_change_nothing() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor().if_match("\"v1\"");
    let patch = async |body| supervisor.patch(&given(&app), body).await;

    patch(json!({"attributes": {"colour": "red"}}))
        .await
        .assert_fields(&[("/attributes/colour", "unknown-field")]);
    patch(json!({"attributes": {"colour": null}}))
        .await
        .assert_fields(&[("/attributes/colour", "unknown-field")]);
    patch(json!({"attributes": {"loan_length": 3651, "grace": -1}}))
        .await
        .assert_fields(&[("/attributes/grace", "range"), ("/attributes/loan_length", "range")]);
    patch(json!({"attributes": {"loan_length": "long"}}))
        .await
        .assert_fields(&[("/attributes/loan_length", "wrong-type")]);
    patch(json!({"attributes": 7}))
        .await
        .assert_fields(&[("/attributes", "wrong-type")]);
    patch(json!({"branch_id": Uuid::now_v7()}))
        .await
        .assert_fields(&[("/branch_id", "unknown")]);
    patch(json!({"branch_id": "central"}))
        .await
        .assert_fields(&[("/branch_id", "wrong-type")]);
    patch(json!({"created_at": "2026-03-10T12:00:00Z"}))
        .await
        .assert_fields(&[("/created_at", "unknown-field")]);
    assert_eq!(app.count("select version::bigint from policies").await, 1);
}

#[actix_web::test]
async fn every_other_refusal() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let body = json!({"attributes": {"grace": 1}});
    let supervisor = app.supervisor();
    let other = supervisor
        .post(POLICIES, json!({"branch_id": app.branch_id, "attributes": {}}))
        .await;

    for (caller, status, code) in [
        (app.anonymous(), 401, "unauthenticated"),
        (app.patron_caller(&patron), 403, "forbidden"),
        (app.assistant(), 403, "forbidden"),
    ] {
        let caller = caller.if_match("\"v1\"");
        caller
            .patch(&given(&app), body.clone())
            .await
            .assert_problem(status, code);
    }
    let unnamed = supervisor.patch(&given(&app), body.clone()).await;
    let stale = supervisor.if_match("\"v2\"").patch(&given(&app), body.clone()).await;
    let nothing = supervisor
        .if_match("\"v1\"")
        .patch(&format!("{POLICIES}/{}", Uuid::now_v7()), body)
        .await;
    let taken = supervisor
        .if_match("\"v1\"")
        .patch(&other.header("location"), json!({"branch_id": null}))
        .await;

    unnamed.assert_problem(428, "if-match-missing");
    stale.assert_problem(412, "stale");
    nothing.assert_problem(404, "not-found");
    taken.assert_problem(409, "already-exists");
}
