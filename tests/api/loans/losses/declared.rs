use uuid::Uuid;

use super::Lost;
use crate::support::json;

#[actix_web::test]
async fn x01_a_loss_charges_the_item_and_its_handling() {
    let lost = Lost::lent_under("{}").await;

    let answer = lost.declare().await;

    answer.assert_status(200);
    assert_eq!(
        (&answer.json["state"], &answer.json["lost_at"]),
        (&json!("open"), &json!("2026-03-10T12:00:00Z"))
    );
    assert_eq!(
        (
            lost.fine("lost").await["amount"].clone(),
            lost.fine("processing").await["amount"].clone()
        ),
        (json!(99), json!(20))
    );
    assert_eq!(lost.balance().await, 119);
    let app = &lost.app;
    assert_eq!(app.text("select status from items").await, "lost");
    assert_eq!(
        (
            app.audit("loan.declared-lost").await,
            app.events("loan.declared-lost").await
        ),
        (1, 1)
    );
    let patron = app
        .assistant()
        .get(&format!("/api/v1/patrons/{}", lost.patron.id))
        .await;
    assert_eq!(patron.json["counts"]["lost"], 1, "{}", patron.text);
}

#[actix_web::test]
async fn x07_the_overdue_fine_is_charged_once() {
    let lost = Lost::lent_under(r#"{"processing_fee": 0}"#).await;
    // Due on the 24th: five days late at 20, no more than its price.
    lost.app.set_clock("2026-03-29T12:00:00Z");

    lost.declare().await.assert_status(200);
    assert_eq!(lost.balance().await, 99 + 99);
    lost.app.set_clock("2026-04-05T12:00:00Z");
    let back = lost.hand_in().await;

    assert_eq!(
        back.json["loss"],
        json!({"cancelled": 99, "credited": 0, "restored": 0})
    );
    assert_eq!(lost.balance().await, 99, "one overdue fine, up to the loss");
}

#[actix_web::test]
async fn what_has_no_price_costs_what_the_policy_says() {
    let lost = Lost::lent_under(r#"{"replacement_default": 50}"#).await;
    lost.app.sql("update items set replacement_price = null").await;

    lost.declare().await.assert_status(200);

    assert_eq!(lost.fine("lost").await["amount"], 50);
}

#[actix_web::test]
async fn a_loan_is_lost_once_and_not_after_it_has_ended() {
    let lost = Lost::under("{}").await;

    lost.declare().await.assert_problem(409, "already-lost");
    lost.hand_in().await.assert_status(200);
    lost.declare().await.assert_problem(409, "loan-closed");
    let nothing = format!("/api/v1/loans/{}/losses", Uuid::now_v7());
    let nothing = lost
        .app
        .assistant()
        .once()
        .send(reqwest::Method::POST, &nothing, None)
        .await;
    nothing.assert_problem(404, "not-found");
    assert_eq!(lost.app.count("select count(*) from fines").await, 2);
}

#[actix_web::test]
async fn two_desks_declare_one_loss() {
    let lost = Lost::lent_under("{}").await;

    let (one, two) = futures_util::future::join(lost.declare(), lost.declare()).await;

    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(lost.balance().await, 119);
}

#[actix_web::test]
async fn x09_paying_for_the_item_whole_ends_the_loan() {
    let lost = Lost::under("{}").await;

    lost.pay(50).await.assert_status(201);
    assert_eq!(lost.read().await["state"], "open", "half is not enough");
    lost.pay(49).await.assert_status(201);

    assert_eq!(lost.read().await["state"], "closed");
    assert_eq!(lost.app.text("select close_reason from loans").await, "paid");
    assert_eq!(lost.app.text("select status from items").await, "lost");
    assert_eq!(
        (lost.app.audit("loan.paid").await, lost.app.events("loan.paid").await),
        (1, 1)
    );
    assert_eq!(lost.balance().await, 20, "its handling is still owed");
}

#[actix_web::test]
async fn more_lost_items_than_allowed_block_a_loan() {
    let lost = Lost::under("{}").await;
    lost.app.sql("update patron_limits set max_lost = 0").await;
    let next = lost.app.item().await;

    let body = super::super::scan(&lost.patron, &next);
    let refused = lost.app.assistant().once().post("/api/v1/loans", body).await;

    refused.assert_blocked(&["lost-limit"]);
}

#[actix_web::test]
async fn what_is_on_no_loan_is_marked_lost_on_its_record() {
    let lost = Lost::under("{}").await;
    lost.hand_in().await.assert_status(200);
    let path = format!("/api/v1/items/{}", lost.item.id);
    let tag = lost.app.assistant().get(&path).await.header("etag");
    let mark = lost.app.assistant().if_match(&tag);

    let marked = mark.patch(&path, json!({"status": "lost"})).await;
    let back = lost.hand_in().await;

    marked.assert_status(200);
    assert_eq!(marked.json["status"], "lost");
    assert_eq!(
        (&back.json["outcome"], &back.json["loss"]),
        (&json!("not_on_loan"), &json!(null))
    );
}
