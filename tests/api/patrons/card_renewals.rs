//! Until when a card is good, and what that costs.

use futures_util::future::join_all;
use uuid::Uuid;

use super::{CHILD, id_of, merge, newcomer, path, register};
use crate::support::{Answer, TestApp, json};

async fn renew(app: &TestApp, patron: &Answer) -> Answer {
    let path = format!("{}/card-renewals", path(&patron.json["id"]));
    app.assistant().once().post(&path, json!({})).await
}

async fn a_year(app: &TestApp) {
    app.sql("update patron_categories set enrolment_months = 12, enrolment_fee = 250")
        .await;
}

#[actix_web::test]
async fn t01_a_card_is_renewed_from_where_the_library_says() {
    let app = TestApp::start().await;
    app.sql("update patron_categories set enrolment_months = 12").await;
    for (from, until) in [
        ("today", "2027-03-10"),
        ("expiry", "2027-02-10"),
        ("later", "2027-03-10"),
    ] {
        app.sql(&format!("update library set card_renewal_from = '{from}'"))
            .await;
        let patron = register(&app, json!({"expires_on": "2026-02-10"})).await;

        let answer = renew(&app, &patron).await;

        answer.assert_status(201);
        assert_eq!(answer.json["expires_on_before"], "2026-02-10");
        assert_eq!(answer.json["expires_on"], until, "{from}");
        assert_eq!(answer.json["renewed_at"], "2026-03-10T12:00:00Z");
        assert_eq!(answer.json["fee"], json!(null));
        let read = app.assistant().get(&path(&patron.json["id"])).await;
        assert_eq!(read.json["expires_on"], until);
        assert_eq!(read.json["blocks"], json!([]), "it had expired");
        assert_eq!(read.header("etag"), "\"v2\"");
    }
    assert_eq!(app.audit("patron.card-renewed").await, 3);
    assert_eq!(app.events("patron.card-renewed").await, 3);
    assert_eq!(app.count("select count(*) from card_renewals").await, 3);
}

#[actix_web::test]
async fn t03_a_card_that_ends_soon_says_so() {
    let app = TestApp::start().await;
    app.sql("update library set card_warning_days = 20").await;
    for (expires_on, soon) in [("2026-03-20", true), ("2026-03-31", false), ("2026-03-09", false)] {
        let patron = register(&app, json!({"expires_on": expires_on})).await;
        assert_eq!(patron.json["expires_soon"], soon, "{expires_on}");
    }
    app.sql("update library set card_warning_days = 0").await;
    let patron = register(&app, json!({"expires_on": "2026-03-11"})).await;
    assert_eq!(patron.json["expires_soon"], false);
}

#[actix_web::test]
async fn t05_enrolling_renewing_and_moving_cost_what_the_library_says() {
    let app = TestApp::start().await;
    a_year(&app).await;
    let youth = Uuid::now_v7();
    app.sql(&format!(
        "insert into patron_categories (id, code, name, enrolment_months, enrolment_fee)
         values ('{youth}', 'YOUTH', 'Youth', 12, 400)"
    ))
    .await;

    let patron = register(&app, json!({})).await;
    assert_eq!(patron.json["balance"], 250, "enrolling costs at once");
    let renewed = renew(&app, &patron).await;
    assert_eq!(renewed.json["fee"], 250);
    let path = path(&patron.json["id"]);
    let moved = app
        .assistant()
        .if_match("\"v2\"")
        .patch(&path, json!({"patron_category_id": youth}))
        .await;
    assert_eq!(
        moved.json["balance"], 500,
        "moving costs nothing unless the library says so"
    );
    app.sql("update library set enrolment_fee_on_category_change = true, enrolment_fee_on_renewal = false")
        .await;
    let back = app
        .assistant()
        .if_match("\"v3\"")
        .patch(&path, json!({"patron_category_id": app.category_id}))
        .await;
    assert_eq!(back.json["balance"], 750);
    assert_eq!(renew(&app, &patron).await.json["fee"], json!(null));

    let account = app.assistant().get(&format!("{path}/account")).await;
    assert_eq!(account.json["balance"], 750);
    assert_eq!(account.json["fines"].as_array().map(Vec::len), Some(3));
    assert_eq!(account.json["fines"][0]["kind"], "card");
    assert_eq!(app.events("fine.charged").await, 3);
}

#[actix_web::test]
async fn whoever_has_outgrown_a_category_is_renewed_in_another() {
    let app = TestApp::start().await;
    let child = Uuid::now_v7();
    app.sql(&format!(
        "update patron_categories set enrolment_months = 12;
         insert into patron_categories (id, code, name, max_age, enrolment_months)
         values ('{child}', 'CHILD', 'Child', 17, 12)"
    ))
    .await;
    let guardian = app.patron().await;
    let with = json!({"birth_on": CHILD, "guardian_id": guardian.id, "patron_category_id": child});
    let patron = register(&app, with).await;
    assert_eq!(patron.json["has_outgrown_category"], false);
    app.set_clock("2034-01-15T12:00:00Z");
    let path = path(&patron.json["id"]);

    let grown = app.assistant().get(&path).await;
    assert_eq!(grown.json["has_outgrown_category"], true);
    assert_eq!(grown.json["is_minor"], false);
    renew(&app, &patron)
        .await
        .assert_fields(&[("/patron_category_id", "wrong-age")]);
    let answer = app
        .assistant()
        .once()
        .post(
            &format!("{path}/card-renewals"),
            json!({"patron_category_id": app.category_id}),
        )
        .await;

    answer.assert_status(201);
    let read = app.assistant().get(&path).await;
    assert_eq!(read.json["category"]["code"], "ADULT");
    assert_eq!(read.json["has_outgrown_category"], false);
}

#[actix_web::test]
async fn what_would_not_last_longer_is_refused() {
    let app = TestApp::start().await;
    a_year(&app).await;
    app.sql("update library set card_renewal_from = 'today'").await;
    let for_ever = app.patron().await;
    let far = register(&app, json!({"expires_on": "2030-01-01"})).await;
    let gone = register(&app, json!({"expires_on": "2026-02-10"})).await;
    merge(&app, id_of(&gone), for_ever.id).await;

    renew(&app, &far).await.assert_problem(409, "conflict");
    renew(&app, &gone).await.assert_problem(409, "conflict");
    let path = format!("/api/v1/patrons/{}/card-renewals", for_ever.id);
    app.assistant()
        .once()
        .post(&path, json!({}))
        .await
        .assert_problem(409, "conflict");
    assert_eq!(app.count("select count(*) from card_renewals").await, 0);
}

#[actix_web::test]
async fn one_key_ten_times_at_once_is_one_year_and_one_fee() {
    let app = TestApp::start().await;
    a_year(&app).await;
    let patron = register(&app, json!({"expires_on": "2026-05-01"})).await;
    let (caller, path) = (app.assistant().once(), path(&patron.json["id"]));

    let answers = join_all((0..10).map(|_| {
        let (caller, path) = (caller.clone(), format!("{path}/card-renewals"));
        async move { caller.post(&path, json!({})).await }
    }))
    .await;

    assert!(answers.iter().all(|answer| [201, 409].contains(&answer.status)));
    let read = app.assistant().get(&path).await;
    assert_eq!(read.json["expires_on"], "2027-05-01");
    assert_eq!(read.json["balance"], 500, "enrolling and one renewal");
    assert_eq!(app.audit("patron.card-renewed").await, 1);
}

#[actix_web::test]
async fn two_desks_at_once_renew_one_after_the_other() {
    let app = TestApp::start().await;
    a_year(&app).await;
    let patron = register(&app, json!({"expires_on": "2026-05-01"})).await;

    let answers = join_all([(); 4].map(|()| renew(&app, &patron))).await;

    let mut ends: Vec<String> = answers
        .iter()
        .map(|answer| answer.json["expires_on"].to_string())
        .collect();
    ends.sort();
    assert_eq!(
        ends,
        ["\"2027-05-01\"", "\"2028-05-01\"", "\"2029-05-01\"", "\"2030-05-01\""]
    );
}

#[actix_web::test]
async fn the_settings_are_bounded() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor().if_match("\"v1\"");
    supervisor
        .patch("/api/v1/library", json!({"card_warning_days": 366}))
        .await
        .assert_fields(&[("/card_warning_days", "range")]);
    supervisor
        .patch("/api/v1/library", json!({"card_renewal_from": "birth"}))
        .await
        .assert_fields(&[("/card_renewal_from", "wrong-type")]);
    let category = format!("/api/v1/patron-categories/{}", app.category_id);
    supervisor
        .patch(&category, json!({"enrolment_fee": 0}))
        .await
        .assert_fields(&[("/enrolment_fee", "range")]);
    let changed = supervisor
        .patch(
            "/api/v1/library",
            json!({"card_warning_days": 14, "card_renewal_from": "today"}),
        )
        .await;
    assert_eq!(changed.json["card_warning_days"], 14);
    assert_eq!(changed.json["card_renewal_from"], "today");
}

#[actix_web::test]
async fn a_key_is_needed_and_other_callers_are_refused() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let path = format!("/api/v1/patrons/{}/card-renewals", patron.id);
    let nobody = format!("/api/v1/patrons/{}/card-renewals", Uuid::now_v7());

    app.assistant()
        .post(&path, json!({}))
        .await
        .assert_problem(400, "missing-header");
    let caller = app.assistant().once();
    caller.post(&nobody, json!({})).await.assert_problem(404, "not-found");
    caller
        .post(&path, json!({"patron_category_id": Uuid::now_v7()}))
        .await
        .assert_fields(&[("/patron_category_id", "unknown")]);
    app.anonymous()
        .once()
        .post(&path, json!({}))
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .once()
        .post(&path, newcomer(&app, json!({})))
        .await
        .assert_problem(403, "forbidden");
}
