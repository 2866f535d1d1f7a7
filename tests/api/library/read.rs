use crate::support::{TestApp, json};

#[actix_web::test]
async fn anyone_reads_the_library() {
    let app = TestApp::start().await;

    let answer = app.anonymous().get("/api/v1/library").await;

    answer.assert_status(200);
    assert_eq!(answer.json["currency"], "EUR");
    assert_eq!(answer.json["currency_exponent"], 2);
    assert_eq!(answer.json["languages"], json!(["en", "es"]));
}

#[actix_web::test]
async fn an_unchanged_library_is_not_sent_again() {
    let app = TestApp::start().await;
    let tag = app.anonymous().get("/api/v1/library").await.header("etag");

    let answer = app
        .anonymous()
        .header("If-None-Match", &tag)
        .get("/api/v1/library")
        .await;

    answer.assert_status(304);
}
