//! Who has a record already is not given a second one by accident.

use super::{CHILD, newcomer, path, register};
use crate::support::{Answer, TestApp, Value, json};

const PATRONS: &str = "/api/v1/patrons";
const LOOK_UP: &str = "/api/v1/patrons/duplicates";

async fn post(app: &TestApp, with: Value) -> Answer {
    app.assistant().once().post(PATRONS, newcomer(app, with)).await
}

fn ines() -> Value {
    json!({"given_name": "Inés", "family_name": "Ortega", "birth_on": "1991-04-02"})
}

#[actix_web::test]
async fn the_same_name_and_birth_are_asked_about_and_may_be_confirmed() {
    let app = TestApp::start().await;
    let first = register(&app, ines()).await;
    let again = json!({"given_name": "INES", "family_name": "ortega", "birth_on": "1991-04-02"});

    let refused = post(&app, again.clone()).await;

    refused.assert_blocked(&["possible-duplicate"]);
    let block = &refused.json["blocks"][0];
    assert_eq!(block["level"], "confirm");
    assert_eq!(
        block["facts"],
        json!({"patron_id": first.json["id"], "matched_by": "name_and_birth"})
    );
    assert!(!refused.text.contains("Ortega"), "{}", refused.text);
    assert_eq!(app.count("select count(*) from patrons").await, 1);

    let mut confirmed = again;
    confirmed["override"] = json!({"codes": ["possible-duplicate"]});
    post(&app, confirmed).await.assert_status(201);
    let lifted = "select count(*) from audit_events where deed = 'patron.registered'
        and changes->'lifted' = '[\"possible-duplicate\"]'";
    assert_eq!(app.count(lifted).await, 1);
}

#[actix_web::test]
async fn a_refusal_frees_the_key_for_the_confirmation() {
    let app = TestApp::start().await;
    register(&app, ines()).await;
    let caller = app.assistant().once();
    let mut body = newcomer(&app, ines());

    caller
        .post(PATRONS, body.clone())
        .await
        .assert_blocked(&["possible-duplicate"]);
    body["override"] = json!({"codes": ["possible-duplicate"]});
    let first = caller.post(PATRONS, body.clone()).await;
    let replay = caller.post(PATRONS, body).await;

    first.assert_status(201);
    assert_eq!(replay.text, first.text);
    assert_eq!(replay.header("idempotency-replayed"), "true");
    assert_eq!(app.count("select count(*) from patrons").await, 2);
}

#[actix_web::test]
async fn an_address_or_a_phone_tells_too_however_it_is_written() {
    let app = TestApp::start().await;
    let first = register(
        &app,
        json!({"birth_on": null, "email": "ines@example.org", "phone": "+34 600 123 456"}),
    )
    .await;
    for (with, matched_by) in [
        (json!({"given_name": "Bo", "email": "INES@Example.org"}), "email"),
        (json!({"given_name": "Bo", "phone": "600-123-456"}), "phone"),
    ] {
        let refused = post(&app, with).await;
        refused.assert_blocked(&["possible-duplicate"]);
        assert_eq!(
            refused.json["blocks"][0]["facts"],
            json!({"patron_id": first.json["id"], "matched_by": matched_by})
        );
    }
    post(&app, json!({"given_name": "Bo", "phone": "600-123-457"}))
        .await
        .assert_status(201);
}

#[actix_web::test]
async fn a_family_shares_addresses_but_not_a_name_and_a_birthday() {
    let app = TestApp::start().await;
    let parent = register(&app, json!({"email": "home@example.org", "phone": "600 123 456"})).await;
    let child = |given: &str| {
        json!({
            "given_name": given, "birth_on": CHILD, "guardian_id": parent.json["id"],
            "email": "home@example.org", "phone": "600 123 456",
        })
    };

    let first = post(&app, child("Ana")).await;
    let twin = post(&app, child("Bea")).await;
    let again = post(&app, child("Ana")).await;

    first.assert_status(201);
    twin.assert_status(201);
    again.assert_blocked(&["possible-duplicate"]);
    assert_eq!(again.json["blocks"][0]["facts"]["patron_id"], first.json["id"]);
}

#[actix_web::test]
async fn every_other_record_is_named_at_once() {
    let app = TestApp::start().await;
    register(&app, ines()).await;
    register(
        &app,
        json!({"given_name": "Bo", "birth_on": null, "email": "x@example.org"}),
    )
    .await;
    let mut both = ines();
    both["email"] = json!("x@example.org");

    post(&app, both)
        .await
        .assert_blocked(&["possible-duplicate", "possible-duplicate"]);
}

#[actix_web::test]
async fn a_change_that_makes_two_alike_is_asked_about() {
    let app = TestApp::start().await;
    register(
        &app,
        json!({"given_name": "Bo", "birth_on": "1950-01-01", "email": "bo@example.org"}),
    )
    .await;
    let other = register(
        &app,
        json!({"given_name": "Bob", "birth_on": "1950-01-01", "phone": "600123456"}),
    )
    .await;
    let (assistant, path) = (app.assistant(), path(&other.json["id"]));
    let change = async |tag: &str, with: Value| assistant.if_match(tag).patch(&path, with).await;

    change("\"v1\"", json!({"given_name": "Bo"}))
        .await
        .assert_blocked(&["possible-duplicate"]);
    // The same day of birth, so a shared address is no other person's.
    change("\"v1\"", json!({"email": "BO@example.org"}))
        .await
        .assert_blocked(&["possible-duplicate"]);
    change("\"v1\"", json!({"phone": "600123456", "address": "1 Main Street"}))
        .await
        .assert_status(200);
    let confirmed = json!({"given_name": "Bo", "override": {"codes": ["possible-duplicate"]}});
    change("\"v2\"", confirmed).await.assert_status(200);
    change("\"v3\"", json!({"desk_note": "Twin of the other"}))
        .await
        .assert_status(200);
}

#[actix_web::test]
async fn a_form_asks_as_it_is_filled_in() {
    let app = TestApp::start().await;
    let known = register(&app, ines()).await;
    let undated = register(&app, json!({"birth_on": null, "given_name": "Inés"})).await;
    let assistant = app.assistant();

    let by_name = assistant
        .post(LOOK_UP, json!({"given_name": "ortega", "family_name": "inés"}))
        .await;
    let by_birth = assistant.post(LOOK_UP, ines()).await;
    let nobody = assistant.post(LOOK_UP, json!({"given_name": "Inés"})).await;
    let own = assistant
        .post(
            LOOK_UP,
            json!({"given_name": "Inés", "family_name": "Ortega", "patron_id": undated.json["id"]}),
        )
        .await;

    by_name.assert_status(200);
    assert_eq!(by_name.json["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(by_name.json["items"][0]["matched_by"], json!(["name"]));
    assert_eq!(by_name.json["items"][0]["is_warning"], false);
    let first = &by_birth.json["items"][0];
    assert_eq!(
        (&first["id"], &first["name"]),
        (&known.json["id"], &json!("Inés Ortega"))
    );
    assert_eq!(first["matched_by"], json!(["name_and_birth"]));
    assert_eq!(first["is_warning"], true);
    assert_eq!(first["card_number"], known.json["card_number"]);
    assert_eq!(nobody.json["items"], json!([]));
    assert_eq!(own.json["items"].as_array().map(Vec::len), Some(1));
    let noted = "select count(*) from audit_events where deed = 'patron.searched'
        and changes = '{\"by\": [\"name\", \"birth_on\"], \"found\": 2}'";
    assert_eq!(app.count(noted).await, 1);
}

#[actix_web::test]
async fn who_is_merged_or_gone_is_nobodys_twin() {
    let app = TestApp::start().await;
    let (one, other) = (register(&app, ines()).await, app.patron().await);
    super::merge(&app, super::id_of(&one), other.id).await;

    post(&app, ines()).await.assert_status(201);
}

#[actix_web::test]
async fn wrong_fields_and_callers_are_refused() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    app.assistant()
        .post(LOOK_UP, json!({"email": "nobody", "phone": "call me", "sex": "x"}))
        .await
        .assert_fields(&[("/sex", "unknown-field")]);
    app.assistant()
        .post(LOOK_UP, json!({"email": "nobody", "phone": "call me"}))
        .await
        .assert_fields(&[("/email", "email"), ("/phone", "phone")]);
    app.anonymous()
        .post(LOOK_UP, ines())
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .post(LOOK_UP, ines())
        .await
        .assert_problem(403, "forbidden");
}
