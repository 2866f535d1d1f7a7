use futures_util::future::join_all;
use uuid::Uuid;

use super::{ITEMS, lend};
use crate::support::{Answer, ItemFixture, TestApp, Value, json, trials};

const CHANGES: &str = "/api/v1/items/changes";
const PREVIEW: &str = "/api/v1/items/changes/preview";
const TYPE: &str = "00000000-0000-7000-8000-0000000000d1";
const SHELF: &str = "00000000-0000-7000-8000-0000000000d2";

/// Copies, and one more type and shelf to put them to.
async fn copies(app: &TestApp, count: usize) -> Vec<ItemFixture> {
    app.sql(&format!(
        "insert into item_types (id, code, name) values ('{TYPE}', 'REF', 'Reference');
         insert into locations (id, branch_id, code, name) values ('{SHELF}', '{}', 'ATLAS', 'Atlases')",
        app.branch_id
    ))
    .await;
    let mut items = Vec::new();
    for _ in 0..count {
        items.push(app.item().await);
    }
    items
}

async fn preview(app: &TestApp, items: &[ItemFixture], changes: Value) -> Answer {
    let barcodes: Vec<&str> = items.iter().map(|item| item.barcode.as_str()).collect();
    let body = json!({ "barcodes": barcodes, "changes": changes });
    let answer = app.supervisor().post(PREVIEW, body).await;
    answer.assert_status(200);
    answer
}

/// Sends what the preview showed.
async fn apply(app: &TestApp, previewed: &Answer, changes: Value) -> Answer {
    let lines = previewed.json["items"].as_array().expect("items").iter();
    let items: Vec<Value> = lines
        .map(|line| json!({ "id": line["id"], "version": line["version"] }))
        .collect();
    let answer = app
        .supervisor()
        .post(CHANGES, json!({ "items": items, "changes": changes }))
        .await;
    answer.assert_status(200);
    answer
}

fn refusals(answer: &Answer) -> Vec<&str> {
    let refused = answer.json["refused"].as_array().expect("a list").iter();
    refused
        .map(|line| line["refusal"].as_str().expect("a refusal"))
        .collect()
}

#[actix_web::test]
async fn a_preview_tells_what_would_be_changed_and_writes_nothing() {
    let app = TestApp::start().await;
    let items = copies(&app, 2).await;
    app.sql(&format!(
        "update items set item_type_id = '{TYPE}' where id = '{}'",
        items[1].id
    ))
    .await;

    let answer = preview(&app, &items, json!({ "item_type_id": TYPE })).await;

    let lines = &answer.json["items"];
    assert_eq!(lines[0]["barcode"], items[0].barcode.as_str());
    assert_eq!(lines[0]["version"], 1);
    assert_eq!(
        lines[0]["changes"],
        json!([{ "field": "item_type_id", "before": "Book", "after": "Reference" }])
    );
    assert_eq!(lines[1]["changes"], json!([]), "it is so already");
    let counts = ["changing_count", "unchanged_count", "refused_count"].map(|count| answer.json[count].as_i64());
    assert_eq!(counts, [Some(1), Some(1), Some(0)]);
    assert_eq!(app.audit("item.changed").await, 0);
    assert_eq!(app.count("select count(*) from items where version > 1").await, 0);
}

#[actix_web::test]
async fn all_of_them_are_changed_and_each_leaves_its_row() {
    let app = TestApp::start().await;
    let items = copies(&app, 3).await;
    let changes = json!({
        "item_type_id": TYPE, "location_id": SHELF, "is_for_loan": false, "replacement_price": 4900, "status": "in_repair",
        "public_note": "Ask at the desk", "staff_note": "Gift of Mrs Marple",
    });
    let seen = preview(&app, &items, changes.clone()).await;

    let answer = apply(&app, &seen, changes).await;

    assert_eq!((&answer.json["changed_count"], refusals(&answer).len()), (&json!(3), 0));
    for item in &items {
        let now = app.assistant().get(&format!("{ITEMS}/{}", item.id)).await;
        assert_eq!(now.header("etag"), "\"v2\"");
        assert_eq!(now.json["item_type"]["code"], "REF");
        assert_eq!(now.json["location"]["code"], "ATLAS");
        assert_eq!(now.json["is_for_loan"], false);
        assert_eq!(now.json["replacement_price"], 4900);
        assert_eq!(
            (&now.json["status"], &now.json["status_at"]),
            (&json!("in_repair"), &json!("2026-03-10T12:00:00Z"))
        );
        assert_eq!(now.json["public_note"], "Ask at the desk");
        let rows = format!(
            "select count(*) from audit_events where deed = 'item.changed' and subject_id = '{}'",
            item.id
        );
        assert_eq!(app.count(&rows).await, 1);
    }
    assert_eq!(app.events("item.changed").await, 3);
    let named = "select count(*) from audit_events where changes::text like '%Marple%'";
    assert_eq!(app.count(named).await, 0);
    // The history tells it like any other change.
    let history = app.assistant().get(&format!("{ITEMS}/{}/history", items[0].id)).await;
    let changed = history.json["items"].as_array().expect("events").iter();
    let changed = changed
        .filter(|event| event["kind"] == "changed")
        .flat_map(|event| event["changes"].as_array().expect("changes"));
    let moved = json!({ "field": "location_id", "before": "Stacks", "after": "Atlases" });
    assert_eq!(changed.filter(|change| **change == moved).count(), 1);
}

#[actix_web::test]
async fn what_is_not_named_stays_and_null_clears() {
    let app = TestApp::start().await;
    let items = copies(&app, 1).await;
    app.sql(
        "insert into collections (id, code, name) values (gen_random_uuid(), 'LOCAL', 'Local');
         update items set collection_id = (select id from collections), replacement_price = 100, public_note = 'Old',
            staff_note = 'Kept', call_number = 'FIC AUS'",
    )
    .await;
    let changes = json!({ "collection_id": null, "replacement_price": null, "public_note": null });
    let seen = preview(&app, &items, changes.clone()).await;

    apply(&app, &seen, changes).await;

    let now = app.assistant().get(&format!("{ITEMS}/{}", items[0].id)).await.json;
    for cleared in ["collection", "replacement_price", "public_note"] {
        assert_eq!(now[cleared], json!(null), "{cleared}");
    }
    assert_eq!(
        (&now["staff_note"], &now["call_number"]),
        (&json!("Kept"), &json!("FIC AUS"))
    );
    assert_eq!(
        (&now["status"], &now["is_for_loan"]),
        (&json!("available"), &json!(true))
    );
}

#[actix_web::test]
async fn what_cannot_be_changed_is_told_and_stays() {
    let app = TestApp::start().await;
    let items = copies(&app, 4).await;
    let patron = app.patron().await;
    lend(&app, items[0].id, patron.id, "2026-04-01T12:00:00Z").await;
    app.sql(&format!(
        "update items set status = 'on_hold_shelf' where id = '{}';
         update items set home_branch_id = '{}', location_id = '{}' where id = '{}'",
        items[1].id, app.other_branch_id, app.other_location_id, items[2].id
    ))
    .await;
    let changes = json!({ "status": "missing", "location_id": SHELF });

    let seen = preview(&app, &items, changes.clone()).await;
    let lines = seen.json["items"].as_array().expect("items").clone();
    let refusal: Vec<_> = lines.iter().map(|line| line["refusal"].clone()).collect();
    assert_eq!(
        refusal,
        [
            json!("on-loan"),
            json!("on-hold-shelf"),
            json!("foreign-location"),
            json!(null)
        ]
    );
    assert!(lines[..3].iter().all(|line| line["changes"] == json!([])));

    let answer = apply(&app, &seen, changes).await;
    assert_eq!(answer.json["changed_count"], 1);
    assert_eq!(refusals(&answer), ["on-loan", "on-hold-shelf", "foreign-location"]);
    assert_eq!(app.count("select count(*) from items where version = 1").await, 3);
    // Its shelf may change while somebody has it.
    let moved = json!({ "location_id": SHELF });
    let seen = preview(&app, &items[..1], moved.clone()).await;
    assert_eq!(apply(&app, &seen, moved).await.json["changed_count"], 1);
}

#[actix_web::test]
async fn barcodes_that_no_item_has_are_told_and_others_count_once() {
    let app = TestApp::start().await;
    let items = copies(&app, 1).await;
    let barcode = &items[0].barcode;
    let body = json!({
        "barcodes": [format!(" {} ", barcode.to_lowercase()), barcode, "NOTHING", "what is this?", "nothing"],
        "changes": { "is_for_loan": false },
    });

    let answer = app.supervisor().post(PREVIEW, body).await;

    answer.assert_status(200);
    let lines = answer.json["items"].as_array().expect("items");
    let told: Vec<_> = lines.iter().map(|line| (&line["barcode"], &line["refusal"])).collect();
    assert_eq!(
        told,
        [
            (&json!(barcode), &json!(null)),
            (&json!("NOTHING"), &json!("unknown-item")),
            (&json!("what is this?"), &json!("unknown-item")),
        ]
    );
    let by_id = json!({ "item_ids": [items[0].id, Uuid::now_v7(), items[0].id], "changes": { "is_for_loan": false } });
    let answer = app.supervisor().post(PREVIEW, by_id).await;
    assert_eq!(answer.json["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(answer.json["refused_count"], 1);
}

#[actix_web::test]
async fn what_was_changed_since_the_preview_is_refused_not_overwritten() {
    let app = TestApp::start().await;
    let items = copies(&app, 2).await;
    let changes = json!({ "public_note": "Everybody's" });
    let seen = preview(&app, &items, changes.clone()).await;
    let path = format!("{ITEMS}/{}", items[0].id);
    let mine = json!({ "public_note": "Mine" });
    app.assistant()
        .if_match("\"v1\"")
        .patch(&path, mine)
        .await
        .assert_status(200);

    let answer = apply(&app, &seen, changes.clone()).await;

    assert_eq!(answer.json["changed_count"], 1);
    assert_eq!(refusals(&answer), ["stale"]);
    assert_eq!(answer.json["refused"][0]["barcode"], items[0].barcode.as_str());
    assert_eq!(app.assistant().get(&path).await.json["public_note"], "Mine");
}

#[actix_web::test]
async fn a_change_that_is_sent_again_is_done_once() {
    let app = TestApp::start().await;
    let items = copies(&app, 1).await;
    let body = json!({ "items": [{ "id": items[0].id, "version": 1 }], "changes": { "is_for_loan": false } });
    let once = app.supervisor().key("bulk-1");

    let first = once.post(CHANGES, body.clone()).await;
    let again = once.post(CHANGES, body.clone()).await;

    assert_eq!((first.status, &first.json), (200, &again.json));
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(app.audit("item.changed").await, 1);
    // Taking away and leaving alone are two things.
    let cleared = json!({ "items": body["items"], "changes": { "is_for_loan": false, "public_note": null } });
    assert_eq!(once.post(CHANGES, cleared).await.status, 422);
}

#[actix_web::test]
async fn what_was_under_way_has_arrived_where_it_gets_a_status() {
    let app = TestApp::start().await;
    let items = copies(&app, 2).await;
    app.sql(&format!(
        "update items set status = 'in_transit', in_transit_to_id = '{}' where id = '{}'",
        app.other_branch_id, items[0].id
    ))
    .await;
    let changes = json!({ "status": "available" });
    let seen = preview(&app, &items, changes.clone()).await;

    assert_eq!(apply(&app, &seen, changes).await.json["changed_count"], 1);

    let now = app.assistant().get(&format!("{ITEMS}/{}", items[0].id)).await.json;
    assert_eq!(
        (&now["status"], &now["in_transit_to"]),
        (&json!("available"), &json!(null))
    );
    assert_eq!(now["current_branch"]["code"], "CEN");
    let other = app.assistant().get(&format!("{ITEMS}/{}", items[1].id)).await;
    assert_eq!(other.header("etag"), "\"v1\"");
}

#[actix_web::test]
async fn they_stand_in_order_on_their_new_shelf() {
    let app = TestApp::start().await;
    let items = copies(&app, 3).await;
    for (item, call_number) in items.iter().zip(["823.9", "82.5", "100"]) {
        let path = format!("{ITEMS}/{}", item.id);
        let patch = json!({ "call_number": call_number, "call_number_scheme": "dewey" });
        app.assistant()
            .if_match("\"v1\"")
            .patch(&path, patch)
            .await
            .assert_status(200);
    }
    let changes = json!({ "location_id": SHELF, "item_type_id": TYPE });
    let seen = preview(&app, &items, changes.clone()).await;

    apply(&app, &seen, changes).await;

    let shelf = app
        .assistant()
        .get(&format!("{ITEMS}/{}/shelf", items[2].id))
        .await
        .json;
    assert_eq!(shelf["location"]["code"], "ATLAS");
    assert_eq!(shelf["before"][0]["id"], json!(items[1].id));
    assert_eq!(shelf["after"][0]["id"], json!(items[0].id));
    assert_eq!(
        app.count("select count(*) from items where shelf_key_version = 0")
            .await,
        0
    );
}

#[actix_web::test]
async fn wrong_changes_are_refused() {
    let app = TestApp::start().await;
    let items = copies(&app, 1).await;
    let post = async |body: Value| app.supervisor().post(PREVIEW, body).await;
    let barcodes = json!([items[0].barcode]);
    let nothing = Uuid::now_v7();

    let unchanged = post(json!({ "barcodes": barcodes, "changes": {} })).await;
    unchanged.assert_status(200);
    assert_eq!(unchanged.json["items"][0]["changes"], json!([]), "{}", unchanged.text);
    post(json!({ "barcodes": barcodes, "item_ids": [items[0].id], "changes": { "is_for_loan": true } }))
        .await
        .assert_fields(&[("", "one-of")]);
    post(json!({ "barcodes": [], "changes": { "is_for_loan": true } }))
        .await
        .assert_fields(&[("/barcodes", "length")]);
    let many: Vec<String> = (0..=1000).map(|number| format!("N{number}")).collect();
    post(json!({ "barcodes": many, "changes": { "is_for_loan": true } }))
        .await
        .assert_fields(&[("/barcodes", "length")]);
    post(json!({ "barcodes": ["9".repeat(65)], "changes": { "is_for_loan": true } }))
        .await
        .assert_fields(&[("/barcodes/0", "length")]);
    post(json!({ "barcodes": barcodes, "changes": { "replacement_price": -1 } }))
        .await
        .assert_fields(&[("/changes/replacement_price", "range")]);
    post(json!({ "barcodes": barcodes, "changes": { "barcode": "X" } }))
        .await
        .assert_fields(&[("/changes/barcode", "unknown-field")]);
    for field in ["item_type_id", "location_id", "collection_id"] {
        let changes = json!({ field: nothing });
        post(json!({ "barcodes": barcodes, "changes": changes }))
            .await
            .assert_fields(&[(&format!("/changes/{field}"), "unknown")]);
        let body = json!({ "items": [{ "id": items[0].id, "version": 1 }], "changes": changes });
        app.supervisor()
            .post(CHANGES, body)
            .await
            .assert_fields(&[(&format!("/changes/{field}"), "unknown")]);
    }
    let lost = json!({ "barcodes": barcodes, "changes": { "status": "on_loan" } });
    assert_eq!(post(lost).await.status, 422);
    for path in [PREVIEW, CHANGES] {
        let refused = app.assistant().post(path, json!({})).await;
        refused.assert_problem(403, "forbidden");
    }
}

#[actix_web::test]
async fn of_two_who_change_the_same_items_one_does() {
    let app = TestApp::start().await;
    let items = copies(&app, 4).await;
    for trial in 0..trials() {
        let version = i64::try_from(trial).expect("few trials") + 1;
        let change = |note: &str, backwards: bool| {
            let mut seen: Vec<Value> = items
                .iter()
                .map(|item| json!({ "id": item.id, "version": version }))
                .collect();
            if backwards {
                seen.reverse();
            }
            let body = json!({ "items": seen, "changes": { "public_note": format!("{note} {trial}") } });
            let supervisor = app.supervisor();
            async move { supervisor.post(CHANGES, body).await }
        };

        let mut answers = join_all([change("One", false), change("Other", true)]).await;

        answers.sort_by_key(|answer| answer.json["changed_count"].as_i64());
        assert_eq!(refusals(&answers[0]), ["stale"; 4], "trial {trial}");
        assert_eq!(answers[1].json["changed_count"], 4, "trial {trial}");
    }
}
