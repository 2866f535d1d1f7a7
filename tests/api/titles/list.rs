use uuid::Uuid;

use super::{TITLES, found, names, title};
use crate::support::{TestApp, Value, json};

#[actix_web::test]
async fn titles_stand_in_the_order_of_the_alphabet() {
    let app = TestApp::start().await;
    for name in ["Zorba", "Älter", "anna", "Émile", "Bel"] {
        title(&app, name, json!({})).await;
    }

    assert_eq!(found(&app, &[]).await, ["Älter", "anna", "Bel", "Émile", "Zorba"]);
    // Nothing but blanks is no question.
    assert_eq!(found(&app, &[("q", "  ")]).await.len(), 5);
}

#[actix_web::test]
async fn filters_narrow_the_list() {
    let app = TestApp::start().await;
    title(
        &app,
        "A",
        json!({ "format": "film", "language": "en", "audience": "adult" }),
    )
    .await;
    title(
        &app,
        "B",
        json!({ "format": "film", "language": "ja", "audience": "child" }),
    )
    .await;
    title(&app, "C", json!({ "language": "ja" })).await;

    assert_eq!(found(&app, &[("format", "film")]).await, ["A", "B"]);
    assert_eq!(found(&app, &[("language", "ja")]).await, ["B", "C"]);
    assert_eq!(found(&app, &[("audience", "child")]).await, ["B"]);
    assert_eq!(found(&app, &[("format", "film"), ("language", "ja")]).await, ["B"]);
    assert_eq!(found(&app, &[("format", "map")]).await, [""; 0]);
}

#[actix_web::test]
async fn copies_are_counted_and_filtered_by() {
    let app = TestApp::start().await;
    let id = title(&app, "A", json!({})).await;
    let none = title(&app, "B", json!({})).await;
    let (one, two, three) = (app.copy_of(id).await, app.copy_of(id).await, app.copy_of(id).await);
    app.sql(&format!(
        "update items set status = 'missing' where id = '{}';
         update items set status = 'withdrawn' where id = '{}';
         update items set status = 'recently_returned', home_branch_id = '{}', location_id = '{}' where id = '{}'",
        one.id, two.id, app.other_branch_id, app.other_location_id, three.id
    ))
    .await;
    let (here, there) = (app.branch_id.to_string(), app.other_branch_id.to_string());

    let answer = app.anonymous().get(TITLES).await;

    let counts = |at: usize| {
        (
            &answer.json["items"][at]["items_count"],
            &answer.json["items"][at]["available_count"],
        )
    };
    assert_eq!(counts(0), (&json!(2), &json!(1)));
    assert_eq!(counts(1), (&json!(0), &json!(0)));
    assert_eq!(answer.json["items"][1]["id"], json!(none));
    assert!(answer.json["items"][0].get("summary").is_none());
    assert_eq!(found(&app, &[("branch_id", &here)]).await, ["A"]);
    assert_eq!(found(&app, &[("available", "true")]).await, ["A"]);
    assert_eq!(found(&app, &[("available", "false")]).await, ["A", "B"]);
    assert_eq!(
        found(&app, &[("available", "true"), ("branch_id", &there)]).await,
        ["A"]
    );
    assert_eq!(
        found(&app, &[("available", "true"), ("branch_id", &here)]).await,
        [""; 0]
    );
    assert_eq!(
        found(&app, &[("branch_id", &Uuid::now_v7().to_string())]).await,
        [""; 0]
    );
}

#[actix_web::test]
async fn pages_lose_nothing_and_repeat_nothing() {
    let app = TestApp::start().await;
    // Alike in all but their ids, and with titles longer than a cursor.
    let long = format!("Long {}", "ä".repeat(490));
    for _ in 0..4 {
        title(&app, "Gemini", json!({})).await;
        title(&app, &long, json!({ "series": "Gemini" })).await;
    }
    for filter in ["", "&q=gemini", "&q=gemeni"] {
        let (mut ids, mut cursor) = (Vec::new(), String::new());
        loop {
            let answer = app.anonymous().get(&format!("{TITLES}?limit=3{filter}{cursor}")).await;
            answer.assert_status(200);
            let items = answer.json["items"].as_array().expect("items");
            ids.extend(items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()));
            let Value::String(next) = &answer.json["next_cursor"] else {
                break;
            };
            cursor = format!("&cursor={next}");
        }
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!((count, ids.len()), (8, 8), "{filter}");
    }
}

#[actix_web::test]
async fn a_title_renamed_between_two_pages_stops_no_list() {
    let app = TestApp::start().await;
    for name in ["A", "B", "C"] {
        title(&app, name, json!({})).await;
    }
    let first = app.anonymous().get(&format!("{TITLES}?limit=1")).await;
    app.sql("update titles set title = 'AA' where title = 'A'").await;

    let cursor = first.json["next_cursor"].as_str().expect("a cursor");
    let second = app.anonymous().get(&format!("{TITLES}?limit=2&cursor={cursor}")).await;

    assert_eq!(names(&second), ["B", "C"]);
}

#[actix_web::test]
async fn wrong_parameters_are_told() {
    let app = TestApp::start().await;
    for (query, pointer, code) in [
        ("limit=0", "/limit", "range"),
        ("format=scroll", "/format", "wrong-type"),
        ("language=EN", "/language", "language"),
        ("branch_id=4711", "/branch_id", "wrong-type"),
        ("available=perhaps", "/available", "wrong-type"),
        ("colour=red", "/colour", "unknown-field"),
        ("q=%00", "", "nul-character"),
    ] {
        app.anonymous()
            .get(&format!("{TITLES}?{query}"))
            .await
            .assert_fields(&[(pointer, code)]);
    }
    let long = "x".repeat(201);
    app.anonymous()
        .get(&format!("{TITLES}?q={long}"))
        .await
        .assert_fields(&[("/q", "length")]);
    app.anonymous()
        .get(&format!("{TITLES}?cursor=bm9uZQ"))
        .await
        .assert_problem(400, "bad-cursor");
    app.anonymous()
        .bearer("nonsense")
        .get(&format!("{TITLES}/{}/availability", Uuid::now_v7()))
        .await
        .assert_problem(401, "unauthenticated");
}
