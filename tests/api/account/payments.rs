//! Taking payments.

use uuid::Uuid;

use super::{account, ada_is, fine, id, leave, pay, stands};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn the_oldest_fine_is_paid_first_and_change_is_told() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let first = fine(&app, &patron, 1_000).await;
    let second = fine(&app, &patron, 500).await;
    let body = json!({"patron_id": patron.id, "amount": 1340, "method": "cash", "tendered": 2000});

    let answer = app.assistant().once().post("/api/v1/payments", body).await;

    answer.assert_status(201);
    let receipt = &answer.json;
    assert_eq!(answer.header("location"), format!("/api/v1/receipts/{}", id(receipt)));
    assert_eq!(receipt["number"], "CEN-000001");
    assert_eq!(
        (&receipt["amount"], &receipt["tendered"], &receipt["change"]),
        (&json!(1340), &json!(2000), &json!(660))
    );
    let lines: Vec<_> = receipt["lines"].as_array().expect("lines").iter().collect();
    let told: Vec<_> = lines
        .iter()
        .map(|line| json!([line["fine_id"], line["amount"]]))
        .collect();
    assert_eq!(told, [json!([first, 1_000]), json!([second, 340])]);
    assert_eq!(
        (&receipt["balance_after"], &receipt["credit"]),
        (&json!(160), &json!(0))
    );
    assert_eq!(receipt["staff"]["name"], "Ada");
    assert_eq!(stands(&app, first).await["state"], "paid");
    assert_eq!(stands(&app, second).await["outstanding"], 160);
    assert_eq!(
        (app.audit("payment.taken").await, app.events("payment.taken").await),
        (1, 1)
    );
    let account = account(&app, &patron).await;
    assert_eq!(
        account["entries"][0]["payment"],
        json!({"method": "cash", "receipt_number": 1})
    );
    assert_eq!(account["entries"][0]["balance_after"], 160);
}

#[actix_web::test]
async fn named_fines_are_paid_before_the_oldest() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let first = fine(&app, &patron, 100).await;
    let second = fine(&app, &patron, 50).await;
    let body = json!({
        "patron_id": patron.id, "amount": 60, "method": "card", "allocations": [{"fine_id": second, "amount": 50}],
    });

    app.assistant()
        .once()
        .post("/api/v1/payments", body)
        .await
        .assert_status(201);

    assert_eq!(stands(&app, second).await["state"], "paid");
    assert_eq!(stands(&app, first).await["outstanding"], 90);
}

#[actix_web::test]
async fn more_than_is_owed_is_kept_only_when_asked_for() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    pay(&app, &patron, 5).await.assert_problem(409, "nothing-owed");
    fine(&app, &patron, 100).await;
    pay(&app, &patron, 101).await.assert_problem(409, "beyond-owed");
    assert_eq!(account(&app, &patron).await["balance"], 100, "nothing half done");
    let kept = leave(&app, &patron, 130).await;

    kept.assert_status(201);
    assert_eq!(kept.json["credit"], 30);
    assert_eq!(kept.json["number"], "CEN-000001", "what was refused took no number");
    let account = account(&app, &patron).await;
    assert_eq!((&account["balance"], &account["credit"]), (&json!(-30), &json!(30)));
}

#[actix_web::test]
async fn wrong_payments_are_refused_field_by_field() {
    let app = TestApp::start().await;
    let (patron, other) = (app.patron().await, app.patron().await);
    let owed = fine(&app, &patron, 100).await;
    let elsewhere = fine(&app, &other, 100).await;
    let take = async |more: serde_json::Value| {
        let mut body = json!({"patron_id": patron.id, "amount": 80, "method": "cash"});
        for (name, value) in more.as_object().cloned().unwrap_or_default() {
            body[name] = value;
        }
        app.assistant().once().post("/api/v1/payments", body).await
    };
    let named = |fine_id: Uuid, amount: i64| json!([{"fine_id": fine_id, "amount": amount}]);

    take(json!({"amount": 0})).await.assert_fields(&[("/amount", "range")]);
    take(json!({"amount": -80}))
        .await
        .assert_fields(&[("/amount", "range")]);
    take(json!({"tendered": 79}))
        .await
        .assert_fields(&[("/tendered", "too-little")]);
    take(json!({"tendered": 90, "method": "card"}))
        .await
        .assert_fields(&[("/tendered", "not-cash")]);
    take(json!({"patron_id": Uuid::now_v7()}))
        .await
        .assert_fields(&[("/patron_id", "unknown-patron")]);
    take(json!({"allocations": named(elsewhere, 10)}))
        .await
        .assert_fields(&[("/allocations/0/fine_id", "unknown")]);
    take(json!({"allocations": named(owed, 101)}))
        .await
        .assert_fields(&[("/allocations/0/amount", "beyond-owed")]);
    take(json!({"allocations": named(owed, 81)}))
        .await
        .assert_fields(&[("/allocations/0/amount", "beyond-amount")]);
    take(json!({"allocations": [{"fine_id": owed, "amount": 1}, {"fine_id": owed, "amount": 1}]}))
        .await
        .assert_fields(&[("/allocations/1/fine_id", "repeated")]);
    assert_eq!(app.count("select count(*) from payments").await, 0);
}

#[actix_web::test]
async fn a_payment_sent_twice_is_one_payment() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    fine(&app, &patron, 100).await;
    let client = app.assistant().key("pay-1");
    let body = json!({"patron_id": patron.id, "amount": 40, "method": "cash"});

    let first = client.post("/api/v1/payments", body.clone()).await;
    let again = client.post("/api/v1/payments", body.clone()).await;
    let keyless = app.assistant().post("/api/v1/payments", body).await;

    first.assert_status(201);
    assert_eq!((again.status, &again.text), (201, &first.text));
    assert_eq!(again.header("idempotency-replayed"), "true");
    keyless.assert_problem(400, "missing-header");
    assert_eq!(account(&app, &patron).await["balance"], 60);
}

#[actix_web::test]
async fn nobody_takes_their_own_money() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    fine(&app, &patron, 100).await;
    ada_is(&app, &patron).await;

    pay(&app, &patron, 100).await.assert_problem(403, "own-account");
    let body = json!({"patron_id": patron.id, "amount": 100, "method": "cash"});
    app.supervisor()
        .once()
        .post("/api/v1/payments", body)
        .await
        .assert_status(201);
}

#[actix_web::test]
async fn p01_credits_and_debts_reconcile_when_new_money_comes() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    for credit in [1, 2, 3, 4, 5] {
        leave(&app, &patron, credit).await.assert_status(201);
    }
    for debt in [1, 2, 3, 4] {
        fine(&app, &patron, debt).await;
    }

    let account = account(&app, &patron).await;

    assert_eq!((&account["balance"], &account["credit"]), (&json!(-5), &json!(5)));
    let open = app
        .count("select count(*) from fine_amounts where outstanding > 0")
        .await;
    assert_eq!(open, 0);
}

#[actix_web::test]
async fn a_family_is_told_with_its_children() {
    let app = TestApp::start().await;
    let (mother, child, grown) = (app.patron().await, app.patron().await, app.patron().await);
    for (patron, ends_on) in [(&child, "2026-03-10"), (&grown, "2026-03-09")] {
        app.sql(&format!(
            "insert into patron_guardians (patron_id, guardian_id, sees_charges, sees_loans, ends_on)
                values ('{}', '{}', true, true, '{ends_on}')",
            patron.id, mother.id
        ))
        .await;
    }
    fine(&app, &mother, 100).await;
    leave(&app, &child, 30).await.assert_status(201);
    fine(&app, &grown, 500).await;

    let path = |id: Uuid| format!("/api/v1/patrons/{id}/account/family");
    let family = app.assistant().get(&path(mother.id)).await;

    family.assert_status(200);
    assert_eq!(
        (&family.json["balance"], &family.json["owed"]),
        (&json!(70), &json!(100))
    );
    let members = family.json["members"].as_array().expect("members");
    let told: Vec<_> = members
        .iter()
        .map(|one| json!([one["patron"]["id"], one["balance"]]))
        .collect();
    assert_eq!(told, [json!([mother.id, 100]), json!([child.id, -30])]);
    let nobody = app.assistant().get(&path(Uuid::now_v7())).await;
    nobody.assert_problem(404, "not-found");
}
