use super::{PASSWORD, ada, log_in, open_library, refresh, text};
use crate::support::json;

const PATH: &str = "/api/v1/auth/password";
const NEW: &str = "a better password";

#[actix_web::test]
async fn a_new_password_ends_every_session() {
    let app = open_library().await;
    let (here, there) = (ada(&app).await, ada(&app).await);
    let caller = app.anonymous().bearer(text(&here.json["access_token"]));

    let answer = caller
        .post(PATH, json!({"current_password": PASSWORD, "new_password": NEW}))
        .await;

    answer.assert_status(204);
    for session in [&here, &there] {
        refresh(&app, &session.json["refresh_token"])
            .await
            .assert_problem(401, "unauthenticated");
    }
    let deed = caller
        .post("/api/v1/auth/context", json!({"branch_id": app.branch_id}))
        .await;
    deed.assert_problem(401, "unauthenticated");
    log_in(&app, "ada", PASSWORD)
        .await
        .assert_problem(401, "wrong-credentials");
    log_in(&app, "ada", NEW).await.assert_status(200);
    assert_eq!(app.audit("password.changed").await, 1);
}

#[actix_web::test]
async fn guessing_the_current_password_counts() {
    let app = open_library().await;
    let caller = app.anonymous().bearer(text(&ada(&app).await.json["access_token"]));
    for _ in 0..10 {
        let answer = caller
            .post(PATH, json!({"current_password": "wrong", "new_password": NEW}))
            .await;
        answer.assert_problem(401, "wrong-credentials");
    }

    let answer = caller
        .post(PATH, json!({"current_password": PASSWORD, "new_password": NEW}))
        .await;

    answer.assert_problem(429, "locked-out");
    log_in(&app, "ada", PASSWORD).await.assert_problem(429, "locked-out");
}

#[actix_web::test]
async fn it_has_eight_characters_or_more() {
    let app = open_library().await;
    let caller = app.anonymous().bearer(text(&ada(&app).await.json["access_token"]));

    let short = caller
        .post(PATH, json!({"current_password": PASSWORD, "new_password": "1234567"}))
        .await;
    let long = caller
        .post(
            PATH,
            json!({"current_password": PASSWORD, "new_password": "x".repeat(129)}),
        )
        .await;

    short.assert_fields(&[("/new_password", "length")]);
    long.assert_fields(&[("/new_password", "length")]);
}

#[actix_web::test]
async fn of_two_changes_at_once_one_is_made() {
    let app = open_library().await;
    let caller = app.anonymous().bearer(text(&ada(&app).await.json["access_token"]));
    let change = async |new: &str| {
        caller
            .post(PATH, json!({"current_password": PASSWORD, "new_password": new}))
            .await
    };

    let (one, other) = futures_util::future::join(change("one password"), change("other password")).await;

    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 401]);
}
