use super::{check_out, hand_in, hold, path, positions, queue, read};
use crate::support::{TestApp, Value, json};

#[actix_web::test]
async fn h19_what_waits_is_lent_to_its_patron_and_fills_the_hold() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 3).await;
    hand_in(&client, &item).await;

    check_out(&client, &queue[0].0, &item).await.assert_status(201);

    let told = read(&app, &queue[0].1).await;
    assert_eq!(
        (&told["state"], &told["close_reason"]),
        (&json!("filled"), &json!("checked_out"))
    );
    let order = [1, 2].map(|at| queue[at].1["id"].clone());
    assert_eq!(
        positions(&app, item.title_id).await,
        order.into_iter().zip(1..).collect::<Vec<_>>()
    );
    assert_eq!(
        (app.audit("hold.filled").await, app.events("hold.filled").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn another_copy_fills_the_pending_hold_of_who_takes_it() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;

    check_out(&client, &queue[1].0, &item).await.assert_status(201);

    assert_eq!(read(&app, &queue[1].1).await["state"], "filled");
    assert_eq!(positions(&app, item.title_id).await, [(queue[0].1["id"].clone(), 1)]);
}

#[actix_web::test]
async fn what_waits_for_another_needs_a_reason_and_its_hold_goes_first_again() {
    let app = TestApp::start().await;
    let (item, other, client) = (app.item().await, app.patron().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;
    hand_in(&client, &item).await;

    let refused = check_out(&client, &other, &item).await;
    refused.assert_blocked(&["item-on-hold-shelf"]);
    assert_eq!(refused.json["blocks"][0]["level"], "assistant");
    assert_eq!(read(&app, &queue[0].1).await["state"], "waiting");

    let body = json!({
        "patron_id": other.id, "item_id": item.id,
        "override": {"codes": ["item-on-hold-shelf"], "reason": "Agreed on the phone"},
    });
    client.once().post("/api/v1/loans", body).await.assert_status(201);

    let told = read(&app, &queue[0].1).await;
    assert_eq!((&told["state"], &told["position"]), (&json!("pending"), &json!(1)));
    assert_eq!(told["captured_item"], json!(null));
    assert_eq!(positions(&app, item.title_id).await.len(), 2);
}

#[actix_web::test]
async fn r05_a_hold_on_the_title_blocks_a_renewal_unless_another_copy_is_free() {
    let app = TestApp::start().await;
    let (item, holder, client) = (app.item().await, app.patron().await, app.assistant());
    let loan = check_out(&client, &holder, &item).await.json;
    queue(&app, item.title_id, 1).await;

    let refused = renew(&client, &loan).await;
    refused.assert_blocked(&["title-hold"]);
    assert_eq!(refused.json["blocks"][0]["level"], "supervisor");
    let all = format!("/api/v1/patrons/{}/renewals", holder.id);
    let each = client.once().post(&all, json!({})).await;
    assert_eq!(each.json["results"][0]["blocks"][0]["code"], "title-hold");

    app.copy_of(item.title_id).await;
    renew(&client, &loan).await.assert_status(201);
}

#[actix_web::test]
async fn r07_a_hold_on_the_item_blocks_a_renewal_for_everybody_but_its_own_patron() {
    let app = TestApp::start().await;
    let (item, holder, other) = (app.item().await, app.patron().await, app.patron().await);
    let client = app.assistant();
    let loan = check_out(&client, &holder, &item).await.json;
    app.copy_of(item.title_id).await;
    let body = json!({"item_id": item.id, "patron_id": other.id});
    let hold = client.once().post(super::HOLDS, body).await;
    hold.assert_status(201);

    let refused = renew(&app.supervisor(), &loan).await;
    refused.assert_blocked(&["item-hold"]);
    assert_eq!(refused.json["blocks"][0]["level"], "nobody");

    client.delete(&path(&hold.json, "")).await.assert_status(200);
    renew(&client, &loan).await.assert_status(201);
}

#[actix_web::test]
async fn l13_where_many_wait_the_loan_is_shorter() {
    let app = TestApp::start().await;
    let (item, patron, client) = (app.item().await, app.patron().await, app.assistant());
    app.sql(r#"update policies set attributes = attributes || '{"high_demand": {"threshold": 1, "length": 3}}'"#)
        .await;
    hold(&client, &patron, item.title_id).await;
    queue(&app, item.title_id, 2).await;

    let refused = check_out(&client, &patron, &item).await;
    refused.assert_blocked(&["high-demand"]);
    assert_eq!(refused.json["blocks"][0]["facts"]["waiting"], 2);
    let body = json!({"patron_id": patron.id, "item_id": item.id, "override": {"codes": ["high-demand"]}});
    let lent = client.once().post("/api/v1/loans", body).await;
    lent.assert_status(201);
    assert_eq!(lent.json["due_on"], "2026-03-13");
}

async fn renew(client: &crate::support::Client, loan: &Value) -> crate::support::Answer {
    let path = format!("/api/v1/loans/{}/renewals", loan["id"].as_str().expect("an id"));
    client.once().post(&path, json!({})).await
}
