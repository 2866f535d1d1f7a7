//! Signing in, staying in, and being put out.

mod context;
mod jwks;
mod limits;
mod lock_out;
mod login;
mod logout;
mod override_grant;
mod password;
mod patron_login;
mod refresh;

use carrel::platform::password::hash;

use crate::support::{Answer, PatronFixture, TestApp, Value, json};

pub(crate) const PASSWORD: &str = "correct horse battery";
pub(crate) const PIN: &str = "2580";

/// A library whose staff can sign in with [`PASSWORD`].
pub(crate) async fn open_library() -> TestApp {
    let app = TestApp::start().await;
    give_passwords(&app).await;
    app
}

pub(crate) async fn give_passwords(app: &TestApp) {
    let hash = hash(PASSWORD).expect("a hash");
    app.sql(&format!("update staff set password_hash = '{hash}'")).await;
}

/// A patron who can sign in with [`PIN`].
pub(crate) async fn patron_with_pin(app: &TestApp) -> PatronFixture {
    let patron = app.patron().await;
    let hash = hash(PIN).expect("a hash");
    app.sql(&format!(
        "update patrons set pin_hash = '{hash}' where id = '{}'",
        patron.id
    ))
    .await;
    patron
}

pub(crate) async fn log_in(app: &TestApp, username: &str, password: &str) -> Answer {
    let body = json!({ "username": username, "password": password });
    app.anonymous().post("/api/v1/auth/login", body).await
}

/// Ada, signed in with a token session.
pub(crate) async fn ada(app: &TestApp) -> Answer {
    let answer = log_in(app, "ada", PASSWORD).await;
    answer.assert_status(200);
    answer
}

pub(crate) async fn refresh(app: &TestApp, token: &Value) -> Answer {
    app.anonymous()
        .post("/api/v1/auth/refresh", json!({ "refresh_token": token }))
        .await
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// The claims of an access token, unverified.
pub(crate) fn claims(token: &Value) -> Value {
    use base64::Engine;
    let payload = text(token).split('.').nth(1).expect("a payload");
    let json = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(payload)
        .expect("base64url");
    serde_json::from_slice(&json).expect("claims")
}
