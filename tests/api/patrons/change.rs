use futures_util::future::join_all;
use uuid::Uuid;

use super::{CHILD, id_of, merge, path, register, registered};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn what_is_absent_stays_and_null_clears() {
    let app = TestApp::start().await;
    let patron = register(
        &app,
        json!({"email": "ines@example.org", "phone": "600123456", "preferred_name": "Nes"}),
    )
    .await;

    let answer = app
        .assistant()
        .if_match(&patron.header("etag"))
        .patch(
            &path(&patron.json["id"]),
            json!({"preferred_name": null, "phone": " +34 600 ", "expires_on": "2030-01-31", "desk_note": "Line\nLine"}),
        )
        .await;

    answer.assert_status(200);
    assert_eq!(answer.json["name"], "Inés Ortega");
    assert_eq!(answer.json["email"], "ines@example.org");
    assert_eq!(answer.json["phone"], "+34 600");
    assert_eq!(answer.json["expires_on"], "2030-01-31");
    assert_eq!(answer.json["desk_note"], "Line\nLine");
    assert_eq!(answer.header("etag"), "\"v2\"");
    assert_eq!(app.audit("patron.changed").await, 1);
    assert_eq!(app.events("patron.changed").await, 1);
}

#[actix_web::test]
async fn the_audit_row_tells_which_fields() {
    let app = TestApp::start().await;
    let patron = register(&app, json!({"expires_on": "2027-01-31"})).await;
    app.assistant()
        .if_match("\"v1\"")
        .patch(
            &path(&patron.json["id"]),
            json!({"email": "new@example.org", "expires_on": null}),
        )
        .await
        .assert_status(200);

    let told = "select count(*) from audit_events where deed = 'patron.changed' and changes =
        '{\"fields\": [\"email\", \"expires_on\"], \"before\": {\"expires_on\": \"2027-01-31\"},
          \"after\": {\"expires_on\": null}}'";
    assert_eq!(app.count(told).await, 1);
}

#[actix_web::test]
async fn the_version_read_must_be_named_and_current() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;
    let change = json!({"email": "new@example.org"});

    let unnamed = app.assistant().patch(&path, change.clone()).await;
    let stale = app.assistant().if_match("\"v7\"").patch(&path, change.clone()).await;
    let foreign = app.assistant().if_match("*").patch(&path, change).await;

    unnamed.assert_problem(428, "if-match-missing");
    stale.assert_problem(412, "stale");
    foreign.assert_problem(412, "stale");
}

#[actix_web::test]
async fn of_changes_at_once_one_is_kept_and_none_is_lost() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;
    for version in 1..=20 {
        let answers = join_all((0..4).map(|number| {
            let caller = app.assistant().if_match(&format!("\"v{version}\""));
            let path = path.clone();
            async move {
                caller
                    .patch(&path, json!({"phone": format!("60{version}{number}")}))
                    .await
            }
        }))
        .await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412, 412]);
        let kept = answers.iter().find(|answer| answer.status == 200).expect("one is kept");
        assert_eq!(app.assistant().get(&path).await.json["phone"], kept.json["phone"]);
    }
}

#[actix_web::test]
async fn wrong_fields_are_all_named() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;
    let patch = async |body| app.assistant().if_match("\"v1\"").patch(&path, body).await;

    patch(json!({"given_name": "", "email": "a@b@c", "phone": "()", "language": "e", "birth_on": "2300-01-01"}))
        .await
        .assert_fields(&[
            ("/birth_on", "range"),
            ("/email", "email"),
            ("/given_name", "length"),
            ("/given_name", "blank"),
            ("/language", "length"),
            ("/language", "language"),
            ("/phone", "phone"),
        ]);
    patch(json!({"given_name": null})).await.assert_status(200);
    let patch = async |body| app.assistant().if_match("\"v2\"").patch(&path, body).await;
    patch(json!({"card_number": "N1"}))
        .await
        .assert_fields(&[("/card_number", "unknown-field")]);
    patch(json!({"birth_on": "2026-03-11"}))
        .await
        .assert_fields(&[("/birth_on", "in-the-future")]);
    patch(json!({"patron_category_id": Uuid::now_v7()}))
        .await
        .assert_fields(&[("/patron_category_id", "unknown")]);
    patch(json!({"home_branch_id": Uuid::now_v7()}))
        .await
        .assert_fields(&[("/home_branch_id", "unknown")]);
}

#[actix_web::test]
async fn the_category_is_for_its_ages_but_old_records_stay_changeable() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;
    app.sql("update patron_categories set max_age = 17").await;

    let address = app
        .assistant()
        .if_match("\"v1\"")
        .patch(&path, json!({"address": "2 Main Street"}))
        .await;
    let birth = app
        .assistant()
        .if_match("\"v2\"")
        .patch(&path, json!({"birth_on": "1992-04-02"}))
        .await;
    let child = app
        .assistant()
        .if_match("\"v2\"")
        .patch(&path, json!({"birth_on": CHILD}))
        .await;

    address.assert_status(200);
    birth.assert_fields(&[("/patron_category_id", "wrong-age")]);
    child.assert_status(200);
    assert_eq!(child.json["is_minor"], true);
}

#[actix_web::test]
async fn a_closed_record_is_not_changed() {
    let app = TestApp::start().await;
    let (old, new) = (register(&app, json!({})).await, register(&app, json!({})).await);
    merge(&app, id_of(&old), id_of(&new)).await;
    let path = path(&old.json["id"]);
    let assistant = app.assistant();

    let answers = [
        assistant.if_match("\"v1\"").patch(&path, json!({"email": null})).await,
        assistant
            .post(&format!("{path}/cards"), json!({"number": "N9", "old_state": "lost"}))
            .await,
        assistant
            .post(&format!("{path}/restrictions"), json!({"reason": "Rude"}))
            .await,
        assistant.put(&format!("{path}/pin"), json!({"pin": "4711"})).await,
        assistant
            .post(
                &format!("{path}/guardians"),
                json!({"guardian_id": new.json["id"], "sees_charges": true, "sees_loans": true}),
            )
            .await,
    ];

    for answer in answers {
        answer.assert_problem(409, "conflict");
    }
}

#[actix_web::test]
async fn nobody_and_others_change_nothing() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let path = format!("/api/v1/patrons/{}", patron.id);
    let nobody = format!("/api/v1/patrons/{}", Uuid::now_v7());
    let change = json!({"email": "new@example.org"});

    app.assistant()
        .if_match("\"v1\"")
        .patch(&nobody, change.clone())
        .await
        .assert_problem(404, "not-found");
    app.anonymous()
        .if_match("\"v1\"")
        .patch(&path, change.clone())
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .if_match("\"v1\"")
        .patch(&path, change)
        .await
        .assert_problem(403, "forbidden");
}
