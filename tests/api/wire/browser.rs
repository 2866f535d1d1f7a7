//! Browsers on other sites, and the headers that every answer has.

use reqwest::Method;

use crate::support::{TestApp, json};

const FRIEND: &str = "https://library.example";

#[actix_web::test]
async fn a_site_on_the_list_may_call() {
    let app = TestApp::start().await;

    let asked = app
        .anonymous()
        .header("Origin", FRIEND)
        .header("Access-Control-Request-Method", "PATCH")
        .header(
            "Access-Control-Request-Headers",
            "authorization, content-type, idempotency-key, if-match",
        )
        .send(Method::OPTIONS, "/api/v1/library", None)
        .await;
    let answer = app.anonymous().header("Origin", FRIEND).get("/api/v1/library").await;

    asked.assert_status(200);
    assert_eq!(asked.header("access-control-allow-origin"), FRIEND);
    assert!(asked.header("access-control-allow-methods").contains("PATCH"));
    assert_eq!(answer.header("access-control-allow-origin"), FRIEND);
    assert!(
        answer
            .header("access-control-expose-headers")
            .to_lowercase()
            .contains("etag")
    );
    assert_eq!(
        answer.header("access-control-allow-credentials"),
        "",
        "cookies are for Carrel's own client"
    );
}

#[actix_web::test]
async fn a_refusal_carries_the_headers_too() {
    let app = TestApp::start().await;
    let friend = app.anonymous().header("Origin", FRIEND);

    for answer in [
        friend.get("/api/v1/nothing").await,
        friend.patch("/api/v1/library", json!({})).await,
        friend.delete("/api/v1/library").await,
    ] {
        assert!(answer.status >= 400);
        assert_eq!(answer.header("access-control-allow-origin"), FRIEND, "{}", answer.text);
    }
}

#[actix_web::test]
async fn another_site_may_not() {
    let app = TestApp::start().await;
    let stranger = app.anonymous().header("Origin", "https://elsewhere.example");

    let asked = stranger
        .header("Access-Control-Request-Method", "PATCH")
        .send(Method::OPTIONS, "/api/v1/library", None)
        .await;
    let answer = stranger.get("/api/v1/library").await;

    assert_eq!(asked.header("access-control-allow-origin"), "");
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

#[actix_web::test]
async fn the_request_id_goes_all_the_way() {
    let app = TestApp::start().await;

    let own = app
        .anonymous()
        .header("X-Request-Id", "desk-4-scan-0017")
        .get("/api/v1/nothing")
        .await;
    let odd = app
        .anonymous()
        .header("X-Request-Id", "a b<script>")
        .get("/api/v1/nothing")
        .await;

    assert_eq!(own.header("x-request-id"), "desk-4-scan-0017");
    assert_eq!(own.json["instance"], "desk-4-scan-0017");
    assert_ne!(odd.header("x-request-id"), "a b<script>");
    assert_eq!(odd.json["instance"], odd.header("x-request-id"));
}

#[actix_web::test]
async fn nothing_is_kept_by_those_in_between() {
    let app = TestApp::start().await;

    let answer = app.anonymous().get("/api/v1/nothing").await;

    assert_eq!(answer.header("cache-control"), "private, no-store");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("x-frame-options"), "DENY");
}
