//! What becomes of holds when titles, patrons and items become others or go.

use carrel::housekeeping::HOUSEKEEPING;
use carrel::platform::jobs::run;

use super::{HOLDS, hand_in, hold, hold_with, path, positions, queue, read};
use crate::support::{PatronFixture, TestApp, Value, json};

async fn merge_titles(app: &TestApp, merged: uuid::Uuid, kept: uuid::Uuid) {
    let body = json!({"version": 1, "merged_title_id": merged, "merged_version": 1});
    let path = format!("/api/v1/titles/{kept}/merges");
    app.supervisor().post(&path, body).await.assert_status(200);
}

async fn merge_patrons(app: &TestApp, from: &PatronFixture, into: &PatronFixture) {
    let path = format!("/api/v1/patrons/{}/merges", from.id);
    let body = json!({"into_id": into.id});
    app.supervisor().once().post(&path, body).await.assert_status(200);
}

#[actix_web::test]
async fn a_merged_title_brings_its_queue_behind_the_one_that_is_there() {
    let app = TestApp::start().await;
    let (goes, stays) = (app.item().await, app.item().await);
    let client = app.assistant();
    let coming = queue(&app, goes.title_id, 2).await;
    let there = queue(&app, stays.title_id, 2).await;
    let double = hold(&client, &there[0].0, goes.title_id).await;

    merge_titles(&app, goes.title_id, stays.title_id).await;

    let order = [&there[0].1, &there[1].1, &coming[0].1, &coming[1].1].map(|hold| hold["id"].clone());
    assert_eq!(
        positions(&app, stays.title_id).await,
        order.into_iter().zip(1..).collect::<Vec<_>>()
    );
    assert_eq!(read(&app, &double).await["close_reason"], "merged");
    assert_eq!(hand_in(&client, &goes).await["hold"]["id"], there[0].1["id"]);
}

#[actix_web::test]
async fn what_waits_goes_over_with_its_title() {
    let app = TestApp::start().await;
    let (goes, stays, client) = (app.item().await, app.item().await, app.assistant());
    let coming = queue(&app, goes.title_id, 2).await;
    hand_in(&client, &goes).await;

    merge_titles(&app, goes.title_id, stays.title_id).await;

    assert_eq!(read(&app, &coming[0].1).await["state"], "waiting");
    super::check_out(&client, &coming[0].0, &goes).await.assert_status(201);
    assert_eq!(read(&app, &coming[0].1).await["state"], "filled");
    assert_eq!(positions(&app, stays.title_id).await, [(coming[1].1["id"].clone(), 1)]);
}

#[actix_web::test]
async fn of_two_holds_of_one_person_the_better_place_is_kept() {
    let app = TestApp::start().await;
    let (item, other, client) = (app.item().await, app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 3).await;
    let ((early, first), (late, third)) = (&queue[0], &queue[2]);
    let alone = hold(&client, early, other.title_id).await;

    merge_patrons(&app, early, late).await;

    let order = [first, &queue[1].1].map(|hold| hold["id"].clone());
    assert_eq!(
        positions(&app, item.title_id).await,
        order.into_iter().zip(1..).collect::<Vec<_>>()
    );
    let dropped = read(&app, third).await;
    assert_eq!(
        (&dropped["state"], &dropped["close_reason"]),
        (&json!("cancelled"), &json!("merged"))
    );
    for hold in [first, &alone] {
        assert_eq!(read(&app, hold).await["patron"]["id"], json!(late.id));
    }
}

#[actix_web::test]
async fn what_waits_for_a_person_is_better_than_any_place() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;
    hand_in(&client, &item).await;

    merge_patrons(&app, &queue[0].0, &queue[1].0).await;

    assert_eq!(read(&app, &queue[0].1).await["state"], "waiting");
    assert_eq!(read(&app, &queue[1].1).await["close_reason"], "merged");
}

#[actix_web::test]
async fn who_waits_is_not_anonymised_and_the_export_has_the_holds() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let patron = app.patron().await;
    let held = hold_with(&client, &patron, item.title_id, json!({"note": "Ring Bo first"})).await;
    let supervisor = app.supervisor();
    let person = format!("/api/v1/patrons/{}", patron.id);

    let export = supervisor.get(&format!("{person}/export")).await;
    assert_eq!(export.json["holds"][0]["id"], held["id"]);
    let anonymise = format!("{person}/anonymisation");
    let refused = supervisor.once().post(&anonymise, Value::Null).await;
    refused.assert_blocked(&["open-holds"]);

    client
        .delete(&path(&held, "?reason=Bo%20has%20it"))
        .await
        .assert_status(200);
    supervisor.once().post(&anonymise, Value::Null).await.assert_status(200);
    let told = read(&app, &held).await;
    assert_eq!(
        (&told["patron"], &told["note"], &told["cancel_reason"]),
        (&json!(null), &json!(null), &json!(null))
    );
}

#[actix_web::test]
async fn t07_a_hold_that_ended_long_ago_is_forgotten() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;
    client
        .delete(&path(&queue[0].1, "?reason=Bought"))
        .await
        .assert_status(200);
    app.sql(&format!(
        "update patrons set keeps_history = true where id = '{}'",
        queue[1].0.id
    ))
    .await;
    client.delete(&path(&queue[1].1, "")).await.assert_status(200);
    let days = app.count("select history_days::bigint from library").await;

    app.set_clock(&(app.clock.now() + chrono::TimeDelta::days(days + 1)).to_rfc3339());
    let mut conn = app.db.connection().expect("a connection");
    run(&mut conn, &HOUSEKEEPING, app.clock.now()).expect("it runs");

    assert_eq!(read(&app, &queue[0].1).await["patron"], json!(null));
    assert_eq!(read(&app, &queue[1].1).await["patron"]["id"], json!(queue[1].0.id));
    let named = format!(
        "select count(*) from audit_events where patron_id = '{}'",
        queue[0].0.id
    );
    assert_eq!(app.count(&named).await, 0);
}

#[actix_web::test]
async fn a_withdrawn_item_ends_the_holds_on_it_alone_and_gives_back_what_was_under_way() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let second = app.copy_of(item.title_id).await;
    let (named, waits) = (app.patron().await, app.patron().await);
    let sent = hold_with(
        &client,
        &waits,
        item.title_id,
        json!({"pickup_branch_id": app.other_branch_id}),
    )
    .await;
    let body = json!({"item_id": item.id, "patron_id": named.id});
    let only = client.once().post(HOLDS, body).await.json;
    hand_in(&client, &item).await;
    assert_eq!(read(&app, &sent).await["state"], "in_transit");

    let path = format!("/api/v1/items/{}", item.id);
    let withdrawn = client
        .if_match("\"v1\"")
        .patch(&path, json!({"status": "withdrawn"}))
        .await;

    withdrawn.assert_status(200);
    assert_eq!(read(&app, &only).await["close_reason"], "item_gone");
    let told = read(&app, &sent).await;
    assert_eq!((&told["state"], &told["position"]), (&json!("pending"), &json!(1)));
    assert_eq!(hand_in(&client, &second).await["hold"]["id"], sent["id"]);
}

#[actix_web::test]
async fn a_held_item_keeps_its_title() {
    let app = TestApp::start().await;
    let (item, other, client) = (app.item().await, app.item().await, app.assistant());
    let patron = app.patron().await;
    let body = json!({"item_id": item.id, "patron_id": patron.id});
    client.once().post(HOLDS, body).await.assert_status(201);

    let path = format!("/api/v1/items/{}", item.id);
    let moved = client
        .if_match("\"v1\"")
        .patch(&path, json!({"title_id": other.title_id}))
        .await;
    moved.assert_problem(409, "conflict");
}
