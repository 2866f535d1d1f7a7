use futures_util::future::join_all;
use uuid::Uuid;

use super::{ITEMS, lend};
use crate::support::{Answer, ItemFixture, TestApp, Value, json, trials};

async fn change(app: &TestApp, item: &ItemFixture, patch: Value) -> Answer {
    let path = format!("{ITEMS}/{}", item.id);
    let tag = app.assistant().get(&path).await.header("etag");
    app.assistant().if_match(&tag).patch(&path, patch).await
}

#[actix_web::test]
async fn what_is_said_changes_and_the_rest_stays() {
    let app = TestApp::start().await;
    let item = app.item().await;
    app.sql("update items set part = '1', staff_note = 'old'").await;

    let answer = change(
        &app,
        &item,
        json!({ "call_number": " FIC AUS ", "staff_note": null, "barcode": "a-1" }),
    )
    .await;

    answer.assert_status(200);
    assert_eq!(answer.header("etag"), "\"v2\"");
    assert_eq!(answer.json["call_number"], "FIC AUS");
    assert_eq!(answer.json["staff_note"], json!(null));
    assert_eq!(answer.json["part"], "1");
    assert_eq!(answer.json["barcode"], "A-1");
    assert_eq!(
        (app.audit("item.changed").await, app.events("item.changed").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn notes_about_people_stay_out_of_the_audit() {
    let app = TestApp::start().await;
    let item = app.item().await;

    let mut told = serde_json::Map::new();
    for field in [
        "staff_note",
        "public_note",
        "check_out_message",
        "check_in_message",
        "missing_parts",
    ] {
        told.insert(field.to_owned(), json!("Mrs Marple dropped it"));
    }
    change(&app, &item, Value::Object(told)).await.assert_status(200);

    let told = "select count(*) from audit_events where changes::text like '%Marple%'";
    assert_eq!(app.count(told).await, 0);
}

#[actix_web::test]
async fn staff_say_what_they_see() {
    let app = TestApp::start().await;
    let item = app.item().await;
    for status in [
        "missing",
        "in_processing",
        "in_repair",
        "on_order",
        "withdrawn",
        "available",
    ] {
        app.set_clock("2026-03-10T12:30:00Z");
        let answer = change(&app, &item, json!({ "status": status })).await;
        answer.assert_status(200);
        assert_eq!(answer.json["status"], status);
        assert_eq!(answer.json["status_at"], "2026-03-10T12:30:00Z");
    }
}

#[actix_web::test]
async fn the_same_status_again_has_not_changed() {
    let app = TestApp::start().await;
    let (item, patron) = (app.item().await, app.patron().await);
    app.sql("update items set status = 'missing', status_at = '2026-01-01T00:00:00Z'")
        .await;

    let answer = change(&app, &item, json!({ "status": "missing", "part": "2" })).await;

    answer.assert_status(200);
    assert_eq!(answer.json["status_at"], "2026-01-01T00:00:00Z");
    lend(&app, item.id, patron.id, "2026-03-24T22:59:59Z").await;
    change(&app, &item, json!({ "part": "3" })).await.assert_status(200);
}

#[actix_web::test]
async fn nothing_is_said_of_what_somebody_has() {
    let app = TestApp::start().await;
    let (item, patron, other) = (app.item().await, app.patron().await, app.item().await);
    lend(&app, item.id, patron.id, "2026-03-24T22:59:59Z").await;
    for status in ["on_loan", "lost", "claimed_returned"] {
        app.sql(&format!(
            "update items set status = '{status}' where id = '{}'",
            item.id
        ))
        .await;
        change(&app, &item, json!({ "status": "available" }))
            .await
            .assert_problem(409, "conflict");
    }
    change(&app, &item, json!({ "title_id": other.title_id }))
        .await
        .assert_problem(409, "conflict");
    change(&app, &item, json!({ "title_id": item.title_id }))
        .await
        .assert_status(200);
    assert_eq!(app.count("select count(*) from loans where closed_at is null").await, 1);
}

#[actix_web::test]
async fn what_waits_on_the_hold_shelf_waits_for_its_patron() {
    let app = TestApp::start().await;
    let item = app.item().await;
    app.sql("update items set status = 'on_hold_shelf'").await;

    change(&app, &item, json!({ "status": "available" }))
        .await
        .assert_problem(409, "conflict");
    change(&app, &item, json!({ "call_number": "B 1" }))
        .await
        .assert_status(200);
}

#[actix_web::test]
async fn what_was_under_way_is_here_once_somebody_says_so() {
    let app = TestApp::start().await;
    let item = app.item().await;
    app.sql(&format!(
        "update items set status = 'in_transit', in_transit_to_id = '{0}', current_branch_id = '{0}'",
        app.other_branch_id
    ))
    .await;

    let answer = change(&app, &item, json!({ "status": "in_repair" })).await;

    answer.assert_status(200);
    assert_eq!(answer.json["in_transit_to"], json!(null));
    assert_eq!(answer.json["current_branch"]["code"], "CEN");
}

#[actix_web::test]
async fn another_home_branch_needs_a_location_there() {
    let app = TestApp::start().await;
    let item = app.item().await;

    let alone = change(&app, &item, json!({ "home_branch_id": app.other_branch_id })).await;
    let both = change(
        &app,
        &item,
        json!({ "home_branch_id": app.other_branch_id, "location_id": app.other_location_id }),
    )
    .await;

    alone.assert_fields(&[("/location_id", "unknown")]);
    both.assert_status(200);
    assert_eq!(both.json["home_branch"]["code"], "RIV");
    assert_eq!(both.json["current_branch"]["code"], "CEN");
}

#[actix_web::test]
async fn wrong_fields_are_told() {
    let app = TestApp::start().await;
    let (item, other) = (app.item().await, app.item().await);

    change(&app, &item, json!({ "status": "on_loan" }))
        .await
        .assert_fields(&[("/status", "wrong-type")]);
    change(&app, &item, json!({ "barcode": "é" }))
        .await
        .assert_fields(&[("/barcode", "barcode")]);
    change(&app, &item, json!({ "barcode": "" }))
        .await
        .assert_fields(&[("/barcode", "length")]);
    change(&app, &item, json!({ "part": "" }))
        .await
        .assert_fields(&[("/part", "length")]);
    change(&app, &item, json!({ "replacement_price": -5 }))
        .await
        .assert_fields(&[("/replacement_price", "range")]);
    change(&app, &item, json!({ "loan": null }))
        .await
        .assert_fields(&[("/loan", "unknown-field")]);
    for field in ["title_id", "item_type_id", "collection_id"] {
        change(&app, &item, json!({ field: Uuid::now_v7() }))
            .await
            .assert_fields(&[(&format!("/{field}"), "unknown")]);
    }
    let taken = change(&app, &item, json!({ "barcode": other.barcode })).await;
    taken.assert_problem(409, "already-exists");
    assert_eq!(taken.json["errors"][0]["pointer"], "/barcode");
}

#[actix_web::test]
async fn the_version_read_must_be_named_and_current() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let path = format!("{ITEMS}/{}", item.id);
    let assistant = app.assistant();

    assistant
        .patch(&path, json!({ "part": "1" }))
        .await
        .assert_problem(428, "if-match-missing");
    assistant
        .if_match("\"v9\"")
        .patch(&path, json!({ "part": "1" }))
        .await
        .assert_problem(412, "stale");
    let nowhere = format!("{ITEMS}/{}", Uuid::now_v7());
    assistant
        .if_match("\"v1\"")
        .patch(&nowhere, json!({ "part": "1" }))
        .await
        .assert_problem(404, "not-found");
}

#[actix_web::test]
async fn of_many_who_change_one_version_one_does() {
    let app = TestApp::start().await;
    for trial in 0..trials() {
        let item = app.item().await;
        let caller = app.assistant().if_match("\"v1\"");
        let path = format!("{ITEMS}/{}", item.id);

        let answers = join_all((0..4).map(|part| caller.patch(&path, json!({ "part": part.to_string() })))).await;

        let done = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(done, 1, "trial {trial}");
        assert!(
            answers.iter().all(|answer| matches!(answer.status, 200 | 412)),
            "trial {trial}"
        );
    }
}

#[actix_web::test]
async fn patrons_and_the_public_change_nothing() {
    let app = TestApp::start().await;
    let (item, patron) = (app.item().await, app.patron().await);
    let path = format!("{ITEMS}/{}", item.id);

    app.anonymous()
        .if_match("\"v1\"")
        .patch(&path, json!({}))
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .if_match("\"v1\"")
        .patch(&path, json!({}))
        .await
        .assert_problem(403, "forbidden");
}
