use super::{path, register};
use crate::support::{PatronFixture, TestApp, json};

#[actix_web::test]
async fn a_new_pin_ends_what_the_old_one_began() {
    let app = TestApp::start().await;
    let patron = register(&app, json!({"pin": "4711"})).await;
    let path = path(&patron.json["id"]);
    let website = app.anonymous();
    let sign_in = async |pin: &str| {
        let body = json!({"card_number": patron.json["card_number"], "pin": pin});
        website.post("/api/v1/auth/patron-login", body).await
    };
    let session = sign_in("4711").await;
    session.assert_status(200);

    let answer = app
        .assistant()
        .put(&format!("{path}/pin"), json!({"pin": "80412"}))
        .await;

    answer.assert_status(204);
    assert_eq!(answer.text, "");
    website
        .post(
            "/api/v1/auth/refresh",
            json!({"refresh_token": session.json["refresh_token"]}),
        )
        .await
        .assert_status(401);
    sign_in("4711").await.assert_problem(401, "wrong-credentials");
    sign_in("80412").await.assert_status(200);
    assert_eq!(app.assistant().get(&path).await.json["has_pin"], true);
    assert_eq!(app.audit("patron.pin-set").await, 1);
    let kept = "select count(*) from patrons p where p::text like '%80412%' or pin_hash not like '$argon2id$%'";
    assert_eq!(app.count(kept).await, 0);
}

#[actix_web::test]
async fn an_easy_pin_is_refused() {
    let app = TestApp::start().await;
    let patron = register(&app, json!({"card_number": "2000047", "pin": "8421"})).await;
    let path = format!("{}/pin", path(&patron.json["id"]));
    for (pin, code) in [
        ("1991", "birth-year"),
        ("0047", "card-tail"),
        ("00047", "card-tail"),
        ("123", "pin"),
        ("123456789", "pin"),
        ("１２３４", "pin"),
        ("12 34", "pin"),
    ] {
        let answer = app.assistant().put(&path, json!({"pin": pin})).await;
        answer.assert_fields(&[("/pin", code)]);
        // The request's id may hold the same digits by chance.
        let told = answer
            .text
            .replace(answer.json["instance"].as_str().expect("an id"), "");
        assert!(!told.contains(pin), "a PIN is never told");
    }
}

#[actix_web::test]
async fn only_staff_set_it() {
    let app = TestApp::start().await;
    let patron: PatronFixture = app.patron().await;
    let path = format!("/api/v1/patrons/{}/pin", patron.id);
    let pin = json!({"pin": "80412"});

    app.anonymous()
        .put(&path, pin.clone())
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .put(&path, pin.clone())
        .await
        .assert_problem(403, "forbidden");
    let nobody = format!("/api/v1/patrons/{}/pin", uuid::Uuid::now_v7());
    app.assistant().put(&nobody, pin).await.assert_problem(404, "not-found");
}
