use uuid::Uuid;

use super::{POLICIES, given, resolved};
use crate::support::TestApp;

#[actix_web::test]
async fn a_removed_policy_holds_no_longer() {
    let app = TestApp::start().await;
    assert_eq!(resolved(&app).await["matched"], true);

    let answer = app.supervisor().if_match("\"v1\"").delete(&given(&app)).await;

    answer.assert_status(204);
    assert_eq!(answer.text, "");
    assert_eq!(resolved(&app).await["matched"], false);
    app.assistant().get(&given(&app)).await.assert_problem(404, "not-found");
    assert_eq!(
        (app.audit("policy.removed").await, app.events("policy.removed").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn every_refusal() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let supervisor = app.supervisor();

    for (caller, status, code) in [
        (app.anonymous(), 401, "unauthenticated"),
        (app.patron_caller(&patron), 403, "forbidden"),
        (app.assistant(), 403, "forbidden"),
    ] {
        let caller = caller.if_match("\"v1\"");
        caller.delete(&given(&app)).await.assert_problem(status, code);
    }
    supervisor
        .delete(&given(&app))
        .await
        .assert_problem(428, "if-match-missing");
    supervisor
        .if_match("\"v2\"")
        .delete(&given(&app))
        .await
        .assert_problem(412, "stale");
    supervisor
        .if_match("\"v1\"")
        .delete(&format!("{POLICIES}/{}", Uuid::now_v7()))
        .await
        .assert_problem(404, "not-found");
    assert_eq!(app.count("select count(*) from policies").await, 1);
}
