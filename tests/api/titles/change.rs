use futures_util::future::join_all;
use uuid::Uuid;

use super::{TITLES, found, title};
use crate::support::{TestApp, json, trials};

#[actix_web::test]
async fn what_is_said_changes_and_the_rest_stays() {
    let app = TestApp::start().await;
    let id = title(
        &app,
        "Ema",
        json!({ "author": "Jane Austen", "subtitle": "A novel", "subjects": ["Love", "England"] }),
    )
    .await;
    let patch = json!({ "title": "Emma", "subtitle": null, "subjects": ["Courtship"], "isbns": ["9780141439587"],
        "lccn": "85001234", "issns": ["0028-0836"], "contents": "Volume I" });

    let answer = app
        .assistant()
        .if_match("\"v1\"")
        .patch(&format!("{TITLES}/{id}"), patch)
        .await;

    answer.assert_status(200);
    assert_eq!(answer.header("etag"), "\"v2\"");
    assert_eq!(
        (&answer.json["title"], &answer.json["subtitle"]),
        (&json!("Emma"), &json!(null))
    );
    assert_eq!(answer.json["author"], "Jane Austen");
    assert_eq!(answer.json["subjects"], json!(["Courtship"]));
    assert_eq!(answer.json["contents"], "Volume I");
    let cleared = app
        .assistant()
        .if_match("\"v2\"")
        .patch(&format!("{TITLES}/{id}"), json!({ "lccn": null, "issns": [] }))
        .await;
    assert_eq!(
        (&cleared.json["lccn"], &cleared.json["issns"]),
        (&json!(null), &json!([]))
    );
    assert_eq!(cleared.json["contents"], "Volume I");
    assert_eq!(
        (app.audit("title.changed").await, app.events("title.changed").await),
        (2, 2)
    );
    assert_eq!(found(&app, &[("q", "courtship")]).await, ["Emma"]);
    assert_eq!(found(&app, &[("q", "england")]).await, [""; 0]);
}

#[actix_web::test]
async fn the_version_read_must_be_named_and_current() {
    let app = TestApp::start().await;
    let id = title(&app, "Emma", json!({})).await;
    let (path, assistant) = (format!("{TITLES}/{id}"), app.assistant());

    assistant
        .patch(&path, json!({}))
        .await
        .assert_problem(428, "if-match-missing");
    assistant
        .if_match("\"v2\"")
        .patch(&path, json!({}))
        .await
        .assert_problem(412, "stale");
    let nowhere = format!("{TITLES}/{}", Uuid::now_v7());
    assistant
        .if_match("\"v1\"")
        .patch(&nowhere, json!({}))
        .await
        .assert_problem(404, "not-found");
    app.anonymous()
        .if_match("\"v1\"")
        .patch(&path, json!({}))
        .await
        .assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn wrong_fields_are_told() {
    let app = TestApp::start().await;
    let id = title(&app, "Emma", json!({})).await;
    let (path, caller) = (format!("{TITLES}/{id}"), app.assistant().if_match("\"v1\""));

    for (patch, pointer, code) in [
        (json!({ "title": "" }), "/title", "length"),
        (json!({ "subtitle": " " }), "/subtitle", "blank"),
        (json!({ "published_year": -3001 }), "/published_year", "range"),
        (json!({ "language": "E1" }), "/language", "language"),
        (json!({ "isbns": ["123"] }), "/isbns/0", "isbn"),
        (json!({ "issns": ["1"] }), "/issns/0", "issn"),
        (json!({ "links": ["ftp://a.b"] }), "/links/0", "link"),
        (json!({ "place": "" }), "/place", "length"),
        (json!({ "subjects": ["a\nb"] }), "/subjects/0", "control-character"),
        (json!({ "items_count": 3 }), "/items_count", "unknown-field"),
    ] {
        caller.patch(&path, patch).await.assert_fields(&[(pointer, code)]);
    }
    assert_eq!(app.audit("title.changed").await, 0);
}

#[actix_web::test]
async fn of_many_who_change_one_version_one_does() {
    let app = TestApp::start().await;
    for trial in 0..trials() {
        let id = title(&app, "Emma", json!({})).await;
        let (path, caller) = (format!("{TITLES}/{id}"), app.assistant().if_match("\"v1\""));

        let answers =
            join_all((0..4).map(|edition| caller.patch(&path, json!({ "edition": edition.to_string() })))).await;

        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412, 412], "trial {trial}");
    }
}

#[actix_web::test]
async fn the_age_to_be_lent_from_is_one_and_can_be_taken_away() {
    let app = TestApp::start().await;
    let id = title(&app, "Emma", json!({ "minimum_age": 18 })).await;
    let path = format!("{TITLES}/{id}");
    let first = app.assistant().if_match("\"v1\"");

    for wrong in [-1, 22] {
        let answer = first.patch(&path, json!({ "minimum_age": wrong })).await;
        answer.assert_fields(&[("/minimum_age", "range")]);
    }
    assert_eq!(app.anonymous().get(&path).await.json["minimum_age"], 18);
    let cleared = first.patch(&path, json!({ "minimum_age": null })).await;
    cleared.assert_status(200);
    assert_eq!(cleared.json["minimum_age"], json!(null));
}
