use super::{PIN, claims, open_library, patron_with_pin, refresh};
use crate::support::{Answer, TestApp, json};

async fn log_in(app: &TestApp, card: &str, pin: &str) -> Answer {
    let body = json!({"card_number": card, "pin": pin});
    app.anonymous().post("/api/v1/auth/patron-login", body).await
}

#[actix_web::test]
async fn a_patron_signs_in_by_card_and_pin() {
    let app = open_library().await;
    let patron = patron_with_pin(&app).await;

    let answer = log_in(&app, &format!(" {} ", patron.card.to_lowercase()), PIN).await;

    answer.assert_status(200);
    assert_eq!(answer.json["patron"]["id"], json!(patron.id));
    assert_eq!(answer.json["expires_in"], 900);
    let claims = claims(&answer.json["access_token"]);
    assert_eq!(claims["aud"], "carrel-patron");
    assert_eq!(claims["role"], json!(null));
    assert_eq!(claims["branch"], json!(app.branch_id));
    let refreshed = refresh(&app, &answer.json["refresh_token"]).await;
    refreshed.assert_status(200);
    assert_eq!(refreshed.json["patron"]["id"], json!(patron.id));
}

#[actix_web::test]
async fn a_patrons_token_is_no_staff_token() {
    let app = open_library().await;
    let patron = patron_with_pin(&app).await;
    let signed_in = log_in(&app, &patron.card, PIN).await;
    let caller = app.anonymous().bearer(super::text(&signed_in.json["access_token"]));

    let answer = caller
        .post("/api/v1/auth/context", json!({"branch_id": app.branch_id}))
        .await;

    answer.assert_problem(403, "forbidden");
}

#[actix_web::test]
async fn unknown_cards_wrong_pins_and_cards_out_of_use_are_the_same_answer() {
    let app = open_library().await;
    let patron = patron_with_pin(&app).await;
    let without_pin = app.patron().await;
    let lost = patron_with_pin(&app).await;
    let merged = patron_with_pin(&app).await;
    app.sql(&format!(
        "update patron_cards set state = 'lost', ended_at = now() where patron_id = '{}';
         update patrons set state = 'anonymised' where id = '{}'",
        lost.id, merged.id
    ))
    .await;

    for (card, pin) in [
        (patron.card.as_str(), "0000"),
        ("P999999", PIN),
        ("no card; at all", PIN),
        (&without_pin.card, PIN),
        (&lost.card, PIN),
        (&merged.card, PIN),
    ] {
        log_in(&app, card, pin).await.assert_problem(401, "wrong-credentials");
    }
    assert_eq!(app.audit("sign-in.failed").await, 6);
    let named = format!(
        "select count(*) from audit_events a where a::text ilike '%{}%'",
        patron.card
    );
    assert_eq!(app.count(&named).await, 0, "a card number is not kept");
}

#[actix_web::test]
async fn a_child_has_no_account_of_its_own_yet() {
    let app = open_library().await;
    let (child, teenager) = (patron_with_pin(&app).await, patron_with_pin(&app).await);
    app.sql(&format!(
        "update patrons set birth_on = '2013-03-11' where id = '{}';
         update patrons set birth_on = '2013-03-10' where id = '{}'",
        child.id, teenager.id
    ))
    .await;

    log_in(&app, &child.card, PIN).await.assert_problem(403, "forbidden");
    log_in(&app, &teenager.card, PIN).await.assert_status(200);
}

#[actix_web::test]
async fn a_patrons_session_lasts_a_month_unused() {
    let app = open_library().await;
    let patron = patron_with_pin(&app).await;
    let first = log_in(&app, &patron.card, PIN).await.json["refresh_token"].clone();
    app.set_clock("2026-04-09T11:59:59Z");
    let second = refresh(&app, &first).await;
    second.assert_status(200);

    app.set_clock("2026-05-09T12:00:00Z");

    refresh(&app, &second.json["refresh_token"])
        .await
        .assert_problem(401, "unauthenticated");
}
