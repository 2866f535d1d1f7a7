use futures_util::future::join;

use super::{PASSWORD, ada, open_library, refresh, text};
use crate::support::{Client, TestApp, json};

#[actix_web::test]
async fn a_refresh_token_is_exchanged_for_the_next() {
    let app = open_library().await;
    let first = ada(&app).await.json["refresh_token"].clone();

    let second = refresh(&app, &first).await;
    let third = refresh(&app, &second.json["refresh_token"]).await;

    second.assert_status(200);
    assert_ne!(second.json["refresh_token"], first);
    assert_eq!(second.json["staff"]["username"], "ada");
    assert_eq!(second.json["must_choose_desk"], true);
    third.assert_status(200);
}

#[actix_web::test]
async fn a_lost_answer_may_be_asked_for_again_within_thirty_seconds() {
    let app = open_library().await;
    let first = ada(&app).await.json["refresh_token"].clone();
    let lost = refresh(&app, &first).await;
    app.set_clock("2026-03-10T12:00:29Z");

    let again = refresh(&app, &first).await;

    again.assert_status(200);
    assert_ne!(again.json["refresh_token"], lost.json["refresh_token"]);
    refresh(&app, &again.json["refresh_token"]).await.assert_status(200);
}

#[actix_web::test]
async fn after_thirty_seconds_a_used_token_ends_the_session() {
    let app = open_library().await;
    let first = ada(&app).await.json["refresh_token"].clone();
    let second = refresh(&app, &first).await.json["refresh_token"].clone();
    app.set_clock("2026-03-10T12:00:30Z");

    let copied = refresh(&app, &first).await;
    let owner = refresh(&app, &second).await;

    copied.assert_problem(401, "unauthenticated");
    owner.assert_problem(401, "unauthenticated");
    assert_eq!(app.audit("session.copied").await, 1);
}

#[actix_web::test]
async fn a_token_older_than_the_last_one_ends_the_session_at_once() {
    let app = open_library().await;
    let first = ada(&app).await.json["refresh_token"].clone();
    let second = refresh(&app, &first).await.json["refresh_token"].clone();
    let third = refresh(&app, &second).await.json["refresh_token"].clone();

    refresh(&app, &first).await.assert_problem(401, "unauthenticated");

    refresh(&app, &third).await.assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn of_two_that_were_given_for_one_token_only_one_goes_on() {
    let app = open_library().await;
    let first = ada(&app).await.json["refresh_token"].clone();
    let one = refresh(&app, &first).await.json["refresh_token"].clone();
    let other = refresh(&app, &first).await.json["refresh_token"].clone();
    refresh(&app, &one).await.assert_status(200);
    app.set_clock("2026-03-10T12:01:00Z");

    refresh(&app, &other).await.assert_problem(401, "unauthenticated");

    assert_eq!(app.audit("session.copied").await, 1);
}

#[actix_web::test]
async fn two_refreshes_at_once_both_get_a_working_pair() {
    let app = open_library().await;
    for _ in 0..20 {
        let token = ada(&app).await.json["refresh_token"].clone();

        let (one, other) = join(refresh(&app, &token), refresh(&app, &token)).await;

        one.assert_status(200);
        other.assert_status(200);
        assert_ne!(one.json["refresh_token"], other.json["refresh_token"]);
        let (one, other) = join(
            refresh(&app, &one.json["refresh_token"]),
            refresh(&app, &other.json["refresh_token"]),
        )
        .await;
        one.assert_status(200);
        other.assert_status(200);
    }
    assert_eq!(app.audit("session.copied").await, 0);
}

#[actix_web::test]
async fn a_session_idles_out_after_half_an_hour() {
    let app = open_library().await;
    let first = ada(&app).await.json["refresh_token"].clone();
    app.set_clock("2026-03-10T12:29:59Z");
    let second = refresh(&app, &first).await;
    second.assert_status(200);

    app.set_clock("2026-03-10T12:59:59Z");

    refresh(&app, &second.json["refresh_token"])
        .await
        .assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn a_session_ends_after_twelve_hours_however_busy() {
    let app = open_library().await;
    let mut token = ada(&app).await.json["refresh_token"].clone();
    for quarter in 1..48 {
        let at = chrono::DateTime::parse_from_rfc3339("2026-03-10T12:00:00Z").expect("an instant");
        let at = at + chrono::TimeDelta::minutes(15 * quarter);
        app.set_clock(&at.to_rfc3339());
        let answer = refresh(&app, &token).await;
        answer.assert_status(200);
        token = answer.json["refresh_token"].clone();
    }

    app.set_clock("2026-03-11T00:00:00Z");

    refresh(&app, &token).await.assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn what_is_no_token_of_ours_is_refused() {
    let app = open_library().await;
    let client = app.anonymous();
    let path = "/api/v1/auth/refresh";

    refresh(&app, &json!("made-up"))
        .await
        .assert_problem(401, "unauthenticated");
    client
        .post(path, json!({}))
        .await
        .assert_problem(401, "unauthenticated");
    client
        .send(reqwest::Method::POST, path, None)
        .await
        .assert_problem(401, "unauthenticated");
    refresh(&app, &json!(""))
        .await
        .assert_fields(&[("/refresh_token", "length")]);
}

#[actix_web::test]
async fn a_disabled_staff_member_does_not_come_back() {
    let app = open_library().await;
    let token = ada(&app).await.json["refresh_token"].clone();
    app.sql("update staff set is_active = false where username = 'ada'")
        .await;

    refresh(&app, &token).await.assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn whoever_may_no_longer_work_at_the_branch_is_asked_again() {
    let app = open_library().await;
    let body = json!({"username": "ada", "password": PASSWORD, "branch_id": app.other_branch_id});
    let signed_in = app.anonymous().post("/api/v1/auth/login", body).await;
    app.sql(&format!(
        "update staff set all_branches = false where username = 'ada';
         insert into staff_branches (staff_id, branch_id) values ('{}', '{}')",
        app.assistant_id, app.branch_id
    ))
    .await;

    let answer = refresh(&app, &signed_in.json["refresh_token"]).await;

    answer.assert_status(200);
    assert_eq!(answer.json["branch"]["code"], "CEN");
    assert_eq!(answer.json["must_choose_desk"], true);
}

/// A browser with the cookie of a sign-in of Ada's.
async fn browser(app: &TestApp) -> Client {
    let page = app.anonymous().header("Origin", app.origin());
    let body = json!({"username": "ada", "password": PASSWORD, "session": "cookie"});
    let answer = page.post("/api/v1/auth/login", body).await;
    answer.assert_status(200);
    let cookie = answer.header("set-cookie");
    app.anonymous()
        .header("Cookie", cookie.split(';').next().unwrap_or_default())
}

#[actix_web::test]
async fn a_page_of_ours_refreshes_with_its_cookie() {
    let app = open_library().await;
    let browser = browser(&app).await;

    let answer = browser
        .header("Origin", app.origin())
        .post("/api/v1/auth/refresh", json!({}))
        .await;

    answer.assert_status(200);
    assert_eq!(answer.json["refresh_token"], json!(null));
    assert!(answer.header("set-cookie").starts_with("__Host-carrel-refresh="));
}

#[actix_web::test]
async fn a_page_of_another_site_does_not() {
    let app = open_library().await;
    let browser = browser(&app).await;
    let path = "/api/v1/auth/refresh";

    let foreign = browser
        .header("Origin", "https://library.example")
        .post(path, json!({}))
        .await;
    let unnamed = browser.post(path, json!({})).await;

    foreign.assert_problem(403, "wrong-origin");
    unnamed.assert_problem(403, "wrong-origin");
}

#[actix_web::test]
async fn a_token_works_only_the_way_it_was_given() {
    let app = open_library().await;
    let token = ada(&app).await.json["refresh_token"].clone();
    let as_cookie = format!("__Host-carrel-refresh={}", text(&token));

    let answer = app
        .anonymous()
        .header("Origin", app.origin())
        .header("Cookie", &as_cookie)
        .post("/api/v1/auth/refresh", json!({}))
        .await;

    answer.assert_problem(401, "unauthenticated");
}
