//! Receipts: numbered without gaps, printed once, and then as copies.

use diesel::connection::SimpleConnection;
use reqwest::Method;
use uuid::Uuid;

use super::{fine, id, leave, pay};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn the_second_print_is_a_copy() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    fine(&app, &patron, 100).await;
    let paid = pay(&app, &patron, 100).await;
    let path = format!("/api/v1/receipts/{}", id(&paid.json));
    let prints = format!("{path}/prints");
    let print = async || app.assistant().once().send(Method::POST, &prints, None).await;

    let first = print().await;
    let second = print().await;
    let read = app.assistant().get(&path).await;

    first.assert_status(200);
    assert_eq!(
        (&first.json["is_copy"], &first.json["prints"]),
        (&json!(false), &json!(1))
    );
    assert_eq!(
        (&second.json["is_copy"], &second.json["prints"]),
        (&json!(true), &json!(2))
    );
    assert_eq!(read.json, second.json);
    assert_eq!(read.json["lines"][0]["amount"], 100);
    assert_eq!(
        (app.audit("receipt.printed").await, app.events("receipt.printed").await),
        (2, 2)
    );
}

#[actix_web::test]
async fn each_branch_counts_for_itself_and_leaves_nothing_out() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let mut numbers = Vec::new();
    for client in [
        app.assistant(),
        app.assistant_elsewhere(),
        app.assistant(),
        app.supervisor(),
    ] {
        let body = json!({"patron_id": patron.id, "amount": 10, "method": "voucher", "keep_as_credit": true});
        let answer = client.once().post("/api/v1/payments", body).await;
        numbers.push(answer.json["number"].as_str().expect("a number").to_owned());
        let refused = json!({"patron_id": patron.id, "amount": 10, "method": "cash"});
        let refused = client.once().post("/api/v1/payments", refused).await;
        refused.assert_problem(409, "nothing-owed");
    }

    assert_eq!(numbers, ["CEN-000001", "RIV-000001", "CEN-000002", "CEN-000003"]);
}

#[actix_web::test]
async fn a_receipt_tells_of_its_own_moment() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let kept = leave(&app, &patron, 50).await;
    fine(&app, &patron, 20).await;

    let read = app.assistant().get(&kept.header("location")).await;

    assert_eq!(
        read.json["lines"],
        json!([]),
        "what the credit settled later is not on it"
    );
    assert_eq!(
        (&read.json["credit"], &read.json["balance_after"]),
        (&json!(50), &json!(-50))
    );
}

#[actix_web::test]
async fn what_is_none_has_no_receipt() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let owed = fine(&app, &patron, 20).await;

    for id in [owed, Uuid::now_v7()] {
        let path = format!("/api/v1/receipts/{id}");
        app.assistant().get(&path).await.assert_problem(404, "not-found");
        let print = app
            .assistant()
            .send(Method::POST, &format!("{path}/prints"), None)
            .await;
        print.assert_problem(404, "not-found");
    }
}

#[actix_web::test]
async fn receipts_are_never_changed_or_deleted() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    leave(&app, &patron, 50).await.assert_status(201);

    for statement in [
        "update payments set receipt_number = 7",
        "update payments set prints = prints - 1",
        "delete from payments",
    ] {
        let refused = app.db.read(move |conn| conn.batch_execute(statement)).await;
        assert!(refused.is_err(), "{statement}");
    }
}
