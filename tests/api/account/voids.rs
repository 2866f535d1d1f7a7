//! Undoing payments.

use uuid::Uuid;

use super::{account, ada_is, fine, id, leave, pay, stands};
use crate::support::{Answer, TestApp, json};

async fn void(app: &TestApp, payment_id: Uuid) -> Answer {
    let body = json!({"reason": "Entered for the wrong patron"});
    app.assistant()
        .once()
        .post(&format!("/api/v1/payments/{payment_id}/voids"), body)
        .await
}

#[actix_web::test]
async fn p05_what_a_payment_settled_is_owed_again() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let (ten, twenty) = (fine(&app, &patron, 10).await, fine(&app, &patron, 20).await);
    let paid = pay(&app, &patron, 30).await;

    let done = void(&app, id(&paid.json)).await;
    let again = void(&app, id(&paid.json)).await;

    done.assert_status(200);
    assert_eq!(done.json["voided_at"], "2026-03-10T12:00:00Z");
    again.assert_problem(409, "payment-void");
    assert_eq!(stands(&app, ten).await["outstanding"], 10);
    assert_eq!(stands(&app, twenty).await["outstanding"], 20);
    let account = account(&app, &patron).await;
    assert_eq!((&account["balance"], &account["credit"]), (&json!(30), &json!(0)));
    assert_eq!(account["entries"][0]["kind"], "void");
    assert_eq!(account["entries"][0]["undoes_id"], paid.json["id"]);
    assert_eq!(account["entries"][1]["is_void"], true);
    assert_eq!(
        (app.audit("payment.voided").await, app.events("payment.voided").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn p05_a_charge_is_not_voided() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let owed = fine(&app, &patron, 10).await;
    let charge = account(&app, &patron).await["entries"][0].clone();

    void(&app, id(&charge)).await.assert_problem(404, "not-found");
    void(&app, owed).await.assert_problem(404, "not-found");
    void(&app, Uuid::now_v7()).await.assert_problem(404, "not-found");
}

#[actix_web::test]
async fn credit_that_was_kept_goes_with_its_payment() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let paid = leave(&app, &patron, 50).await;
    let later = fine(&app, &patron, 20).await;

    void(&app, id(&paid.json)).await.assert_status(200);

    assert_eq!(stands(&app, later).await["outstanding"], 20);
    let account = account(&app, &patron).await;
    assert_eq!((&account["balance"], &account["credit"]), (&json!(20), &json!(0)));
}

#[actix_web::test]
async fn what_was_given_back_is_not_voided_as_well() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let owed = fine(&app, &patron, 10).await;
    let paid = pay(&app, &patron, 10).await;
    let body = json!({"amount": 1, "method": "cash", "reason": "Too much"});
    let path = format!("/api/v1/fines/{owed}/refunds");
    app.assistant().once().post(&path, body).await.assert_status(201);

    void(&app, id(&paid.json))
        .await
        .assert_problem(409, "payment-given-back");

    assert_eq!(account(&app, &patron).await["balance"], 1);
}

#[actix_web::test]
async fn nobody_voids_on_their_own_account() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    fine(&app, &patron, 10).await;
    let paid = pay(&app, &patron, 10).await;
    ada_is(&app, &patron).await;

    void(&app, id(&paid.json)).await.assert_problem(403, "own-account");
}
