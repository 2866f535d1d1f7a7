use uuid::Uuid;

use super::{TITLES, title};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn anyone_reads_a_title() {
    let app = TestApp::start().await;
    let id = title(
        &app,
        "Emma",
        json!({ "author": "Jane Austen", "summary": "A match-maker errs." }),
    )
    .await;
    let path = format!("{TITLES}/{id}");

    let answer = app.anonymous().get(&path).await;

    answer.assert_status(200);
    assert_eq!(answer.json["summary"], "A match-maker errs.");
    assert_eq!(answer.header("etag"), "\"v1\"");
    app.anonymous()
        .header("If-None-Match", "\"v1\"")
        .get(&path)
        .await
        .assert_status(304);
}

#[actix_web::test]
async fn what_is_not_there_is_not_found() {
    let app = TestApp::start().await;

    for id in [Uuid::now_v7().to_string(), "4711".to_owned()] {
        app.anonymous()
            .get(&format!("{TITLES}/{id}"))
            .await
            .assert_problem(404, "not-found");
        app.anonymous()
            .get(&format!("{TITLES}/{id}/availability"))
            .await
            .assert_problem(404, "not-found");
    }
}
