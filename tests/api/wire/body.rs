//! Bodies that cannot be read, or should not be.

use reqwest::Method;

use crate::openapi::document::operations;
use crate::support::{Answer, TestApp, json};

const PATH: &str = "/api/v1/library";

async fn patch(app: &TestApp, media_type: &str, body: impl Into<Vec<u8>>) -> Answer {
    let caller = app.supervisor().if_match("\"v1\"");
    caller.raw(Method::PATCH, PATH, media_type, body.into()).await
}

#[actix_web::test]
async fn both_media_types_are_taken_for_a_patch() {
    let app = TestApp::start().await;

    for media_type in [
        "application/json",
        "application/merge-patch+json",
        "application/json; charset=utf-8",
    ] {
        let answer = patch(&app, media_type, "{}").await;
        assert!(
            answer.status == 200 || answer.json["code"] == "stale",
            "{media_type}: {}",
            answer.text
        );
    }
}

#[actix_web::test]
async fn another_media_type_is_refused() {
    let app = TestApp::start().await;

    for media_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "multipart/form-data",
    ] {
        patch(&app, media_type, "{}")
            .await
            .assert_problem(415, "unsupported-media-type");
    }
}

#[actix_web::test]
async fn what_is_not_json_is_unreadable() {
    let app = TestApp::start().await;
    let deep = "[".repeat(100_000);
    let bodies: &[&[u8]] = &[
        b"",
        b"{",
        b"{} {}",
        b"nonsense",
        b"{\"name\": \"\xff\xfe\"}",
        b"{\"name\": \"\\ud800\"}",
        b"\xef\xbb\xbf{}",
        b"{'name': 1}",
        b"{\"adult_at\": NaN}",
        deep.as_bytes(),
    ];

    for body in bodies {
        let answer = patch(&app, "application/json", *body).await;
        let start = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        assert!([400, 422].contains(&answer.status), "{start}: {}", answer.text);
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    patch(&app, "application/json", "{")
        .await
        .assert_problem(400, "unreadable-body");
}

#[actix_web::test]
async fn another_shape_is_told_by_pointer() {
    let app = TestApp::start().await;

    for body in ["[]", "1", "\"text\"", "null", "true"] {
        patch(&app, "application/json", body)
            .await
            .assert_fields(&[("", "wrong-type")]);
    }
    patch(&app, "application/json", "{\"name\": {\"a\": 1}}")
        .await
        .assert_fields(&[("/name", "wrong-type")]);
    patch(&app, "application/json", "{\"adult_at\": 1e400}")
        .await
        .assert_status(400);
    let huge = patch(&app, "application/json", "{\"adult_at\": 99999999999999999999}").await;
    assert!([400, 422].contains(&huge.status), "{}", huge.text);
}

#[actix_web::test]
async fn a_word_of_a_list_is_sent_as_a_word() {
    let app = TestApp::start().await;

    for value in [
        "1",
        "-1",
        "1.5",
        "true",
        "[]",
        "[\"today\"]",
        "\"birth\"",
        "\"\"",
        "{\"today\": null}",
    ] {
        let body = format!("{{\"card_renewal_from\": {value}}}");
        let answer = patch(&app, "application/json", body).await;
        answer.assert_fields(&[("/card_renewal_from", "wrong-type")]);
        let detail = &answer.json["errors"][0]["detail"];
        assert_eq!(detail, "Expected one of `today`, `expiry`, `later`.", "{value}");
    }
    let title = json!({"title": "Emma", "format": 7, "audience": null});
    app.assistant()
        .post("/api/v1/titles", title)
        .await
        .assert_fields(&[("/format", "wrong-type")]);
    // What is no JSON stays unreadable where a word is expected.
    for body in [
        "{\"card_renewal_from\": today}",
        "{\"card_renewal_from\": \"today}",
        "{\"card_renewal_from\":",
    ] {
        patch(&app, "application/json", body)
            .await
            .assert_problem(400, "unreadable-body");
    }
}

#[actix_web::test]
async fn limits_are_told_as_facts() {
    let app = TestApp::start().await;
    let answer = app
        .supervisor()
        .post("/api/v1/collections", json!({"code": "A".repeat(17), "name": "Maps"}))
        .await;
    answer.assert_fields(&[("/code", "length")]);
    assert_eq!(answer.json["errors"][0]["facts"], json!({"min": 1, "max": 16}));
}

#[actix_web::test]
async fn a_field_given_twice_is_refused() {
    let app = TestApp::start().await;

    let answer = patch(&app, "application/json", "{\"name\": \"A\", \"name\": \"B\"}").await;

    answer.assert_fields(&[("/name", "duplicate-field")]);
}

#[actix_web::test]
async fn characters_of_every_plane_are_kept() {
    let app = TestApp::start().await;
    let name = "Biblioteca 📚 𝔄 ﷽ \u{202e} é\u{301}";

    let answer = app
        .supervisor()
        .if_match("\"v1\"")
        .patch(PATH, json!({ "name": name }))
        .await;

    answer.assert_status(200);
    assert_eq!(app.anonymous().get(PATH).await.json["name"], name);
}

#[actix_web::test]
async fn nul_is_refused_wherever_it_stands() {
    let app = TestApp::start().await;

    patch(&app, "application/json", "{\"name\": \"a\\u0000\"}")
        .await
        .assert_fields(&[("/name", "nul-character")]);
    let raw = patch(&app, "application/json", b"{\"name\": \"a\0\"}".to_vec()).await;
    raw.assert_problem(400, "unreadable-body");
    let key = patch(&app, "application/json", "{\"na\\u0000me\": 1}").await;
    assert_eq!(key.status, 422, "{}", key.text);
}

#[actix_web::test]
async fn a_body_has_256_kilobytes_at_most() {
    let app = TestApp::start().await;
    let body = format!("{{\"name\": \"{}\"}}", "a".repeat(256 * 1024));

    patch(&app, "application/json", body)
        .await
        .assert_problem(413, "body-too-large");
}

#[actix_web::test]
async fn no_operation_breaks_on_a_body_of_another_kind() {
    let app = TestApp::start().await;
    let caller = app.supervisor().if_match("\"v1\"");

    for operation in operations()
        .iter()
        .filter(|operation| operation.body_schema().is_some())
    {
        let path = operation.path.replace("{id}", "01996a3e-0000-7000-8000-000000000000");
        let method: Method = operation.method.to_uppercase().parse().expect("a method");
        for (media_type, body, expected) in [
            ("application/json", "{", &[400][..]),
            ("application/json", "[]", &[422]),
            ("application/json", "{\"no such field\": 1}", &[422]),
            ("text/plain", "{}", &[415]),
            (
                "application/merge-patch+json",
                "[]",
                if method == Method::PATCH { &[422] } else { &[415] },
            ),
        ] {
            let expected = if operation.takes_json() { expected } else { &[415] };
            let answer = caller.once().raw(method.clone(), &path, media_type, body.into()).await;
            assert!(
                expected.contains(&answer.status),
                "{} {media_type} {body}: {}",
                operation.name(),
                answer.text
            );
        }
    }
}

#[actix_web::test]
async fn a_key_is_visible_ascii() {
    let app = TestApp::start().await;
    let long = "k".repeat(65);
    let keyed = operations()
        .into_iter()
        .filter(|operation| operation.has_parameter("Idempotency-Key"));

    for operation in keyed {
        let path = operation.path.replace("{id}", "01996a3e-0000-7000-8000-000000000000");
        for key in [" ", "a b", "ä", long.as_str()] {
            let answer = app.supervisor().key(key).post(&path, json!({})).await;
            assert!(
                [400, 422].contains(&answer.status),
                "{} {key:?}: {}",
                operation.name(),
                answer.text
            );
        }
    }
}
