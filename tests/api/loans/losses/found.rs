//! Every way in which finding an item gives money back.

use super::Lost;
use crate::support::json;

#[actix_web::test]
async fn x01_what_was_written_off_is_not_given_back() {
    let lost = Lost::under("{}").await;
    lost.write_off("lost", None).await;
    lost.write_off("processing", None).await;

    let back = lost.hand_in().await;

    assert_eq!(back.json["loss"], json!({"cancelled": 0, "credited": 0, "restored": 0}));
    assert_eq!(lost.balance().await, 0);
}

#[actix_web::test]
async fn x03_what_is_owed_for_the_item_is_cancelled_and_its_handling_stays() {
    let lost = Lost::under("{}").await;

    let back = lost.hand_in().await;

    assert_eq!(back.json["outcome"], "checked_in");
    assert_eq!(
        back.json["loss"],
        json!({"cancelled": 99, "credited": 0, "restored": 0})
    );
    assert_eq!(lost.balance().await, 20);
    assert_eq!(lost.app.text("select status from items").await, "available");
    assert_eq!(lost.read().await["state"], "closed");
}

#[actix_web::test]
async fn paid_27_and_25_written_off_leave_seven_to_the_patron() {
    let lost = Lost::under("{}").await;
    lost.pay(27).await.assert_status(201);
    lost.write_off("lost", Some(25)).await;

    let back = lost.hand_in().await;

    assert_eq!(
        back.json["loss"],
        json!({"cancelled": 74, "credited": 27, "restored": 0})
    );
    assert_eq!(lost.balance().await, -7);
}

#[actix_web::test]
async fn what_was_paid_whole_is_the_patrons_again() {
    let lost = Lost::lent_under(r#"{"processing_fee": 0}"#).await;
    lost.app.sql("update items set replacement_price = 50").await;
    lost.declare().await.assert_status(200);
    lost.pay(50).await.assert_status(201);
    assert_eq!(lost.read().await["state"], "closed");

    let back = lost.hand_in().await;

    assert_eq!(back.json["outcome"], "not_on_loan");
    assert_eq!(
        back.json["loss"],
        json!({"cancelled": 50, "credited": 50, "restored": 0})
    );
    assert_eq!(lost.balance().await, -50);
    let again = lost.hand_in().await;
    assert_eq!(again.json["loss"], json!(null), "it is found once");
    assert_eq!(lost.balance().await, -50);
}

#[actix_web::test]
async fn x15_a_paid_handling_fee_stays_paid() {
    let lost = Lost::under("{}").await;
    let body = json!({
        "patron_id": lost.patron.id, "amount": 20, "method": "cash",
        "allocations": [{"fine_id": lost.fine("processing").await["id"], "amount": 20}],
    });
    lost.app
        .assistant()
        .once()
        .post("/api/v1/payments", body)
        .await
        .assert_status(201);

    lost.hand_in().await.assert_status(200);

    assert_eq!(lost.balance().await, 0);
}

#[actix_web::test]
async fn x17_two_payments_go_back_and_the_rest_is_cancelled() {
    let lost = Lost::lent_under(r#"{"processing_fee": 0}"#).await;
    lost.app.sql("update items set replacement_price = 1599").await;
    lost.declare().await.assert_status(200);
    lost.pay(600).await.assert_status(201);
    lost.pay(400).await.assert_status(201);

    let back = lost.hand_in().await;

    assert_eq!(
        back.json["loss"],
        json!({"cancelled": 1599, "credited": 1000, "restored": 0})
    );
    assert_eq!(lost.fine("lost").await["state"], "cancelled");
    assert_eq!(lost.balance().await, -1000);
}

#[actix_web::test]
async fn only_what_is_owed_is_cancelled_where_the_policy_says_so() {
    let lost = Lost::under(r#"{"lost_refund": "unpaid_only"}"#).await;
    lost.pay(27).await.assert_status(201);

    let back = lost.hand_in().await;

    assert_eq!(
        back.json["loss"],
        json!({"cancelled": 72, "credited": 0, "restored": 0})
    );
    assert_eq!(lost.balance().await, 20);
}

#[actix_web::test]
async fn nothing_is_given_back_where_the_policy_says_so_or_too_late() {
    for policy in [r#"{"lost_refund": "none"}"#, r#"{"lost_refund_days": 4}"#] {
        let lost = Lost::under(policy).await;
        lost.app.set_clock("2026-03-15T12:00:00Z");

        let back = lost.hand_in().await;

        assert_eq!(
            back.json["loss"],
            json!({"cancelled": 0, "credited": 0, "restored": 0}),
            "{policy}"
        );
        assert_eq!(lost.balance().await, 119, "{policy}");
    }
}

#[actix_web::test]
async fn a_forgiven_overdue_fine_is_owed_again_where_the_policy_restores_it() {
    for (policy, restored) in [("forgive", 0), ("restore", 40)] {
        let lost = Lost::lent_under(&format!(r#"{{"overdue_on_lost": "{policy}"}}"#)).await;
        lost.app.set_clock("2026-03-26T12:00:00Z");
        lost.declare().await.assert_status(200);
        assert_eq!(lost.balance().await, 119, "{policy}: the overdue fine is forgiven");

        let back = lost.hand_in().await;

        assert_eq!(back.json["loss"]["restored"], restored, "{policy}");
        assert_eq!(lost.balance().await, 20 + restored, "{policy}");
    }
}

#[actix_web::test]
async fn what_comes_to_light_at_a_check_out_is_found_too() {
    let lost = Lost::under("{}").await;
    let next = lost.app.patron().await;
    let codes = ["item-lost", "on-loan-to-another"];
    let body = super::super::accepting(&next, &lost.item, &codes, Some("In my hand"));

    let lent = lost.app.supervisor().once().post("/api/v1/loans", body).await;

    lent.assert_status(201);
    assert_eq!(lost.balance().await, 20);
    assert_eq!(
        lost.app
            .count("select count(*) from losses where ended_at is null")
            .await,
        0
    );
}

#[actix_web::test]
async fn two_desks_find_an_item_once() {
    let lost = Lost::under("{}").await;
    lost.pay(99).await.assert_status(201);

    let (one, two) = futures_util::future::join(lost.hand_in(), lost.hand_in()).await;

    let found = [&one, &two]
        .iter()
        .filter(|answer| !answer.json["loss"].is_null())
        .count();
    assert_eq!((found, lost.balance().await), (1, 20 - 99), "{} {}", one.text, two.text);
}

#[actix_web::test]
async fn the_loan_tells_the_story_of_its_money() {
    let lost = Lost::under("{}").await;
    lost.pay(27).await.assert_status(201);
    lost.write_off("lost", Some(25)).await;
    lost.hand_in().await.assert_status(200);

    let path = super::super::path(&lost.loan, "/account");
    let told = lost.app.assistant().get(&path).await;

    told.assert_status(200);
    let entries = told.json["entries"].as_array().expect("entries");
    let told_of: Vec<_> = entries
        .iter()
        .map(|entry| json!([entry["kind"], entry["amount"]]))
        .collect();
    assert_eq!(
        told_of,
        [
            json!(["charge", 99]),
            json!(["charge", 20]),
            json!(["payment", -27]),
            json!(["write_off", -25]),
            json!(["adjustment", -74]),
        ]
    );
    assert_eq!(told.json["fines"].as_array().map(Vec::len), Some(2));
    let nothing = format!("/api/v1/loans/{}/account", uuid::Uuid::now_v7());
    lost.app
        .assistant()
        .get(&nothing)
        .await
        .assert_problem(404, "not-found");
}
