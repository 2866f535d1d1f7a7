//! Paying credit out.

use uuid::Uuid;

use super::{account, ada_is, fine, leave};
use crate::support::{Answer, TestApp, json};

async fn pay_out(app: &TestApp, patron_id: Uuid, amount: i64) -> Answer {
    let body = json!({"amount": amount, "method": "cash", "reason": "The book was found"});
    app.assistant()
        .once()
        .post(&format!("/api/v1/patrons/{patron_id}/payouts"), body)
        .await
}

#[actix_web::test]
async fn credit_is_handed_out_and_no_more() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    leave(&app, &patron, 30).await.assert_status(201);
    leave(&app, &patron, 20).await.assert_status(201);

    let part = pay_out(&app, patron.id, 40).await;
    let beyond = pay_out(&app, patron.id, 11).await;

    part.assert_status(201);
    assert_eq!(
        (&part.json["kind"], &part.json["number"]),
        (&json!("payout"), &json!("CEN-000003"))
    );
    assert_eq!(
        (&part.json["balance_after"], &part.json["reason"]),
        (&json!(-10), &json!("The book was found"))
    );
    beyond.assert_problem(409, "beyond-credit");
    let account = account(&app, &patron).await;
    assert_eq!((&account["balance"], &account["credit"]), (&json!(-10), &json!(10)));
    assert_eq!(
        (
            app.audit("account.paid-out").await,
            app.events("account.paid-out").await
        ),
        (1, 1)
    );
}

#[actix_web::test]
async fn without_credit_nothing_is_handed_out() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    fine(&app, &patron, 30).await;

    pay_out(&app, patron.id, 1).await.assert_problem(409, "beyond-credit");
    pay_out(&app, patron.id, 0).await.assert_fields(&[("/amount", "range")]);
    pay_out(&app, patron.id, -1)
        .await
        .assert_fields(&[("/amount", "range")]);
    pay_out(&app, Uuid::now_v7(), 1).await.assert_problem(404, "not-found");
}

#[actix_web::test]
async fn nobody_hands_themself_money_out() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    leave(&app, &patron, 30).await.assert_status(201);
    ada_is(&app, &patron).await;

    pay_out(&app, patron.id, 1).await.assert_problem(403, "own-account");
}
