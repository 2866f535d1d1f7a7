use super::{check_out, hand_in, hold, hold_with, positions, queue, read, status};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn h19_a_copy_handed_in_goes_to_the_first_of_the_queue() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;

    let found = hand_in(&client, &item).await;

    assert_eq!(found["route_to"]["kind"], "hold_shelf");
    let hold = &found["hold"];
    assert_eq!(hold["id"], queue[0].1["id"]);
    assert_eq!(hold["patron"]["card_number"], json!(queue[0].0.card));
    assert_eq!(
        (&hold["pickup_branch"]["code"], &hold["is_newly_held"]),
        (&json!("CEN"), &json!(true))
    );
    let told = read(&app, &queue[0].1).await;
    assert_eq!((&told["state"], &told["position"]), (&json!("waiting"), &json!(null)));
    assert_eq!(told["captured_item"]["barcode"], json!(item.barcode));
    assert_eq!(positions(&app, item.title_id).await, [(queue[1].1["id"].clone(), 1)]);
    assert_eq!(status(&app, &item).await, "on_hold_shelf");
    assert_eq!(
        (app.audit("hold.waiting").await, app.events("hold.waiting").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn c13_who_waits_is_told_once_and_h23_the_last_day_stays() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    app.sql(r#"update policies set attributes = attributes || '{"hold_shelf_open_days": 3}'"#)
        .await;
    app.sql(&format!(
        "delete from opening_hours where branch_id = '{}' and weekday = 3",
        app.branch_id
    ))
    .await;
    queue(&app, item.title_id, 1).await;

    let found = hand_in(&client, &item).await;
    // Tuesday, and three open days without the Wednesday.
    assert_eq!(found["hold"]["shelf_expires_on"], "2026-03-14");

    app.set_clock("2026-03-12T12:00:00Z");
    let again = hand_in(&app.assistant(), &item).await;
    assert_eq!(
        (&again["outcome"], &again["hold"]["is_newly_held"]),
        (&json!("on_hold_shelf"), &json!(false))
    );
    assert_eq!(again["hold"]["shelf_expires_on"], "2026-03-14");
    assert_eq!(app.events("hold.waiting").await, 1);
}

#[actix_web::test]
async fn a_hold_picked_up_elsewhere_sends_the_item_and_h23_waits_from_its_arrival() {
    let app = TestApp::start().await;
    let (item, patron, client) = (app.item().await, app.patron().await, app.assistant());
    let there = json!({"pickup_branch_id": app.other_branch_id});
    let hold = hold_with(&client, &patron, item.title_id, there).await;

    let sent = hand_in(&client, &item).await;
    assert_eq!(sent["route_to"]["kind"], "transit");
    assert_eq!(sent["route_to"]["branch"]["code"], "RIV");
    assert_eq!(sent["hold"]["shelf_expires_on"], json!(null));
    let told = read(&app, &hold).await;
    assert_eq!(
        (&told["state"], &told["shelf_expires_on"]),
        (&json!("in_transit"), &json!(null))
    );

    app.set_clock("2026-03-11T12:00:00Z");
    let arrived = hand_in(&app.assistant_elsewhere(), &item).await;
    assert_eq!(
        (&arrived["outcome"], &arrived["route_to"]["kind"]),
        (&json!("arrived"), &json!("hold_shelf"))
    );
    assert_eq!(arrived["hold"]["shelf_expires_on"], "2026-03-18");
    assert_eq!(read(&app, &hold).await["state"], "waiting");
    assert_eq!(
        (app.events("hold.sent").await, app.events("hold.waiting").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn h15_what_waits_elsewhere_loses_its_place_goes_first_and_on_its_way_again() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;
    hand_in(&client, &item).await;

    let astray = hand_in(&app.assistant_elsewhere(), &item).await;

    assert_eq!(astray["hold"]["id"], queue[0].1["id"]);
    assert_eq!(
        (&astray["route_to"]["kind"], &astray["route_to"]["branch"]["code"]),
        (&json!("transit"), &json!("CEN"))
    );
    let told = read(&app, &queue[0].1).await;
    assert_eq!(told["state"], "in_transit");
    assert_eq!(
        (&told["waiting_since"], &told["shelf_expires_on"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(app.events("hold.requeued").await, 1);
}

#[actix_web::test]
async fn h15_a_hold_that_cannot_be_sent_on_is_the_first_of_its_queue() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 3).await;
    hand_in(&client, &item).await;
    let (here, there) = (app.branch_id, app.other_branch_id);
    app.sql(&format!(
        "insert into transfer_rules values ('{there}', '{here}', false)"
    ))
    .await;

    let astray = hand_in(&app.assistant_elsewhere(), &item).await;

    assert_eq!(astray["hold"], json!(null));
    let order = [0, 1, 2].map(|at| queue[at].1["id"].clone());
    assert_eq!(
        positions(&app, item.title_id).await,
        order.into_iter().zip(1..).collect::<Vec<_>>()
    );
}

#[actix_web::test]
async fn who_may_not_have_it_is_passed_over() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    app.sql(&format!("update items set part = 'v. 1' where id = '{}'", item.id))
        .await;
    let second = app.copy_of(item.title_id).await;
    app.sql(&format!("update items set part = 'v. 2' where id = '{}'", second.id))
        .await;
    let (restricted, expired, part) = (app.patron().await, app.patron().await, app.patron().await);
    let (named, last) = (app.patron().await, app.patron().await);
    hold(&client, &restricted, item.title_id).await;
    hold(&client, &expired, item.title_id).await;
    hold_with(&client, &part, item.title_id, json!({"part": "v. 2"})).await;
    let body = json!({"item_id": second.id, "patron_id": named.id});
    client.once().post(super::HOLDS, body).await.assert_status(201);
    let gets = hold(&client, &last, item.title_id).await;
    app.sql(&format!(
        "update patrons set expires_on = '2026-03-09' where id = '{}';
         insert into patron_restrictions (id, patron_id, reason, created_at, created_by)
            values (gen_random_uuid(), '{}', 'Shouts', now(), '{}')",
        expired.id, restricted.id, app.supervisor_id
    ))
    .await;

    assert_eq!(hand_in(&client, &item).await["hold"]["id"], gets["id"]);
}

#[actix_web::test]
async fn a_long_queue_of_those_who_may_not_is_read_to_its_end() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let barred = app.patron().await;
    app.sql(&format!(
        "update patrons set expires_on = '2026-03-09' where id = '{}';
         insert into holds (id, title_id, patron_id, pickup_branch_id, rank, placed_at, placed_by, placed_branch_id)
            select gen_random_uuid(), '{}', '{0}', '{}', place, now(), '{}', '{2}' from generate_series(1, 120) place",
        barred.id, item.title_id, app.branch_id, app.assistant_id
    ))
    .await;
    let patron = app.patron().await;
    let gets = hold(&client, &patron, item.title_id).await;
    assert_eq!(gets["position"], 121);

    assert_eq!(hand_in(&client, &item).await["hold"]["id"], gets["id"]);
}

#[actix_web::test]
async fn what_staff_must_see_first_goes_to_nobody_and_its_hold_goes_first_again() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;
    hand_in(&client, &item).await;

    let damaged = json!({"item_id": item.id, "condition": "damaged"});
    let answer = client.once().post("/api/v1/returns", damaged).await;

    answer.assert_status(200);
    assert_eq!(
        (&answer.json["route_to"]["kind"], &answer.json["hold"]),
        (&json!("mending"), &json!(null))
    );
    let order = [0, 1].map(|at| queue[at].1["id"].clone());
    assert_eq!(
        positions(&app, item.title_id).await,
        order.into_iter().zip(1..).collect::<Vec<_>>()
    );
}

#[actix_web::test]
async fn a_loan_that_ends_puts_its_item_aside() {
    let app = TestApp::start().await;
    let (item, holder, client) = (app.item().await, app.patron().await, app.assistant());
    check_out(&client, &holder, &item).await.assert_status(201);
    let queue = queue(&app, item.title_id, 1).await;

    let returned = hand_in(&client, &item).await;

    assert_eq!(
        (&returned["outcome"], &returned["route_to"]["kind"]),
        (&json!("checked_in"), &json!("hold_shelf"))
    );
    assert_eq!(returned["hold"]["id"], queue[0].1["id"]);
    assert!(returned["loan"]["closed_at"].is_string());
}
