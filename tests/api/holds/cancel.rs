use super::{hand_in, path, positions, queue, read, status};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn h01_a_cancelled_hold_leaves_no_gap() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let queue = queue(&app, item.title_id, 3).await;

    let gone = app.assistant().delete(&path(&queue[1].1, "?reason=Bought%20it")).await;

    gone.assert_status(200);
    assert_eq!(
        (
            &gone.json["state"],
            &gone.json["close_reason"],
            &gone.json["cancel_reason"]
        ),
        (&json!("cancelled"), &json!("cancelled"), &json!("Bought it"))
    );
    let expected = vec![(queue[0].1["id"].clone(), 1), (queue[2].1["id"].clone(), 2)];
    assert_eq!(positions(&app, item.title_id).await, expected);
    assert_eq!(
        (app.audit("hold.cancelled").await, app.events("hold.cancelled").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn what_has_ended_or_never_was_is_not_cancelled() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let queue = queue(&app, item.title_id, 1).await;
    let client = app.assistant();
    client.delete(&path(&queue[0].1, "")).await.assert_status(200);

    client
        .delete(&path(&queue[0].1, ""))
        .await
        .assert_problem(409, "hold-closed");
    let nothing = json!({"id": uuid::Uuid::now_v7().to_string()});
    client
        .delete(&path(&nothing, ""))
        .await
        .assert_problem(404, "not-found");
    client
        .delete(&path(&queue[0].1, &format!("?reason={}", "x".repeat(201))))
        .await
        .assert_fields(&[("/reason", "length")]);
}

#[actix_web::test]
async fn a_waiting_item_stays_on_the_shelf_until_it_is_cleared_for_the_next() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;
    hand_in(&client, &item).await;

    client.delete(&path(&queue[0].1, "")).await.assert_status(200);
    assert_eq!(status(&app, &item).await, "on_hold_shelf");

    let cleared = hand_in(&client, &item).await;
    assert_eq!(cleared["hold"]["id"], queue[1].1["id"]);
    assert_eq!(read(&app, &queue[1].1).await["state"], "waiting");
}

#[actix_web::test]
async fn an_item_under_way_for_nobody_goes_home() {
    let app = TestApp::start().await;
    let (item, patron, client) = (app.item().await, app.patron().await, app.assistant());
    let there = json!({"pickup_branch_id": app.other_branch_id});
    let hold = super::hold_with(&client, &patron, item.title_id, there).await;
    assert_eq!(hand_in(&client, &item).await["route_to"]["branch"]["code"], "RIV");

    client.delete(&path(&hold, "")).await.assert_status(200);

    let arrived = hand_in(&app.assistant_elsewhere(), &item).await;
    assert_eq!(
        (&arrived["outcome"], &arrived["hold"]),
        (&json!("arrived"), &json!(null))
    );
    assert_eq!(arrived["route_to"]["branch"]["code"], "CEN");
}
