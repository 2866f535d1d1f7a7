//! Giving back what was paid for a fine.

use uuid::Uuid;

use super::{account, ada_is, fine, pay, stands};
use crate::support::{Answer, TestApp, json};

async fn refund(app: &TestApp, fine_id: Uuid, amount: Option<i64>) -> Answer {
    let body = json!({"amount": amount, "method": "cash", "reason": "Charged by mistake"});
    app.assistant()
        .once()
        .post(&format!("/api/v1/fines/{fine_id}/refunds"), body)
        .await
}

async fn waive(app: &TestApp, fine_id: Uuid, amount: i64) {
    let body = json!({"amount": amount, "reason": "Ill"});
    let path = format!("/api/v1/fines/{fine_id}/waivers");
    app.assistant().once().post(&path, body).await.assert_status(200);
}

#[actix_web::test]
async fn p13_what_was_paid_goes_back_and_is_owed_again() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let settled = fine(&app, &patron, 6).await;
    pay(&app, &patron, 5).await.assert_status(201);
    waive(&app, settled, 1).await;

    let beyond = refund(&app, settled, Some(6)).await;
    let done = refund(&app, settled, Some(5)).await;
    let again = refund(&app, settled, None).await;

    beyond.assert_fields(&[("/amount", "beyond-paid")]);
    done.assert_status(201);
    assert_eq!(
        (&done.json["kind"], &done.json["number"]),
        (&json!("refund"), &json!("CEN-000002"))
    );
    assert_eq!(done.json["lines"][0]["fine_id"], json!(settled));
    assert_eq!(
        (&done.json["amount"], &done.json["balance_after"]),
        (&json!(5), &json!(5))
    );
    again.assert_fields(&[("/amount", "beyond-paid")]);
    let fine = stands(&app, settled).await;
    assert_eq!(fine["state"], "open");
    assert_eq!(
        json!([fine["outstanding"], fine["paid"], fine["waived"], fine["refunded"]]),
        json!([5, 0, 1, 5])
    );
    assert_eq!(account(&app, &patron).await["credit"], 0);
    assert_eq!(
        (app.audit("fine.refunded").await, app.events("fine.refunded").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn p13_a_part_of_an_open_fine_goes_back() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let open = fine(&app, &patron, 6).await;
    pay(&app, &patron, 3).await.assert_status(201);
    waive(&app, open, 1).await;

    refund(&app, open, Some(3)).await.assert_status(201);

    assert_eq!(stands(&app, open).await["outstanding"], 5);
    assert_eq!(account(&app, &patron).await["balance"], 5);
}

#[actix_web::test]
async fn amounts_and_fines_must_be_some() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let owed = fine(&app, &patron, 100).await;

    refund(&app, owed, Some(0)).await.assert_fields(&[("/amount", "range")]);
    refund(&app, owed, Some(-1))
        .await
        .assert_fields(&[("/amount", "range")]);
    refund(&app, owed, Some(1))
        .await
        .assert_fields(&[("/amount", "beyond-paid")]);
    refund(&app, Uuid::now_v7(), Some(1))
        .await
        .assert_problem(404, "not-found");
}

#[actix_web::test]
async fn nobody_gives_themself_money_back() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let paid = fine(&app, &patron, 100).await;
    pay(&app, &patron, 100).await.assert_status(201);
    ada_is(&app, &patron).await;

    refund(&app, paid, None).await.assert_problem(403, "own-account");
}
