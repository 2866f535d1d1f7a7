use carrel_rules::barcode::Barcode;
use futures_util::future::join_all;
use uuid::Uuid;

use super::{ITEMS, addition};
use crate::support::{TestApp, json, trials};

#[actix_web::test]
async fn a_copy_is_added_to_a_title() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;

    let answer = app.assistant().post(ITEMS, addition(&app, title_id, "39999")).await;

    answer.assert_status(201);
    let item = &answer.json;
    assert_eq!(item["barcode"], "39999");
    assert_eq!(
        (&item["status"], &item["status_at"]),
        (&json!("available"), &json!("2026-03-10T12:00:00Z"))
    );
    assert_eq!(item["title"]["id"], json!(title_id));
    assert_eq!(item["title"]["format"], "book");
    assert_eq!(item["home_branch"]["code"], "CEN");
    assert_eq!(item["current_branch"], item["home_branch"]);
    assert_eq!(item["location"]["code"], "STACKS");
    assert_eq!(item["item_type"]["code"], "BOOK");
    assert_eq!(item["parts_count"], 1);
    for field in [
        "collection",
        "call_number",
        "part",
        "in_transit_to",
        "replacement_price",
        "staff_note",
        "loan",
    ] {
        assert_eq!(item[field], json!(null), "{field}");
    }
    assert_eq!(answer.header("etag"), "\"v1\"");
    assert_eq!(
        answer.header("location"),
        format!("{ITEMS}/{}", item["id"].as_str().expect("an id"))
    );
    assert_eq!(app.audit("item.added").await, 1);
    assert_eq!(app.events("item.added").await, 1);
}

#[actix_web::test]
async fn everything_said_of_it_is_kept() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;
    app.sql(
        "insert into collections (id, code, name) values ('00000000-0000-7000-8000-00000000c011', 'LOCAL', 'Local')",
    )
    .await;
    let mut body = addition(&app, title_id, "  abc-1 ");
    let said = json!({
        "collection_id": "00000000-0000-7000-8000-00000000c011", "call_number": "FIC BRO\u{308}N 𝔉", "part": "2",
        "replacement_price": 2599, "parts_count": 3, "missing_parts": "disc 2", "check_out_message": "Two\nlines",
        "check_in_message": "Count them", "public_note": "👩‍🚀", "staff_note": "Gift", "status": "in_processing",
    });
    body.as_object_mut()
        .expect("an object")
        .extend(said.as_object().expect("an object").clone());

    let answer = app.assistant().post(ITEMS, body).await;

    answer.assert_status(201);
    let item = &answer.json;
    assert_eq!(item["barcode"], "ABC-1");
    assert_eq!(item["collection"]["code"], "LOCAL");
    // Kept in NFC, so that what looks alike is alike.
    assert_eq!(item["call_number"], "FIC BRÖN 𝔉");
    for field in [
        "part",
        "replacement_price",
        "parts_count",
        "missing_parts",
        "check_out_message",
        "check_in_message",
        "public_note",
        "staff_note",
        "status",
    ] {
        assert_eq!(item[field], said[field], "{field}");
    }
}

#[actix_web::test]
async fn a_barcode_belongs_to_one_item_however_it_is_written() {
    let app = TestApp::start().await;
    let item = app.item().await;

    for barcode in [
        item.barcode.clone(),
        item.barcode.to_lowercase(),
        format!(" {} ", item.barcode),
    ] {
        let answer = app
            .assistant()
            .post(ITEMS, addition(&app, item.title_id, &barcode))
            .await;
        answer.assert_problem(409, "already-exists");
        assert_eq!(answer.json["errors"][0]["pointer"], "/barcode");
    }
}

#[actix_web::test]
async fn of_many_who_add_one_barcode_one_does() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;
    for trial in 0..trials() {
        let body = addition(&app, title_id, &format!("RACE{trial}"));
        let assistant = app.assistant();

        let answers = join_all((0..4).map(|_| assistant.post(ITEMS, body.clone()))).await;

        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409], "trial {trial}");
    }
}

#[actix_web::test]
async fn what_it_refers_to_must_be_there() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;
    let assistant = app.assistant();
    let with = |field: &str, value: Uuid| {
        let mut body = addition(&app, title_id, "4711");
        body[field] = json!(value);
        body
    };

    for field in [
        "title_id",
        "item_type_id",
        "home_branch_id",
        "location_id",
        "collection_id",
    ] {
        let answer = assistant.post(ITEMS, with(field, Uuid::now_v7())).await;
        answer.assert_fields(&[(&format!("/{field}"), "unknown")]);
    }
    // A location of another branch is none of this one.
    let answer = assistant.post(ITEMS, with("location_id", app.other_location_id)).await;
    answer.assert_fields(&[("/location_id", "unknown")]);
    assert_eq!(app.audit("item.added").await, 0);
}

#[actix_web::test]
async fn wrong_fields_are_told() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;
    let assistant = app.assistant();
    for (field, value, code) in [
        ("barcode", json!(""), "length"),
        ("barcode", json!("x".repeat(65)), "length"),
        ("call_number", json!(""), "length"),
        ("call_number", json!("   "), "blank"),
        ("call_number", json!("a\nb"), "control-character"),
        ("call_number", json!("x".repeat(101)), "length"),
        ("staff_note", json!("a\u{7}b"), "control-character"),
        ("replacement_price", json!(-1), "range"),
        ("parts_count", json!(0), "range"),
        ("parts_count", json!("two"), "wrong-type"),
        ("status", json!("on_loan"), "wrong-type"),
        ("title_id", json!("no id"), "wrong-type"),
        ("colour", json!("red"), "unknown-field"),
    ] {
        let mut body = addition(&app, title_id, "4711");
        body[field] = value;
        assistant
            .post(ITEMS, body)
            .await
            .assert_fields(&[(&format!("/{field}"), code)]);
    }
    for barcode in ["é", "12 34", "a\u{301}1", "💥", "\u{a0}", &"1".repeat(33)] {
        assert!(Barcode::parse(barcode).is_err());
        let answer = assistant.post(ITEMS, addition(&app, title_id, barcode)).await;
        answer.assert_fields(&[("/barcode", "barcode")]);
    }
    assistant
        .post(ITEMS, json!({}))
        .await
        .assert_fields(&[("/barcode", "missing")]);
}

#[actix_web::test]
async fn a_resend_adds_no_second() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;
    let assistant = app.assistant().key("once");

    let first = assistant.post(ITEMS, addition(&app, title_id, "39999")).await;
    let second = assistant.post(ITEMS, addition(&app, title_id, "39999")).await;

    first.assert_status(201);
    second.assert_status(201);
    assert_eq!(first.json["id"], second.json["id"]);
    assert_eq!(second.header("idempotency-replayed"), "true");
    assert_eq!(app.count("select count(*) from items where barcode = '39999'").await, 1);
}

#[actix_web::test]
async fn a_copy_is_for_loan_unless_it_is_for_reference() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;
    let mut reference = addition(&app, title_id, "REF-1");
    reference["is_for_loan"] = json!(false);

    let lent = app.assistant().post(ITEMS, addition(&app, title_id, "LOAN-1")).await;
    let kept = app.assistant().post(ITEMS, reference).await;

    assert_eq!(
        (&lent.json["is_for_loan"], &kept.json["is_for_loan"]),
        (&json!(true), &json!(false))
    );
    // The public is told as well.
    let copies = app
        .anonymous()
        .get(&format!("/api/v1/titles/{title_id}/availability"))
        .await;
    let for_loan: Vec<_> = copies.json["items"]
        .as_array()
        .expect("copies")
        .iter()
        .map(|copy| copy["is_for_loan"].clone())
        .collect();
    assert_eq!(for_loan.len(), 3);
    assert_eq!(for_loan.iter().filter(|flag| **flag == json!(false)).count(), 1);
}
