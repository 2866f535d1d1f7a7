use super::Lost;
use crate::support::{Answer, Value, json};

async fn hand_in(lost: &Lost, more: Value) -> Answer {
    let mut body = json!({"item_barcode": lost.item.barcode});
    for (name, value) in more.as_object().cloned().unwrap_or_default() {
        body[name] = value;
    }
    lost.app.assistant().once().post("/api/v1/returns", body).await
}

#[actix_web::test]
async fn damage_is_charged_with_the_return() {
    let lost = Lost::lent_under("{}").await;
    let damage = json!({"amount": 450, "detail": "Water damage"});

    let back = hand_in(&lost, json!({"condition": "damaged", "damage": damage})).await;

    back.assert_status(200);
    assert_eq!(
        (&back.json["damage"]["kind"], &back.json["damage"]["amount"]),
        (&json!("damage"), &json!(450))
    );
    assert_eq!(back.json["route_to"]["kind"], "mending");
    assert_eq!(lost.balance().await, 450);
    assert_eq!(lost.fine("damage").await["detail"], "Water damage");
}

#[actix_web::test]
async fn damage_needs_its_condition_its_amount_and_a_loan() {
    let lost = Lost::lent_under("{}").await;

    hand_in(&lost, json!({"damage": {"amount": 5}}))
        .await
        .assert_fields(&[("", "one-of")]);
    hand_in(&lost, json!({"condition": "damaged", "damage": {"amount": 0}}))
        .await
        .assert_fields(&[("/damage/amount", "range")]);
    hand_in(&lost, json!({})).await.assert_status(200);
    hand_in(&lost, json!({"condition": "damaged", "damage": {"amount": 5}}))
        .await
        .assert_fields(&[("/damage", "invalid")]);
    assert_eq!(lost.balance().await, 0);
}
