use crate::support::{Answer, TestApp, json};

const LOOKUP: &str = "/api/v1/barcodes/lookup";

async fn look_up(app: &TestApp, barcode: &str) -> Answer {
    app.assistant().post(LOOKUP, json!({ "barcode": barcode })).await
}

#[actix_web::test]
async fn a_card_is_its_patron() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    let answer = look_up(&app, &patron.card).await;

    answer.assert_status(200);
    let found = &answer.json["matches"][0];
    assert_eq!(found["kind"], "patron");
    assert_eq!(found["id"], json!(patron.id));
    assert!(found["name"].as_str().is_some_and(|name| name.starts_with("Pat Ron")));
    assert_eq!(found["card_state"], "active");
    assert_eq!(found["status"], json!(null));
}

#[actix_web::test]
async fn an_item_tells_its_title_and_what_it_is_doing() {
    let app = TestApp::start().await;
    let item = app.item().await;
    app.sql(&format!("update items set status = 'missing' where id = '{}'", item.id))
        .await;

    let answer = look_up(&app, &item.barcode).await;

    answer.assert_status(200);
    let found = &answer.json["matches"][0];
    assert_eq!((&found["kind"], &found["status"]), (&json!("item"), &json!("missing")));
    assert_eq!(found["id"], json!(item.id));
    assert_eq!(found["card_state"], json!(null));
}

#[actix_web::test]
async fn a_lost_card_finds_its_patron_and_says_so() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    app.sql(&format!(
        "insert into patron_cards (id, patron_id, number, state, ended_at) values
            (gen_random_uuid(), '{0}', 'OLD-1', 'lost', now()), (gen_random_uuid(), '{0}', 'OLD-2', 'replaced', now())",
        patron.id
    ))
    .await;

    let lost = look_up(&app, "OLD-1").await;
    let replaced = look_up(&app, "OLD-2").await;

    assert_eq!(lost.json["matches"][0]["card_state"], "lost");
    assert_eq!(lost.json["matches"][0]["id"], json!(patron.id));
    assert_eq!(replaced.json["matches"][0]["card_state"], "replaced");
}

#[actix_web::test]
async fn a_card_and_an_item_may_share_a_number() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql(&format!(
        "update items set barcode = '{}' where id = '{}'",
        patron.card, item.id
    ))
    .await;

    let answer = look_up(&app, &patron.card).await;

    let kinds: Vec<_> = answer.json["matches"]
        .as_array()
        .expect("matches")
        .iter()
        .map(|found| &found["kind"])
        .collect();
    assert_eq!(kinds, ["patron", "item"]);
}

#[actix_web::test]
async fn what_the_scanner_adds_does_not_matter() {
    let app = TestApp::start().await;
    let item = app.item().await;
    app.sql(&format!(
        "update items set barcode = '0031234' where id = '{}'",
        item.id
    ))
    .await;

    for scanned in ["0031234", "  0031234\r\n", "A0031234B", "a0031234d"] {
        let answer = look_up(&app, scanned).await;
        assert_eq!(answer.json["matches"][0]["id"], json!(item.id), "{scanned:?}");
    }
    // Leading zeros are part of a barcode.
    assert_eq!(look_up(&app, "31234").await.json["matches"], json!([]));
}

#[actix_web::test]
async fn what_nothing_has_is_nothing() {
    let app = TestApp::start().await;

    for unknown in ["4711", "", "   ", "💥", "not a barcode", "e\u{301}", &"1".repeat(64)] {
        let answer = look_up(&app, unknown).await;
        answer.assert_status(200);
        assert_eq!(answer.json, json!({ "matches": [] }), "{unknown:?}");
    }
}

#[actix_web::test]
async fn what_is_no_text_or_too_long_is_refused() {
    let app = TestApp::start().await;
    let assistant = app.assistant();

    assistant
        .post(LOOKUP, json!({ "barcode": 4711 }))
        .await
        .assert_fields(&[("/barcode", "wrong-type")]);
    assistant
        .post(LOOKUP, json!({}))
        .await
        .assert_fields(&[("/barcode", "missing")]);
    assistant
        .post(LOOKUP, json!({ "barcode": "1".repeat(65) }))
        .await
        .assert_fields(&[("/barcode", "length")]);
    assistant
        .post(LOOKUP, json!({ "barcode": "1", "kind": "item" }))
        .await
        .assert_fields(&[("/kind", "unknown-field")]);
}

#[actix_web::test]
async fn only_staff_may_ask() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let body = json!({ "barcode": patron.card });

    app.anonymous()
        .post(LOOKUP, body.clone())
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .post(LOOKUP, body.clone())
        .await
        .assert_problem(403, "forbidden");
    app.supervisor().post(LOOKUP, body).await.assert_status(200);
}
