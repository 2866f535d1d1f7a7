use super::{path, register};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn all_that_is_held_is_told_and_who_took_it_is_noted() {
    let app = TestApp::start().await;
    let patron = register(
        &app,
        json!({"email": "ines@example.org", "pin": "4711", "desk_note": "Speaks softly"}),
    )
    .await;
    let (assistant, path) = (app.assistant(), path(&patron.json["id"]));
    let item = app.item().await;
    let loan = json!({"patron_id": patron.json["id"], "item_id": item.id});
    assistant.once().post("/api/v1/loans", loan).await.assert_status(201);
    let message = json!({"audience": "desk", "body": "Scarf"});
    assistant
        .post(&format!("{path}/messages"), message)
        .await
        .assert_status(201);

    let answer = app.supervisor().get(&format!("{path}/export")).await;

    answer.assert_status(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    let held = &answer.json;
    assert_eq!(held["exported_at"], "2026-03-10T12:00:00Z");
    assert_eq!(held["patron"]["email"], "ines@example.org");
    assert_eq!(held["patron"]["desk_note"], "Speaks softly");
    assert_eq!(held["patron"]["category"], "Adult");
    assert_eq!(held["patron"]["has_pin"], true);
    assert_eq!(held["cards"][0]["number"], patron.json["card_number"]);
    assert_eq!(held["loans"][0]["barcode"], json!(item.barcode));
    assert_eq!(held["messages"][0]["body"], "Scarf");
    let deeds: Vec<_> = held["deeds"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|deed| &deed["deed"])
        .collect();
    assert!(deeds.contains(&&json!("loan.checked_out")), "{deeds:?}");
    for list in [
        "card_renewals",
        "account",
        "restrictions",
        "guardians",
        "children",
        "merged_records",
        "sessions",
    ] {
        assert_eq!(held[list], json!([]), "{list}");
    }
    assert!(!answer.text.contains("argon2"), "no secret, not even hashed");
    assert_eq!(app.audit("patron.exported").await, 1);
}

#[actix_web::test]
async fn only_a_supervisor_takes_it() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let path = format!("/api/v1/patrons/{}/export", patron.id);

    app.anonymous().get(&path).await.assert_problem(401, "unauthenticated");
    app.assistant().get(&path).await.assert_problem(403, "forbidden");
    app.patron_caller(&patron)
        .get(&path)
        .await
        .assert_problem(403, "forbidden");
    let nobody = format!("/api/v1/patrons/{}/export", uuid::Uuid::now_v7());
    app.supervisor().get(&nobody).await.assert_problem(404, "not-found");
    assert_eq!(app.audit("patron.exported").await, 0);
}
