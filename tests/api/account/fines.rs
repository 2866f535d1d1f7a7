//! Charging by hand, and reading fines.

use uuid::Uuid;

use super::{account, fine, id, leave, pay};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_fine_is_charged_with_item_and_words() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let body = json!({
        "patron_id": patron.id, "kind": "damage", "amount": 450, "item_id": item.id, "detail": "Water damage",
    });

    let answer = app.assistant().once().post("/api/v1/fines", body).await;

    answer.assert_status(201);
    assert_eq!(answer.header("location"), format!("/api/v1/fines/{}", id(&answer.json)));
    assert_eq!(answer.json["kind"], "damage");
    assert_eq!(answer.json["state"], "open");
    assert_eq!(
        (&answer.json["amount"], &answer.json["outstanding"]),
        (&json!(450), &json!(450))
    );
    assert_eq!(answer.json["item"]["barcode"], item.barcode);
    assert_eq!(answer.json["detail"], "Water damage");
    assert_eq!(
        (app.audit("fine.charged").await, app.events("fine.charged").await),
        (1, 1)
    );
    assert_eq!(account(&app, &patron).await["balance"], 450);
}

#[actix_web::test]
async fn the_librarys_own_kinds_have_a_price() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    for body in [
        json!({"code": "PRINT", "name": "Printing", "price": 20, "fund_code": "4200"}),
        json!({"code": "OTHER", "name": "Other"}),
        json!({"code": "OLD", "name": "Old", "price": 5, "is_active": false}),
    ] {
        app.supervisor()
            .post("/api/v1/fine-kinds", body)
            .await
            .assert_status(201);
    }
    let charge = async |code: &str, amount: Option<i64>| {
        let body = json!({"patron_id": patron.id, "fine_kind_code": code, "amount": amount});
        app.assistant().once().post("/api/v1/fines", body).await
    };

    let usual = charge("PRINT", None).await;
    let other = charge("PRINT", Some(35)).await;

    assert_eq!(
        (&usual.json["kind"], &usual.json["amount"]),
        (&json!("manual"), &json!(20))
    );
    assert_eq!(usual.json["fine_kind"]["name"], "Printing");
    assert_eq!(other.json["amount"], 35);
    charge("OTHER", None).await.assert_fields(&[("/amount", "no-price")]);
    charge("OLD", None)
        .await
        .assert_fields(&[("/fine_kind_code", "unknown")]);
    charge("NONE", Some(5))
        .await
        .assert_fields(&[("/fine_kind_code", "unknown")]);
}

#[actix_web::test]
async fn credit_settles_a_new_fine_at_once() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    leave(&app, &patron, 300).await.assert_status(201);

    let first = fine(&app, &patron, 200).await;
    let second = fine(&app, &patron, 250).await;

    let account = account(&app, &patron).await;
    assert_eq!((&account["balance"], &account["credit"]), (&json!(150), &json!(0)));
    assert_eq!(super::stands(&app, first).await["state"], "paid");
    assert_eq!(super::stands(&app, second).await["outstanding"], 150);
}

#[actix_web::test]
async fn what_cannot_be_charged_is_refused() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let charge = async |body| app.assistant().once().post("/api/v1/fines", body).await;

    let none = charge(json!({"patron_id": patron.id, "kind": "manual", "amount": 0})).await;
    let negative = charge(json!({"patron_id": patron.id, "kind": "manual", "amount": -5})).await;
    let unpriced = charge(json!({"patron_id": patron.id, "kind": "manual"})).await;
    let neither = charge(json!({"patron_id": patron.id, "amount": 5})).await;
    let computed = charge(json!({"patron_id": patron.id, "kind": "overdue", "amount": 5})).await;
    let nobody = charge(json!({"patron_id": Uuid::now_v7(), "kind": "manual", "amount": 5})).await;
    let nothing =
        charge(json!({"patron_id": patron.id, "kind": "damage", "amount": 5, "item_id": Uuid::now_v7()})).await;

    none.assert_fields(&[("/amount", "range")]);
    negative.assert_fields(&[("/amount", "range")]);
    unpriced.assert_fields(&[("/amount", "no-price")]);
    neither.assert_fields(&[("", "one-of")]);
    assert_eq!(computed.status, 422, "{}", computed.text);
    nobody.assert_fields(&[("/patron_id", "unknown-patron")]);
    nothing.assert_fields(&[("/item_id", "unknown-item")]);
    assert_eq!(app.count("select count(*) from fines").await, 0);
}

#[actix_web::test]
async fn fines_are_listed_by_patron_and_state() {
    let app = TestApp::start().await;
    let (patron, other) = (app.patron().await, app.patron().await);
    let paid = fine(&app, &patron, 100).await;
    pay(&app, &patron, 100).await.assert_status(201);
    let open = fine(&app, &patron, 50).await;
    fine(&app, &other, 70).await;
    let list = async |query: &str| {
        let answer = app.assistant().get(&format!("/api/v1/fines?{query}")).await;
        answer.assert_status(200);
        let items = answer.json["items"].as_array().expect("items").clone();
        items.iter().map(id).collect::<Vec<_>>()
    };

    assert_eq!(list(&format!("patron_id={}", patron.id)).await, [open, paid]);
    assert_eq!(list(&format!("patron_id={}&state=open", patron.id)).await, [open]);
    assert_eq!(list(&format!("patron_id={}&state=settled", patron.id)).await, [paid]);
    assert_eq!(list("state=open").await.len(), 2);
    let first = app.assistant().get("/api/v1/fines?limit=2").await;
    let cursor = first.json["next_cursor"].as_str().expect("a next page").to_owned();
    assert_eq!(list(&format!("limit=2&cursor={cursor}")).await.len(), 1);
    let unknown = app.assistant().get(&format!("/api/v1/fines/{}", Uuid::now_v7())).await;
    unknown.assert_problem(404, "not-found");
}

#[actix_web::test]
async fn a_block_for_what_is_owed_follows_at_once() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let lend = async || {
        let body = json!({"patron_barcode": patron.card, "item_barcode": item.barcode});
        app.assistant().once().post("/api/v1/loans", body).await
    };
    let owed = fine(&app, &patron, 1_001).await;

    lend().await.assert_blocked(&["balance-limit"]);
    pay(&app, &patron, 1).await.assert_status(201);
    lend().await.assert_status(201);

    assert_eq!(super::stands(&app, owed).await["outstanding"], 1_000);
}
