//! A copy and its title in one deed, at a desk where nobody has time.

use futures_util::future::join_all;
use uuid::Uuid;

use super::{ITEMS, addition};
use crate::support::{TestApp, Value, json, trials};

/// A copy of a title the catalogue does not have.
fn with_title(app: &TestApp, barcode: &str, title: Value) -> Value {
    let mut body = addition(app, Uuid::nil(), barcode);
    let fields = body.as_object_mut().expect("an object");
    fields.remove("title_id");
    fields.insert("title".to_owned(), title);
    body
}

async fn brief(app: &TestApp) -> Vec<Value> {
    let answer = app.assistant().get("/api/v1/titles/brief").await;
    answer.assert_status(200);
    answer.json["items"].as_array().expect("items").clone()
}

#[actix_web::test]
async fn title_and_copy_are_added_together_and_can_be_lent() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let title = json!({ "title": " Found in the attic ", "author": "Anon", "format": "book" });

    let answer = app.assistant().post(ITEMS, with_title(&app, "ATTIC-1", title)).await;

    answer.assert_status(201);
    assert_eq!(answer.json["title"]["title"], "Found in the attic");
    assert_eq!((app.audit("title.added").await, app.audit("item.added").await), (1, 1));
    assert_eq!(
        (app.events("title.added").await, app.events("item.added").await),
        (1, 1)
    );
    let id = answer.json["title"]["id"].as_str().expect("an id");
    let added = app.anonymous().get(&format!("/api/v1/titles/{id}")).await;
    assert_eq!(
        (&added.json["is_brief"], &added.json["author"]),
        (&json!(true), &json!("Anon"))
    );
    let lent = json!({ "patron_barcode": patron.card, "item_barcode": "ATTIC-1" });
    app.assistant()
        .once()
        .post("/api/v1/loans", lent)
        .await
        .assert_status(201);
}

#[actix_web::test]
async fn what_is_to_be_completed_is_listed_until_it_is() {
    let app = TestApp::start().await;
    app.item().await;
    for number in 0..3 {
        let title = json!({ "title": format!("Brief {number}"), "format": "book" });
        app.assistant()
            .post(ITEMS, with_title(&app, &format!("B-{number}"), title))
            .await
            .assert_status(201);
    }
    let listed = brief(&app).await;
    let names: Vec<&str> = listed
        .iter()
        .map(|title| title["title"].as_str().expect("a title"))
        .collect();
    assert_eq!(names, ["Brief 0", "Brief 1", "Brief 2"]);
    let path = format!("/api/v1/titles/{}", listed[0]["id"].as_str().expect("an id"));
    let completed = json!({ "author": "Somebody", "is_brief": false });
    app.assistant()
        .if_match("\"v1\"")
        .patch(&path, completed)
        .await
        .assert_status(200);

    let (mut left, mut next) = (Vec::new(), "/api/v1/titles/brief?limit=1".to_owned());
    loop {
        let page = app.assistant().get(&next).await;
        page.assert_status(200);
        left.extend(page.json["items"].as_array().expect("items").clone());
        let Some(cursor) = page.json["next_cursor"].as_str() else {
            break;
        };
        next = format!("/api/v1/titles/brief?limit=1&cursor={cursor}");
    }
    assert_eq!(left, listed[1..]);
    // One that went into another is nobody's work any more.
    let [one, other] = [&left[0]["id"], &left[1]["id"]];
    let merge = json!({ "version": 1, "merged_title_id": other, "merged_version": 1 });
    let path = format!("/api/v1/titles/{}/merges", one.as_str().expect("an id"));
    app.supervisor().post(&path, merge).await.assert_status(200);
    let listed = brief(&app).await;
    assert_eq!((listed.len(), &listed[0]["id"]), (1, one));
    app.anonymous()
        .get("/api/v1/titles/brief")
        .await
        .assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn a_refused_copy_leaves_no_title_behind() {
    let app = TestApp::start().await;
    let taken = app.item().await.barcode;
    let title = json!({ "title": "Nobody's", "format": "book" });

    let answer = app
        .assistant()
        .post(ITEMS, with_title(&app, &taken, title.clone()))
        .await;
    answer.assert_problem(409, "already-exists");
    let mut elsewhere = with_title(&app, "N-1", title);
    elsewhere["location_id"] = json!(app.other_location_id);
    let answer = app.assistant().post(ITEMS, elsewhere).await;
    answer.assert_fields(&[("/location_id", "unknown")]);

    assert_eq!(app.count("select count(*) from titles where is_brief").await, 0);
    assert_eq!(app.audit("title.added").await, 0);
}

#[actix_web::test]
async fn one_title_is_named_in_one_way() {
    let app = TestApp::start().await;
    let post = async |body: Value| app.assistant().post(ITEMS, body).await;
    let mut both = addition(&app, app.item().await.title_id, "N-2");
    both["title"] = json!({ "title": "Other", "format": "book" });

    post(both).await.assert_fields(&[("", "one-of")]);
    post(with_title(&app, "N-3", json!(null)))
        .await
        .assert_fields(&[("", "one-of")]);
    post(with_title(&app, "N-4", json!({ "title": "", "format": "book" })))
        .await
        .assert_fields(&[("/title/title", "length")]);
    let isbn = json!({ "title": "A", "format": "book", "isbns": [] });
    post(with_title(&app, "N-5", isbn))
        .await
        .assert_fields(&[("/title/isbns", "unknown-field")]);
}

#[actix_web::test]
async fn of_many_who_add_one_barcode_one_adds_a_title() {
    let app = TestApp::start().await;
    for trial in 0..trials() {
        let title = json!({ "title": "Race", "format": "book" });
        let body = with_title(&app, &format!("RACE{trial}"), title);
        let assistant = app.assistant();

        let answers = join_all((0..3).map(|_| assistant.post(ITEMS, body.clone()))).await;

        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409], "trial {trial}");
    }
    let brief = app.count("select count(*) from titles where is_brief").await;
    assert_eq!(usize::try_from(brief), Ok(trials()));
}
