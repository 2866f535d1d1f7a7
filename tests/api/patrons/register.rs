use uuid::Uuid;

use super::{CHILD, newcomer, path, register};
use crate::support::{TestApp, json};

const PATRONS: &str = "/api/v1/patrons";

#[actix_web::test]
async fn a_patron_is_registered_with_card_and_account() {
    let app = TestApp::start().await;
    app.sql("update patron_categories set enrolment_months = 12").await;

    let answer = register(
        &app,
        json!({
            "card_number": " a0001b ", "preferred_name": "Nes", "email": "ines@example.org", "phone": "+34 (600) 123-456",
            "address": "1 Main Street\nTown", "postal_code": "28001", "city": "Madrid", "country": "ES",
            "wants_notices": false, "notice_channel": "text_message", "keeps_history": true, "language": "es", "desk_note": "Speaks softly", "pin": "4711",
        }),
    )
    .await;

    let patron = &answer.json;
    assert_eq!(answer.header("location"), path(&patron["id"]));
    assert_eq!(answer.header("etag"), "\"v1\"");
    assert_eq!(patron["name"], "Nes Ortega");
    assert_eq!(
        patron["card_number"], "0001",
        "Codabar's letters are dropped, zeros stay"
    );
    assert_eq!(patron["cards"], json!([{"number": "0001", "state": "active"}]));
    assert_eq!((&patron["age"], &patron["is_minor"]), (&json!(34), &json!(false)));
    assert_eq!(patron["category"]["code"], "ADULT");
    assert_eq!(patron["home_branch"]["code"], "CEN", "the desk's branch");
    assert_eq!(
        patron["expires_on"], "2027-03-10",
        "as long as the category's enrolment"
    );
    assert_eq!(patron["address"], "1 Main Street\nTown");
    assert_eq!(
        (&patron["postal_code"], &patron["city"], &patron["country"]),
        (&json!("28001"), &json!("Madrid"), &json!("ES"))
    );
    assert_eq!(
        (
            &patron["wants_notices"],
            &patron["notice_channel"],
            &patron["keeps_history"]
        ),
        (&json!(false), &json!("text_message"), &json!(true))
    );
    assert_eq!(
        (&patron["state"], &patron["merged_into"]),
        (&json!("active"), &json!(null))
    );
    assert_eq!(patron["has_pin"], true);
    assert_eq!(
        patron["counts"],
        json!({"loans": 0, "on_site_loans": 0, "overdue": 0, "lost": 0, "claims": 0})
    );
    assert_eq!((&patron["balance"], &patron["blocks"]), (&json!(0), &json!([])));
    assert!(!answer.text.contains("4711"), "a PIN is never told");
    app.assistant()
        .get(&format!("{}/account", answer.header("location")))
        .await
        .assert_status(200);
    assert_eq!(app.audit("patron.registered").await, 1);
    assert_eq!(app.events("patron.registered").await, 1);
}

#[actix_web::test]
async fn what_is_left_out_is_null() {
    let app = TestApp::start().await;

    let answer = register(&app, json!({"birth_on": null})).await;

    for field in [
        "preferred_name",
        "birth_on",
        "age",
        "email",
        "phone",
        "address",
        "language",
        "expires_on",
        "merged_into",
        "desk_note",
        "postal_code",
        "city",
        "country",
        "notice_channel",
    ] {
        assert_eq!(answer.json.get(field), Some(&json!(null)), "{field}");
    }
    assert_eq!(
        answer.json["is_minor"], false,
        "without a date of birth nobody is a minor"
    );
    assert_eq!(answer.json["has_pin"], false);
    assert_eq!(
        (&answer.json["wants_notices"], &answer.json["keeps_history"]),
        (&json!(true), &json!(false))
    );
}

#[actix_web::test]
async fn names_of_every_script_are_kept() {
    let app = TestApp::start().await;
    for (given, family, name) in [
        ("𝒜da", "𠮷野", "𝒜da 𠮷野"),
        ("שרה", "כהן", "שרה כהן"),
        ("فاطمة", "الزهراء", "فاطمة الزهراء"),
        ("Zoe\u{308} ", "O’Brien-Łukasz", "Zoë O’Brien-Łukasz"),
        ("👩🏽‍🎓", "'; drop table patrons; --", "👩🏽‍🎓 '; drop table patrons; --"),
    ] {
        let answer = register(&app, json!({"given_name": given, "family_name": family})).await;

        assert_eq!(answer.json["name"], name);
    }
}

#[actix_web::test]
async fn a_hundred_characters_are_a_name_and_one_more_is_not() {
    let app = TestApp::start().await;
    let assistant = app.assistant();

    let longest = register(&app, json!({"family_name": "𠮷".repeat(100)})).await;
    let longer = assistant
        .once()
        .post(PATRONS, newcomer(&app, json!({"family_name": "a".repeat(101)})))
        .await;

    assert_eq!(longest.json["family_name"], "𠮷".repeat(100));
    longer.assert_fields(&[("/family_name", "length")]);
}

#[actix_web::test]
async fn wrong_fields_are_all_named() {
    let app = TestApp::start().await;
    let assistant = app.assistant();
    let body = newcomer(
        &app,
        json!({
            "card_number": "12 34", "given_name": "  ", "family_name": "a\u{7}b", "preferred_name": "", "email": "nobody",
            "phone": "call me", "address": "\u{1b}[2J", "language": "English", "birth_on": "1849-12-31",
            "expires_on": "9999-01-01", "pin": "12a4", "desk_note": "x".repeat(2001), "reason": "",
            "postal_code": "1\n2", "city": " ", "country": "es",
        }),
    );

    let answer = assistant.once().post(PATRONS, body).await;

    answer.assert_fields(&[
        ("/address", "control-character"),
        ("/birth_on", "range"),
        ("/card_number", "character"),
        ("/city", "blank"),
        ("/country", "country"),
        ("/desk_note", "length"),
        ("/email", "email"),
        ("/expires_on", "range"),
        ("/family_name", "control-character"),
        ("/given_name", "blank"),
        ("/language", "language"),
        ("/phone", "phone"),
        ("/pin", "pin"),
        ("/postal_code", "control-character"),
        ("/preferred_name", "length"),
        ("/preferred_name", "blank"),
        ("/reason", "length"),
        ("/reason", "blank"),
    ]);
    for sent in ["nobody", "call me", "12a4", "English"] {
        assert!(
            !answer.text.contains(sent),
            "a rejected value is never echoed: {}",
            answer.text
        );
    }
}

#[actix_web::test]
async fn dates_beyond_time_are_refused() {
    let app = TestApp::start().await;
    let assistant = app.assistant();
    for date in ["-4713-01-01", "+262142-12-31", "0000-01-01", "2026-03-11"] {
        let body = newcomer(&app, json!({"birth_on": date}));
        let answer = assistant.once().post(PATRONS, body).await;
        assert_eq!(answer.status, 422, "{date}: {}", answer.text);
        assert_eq!(answer.json["errors"][0]["pointer"], "/birth_on");
    }
}

#[actix_web::test]
async fn unknown_and_mistyped_fields_are_named() {
    let app = TestApp::start().await;
    let assistant = app.assistant();

    let unknown = assistant
        .once()
        .post(PATRONS, newcomer(&app, json!({"sex": "x"})))
        .await;
    let mistyped = assistant
        .once()
        .post(PATRONS, newcomer(&app, json!({"patron_category_id": 7})))
        .await;
    let missing = assistant.once().post(PATRONS, json!({"card_number": "N1"})).await;

    unknown.assert_fields(&[("/sex", "unknown-field")]);
    mistyped.assert_fields(&[("/patron_category_id", "wrong-type")]);
    missing.assert_fields(&[("/given_name", "missing")]);
}

#[actix_web::test]
async fn what_is_named_must_exist() {
    let app = TestApp::start().await;
    let closed = Uuid::now_v7();
    app.sql(&format!(
        "insert into branches (id, code, name, zone, is_active) values ('{closed}', 'OLD', 'Old', 'Europe/Berlin', false)"
    ))
    .await;
    let assistant = app.assistant();
    let post = async |with| assistant.once().post(PATRONS, newcomer(&app, with)).await;

    post(json!({"patron_category_id": Uuid::now_v7()}))
        .await
        .assert_fields(&[("/patron_category_id", "unknown")]);
    post(json!({"home_branch_id": Uuid::now_v7()}))
        .await
        .assert_fields(&[("/home_branch_id", "unknown")]);
    post(json!({"home_branch_id": closed}))
        .await
        .assert_fields(&[("/home_branch_id", "inactive")]);
    post(json!({"birth_on": CHILD, "guardian_id": Uuid::now_v7()}))
        .await
        .assert_fields(&[("/guardian_id", "unknown")]);
    assert_eq!(app.count("select count(*) from patrons").await, 0);
}

#[actix_web::test]
async fn an_easy_pin_is_refused() {
    let app = TestApp::start().await;
    let assistant = app.assistant();
    let post = async |with| assistant.once().post(PATRONS, newcomer(&app, with)).await;

    post(json!({"pin": "1991"}))
        .await
        .assert_fields(&[("/pin", "birth-year")]);
    post(json!({"pin": "98765", "card_number": "1298765"}))
        .await
        .assert_fields(&[("/pin", "card-tail")]);
}

#[actix_web::test]
async fn only_staff_register() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let body = newcomer(&app, json!({}));

    app.anonymous()
        .once()
        .post(PATRONS, body.clone())
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .once()
        .post(PATRONS, body)
        .await
        .assert_problem(403, "forbidden");
}

#[actix_web::test]
async fn the_audit_row_holds_nothing_of_the_person() {
    let app = TestApp::start().await;
    let answer = register(
        &app,
        json!({"email": "ines@example.org", "phone": "600123456", "desk_note": "A note", "pin": "4711"}),
    )
    .await;
    let tag = answer.header("etag");
    app.assistant()
        .if_match(&tag)
        .patch(
            &path(&answer.json["id"]),
            json!({"email": "other@example.org", "phone": null, "family_name": "Otro"}),
        )
        .await
        .assert_status(200);
    for secret in [
        "Ortega",
        "Otro",
        "example.org",
        "600123456",
        "A note",
        "1991",
        "4711",
        answer.json["card_number"].as_str().expect("a number"),
    ] {
        let rows = format!(
            "select (select count(*) from audit_events e where e::text like '%{secret}%')
                + (select count(*) from outbox o where o::text like '%{secret}%')"
        );
        assert_eq!(app.count(&rows).await, 0, "{secret}");
    }
}
