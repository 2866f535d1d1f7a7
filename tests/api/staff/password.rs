use crate::auth::{PASSWORD, ada, log_in, open_library, refresh};
use crate::support::json;

#[actix_web::test]
async fn a_supervisor_gives_a_new_password() {
    let app = open_library().await;
    let signed_in = ada(&app).await;
    for _ in 0..10 {
        log_in(&app, "ada", "wrong").await;
    }
    let path = format!("/api/v1/staff/{}/password", app.assistant_id);

    let answer = app.supervisor().post(&path, json!({"password": "brand new one"})).await;

    answer.assert_status(204);
    let refreshed = refresh(&app, &signed_in.json["refresh_token"]).await;
    refreshed.assert_problem(401, "unauthenticated");
    let old = log_in(&app, "ada", PASSWORD).await;
    old.assert_problem(401, "wrong-credentials");
    log_in(&app, "ada", "brand new one").await.assert_status(200);
    assert_eq!(app.audit("staff.password-reset").await, 1);
}

#[actix_web::test]
async fn for_others_only() {
    let app = open_library().await;
    let body = json!({"password": "brand new one"});
    let path = |id| format!("/api/v1/staff/{id}/password");
    let supervisor = app.supervisor();

    let own = supervisor.post(&path(app.supervisor_id), body.clone()).await;
    let nobody = supervisor.post(&path(uuid::Uuid::now_v7()), body.clone()).await;
    let assistant = app.assistant().post(&path(app.supervisor_id), body).await;
    let short = supervisor
        .post(&path(app.assistant_id), json!({"password": "short"}))
        .await;

    own.assert_problem(409, "conflict");
    nobody.assert_problem(404, "not-found");
    assistant.assert_problem(403, "forbidden");
    short.assert_fields(&[("/password", "length")]);
}
