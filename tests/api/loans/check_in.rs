use super::{balance, hand_in, lend};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_returned_item_goes_back_to_its_shelf() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;

    let answer = hand_in(&app.assistant(), &item).await;

    answer.assert_status(200);
    assert_eq!(answer.json["outcome"], "checked_in");
    assert_eq!(answer.json["route_to"]["kind"], "shelf");
    assert_eq!(answer.json["route_to"]["location"]["code"], "STACKS");
    assert_eq!(answer.json["item"]["status"], "available");
    assert_eq!(answer.json["loan"]["state"], "closed");
    assert_eq!(answer.json["loan"]["patron"]["card_number"], patron.card.as_str());
    assert_eq!(answer.json["fine"], json!(null));
    assert_eq!(app.audit("loan.checked_in").await, 1);
    assert_eq!(app.events("loan.checked_in").await, 1);
}

#[actix_web::test]
async fn a_branch_with_a_cart_keeps_it_as_recently_returned() {
    let app = TestApp::start().await;
    app.sql("update branches set recently_returned_minutes = 120").await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;

    let answer = hand_in(&app.assistant(), &item).await;

    assert_eq!(answer.json["item"]["status"], "recently_returned");
}

#[actix_web::test]
async fn c01_lateness_is_charged_unless_the_return_is_dated_back_or_forgiven() {
    let app = TestApp::start().await;
    app.sql("update policies set attributes = attributes || '{\"fine_amount\": 100, \"fine_cap\": 100000}'")
        .await;
    let cases = [
        (json!({}), 1000, "due ten days ago"),
        (
            json!({"returned_at": "2026-03-24T12:00:00Z"}),
            0,
            "dated back to the due day",
        ),
        (
            json!({"returned_at": "2026-03-29T12:00:00Z"}),
            500,
            "dated back five days",
        ),
        (json!({"waive_fine": {"reason": "Amnesty week"}}), 0, "forgiven"),
    ];
    for (given, owed, case) in cases {
        app.set_clock("2026-03-10T12:00:00Z");
        let (patron, item) = (app.patron().await, app.item().await);
        lend(&app.assistant(), &patron, &item).await;
        app.set_clock("2026-04-03T12:00:00Z");
        let mut body = given;
        body["item_barcode"] = json!(item.barcode);

        let answer = app.assistant().once().post("/api/v1/returns", body).await;

        answer.assert_status(200);
        assert_eq!(balance(&app, &patron).await, owed, "{case}");
        assert_eq!(answer.json["fine"]["amount"].as_i64().unwrap_or(0), owed, "{case}");
    }
}

#[actix_web::test]
async fn c03_a_return_lies_within_thirty_days_and_after_the_loan() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;
    let at = |at: &str| json!({"item_barcode": item.barcode, "returned_at": at});
    let client = app.assistant();

    let future = client.once().post("/api/v1/returns", at("2026-03-10T12:00:01Z")).await;
    let before = client.once().post("/api/v1/returns", at("2026-03-10T11:59:59Z")).await;
    let ancient = client.once().post("/api/v1/returns", at("2026-02-01T12:00:00Z")).await;

    future.assert_fields(&[("/returned_at", "in-future")]);
    before.assert_fields(&[("/returned_at", "before-loan")]);
    ancient.assert_fields(&[("/returned_at", "too-long-ago")]);
    assert_eq!(app.count("select count(*) from loans where closed_at is null").await, 1);
}

#[actix_web::test]
async fn c05_an_item_on_no_loan_is_told_as_such_and_counted_as_used() {
    let app = TestApp::start().await;
    let item = app.item().await;

    let used = hand_in(&app.assistant(), &item).await;
    let body = json!({"item_barcode": item.barcode, "in_house_use": false});
    let not_counted = app.assistant().once().post("/api/v1/returns", body).await;

    assert_eq!(used.json["outcome"], "in_house_use");
    assert_eq!(used.json["loan"], json!(null));
    not_counted.assert_status(200);
    assert_eq!(app.count("select count(*) from in_house_uses").await, 1);
}

#[actix_web::test]
async fn c09_a_wrong_branch_changes_nothing_and_names_the_right_one() {
    let app = TestApp::start().await;
    app.sql("update policies set attributes = attributes || '{\"return_allowed\": \"home\"}'")
        .await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;

    let elsewhere = hand_in(&app.assistant_elsewhere(), &item).await;

    elsewhere.assert_blocked(&["return-refused-here"]);
    assert_eq!(
        elsewhere.json["blocks"][0]["facts"]["branch_id"],
        app.branch_id.to_string()
    );
    assert_eq!(app.count("select count(*) from loans where closed_at is null").await, 1);
}

#[actix_web::test]
async fn an_item_returned_elsewhere_travels_home() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;

    let away = hand_in(&app.assistant_elsewhere(), &item).await;
    let home = hand_in(&app.assistant(), &item).await;

    assert_eq!(away.json["outcome"], "checked_in");
    assert_eq!(away.json["route_to"]["kind"], "transit");
    assert_eq!(away.json["route_to"]["branch"]["code"], "CEN");
    assert_eq!(away.json["item"]["status"], "in_transit");
    assert_eq!(home.json["outcome"], "arrived");
    assert_eq!(home.json["item"]["status"], "available");
}

#[actix_web::test]
async fn a_damaged_item_goes_to_mending_with_its_message() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql("update items set check_in_message = 'Two discs'").await;
    lend(&app.assistant(), &patron, &item).await;

    let body = json!({"item_barcode": item.barcode, "condition": "damaged"});
    let answer = app.assistant().once().post("/api/v1/returns", body).await;

    assert_eq!(answer.json["route_to"]["kind"], "mending");
    assert_eq!(answer.json["item"]["status"], "in_repair");
    let messages = answer.json["messages"].as_array().unwrap();
    assert!(
        messages.iter().any(|message| message["text"] == "Two discs"),
        "{messages:?}"
    );
}

#[actix_web::test]
async fn what_comes_back_without_a_part_says_which_at_the_next_desk() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;
    let client = app.assistant();
    let body =
        |condition: &str| json!({"item_barcode": item.barcode, "condition": condition, "missing_parts": "Disc 2"});

    let contradiction = client.once().post("/api/v1/returns", body("good")).await;
    let answer = client.once().post("/api/v1/returns", body("parts_missing")).await;
    let shown = client.get(&format!("/api/v1/items/{}", item.id)).await;

    contradiction.assert_fields(&[("", "one-of")]);
    answer.assert_status(200);
    assert_eq!(answer.json["item"]["status"], "in_processing");
    assert_eq!(answer.json["route_to"]["kind"], "staff");
    assert_eq!(shown.json["missing_parts"], "Disc 2");
}

#[actix_web::test]
async fn a_loan_that_began_after_the_return_was_sent_ends_when_it_began() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    app.set_clock("2026-03-10T12:00:05Z");
    lend(&app.assistant(), &patron, &item).await;
    // Another copy of the service, or a request that waited, has an earlier now.
    app.set_clock("2026-03-10T12:00:00Z");

    let answer = hand_in(&app.assistant(), &item).await;

    answer.assert_status(200);
    assert_eq!(answer.json["loan"]["returned_at"], "2026-03-10T12:00:05Z");
}

#[actix_web::test]
async fn c11_a_claimed_item_needs_to_know_how_it_came_to_light() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;
    app.sql("update loans set claimed_returned_at = now(); update items set status = 'claimed_returned'")
        .await;
    app.set_clock("2026-04-03T12:00:00Z");

    let unsaid = hand_in(&app.assistant(), &item).await;
    let body = json!({"item_barcode": item.barcode, "claim_resolution": "found_by_library"});
    let found = app.assistant().once().post("/api/v1/returns", body).await;

    unsaid.assert_blocked(&["claim-unresolved"]);
    found.assert_status(200);
    assert_eq!(balance(&app, &patron).await, 0);
}

#[actix_web::test]
async fn an_unknown_barcode_is_a_wrong_field() {
    let app = TestApp::start().await;

    let answer = app
        .assistant()
        .once()
        .post("/api/v1/returns", json!({"item_barcode": "NOTHING"}))
        .await;

    answer.assert_fields(&[("/item_barcode", "unknown-item")]);
}
