//! Questions and titles that nobody thought of: refused clearly or answered, never a fault of the service.

use super::{TITLES, counted, found, title};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn no_question_is_too_strange() {
    let app = TestApp::start().await;
    title(&app, "Emma", json!({ "author": "Jane Austen" })).await;
    for question in [
        "'",
        "''",
        "\\",
        "a'b\\c",
        "!!!",
        "&|!():*<->",
        "%",
        "_",
        "emma & !austen",
        "💥",
        "\u{301}",
        "½",
        "ŉ",
        "\u{200d}",
        "\t\u{7f}",
        "' or 1=1 --",
        "'",
        ":*",
        "a:*b",
        "sample:00",
        "'sample:00'",
        "\u{202e}emma",
        "a\u{301}\u{302}\u{303}\u{304}",
        "\u{10ffff}",
        "0",
        "-",
        "٠١٢",
    ] {
        found(&app, &[("q", question)]).await;
        counted(&app, &[("q", question)]).await;
        found(&app, &[("subject", question)]).await;
        counted(&app, &[("subject", question)]).await;
    }
    found(&app, &[("q", &"word ".repeat(40))]).await;
    found(&app, &[("q", &"💥".repeat(200))]).await;
    for sign in ["'", "\"", "\\", "(", "&", "a'", "é", "़"] {
        let question: String = sign.chars().cycle().take(200).collect();
        found(&app, &[("q", &question)]).await;
        counted(&app, &[("q", &question)]).await;
    }
}

#[actix_web::test]
async fn what_cannot_be_a_question_is_refused() {
    let app = TestApp::start().await;
    for (query, status) in [
        ("q=a%00b".to_owned(), 400..=422),
        (format!("q={}", "a".repeat(201)), 422..=422),
        ("subject=".to_owned(), 422..=422),
        ("cursor=e30".to_owned(), 400..=422),
        ("q=a&q=b".to_owned(), 400..=422),
    ] {
        for path in [TITLES.to_owned(), format!("{TITLES}/facets")] {
            let answer = app.anonymous().get(&format!("{path}?{query}")).await;
            assert!(status.contains(&answer.status), "{path}?{query}: {}", answer.status);
        }
    }
}

#[actix_web::test]
async fn a_title_of_ten_thousand_letters_is_refused() {
    let app = TestApp::start().await;
    let answer = app
        .assistant()
        .post(TITLES, json!({ "title": "a".repeat(10_000), "format": "book" }))
        .await;

    answer.assert_status(422);
    assert_eq!(answer.json["errors"][0]["pointer"], "/title");
    assert!(!answer.json.to_string().contains("aaaa"), "what was sent is not echoed");
}

#[actix_web::test]
async fn the_longest_title_in_any_script_is_kept_and_found() {
    let app = TestApp::start().await;
    for sign in ["語", "ش", "𝔘", "e\u{301}", "ẞ"] {
        let long: String = sign.chars().cycle().take(500).collect();
        let said = json!({ "subtitle": long, "author": sign.chars().cycle().take(200).collect::<String>(),
            "subjects": [sign.chars().cycle().take(200).collect::<String>()] });
        title(&app, &long, said).await;
    }
    let subject: String = "語".repeat(200);
    assert_eq!(found(&app, &[("subject", &subject)]).await.len(), 1);
}
