use super::{hand_in, path, queue, read};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_suspended_hold_keeps_its_place_and_is_passed_over() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;

    let body = json!({"suspended_until": "2026-03-20"});
    let suspended = client.patch(&path(&queue[0].1, ""), body).await;

    suspended.assert_status(200);
    assert_eq!(
        (&suspended.json["is_suspended"], &suspended.json["position"]),
        (&json!(true), &json!(1))
    );
    assert_eq!(hand_in(&client, &item).await["hold"]["id"], queue[1].1["id"]);
    assert_eq!(read(&app, &queue[0].1).await["position"], 1);
}

#[actix_web::test]
async fn a_suspension_ends_on_its_day_or_when_somebody_says_so() {
    let app = TestApp::start().await;
    let (item, other, client) = (app.item().await, app.item().await, app.assistant());
    let until = queue(&app, item.title_id, 1).await;
    let open = queue(&app, other.title_id, 1).await;
    let body = json!({"suspended_until": "2026-03-12"});
    client.patch(&path(&until[0].1, ""), body).await.assert_status(200);
    let body = json!({"is_suspended": true});
    client.patch(&path(&open[0].1, ""), body).await.assert_status(200);

    app.set_clock("2026-03-12T12:00:00Z");
    let client = app.assistant();
    assert_eq!(hand_in(&client, &item).await["hold"]["id"], until[0].1["id"]);
    assert_eq!(hand_in(&client, &other).await["hold"], json!(null));

    let body = json!({"is_suspended": false});
    client.patch(&path(&open[0].1, ""), body).await.assert_status(200);
    assert_eq!(hand_in(&client, &other).await["hold"]["id"], open[0].1["id"]);
}

#[actix_web::test]
async fn pickup_last_day_and_note_are_changed_and_cleared() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 1).await;
    let hold = path(&queue[0].1, "");

    let body = json!({"pickup_branch_id": app.other_branch_id, "wanted_until": "2026-05-01", "note": "Ring first"});
    let changed = client.patch(&hold, body).await;
    assert_eq!(changed.json["pickup_branch"]["code"], "RIV");
    assert_eq!(
        (&changed.json["wanted_until"], &changed.json["note"]),
        (&json!("2026-05-01"), &json!("Ring first"))
    );

    let cleared = client.patch(&hold, json!({"wanted_until": null, "note": null})).await;
    assert_eq!(
        (&cleared.json["wanted_until"], &cleared.json["note"]),
        (&json!(null), &json!(null))
    );
    client.patch(&hold, json!({})).await.assert_status(200);
    assert_eq!(app.audit("hold.changed").await, 2);
    let words = app
        .count("select count(*) from audit_events where changes::text like '%Ring%'")
        .await;
    assert_eq!(words, 0);
}

#[actix_web::test]
async fn what_has_an_item_is_neither_suspended_nor_sent_elsewhere() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 1).await;
    hand_in(&client, &item).await;
    let hold = path(&queue[0].1, "");

    for body in [
        json!({"is_suspended": true}),
        json!({"suspended_until": "2026-04-01"}),
        json!({"pickup_branch_id": app.other_branch_id}),
    ] {
        client.patch(&hold, body).await.assert_problem(409, "hold-captured");
    }
    client.patch(&hold, json!({"note": "Tall"})).await.assert_status(200);
}

#[actix_web::test]
async fn a_change_that_makes_no_sense_is_refused() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 1).await;
    let hold = path(&queue[0].1, "");

    client
        .patch(&hold, json!({"is_suspended": false, "suspended_until": "2026-04-01"}))
        .await
        .assert_fields(&[("/suspended_until", "one-of")]);
    client
        .patch(&hold, json!({"suspended_until": "2026-03-10"}))
        .await
        .assert_fields(&[("/suspended_until", "in-the-past")]);
    client
        .patch(&hold, json!({"pickup_branch_id": uuid::Uuid::now_v7()}))
        .await
        .assert_fields(&[("/pickup_branch_id", "unknown")]);
    let (here, there) = (app.branch_id, app.other_branch_id);
    app.sql(&format!(
        "insert into transfer_rules values ('{here}', '{there}', false)"
    ))
    .await;
    client
        .patch(&hold, json!({"pickup_branch_id": there}))
        .await
        .assert_blocked(&["pickup-not-allowed"]);
    client.delete(&hold).await.assert_status(200);
    client
        .patch(&hold, json!({"note": "Late"}))
        .await
        .assert_problem(409, "hold-closed");
}
