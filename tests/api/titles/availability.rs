use super::TITLES;
use crate::support::{TestApp, json};

#[actix_web::test]
async fn it_tells_where_every_copy_is() {
    let app = TestApp::start().await;
    let (first, patron) = (app.item().await, app.patron().await);
    let (second, third) = (app.copy_of(first.title_id).await, app.copy_of(first.title_id).await);
    app.sql(&format!(
        "insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id,
            staff_id, checked_out_at, due_at, due_on, terms, sources)
         select gen_random_uuid(), id, '{}', title_id, item_type_id, 'loan', home_branch_id, home_branch_id, '{}',
            '2026-03-01T10:00:00Z', '2026-03-24T22:59:59Z', '2026-03-24', '{{}}', '{{}}' from items where id = '{}';
         update items set status = 'on_loan' where id = '{}';
         update items set status = 'withdrawn' where id = '{}';
         update items set home_branch_id = '{}', location_id = '{}', call_number = 'FIC A', public_note = 'signed',
            staff_note = 'secret' where id = '{}'",
        patron.id,
        app.assistant_id,
        first.id,
        first.id,
        second.id,
        app.other_branch_id,
        app.other_location_id,
        third.id
    ))
    .await;
    let path = format!("{TITLES}/{}/availability", first.title_id);

    let answer = app.anonymous().get(&path).await;

    answer.assert_status(200);
    assert_eq!(
        (&answer.json["items_count"], &answer.json["available_count"]),
        (&json!(2), &json!(1))
    );
    let items = answer.json["items"].as_array().expect("items");
    let [here, there] = items.as_slice() else {
        panic!("{}", answer.text)
    };
    assert_eq!(
        (&here["branch"]["code"], &here["status"]),
        (&json!("CEN"), &json!("on_loan"))
    );
    assert_eq!(
        (&here["due_on"], &here["is_available"]),
        (&json!("2026-03-24"), &json!(false))
    );
    assert_eq!(
        (&there["branch"]["code"], &there["status"]),
        (&json!("RIV"), &json!("available"))
    );
    assert_eq!((&there["due_on"], &there["is_available"]), (&json!(null), &json!(true)));
    assert_eq!(
        (&there["call_number"], &there["public_note"]),
        (&json!("FIC A"), &json!("signed"))
    );
    assert_eq!(there["location"]["code"], "STACKS");
    for secret in [&first.barcode, &third.barcode, &patron.card, "Pat Ron", "secret"] {
        assert!(!answer.text.contains(secret), "{}", answer.text);
    }
    assert_eq!(here["barcode"], json!(null));
    assert_eq!(app.patron_caller(&patron).get(&path).await.json, answer.json);
    assert_eq!(
        app.assistant().get(&path).await.json["items"][0]["barcode"],
        json!(first.barcode)
    );
}

#[actix_web::test]
async fn a_title_without_copies_has_none() {
    let app = TestApp::start().await;
    let id = super::title(&app, "Emma", json!({})).await;

    let answer = app.anonymous().get(&format!("{TITLES}/{id}/availability")).await;

    assert_eq!(
        answer.json,
        json!({ "title_id": id, "items": [], "available_count": 0, "items_count": 0 })
    );
}
