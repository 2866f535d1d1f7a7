use uuid::Uuid;

use super::ITEMS;
use crate::support::{Answer, TestApp, Value};

fn barcodes(answer: &Answer) -> Vec<String> {
    let items = answer.json["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item["barcode"].as_str().unwrap_or_default().to_owned())
        .collect()
}

async fn listed(app: &TestApp, query: &str) -> Vec<String> {
    let answer = app.assistant().get(&format!("{ITEMS}?{query}")).await;
    answer.assert_status(200);
    barcodes(&answer)
}

#[actix_web::test]
async fn filters_narrow_the_list() {
    let app = TestApp::start().await;
    let (one, two) = (app.item().await, app.item().await);
    let copy = app.copy_of(one.title_id).await;
    app.sql(&format!(
        "update items set status = 'missing', home_branch_id = '{}', location_id = '{}' where id = '{}'",
        app.other_branch_id, app.other_location_id, two.id
    ))
    .await;
    let all = [one.barcode.as_str(), &two.barcode, &copy.barcode];

    assert_eq!(listed(&app, "").await, all);
    assert_eq!(
        listed(&app, &format!("title_id={}", one.title_id)).await,
        [all[0], all[2]]
    );
    assert_eq!(
        listed(&app, &format!("branch_id={}", app.other_branch_id)).await,
        [all[1]]
    );
    assert_eq!(listed(&app, "status=missing").await, [all[1]]);
    assert_eq!(
        listed(&app, &format!("barcode={}", all[0].to_lowercase())).await,
        [all[0]]
    );
    assert_eq!(
        listed(&app, &format!("barcode={}&title_id={}", all[0], one.title_id)).await,
        [all[0]]
    );
    for nothing in [
        format!("barcode={}&title_id={}", all[0], two.title_id),
        format!("barcode={}&status=missing", all[0]),
        format!("title_id={}&status=missing", one.title_id),
        format!("title_id={}&branch_id={}", one.title_id, app.other_branch_id),
        format!("title_id={}", Uuid::now_v7()),
        "barcode=4711".to_owned(),
        "barcode=%F0%9F%92%A5".to_owned(),
        "status=on_order".to_owned(),
    ] {
        assert_eq!(listed(&app, &nothing).await, [""; 0], "{nothing}");
    }
}

#[actix_web::test]
async fn pages_lose_nothing_and_repeat_nothing() {
    let app = TestApp::start().await;
    let first = app.item().await;
    for _ in 0..6 {
        app.copy_of(first.title_id).await;
    }
    for filter in [String::new(), format!("title_id={}", first.title_id)] {
        let mut found = Vec::new();
        let mut cursor = String::new();
        loop {
            let answer = app.assistant().get(&format!("{ITEMS}?limit=3&{filter}{cursor}")).await;
            answer.assert_status(200);
            found.extend(barcodes(&answer));
            match &answer.json["next_cursor"] {
                Value::String(next) => {
                    assert!(answer.header("link").contains("rel=\"next\""));
                    cursor = format!("&cursor={next}");
                }
                _ => break,
            }
        }
        assert_eq!(found.len(), 7);
        let mut sorted = found.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(found, sorted);
    }
}

#[actix_web::test]
async fn items_are_for_staff() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    app.anonymous().get(ITEMS).await.assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .get(ITEMS)
        .await
        .assert_problem(403, "forbidden");
}

#[actix_web::test]
async fn wrong_parameters_are_told() {
    let app = TestApp::start().await;
    let assistant = app.assistant();
    for (query, pointer, code) in [
        ("limit=0", "/limit", "range"),
        ("limit=201", "/limit", "range"),
        ("status=asleep", "/status", "wrong-type"),
        ("title_id=4711", "/title_id", "wrong-type"),
        ("barcode=", "/barcode", "length"),
        ("colour=red", "/colour", "unknown-field"),
    ] {
        assistant
            .get(&format!("{ITEMS}?{query}"))
            .await
            .assert_fields(&[(pointer, code)]);
    }
    assistant
        .get(&format!("{ITEMS}?cursor=nonsense"))
        .await
        .assert_problem(400, "bad-cursor");
}
