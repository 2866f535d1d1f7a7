use uuid::Uuid;

use super::{ITEMS, addition};
use crate::support::{Answer, ItemFixture, PatronFixture, TestApp, Value, json};

async fn history(app: &TestApp, item: &ItemFixture) -> Answer {
    let answer = app.assistant().get(&format!("{ITEMS}/{}/history", item.id)).await;
    answer.assert_status(200);
    answer
}

fn events(answer: &Answer) -> Vec<Value> {
    answer.json["items"].as_array().expect("items").clone()
}

fn kinds(answer: &Answer) -> Vec<String> {
    let words = events(answer).into_iter();
    words
        .map(|event| event["kind"].as_str().expect("a kind").to_owned())
        .collect()
}

async fn lend(app: &TestApp, patron: &PatronFixture, item: &ItemFixture) -> Value {
    let body = json!({ "patron_id": patron.id, "item_id": item.id });
    let answer = app.assistant().once().post("/api/v1/loans", body).await;
    answer.assert_status(201);
    answer.json
}

async fn hand_in(app: &TestApp, item: &ItemFixture) {
    let body = json!({ "item_id": item.id });
    let answer = app.supervisor().once().post("/api/v1/returns", body).await;
    answer.assert_status(200);
}

async fn change(app: &TestApp, item: &ItemFixture, patch: Value) {
    let path = format!("{ITEMS}/{}", item.id);
    let tag = app.assistant().get(&path).await.header("etag");
    let answer = app.assistant().if_match(&tag).patch(&path, patch).await;
    answer.assert_status(200);
}

/// An item that was added, lent, renewed, returned, moved and found.
async fn with_a_past(app: &TestApp) -> (PatronFixture, ItemFixture) {
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql("update items set created_at = '2026-03-01T12:00:00Z'").await;
    let loan = lend(app, &patron, &item).await;
    app.set_clock("2026-03-12T12:00:00Z");
    let renewals = format!("/api/v1/loans/{}/renewals", loan["id"].as_str().expect("an id"));
    app.assistant()
        .once()
        .post(&renewals, json!({}))
        .await
        .assert_status(201);
    app.set_clock("2026-03-14T12:00:00Z");
    hand_in(app, &item).await;
    app.set_clock("2026-03-15T12:00:00Z");
    let patch = json!({ "status": "missing", "replacement_price": 2500, "staff_note": "Ask Mrs Marple" });
    change(app, &item, patch).await;
    app.set_clock("2026-03-16T12:00:00Z");
    hand_in(app, &item).await;
    (patron, item)
}

#[actix_web::test]
async fn everything_that_befell_it_is_told_newest_first() {
    let app = TestApp::start().await;
    let (patron, item) = with_a_past(&app).await;

    let answer = history(&app, &item).await;

    assert_eq!(
        kinds(&answer),
        ["checked_in", "changed", "returned", "renewed", "checked_out", "added"]
    );
    let [found, changed, returned, renewed, lent, added] = events(&answer).try_into().expect("six");
    assert_eq!(lent["at"], "2026-03-10T12:00:00Z");
    assert_eq!(lent["branch"]["code"], "CEN");
    for loan in [&lent, &renewed, &returned] {
        assert_eq!(loan["patron"]["id"], json!(patron.id));
        assert_eq!(loan["patron"]["card_number"], patron.card.as_str());
        assert_eq!(loan["loan_id"], lent["loan_id"]);
    }
    assert_eq!(
        (&lent["staff"]["name"], &returned["staff"]["name"]),
        (&json!("Ada"), &json!("Sam"))
    );
    assert_eq!(renewed["due_at"], "2026-04-07T21:59:59Z");
    assert_eq!(returned["returned_at"], "2026-03-14T12:00:00Z");
    assert_eq!(found["patron"], json!(null));
    assert_eq!(found["changes"][0]["before"], "missing");
    assert_eq!(
        changed["changes"],
        json!([
            { "field": "replacement_price", "before": null, "after": "2500" },
            { "field": "status", "before": "available", "after": "missing" },
        ])
    );
    assert_eq!(
        (&added["staff"], &added["at"]),
        (&json!(null), &json!("2026-03-01T12:00:00Z"))
    );
}

#[actix_web::test]
async fn what_ids_mean_is_said_in_names() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let patch = json!({ "home_branch_id": app.other_branch_id, "location_id": app.other_location_id });
    change(&app, &item, patch).await;

    let answer = history(&app, &item).await;

    let changed = events(&answer).into_iter().find(|event| event["kind"] == "changed");
    let changes = &changed.expect("a change")["changes"];
    assert_eq!(changes[0]["field"], "home_branch_id");
    assert_eq!(
        (&changes[0]["before"], &changes[0]["after"]),
        (&json!("Central"), &json!("Riverside"))
    );
    assert_eq!(
        (&changes[1]["field"], &changes[1]["before"]),
        (&json!("location_id"), &json!("Stacks"))
    );
}

#[actix_web::test]
async fn who_added_it_and_what_was_taken_over_are_told() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;
    let added = app.assistant().post(ITEMS, addition(&app, title_id, "H-1")).await;
    let id: Uuid = added.json["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    let item = ItemFixture {
        id,
        barcode: "H-1".to_owned(),
        title_id,
    };
    let (first, second) = (app.patron().await, app.patron().await);
    lend(&app, &first, &item).await;
    app.set_clock("2026-03-11T12:00:00Z");
    let body = json!({ "patron_id": second.id, "item_id": item.id, "override": { "codes": ["on-loan-to-another"] } });
    app.assistant()
        .once()
        .post("/api/v1/loans", body)
        .await
        .assert_status(201);

    let answer = history(&app, &item).await;

    // Both happen at one instant; the loan that ends ends first.
    assert_eq!(kinds(&answer), ["checked_out", "taken_over", "checked_out", "added"]);
    assert_eq!(events(&answer)[1]["patron"]["id"], json!(first.id));
    assert_eq!(events(&answer)[3]["staff"]["name"], "Ada");
}

#[actix_web::test]
async fn pages_lose_nothing_and_repeat_nothing() {
    let app = TestApp::start().await;
    let (_, item) = with_a_past(&app).await;
    let whole = events(&history(&app, &item).await);

    let mut paged = Vec::new();
    let mut path = format!("{ITEMS}/{}/history?limit=1", item.id);
    loop {
        let answer = app.assistant().get(&path).await;
        answer.assert_status(200);
        paged.extend(events(&answer));
        let Some(cursor) = answer.json["next_cursor"].as_str() else {
            break;
        };
        path = format!("{ITEMS}/{}/history?limit=1&cursor={cursor}", item.id);
    }

    assert_eq!(paged, whole);
}

#[actix_web::test]
async fn a_forgotten_loan_names_nobody() {
    let app = TestApp::start().await;
    let (_, item) = with_a_past(&app).await;
    app.sql("update library set history_days = 0").await;
    app.set_clock("2026-05-01T12:00:00Z");
    app.night("2026-05-01");

    let answer = history(&app, &item).await;

    assert_eq!(kinds(&answer).len(), 6);
    assert!(events(&answer).iter().all(|event| event["patron"] == json!(null)));
    assert_eq!(app.audit("item.history_viewed").await, 0);
}

#[actix_web::test]
async fn who_is_shown_a_borrower_leaves_a_trace_without_the_name() {
    let app = TestApp::start().await;
    let (patron, item) = with_a_past(&app).await;

    let answer = history(&app, &item).await;

    assert!(!kinds(&answer).iter().any(|kind| kind == "viewed"));
    let trace = format!(
        "select count(*) from audit_events where deed = 'item.history_viewed' and subject_id = '{}' and actor_id = '{}'
            and changes = '{{\"patrons_count\": 1}}' and patron_id is null and to_jsonb(audit_events)::text not like '%{}%'",
        item.id, app.assistant_id, patron.id
    );
    assert_eq!(app.count(&trace).await, 1);
    // An item that nobody had tells of nobody.
    history(&app, &app.item().await).await;
    assert_eq!(app.audit("item.history_viewed").await, 1);
}

#[actix_web::test]
async fn what_is_no_item_has_no_history() {
    let app = TestApp::start().await;
    let nowhere = format!("{ITEMS}/{}/history", Uuid::now_v7());

    app.assistant().get(&nowhere).await.assert_problem(404, "not-found");
    let (patron, item) = (app.patron().await, app.item().await);
    let path = format!("{ITEMS}/{}/history", item.id);
    app.patron_caller(&patron)
        .get(&path)
        .await
        .assert_problem(403, "forbidden");
    let bad = app.assistant().get(&format!("{path}?cursor=%7B")).await;
    bad.assert_problem(400, "bad-cursor");
}
