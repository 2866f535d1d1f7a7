use super::{HOLDS, ask, hold, hold_with};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_hold_stands_at_the_end_of_its_queue() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let (first, second) = (app.patron().await, app.patron().await);

    let one = hold(&client, &first, item.title_id).await;
    let two = hold_with(
        &client,
        &second,
        item.title_id,
        json!({"pickup_branch_id": app.other_branch_id, "note": "Large hands", "wanted_until": "2026-04-01"}),
    )
    .await;

    assert_eq!((&one["position"], &one["state"]), (&json!(1), &json!("pending")));
    assert_eq!(one["pickup_branch"]["code"], "CEN");
    assert_eq!(one["patron"]["card_number"], json!(first.card));
    assert_eq!((&two["position"], &two["note"]), (&json!(2), &json!("Large hands")));
    assert_eq!(two["pickup_branch"]["code"], "RIV");
    assert_eq!(
        (app.audit("hold.placed").await, app.events("hold.placed").await),
        (2, 2)
    );
}

#[actix_web::test]
async fn one_item_or_one_part_can_be_wished_for() {
    let app = TestApp::start().await;
    let (item, patron, other) = (app.item().await, app.patron().await, app.patron().await);
    app.sql(&format!("update items set part = 'v. 2' where id = '{}'", item.id))
        .await;
    let client = app.assistant();

    let body = json!({"item_id": item.id, "patron_id": patron.id});
    let one = client.once().post(HOLDS, body).await;
    let part = hold_with(&client, &other, item.title_id, json!({"part": "v. 2"})).await;

    one.assert_status(201);
    assert_eq!(one.json["item"]["barcode"], json!(item.barcode));
    assert_eq!((&part["part"], &part["item"]), (&json!("v. 2"), &json!(null)));
    let third = app.patron().await;
    let body = json!({"title_id": item.title_id, "patron_id": third.id, "part": "v. 9"});
    client.once().post(HOLDS, body).await.assert_blocked(&["no-copy"]);
}

#[actix_web::test]
async fn h05_the_policy_limits_holds_on_a_title_and_the_limits_all_of_them() {
    let app = TestApp::start().await;
    let (item, patron, client) = (app.item().await, app.patron().await, app.assistant());
    let other = app.item().await;
    app.sql(r#"update policies set attributes = attributes || '{"holds_per_title": 2}'"#)
        .await;
    app.sql("update patron_limits set max_holds = 3").await;

    hold(&client, &patron, item.title_id).await;
    hold(&client, &patron, item.title_id).await;
    ask(&client, &patron, item.title_id)
        .await
        .assert_blocked(&["holds-per-title"]);
    hold(&client, &patron, other.title_id).await;

    let third = app.item().await;
    let refused = ask(&client, &patron, third.title_id).await;
    refused.assert_blocked(&["hold-limit"]);
    assert_eq!(refused.json["blocks"][0]["level"], "supervisor");
}

#[actix_web::test]
async fn h09_a_title_is_held_once_and_not_while_it_is_at_home() {
    let app = TestApp::start().await;
    let (item, patron, client) = (app.item().await, app.patron().await, app.assistant());
    hold(&client, &patron, item.title_id).await;
    ask(&client, &patron, item.title_id)
        .await
        .assert_blocked(&["already-held"]);

    let lent = app.item().await;
    super::check_out(&client, &patron, &lent).await.assert_status(201);
    ask(&client, &patron, lent.title_id)
        .await
        .assert_blocked(&["same-title-out"]);
}

#[actix_web::test]
async fn h07_what_may_not_be_held_is_refused_with_every_reason() {
    let app = TestApp::start().await;
    let (item, patron, client) = (app.item().await, app.patron().await, app.assistant());
    app.sql(&format!(
        "update patrons set expires_on = '2026-03-01' where id = '{}'",
        patron.id
    ))
    .await;
    app.sql(r#"update policies set attributes = attributes || '{"holdable": false}'"#)
        .await;

    ask(&client, &patron, item.title_id)
        .await
        .assert_blocked(&["card-expired", "not-holdable"]);
    assert_eq!(app.count("select count(*) from holds").await, 0);
    assert_eq!(app.audit("hold.placed").await, 0);
}

#[actix_web::test]
async fn pickup_hangs_on_policy_and_on_where_items_may_be_sent() {
    let app = TestApp::start().await;
    let (item, patron, client) = (app.item().await, app.patron().await, app.assistant());
    let (here, there) = (app.branch_id, app.other_branch_id);
    app.sql(&format!(
        "insert into transfer_rules values ('{here}', '{there}', false)"
    ))
    .await;
    let body = json!({"title_id": item.title_id, "patron_id": patron.id, "pickup_branch_id": there});
    client
        .once()
        .post(HOLDS, body.clone())
        .await
        .assert_blocked(&["pickup-not-allowed"]);

    app.sql("delete from transfer_rules").await;
    app.sql(r#"update policies set attributes = attributes || '{"pickup_allowed": "home", "on_shelf_holds": false}'"#)
        .await;
    client
        .once()
        .post(HOLDS, body)
        .await
        .assert_blocked(&["copy-on-shelf", "pickup-not-allowed"]);
}

#[actix_web::test]
async fn a_supervisor_lifts_what_an_assistant_may_not() {
    let app = TestApp::start().await;
    let (item, patron) = (app.item().await, app.patron().await);
    app.sql("update patron_limits set max_holds = 0").await;
    let body = json!({
        "title_id": item.title_id, "patron_id": patron.id,
        "override": {"codes": ["hold-limit"], "reason": "For her thesis"},
    });

    app.assistant()
        .once()
        .post(HOLDS, body.clone())
        .await
        .assert_blocked(&["hold-limit"]);
    app.supervisor().once().post(HOLDS, body).await.assert_status(201);

    let kept = app
        .text("select reason from audit_events where deed = 'hold.placed'")
        .await;
    assert_eq!(kept, "For her thesis");
}

#[actix_web::test]
async fn what_names_nothing_is_refused_by_field() {
    let app = TestApp::start().await;
    let (item, patron, client) = (app.item().await, app.patron().await, app.assistant());
    let nothing = uuid::Uuid::now_v7();
    let merged = app.item().await;
    app.sql(&format!(
        "update titles set merged_into_id = '{}' where id = '{}'",
        item.title_id, merged.title_id
    ))
    .await;
    for (body, pointer, code) in [
        (
            json!({"title_id": nothing, "patron_id": patron.id}),
            "/title_id",
            "unknown",
        ),
        (
            json!({"title_id": merged.title_id, "patron_id": patron.id}),
            "/title_id",
            "merged",
        ),
        (
            json!({"item_id": nothing, "patron_id": patron.id}),
            "/item_id",
            "unknown-item",
        ),
        (
            json!({"title_id": item.title_id, "patron_id": nothing}),
            "/patron_id",
            "unknown-patron",
        ),
        (
            json!({"title_id": item.title_id, "patron_id": patron.id, "pickup_branch_id": nothing}),
            "/pickup_branch_id",
            "unknown",
        ),
        (
            json!({"title_id": item.title_id, "patron_id": patron.id, "wanted_until": "2026-03-09"}),
            "/wanted_until",
            "in-the-past",
        ),
        (
            json!({"title_id": item.title_id, "patron_id": patron.id, "suspended_until": "2026-03-10"}),
            "/suspended_until",
            "in-the-past",
        ),
        (json!({"patron_id": patron.id}), "", "one-of"),
        (
            json!({"item_id": item.id, "part": "v. 1", "patron_id": patron.id}),
            "",
            "one-of",
        ),
    ] {
        client.once().post(HOLDS, body).await.assert_fields(&[(pointer, code)]);
    }
    client
        .post(HOLDS, json!({"title_id": item.title_id, "patron_id": patron.id}))
        .await
        .assert_problem(400, "missing-header");
}

#[actix_web::test]
async fn a_request_sent_again_places_one_hold() {
    let app = TestApp::start().await;
    let (item, patron) = (app.item().await, app.patron().await);
    let client = app.assistant().key("once");
    let body = json!({"title_id": item.title_id, "patron_id": patron.id});

    let first = client.post(HOLDS, body.clone()).await;
    let again = client.post(HOLDS, body).await;

    assert_eq!((first.status, &first.text), (201, &again.text));
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(app.count("select count(*) from holds").await, 1);
}
