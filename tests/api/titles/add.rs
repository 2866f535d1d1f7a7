use super::TITLES;
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_title_is_added() {
    let app = TestApp::start().await;

    let answer = app
        .assistant()
        .post(TITLES, json!({ "title": "Emma", "format": "book" }))
        .await;

    answer.assert_status(201);
    assert_eq!(
        (&answer.json["title"], &answer.json["audience"]),
        (&json!("Emma"), &json!("general"))
    );
    for list in ["contributors", "isbns", "subjects", "issns", "links"] {
        assert_eq!(answer.json[list], json!([]), "{list}");
    }
    for field in [
        "subtitle",
        "author",
        "language",
        "published_year",
        "publisher",
        "edition",
        "series",
        "summary",
        "lccn",
        "place",
        "physical_description",
        "contents",
    ] {
        assert_eq!(answer.json[field], json!(null), "{field}");
    }
    assert_eq!(answer.header("etag"), "\"v1\"");
    assert_eq!(
        answer.header("location"),
        format!("{TITLES}/{}", answer.json["id"].as_str().expect("an id"))
    );
    assert_eq!(
        (app.audit("title.added").await, app.events("title.added").await),
        (1, 1)
    );
}

#[actix_web::test]
async fn everything_said_of_it_is_kept() {
    let app = TestApp::start().await;
    let said = json!({
        "title": "千と千尋の神隠し 👩‍🚀 𝔉", "subtitle": "b", "author": "宮崎 駿", "contributors": ["Joe Hisaishi", "c2"],
        "format": "film", "language": "ja", "audience": "child", "published_year": -12, "publisher": "d",
        "edition": "e", "series": "f", "subjects": ["g", "h"], "summary": "two\nlines", "issns": ["0028-0836"],
        "lccn": "n 78890351", "place": "東京", "physical_description": "1 disc (125 min.)", "contents": "One --\nTwo",
        "links": ["https://example.org/a?b=c#d", "HTTP://example.org/%20"],
    });

    let answer = app.assistant().post(TITLES, said.clone()).await;

    answer.assert_status(201);
    for (field, value) in said.as_object().expect("an object") {
        assert_eq!(&answer.json[field], value, "{field}");
    }
}

#[actix_web::test]
async fn text_is_kept_trimmed_and_composed() {
    let app = TestApp::start().await;
    let said = json!({ "title": "  Cafe\u{301} ", "format": "book", "subjects": [" nai\u{308}ve "] });

    let answer = app.assistant().post(TITLES, said).await;

    assert_eq!(answer.json["title"], "Caf\u{e9}");
    assert_eq!(answer.json["subjects"], json!(["na\u{ef}ve"]));
}

#[actix_web::test]
async fn isbns_are_kept_with_thirteen_digits_and_once() {
    let app = TestApp::start().await;
    let isbns = ["0-306-40615-2", "978-0-306-40615-7", "080442957X", "9791090636071"];

    let answer = app
        .assistant()
        .post(TITLES, json!({ "title": "A", "format": "book", "isbns": isbns }))
        .await;

    assert_eq!(
        answer.json["isbns"],
        json!(["9780306406157", "9780804429573", "9791090636071"])
    );
}

#[actix_web::test]
async fn issns_are_kept_with_their_hyphen_and_links_as_they_are_each_once() {
    let app = TestApp::start().await;
    let said = json!({ "title": "A", "format": "magazine", "issns": ["00280836", "0028-0836", "2434-561x"],
        "links": [" https://example.org ", "https://example.org", "https://example.org/é"] });

    let answer = app.assistant().post(TITLES, said).await;

    assert_eq!(answer.json["issns"], json!(["0028-0836", "2434-561X"]));
    assert_eq!(
        answer.json["links"],
        json!(["https://example.org", "https://example.org/é"])
    );
}

#[actix_web::test]
async fn wrong_fields_are_told() {
    let app = TestApp::start().await;
    let assistant = app.assistant();
    for (field, value, pointer, code) in [
        ("title", json!(""), "/title", "length"),
        ("title", json!("\u{a0} "), "/title", "blank"),
        ("title", json!("x".repeat(501)), "/title", "length"),
        ("title", json!("a\u{1b}b"), "/title", "control-character"),
        ("format", json!("scroll"), "/format", "wrong-type"),
        ("language", json!("eng"), "/language", "length"),
        ("language", json!("EN"), "/language", "language"),
        ("audience", json!("everybody"), "/audience", "wrong-type"),
        ("published_year", json!(2201), "/published_year", "range"),
        ("published_year", json!(99999), "/published_year", "wrong-type"),
        ("contributors", json!(["a", ""]), "/contributors/1", "length"),
        ("subjects", json!(["a", "b", "  "]), "/subjects/2", "blank"),
        ("subjects", json!(vec!["a"; 101]), "/subjects", "length"),
        ("isbns", json!(["9780306406157", "9780306406158"]), "/isbns/1", "isbn"),
        ("isbns", json!(["4006381333931"]), "/isbns/0", "isbn"),
        ("summary", json!("x".repeat(5001)), "/summary", "length"),
        ("contents", json!("x".repeat(10_001)), "/contents", "length"),
        ("lccn", json!("x".repeat(33)), "/lccn", "length"),
        ("place", json!("a\nb"), "/place", "control-character"),
        ("physical_description", json!(" "), "/physical_description", "blank"),
        ("issns", json!(["0028-0836", "0028-0837"]), "/issns/1", "issn"),
        ("issns", json!(["0028"]), "/issns/0", "issn"),
        ("links", json!(["javascript:alert(1)"]), "/links/0", "link"),
        ("links", json!(["https://a.b", "https:// a"]), "/links/1", "link"),
        ("links", json!(["http://"]), "/links/0", "link"),
        (
            "links",
            json!([format!("https://{}", "a".repeat(2000))]),
            "/links/0",
            "link",
        ),
        ("links", json!(vec!["https://a.b"; 21]), "/links", "length"),
        ("colour", json!("red"), "/colour", "unknown-field"),
    ] {
        let mut body = json!({ "title": "A", "format": "book" });
        body[field] = value;
        assistant.post(TITLES, body).await.assert_fields(&[(pointer, code)]);
    }
    assistant
        .post(TITLES, json!({ "title": "A" }))
        .await
        .assert_fields(&[("/format", "missing")]);
    let many = json!({ "title": "A", "format": "book", "isbns": ["1"], "subjects": [""], "contributors": ["\u{7}"] });
    let answer = assistant.post(TITLES, many).await;
    assert_eq!(
        answer.json["errors"].as_array().map(Vec::len),
        Some(3),
        "{}",
        answer.text
    );
}

#[actix_web::test]
async fn a_resend_adds_no_second() {
    let app = TestApp::start().await;
    let assistant = app.assistant().key("once");
    let body = json!({ "title": "Emma", "format": "book", "isbns": ["9780141439587"] });

    let first = assistant.post(TITLES, body.clone()).await;
    let second = assistant.post(TITLES, body).await;

    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(first.json["id"], second.json["id"]);
    assert_eq!(app.count("select count(*) from titles").await, 1);
}

#[actix_web::test]
async fn only_staff_may() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let body = json!({ "title": "Emma", "format": "book" });

    app.anonymous()
        .post(TITLES, body.clone())
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .post(TITLES, body)
        .await
        .assert_problem(403, "forbidden");
}
