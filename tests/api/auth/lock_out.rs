use futures_util::future::join_all;

use super::{PASSWORD, PIN, ada, log_in, open_library, patron_with_pin};
use crate::support::{TestApp, json};

async fn fail(app: &TestApp, username: &str, times: usize) {
    for _ in 0..times {
        log_in(app, username, "wrong")
            .await
            .assert_problem(401, "wrong-credentials");
    }
}

#[actix_web::test]
async fn ten_failures_lock_the_account_for_a_quarter_of_an_hour() {
    let app = open_library().await;
    fail(&app, "ada", 10).await;

    let locked = log_in(&app, "ADA", PASSWORD).await;
    let other = log_in(&app, "sam", PASSWORD).await;
    app.set_clock("2026-03-10T12:15:01Z");
    let later = log_in(&app, "ada", PASSWORD).await;

    locked.assert_problem(429, "locked-out");
    assert_eq!(locked.header("retry-after"), "901");
    other.assert_status(200);
    later.assert_status(200);
    assert_eq!(app.audit("sign-in.failed").await, 10);
    assert_eq!(app.audit("sign-in.locked").await, 1);
}

#[actix_web::test]
async fn an_unknown_name_locks_like_a_known_one() {
    let app = open_library().await;
    fail(&app, "nobody", 10).await;

    log_in(&app, "nobody", "wrong").await.assert_problem(429, "locked-out");
}

#[actix_web::test]
async fn attempts_do_not_make_a_lock_longer() {
    let app = open_library().await;
    fail(&app, "ada", 10).await;
    app.set_clock("2026-03-10T12:14:00Z");
    log_in(&app, "ada", "wrong").await.assert_problem(429, "locked-out");

    app.set_clock("2026-03-10T12:15:01Z");

    log_in(&app, "ada", PASSWORD).await.assert_status(200);
}

#[actix_web::test]
async fn a_right_password_forgets_the_failures_before_it() {
    let app = open_library().await;
    fail(&app, "ada", 9).await;
    ada(&app).await;

    fail(&app, "ada", 9).await;

    ada(&app).await;
}

#[actix_web::test]
async fn failures_are_forgotten_after_a_quarter_of_an_hour() {
    let app = open_library().await;
    fail(&app, "ada", 9).await;

    app.set_clock("2026-03-10T12:15:00Z");
    fail(&app, "ada", 9).await;

    ada(&app).await;
}

#[actix_web::test]
async fn fifty_failures_lock_the_address_for_everybody_there() {
    let app = open_library().await;
    for number in 0..50 {
        let name = format!("name{number}");
        log_in(&app, &name, "wrong")
            .await
            .assert_problem(401, "wrong-credentials");
    }

    log_in(&app, "ada", PASSWORD).await.assert_problem(429, "locked-out");
}

#[actix_web::test]
async fn of_many_guesses_at_once_ten_are_answered() {
    let app = open_library().await;

    let guesses = join_all((0..20).map(|_| log_in(&app, "ada", "wrong"))).await;

    let answered = guesses.iter().filter(|guess| guess.status == 401).count();
    let refused = guesses.iter().filter(|guess| guess.status == 429).count();
    assert_eq!((answered, refused), (10, 10));
    assert_eq!(app.audit("sign-in.failed").await, 10);
    log_in(&app, "ada", PASSWORD).await.assert_problem(429, "locked-out");
}

#[actix_web::test]
async fn a_card_locks_too_and_a_new_pin_lifts_it() {
    let app = open_library().await;
    let patron = patron_with_pin(&app).await;
    let login = async |pin: &str| {
        let body = json!({"card_number": patron.card, "pin": pin});
        app.anonymous().post("/api/v1/auth/patron-login", body).await
    };
    for _ in 0..10 {
        login("0000").await.assert_problem(401, "wrong-credentials");
    }

    login(PIN).await.assert_problem(429, "locked-out");

    let pin = format!("/api/v1/patrons/{}/pin", patron.id);
    app.assistant()
        .put(&pin, json!({"pin": "8052"}))
        .await
        .assert_status(204);
    login("8052").await.assert_status(200);
}
