use std::collections::HashSet;

use super::{id_of, merge, register};
use crate::support::{Answer, TestApp, Value, json};

const SEARCH: &str = "/api/v1/patrons/search";

/// Ten people with names that are easily mixed up.
pub(super) async fn people(app: &TestApp) {
    for (given, family, preferred) in [
        ("Inés", "Ortega", Value::Null),
        ("Ana María", "Ortiz", json!("Mari")),
        ("Søren", "Kierkegaard", Value::Null),
        ("Siobhán", "O'Brien-Walsh", Value::Null),
        ("Jürgen", "Müller", Value::Null),
        ("Иван", "Петров", Value::Null),
        ("שרה", "כהן", Value::Null),
        ("Percy", "100% Sure_Thing", Value::Null),
        ("Anna", "Ortega", Value::Null),
        ("Annabel", "Smith", Value::Null),
    ] {
        let with = json!({"given_name": given, "family_name": family, "preferred_name": preferred});
        register(app, with).await;
    }
}

pub(super) async fn search(app: &TestApp, body: Value) -> Answer {
    let answer = app.assistant().post(SEARCH, body).await;
    answer.assert_status(200);
    answer
}

#[actix_web::test]
async fn a_card_an_address_or_a_number_finds_its_patron() {
    let app = TestApp::start().await;
    people(&app).await;
    let with =
        json!({"card_number": "CARD77", "email": "Leo@Example.org", "phone": "+49 (30) 123-4567", "given_name": "Leo"});
    let leo = register(&app, with).await;
    for body in [
        json!({"q": "card77"}),
        json!({"q": "leo@example.ORG"}),
        json!({"q": "030 1234567"}),
        json!({"q": "1234567"}),
        json!({"card_number": " CARD77 "}),
        json!({"email": "LEO@example.org"}),
        json!({"phone": "4567"}),
        json!({"phone": "+49 30 1234567"}),
        json!({"q": "leo", "phone": "4567", "email": "leo@example.org", "card_number": "card77"}),
    ] {
        let found = search(&app, body.clone()).await;
        assert_eq!(
            found.json["items"].as_array().map(Vec::len),
            Some(1),
            "{body}: {}",
            found.text
        );
        assert_eq!(found.json["items"][0]["id"], leo.json["id"], "{body}");
    }
    let apart = search(&app, json!({"q": "ortega", "email": "leo@example.org", "phone": "999"})).await;
    assert_eq!(apart.json["items"], json!([]), "all that is given must fit");
    let zeros = search(&app, json!({"phone": "000"})).await;
    assert_eq!(zeros.json["items"], json!([]));
}

#[actix_web::test]
async fn a_summary_tells_people_apart() {
    let app = TestApp::start().await;
    let leo = register(
        &app,
        json!({"email": "leo@example.org", "phone": "1234567", "expires_on": "2027-01-01"}),
    )
    .await;

    let found = search(&app, json!({"q": "inés"})).await;

    assert_eq!(
        found.json,
        json!({"items": [{
            "id": leo.json["id"], "name": "Inés Ortega", "card_number": leo.json["card_number"], "matched_card": null,
            "birth_on": "1991-04-02", "category": leo.json["category"], "home_branch": leo.json["home_branch"],
            "expires_on": "2027-01-01", "email": "leo@example.org", "phone": "1234567",
        }], "next_cursor": null})
    );
}

#[actix_web::test]
async fn closed_records_are_not_found() {
    let app = TestApp::start().await;
    let (old, new) = (register(&app, json!({})).await, register(&app, json!({})).await);
    merge(&app, id_of(&old), id_of(&new)).await;

    for body in [json!({"q": "ortega"}), json!({})] {
        let found = search(&app, body).await;
        assert_eq!(found.json["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(found.json["items"][0]["id"], new.json["id"]);
    }
}

/// 500 patrons with few names, so that many rows sort alike.
async fn crowd(app: &TestApp) {
    let (category, branch) = (app.category_id, app.branch_id);
    app.sql(&format!(
        "insert into patrons (id, patron_category_id, home_branch_id, given_name, family_name)
         select gen_random_uuid(), '{category}', '{branch}', 'Given ' || n % 7, 'Family ' || n % 11
         from generate_series(1, 500) n"
    ))
    .await;
}

async fn page_through(app: &TestApp, body: Value) -> Vec<String> {
    let assistant = app.assistant();
    let (mut ids, mut body) = (Vec::new(), body);
    loop {
        let page = assistant.post(SEARCH, body.clone()).await;
        page.assert_status(200);
        let items = page.json["items"].as_array().cloned().unwrap_or_default();
        ids.extend(items.iter().filter_map(|item| item["id"].as_str().map(str::to_owned)));
        match page.json["next_cursor"].as_str() {
            Some(cursor) => body["cursor"] = json!(cursor),
            None => return ids,
        }
    }
}

#[actix_web::test]
async fn pages_through_500_lose_and_repeat_nobody() {
    let app = TestApp::start().await;
    crowd(&app).await;
    for body in [
        json!({"limit": 13}),
        json!({"q": "family", "limit": 33}),
        json!({"q": "famly given", "limit": 200}),
        json!({"q": "family 3 given", "limit": 1}),
    ] {
        let ids = page_through(&app, body.clone()).await;
        let distinct: HashSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "repeated: {body}");
        if body["q"] != "family 3 given" && body["q"] != "famly given" {
            assert_eq!(ids.len(), 500, "{body}");
        }
    }
}

#[actix_web::test]
async fn pages_go_on_from_one_kind_of_answer_to_the_next() {
    let app = TestApp::start().await;
    for (given, family) in [
        ("Mari", "Land"),
        ("Ida", "Marino"),
        ("Ola", "Marin"),
        ("Marina", "Abel"),
        ("Una", "Merino"),
        ("Pia", "Moreno"),
        ("Tom", "Other"),
    ] {
        register(
            &app,
            json!({"given_name": given, "family_name": family, "card_number": null}),
        )
        .await;
    }
    let at_once = page_through(&app, json!({"q": "marin", "limit": 200})).await;
    assert!(
        at_once.len() >= 4,
        "two family names, one given name, and some spelt alike: {at_once:?}"
    );
    for limit in 1..=4 {
        assert_eq!(
            page_through(&app, json!({"q": "marin", "limit": limit})).await,
            at_once,
            "{limit}"
        );
    }
}

#[actix_web::test]
async fn who_is_added_between_pages_disturbs_nobody() {
    let app = TestApp::start().await;
    crowd(&app).await;
    let first = search(&app, json!({"limit": 200})).await;
    register(&app, json!({"given_name": "A", "family_name": "A"})).await;
    let mut ids: Vec<Value> = first.json["items"].as_array().cloned().unwrap_or_default();
    let mut cursor = first.json["next_cursor"].clone();
    while let Some(next) = cursor.as_str() {
        let page = search(&app, json!({"limit": 200, "cursor": next})).await;
        ids.extend(page.json["items"].as_array().cloned().unwrap_or_default());
        cursor = page.json["next_cursor"].clone();
    }
    let distinct: HashSet<_> = ids.iter().filter_map(|item| item["id"].as_str()).collect();
    assert_eq!((ids.len(), distinct.len()), (500, 500));
}

#[actix_web::test]
async fn searching_leaves_an_audit_row_without_the_words() {
    let app = TestApp::start().await;
    people(&app).await;
    search(&app, json!({"q": "ortega", "limit": 1})).await;
    search(&app, json!({})).await;

    assert_eq!(app.audit("patron.searched").await, 2);
    let told = "select count(*) from audit_events where deed = 'patron.searched' and patron_id is null
        and changes in ('{\"by\": [\"q\"], \"found\": 1}', '{\"by\": [], \"found\": 10}')";
    assert_eq!(app.count(told).await, 2);
    assert_eq!(
        app.count("select count(*) from audit_events e where e::text ilike '%ortega%'")
            .await,
        0
    );
}

#[actix_web::test]
async fn wrong_fields_are_named() {
    let app = TestApp::start().await;
    let assistant = app.assistant();
    let post = async |body| assistant.post(SEARCH, body).await;

    post(json!({"q": " ", "card_number": "a b", "email": "x", "phone": "call", "limit": 201}))
        .await
        .assert_fields(&[
            ("/card_number", "character"),
            ("/email", "length"),
            ("/email", "email"),
            ("/limit", "range"),
            ("/phone", "phone"),
            ("/q", "blank"),
        ]);
    post(json!({"name": "Ortega"}))
        .await
        .assert_fields(&[("/name", "unknown-field")]);
    post(json!({"cursor": "never"})).await.assert_problem(400, "bad-cursor");
    post(json!({"cursor": "MQ"})).await.assert_problem(400, "bad-cursor");
}

#[actix_web::test]
async fn only_staff_search() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    app.anonymous()
        .post(SEARCH, json!({}))
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .post(SEARCH, json!({}))
        .await
        .assert_problem(403, "forbidden");
}
