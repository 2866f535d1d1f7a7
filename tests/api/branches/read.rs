use uuid::Uuid;

use super::central;
use crate::support::TestApp;

#[actix_web::test]
async fn anyone_reads_a_branch() {
    let app = TestApp::start().await;

    let answer = app.anonymous().get(&central(&app, "")).await;

    answer.assert_status(200);
    assert_eq!(answer.json["name"], "Central");
    let unchanged = app
        .anonymous()
        .header("If-None-Match", &answer.header("etag"))
        .get(&central(&app, ""))
        .await;
    unchanged.assert_status(304);
}

#[actix_web::test]
async fn what_is_not_there_is_not_found() {
    let app = TestApp::start().await;
    let unknown = app
        .anonymous()
        .get(&format!("/api/v1/branches/{}", Uuid::now_v7()))
        .await;
    let no_id = app.anonymous().get("/api/v1/branches/central").await;
    let bad_token = app.anonymous().bearer("nonsense").get(&central(&app, "")).await;

    unknown.assert_problem(404, "not-found");
    no_id.assert_problem(404, "not-found");
    bad_token.assert_problem(401, "unauthenticated");
}
