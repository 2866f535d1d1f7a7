use std::num::NonZeroU32;

use carrel::platform::client_address::TrustedProxies;
use carrel::platform::rate_limit::SignInLimit;

use super::log_in;
use crate::support::{TestApp, json};

async fn limited() -> TestApp {
    TestApp::start_with(|carrel| {
        carrel.sign_in_limit = SignInLimit::per_minute(NonZeroU32::new(3).expect("not zero"));
        carrel.trusted_proxies = TrustedProxies::new(&["127.0.0.1".parse().expect("an address")]);
    })
    .await
}

#[actix_web::test]
async fn an_address_has_so_many_attempts_a_minute() {
    let app = limited().await;

    let first = log_in(&app, "ada", "wrong").await;
    let body = json!({"card_number": "P1", "pin": "1"});
    app.anonymous()
        .post("/api/v1/auth/patron-login", body)
        .await
        .assert_problem(401, "wrong-credentials");
    log_in(&app, "ada", "wrong")
        .await
        .assert_problem(401, "wrong-credentials");
    let fourth = log_in(&app, "ada", "wrong").await;

    assert_eq!(first.header("ratelimit-policy"), "\"sign-in\";q=3;w=60");
    assert_eq!(first.header("ratelimit"), "\"sign-in\";r=2;t=20");
    fourth.assert_problem(429, "too-many-requests");
    assert!((1..=20).contains(&fourth.header("retry-after").parse::<u32>().expect("seconds")));
    assert!(fourth.header("ratelimit").starts_with("\"sign-in\";r=0;t="));
    assert_eq!(app.audit("sign-in.failed").await, 3);
}

#[actix_web::test]
async fn behind_a_trusted_proxy_each_client_counts_alone() {
    let app = limited().await;
    let body = json!({"username": "ada", "password": "wrong"});
    let from = |address: &str| app.anonymous().header("X-Forwarded-For", address);
    for _ in 0..3 {
        from("203.0.113.7").post("/api/v1/auth/login", body.clone()).await;
    }

    let same = from("203.0.113.7").post("/api/v1/auth/login", body.clone()).await;
    let other = from("203.0.113.8").post("/api/v1/auth/login", body).await;

    same.assert_problem(429, "too-many-requests");
    other.assert_problem(401, "wrong-credentials");
}
