use super::{PASSWORD, ada, open_library, refresh, text};
use crate::support::json;

const PATH: &str = "/api/v1/auth/logout";

#[actix_web::test]
async fn signing_out_ends_the_session() {
    let app = open_library().await;
    let token = ada(&app).await.json["refresh_token"].clone();

    let answer = app.anonymous().post(PATH, json!({"refresh_token": token})).await;

    answer.assert_status(204);
    refresh(&app, &token).await.assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn an_access_token_is_enough() {
    let app = open_library().await;
    let signed_in = ada(&app).await;
    let caller = app.anonymous().bearer(text(&signed_in.json["access_token"]));

    caller.send(reqwest::Method::POST, PATH, None).await.assert_status(204);

    refresh(&app, &signed_in.json["refresh_token"])
        .await
        .assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn the_cookie_goes() {
    let app = open_library().await;
    let page = app.anonymous().header("Origin", app.origin());
    let body = json!({"username": "ada", "password": PASSWORD, "session": "cookie"});
    let cookie = page.post("/api/v1/auth/login", body).await.header("set-cookie");
    let browser = page.header("Cookie", cookie.split(';').next().unwrap_or_default());

    let answer = browser.post(PATH, json!({})).await;

    answer.assert_status(204);
    assert!(answer.header("set-cookie").contains("Max-Age=0"));
    browser
        .post("/api/v1/auth/refresh", json!({}))
        .await
        .assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn another_site_signs_nobody_out() {
    let app = open_library().await;
    let caller = app
        .anonymous()
        .header("Origin", "https://library.example")
        .header("Cookie", "__Host-carrel-refresh=something");

    caller.post(PATH, json!({})).await.assert_problem(403, "wrong-origin");
}

#[actix_web::test]
async fn a_session_that_is_over_already_is_fine() {
    let app = open_library().await;

    app.anonymous()
        .post(PATH, json!({"refresh_token": "made-up"}))
        .await
        .assert_status(204);
    app.anonymous().post(PATH, json!({})).await.assert_status(204);
    app.anonymous()
        .bearer("rubbish")
        .post(PATH, json!({}))
        .await
        .assert_status(204);
}
