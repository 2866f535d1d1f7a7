use super::scan;
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_preview_tells_all_and_does_nothing() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql("update items set status = 'missing'").await;

    let answer = app
        .assistant()
        .post("/api/v1/loans/preview", scan(&patron, &item))
        .await;

    answer.assert_status(200);
    assert_eq!(answer.json["due_on"], "2026-03-24");
    assert_eq!(answer.json["take_over"], false);
    assert_eq!(answer.block_codes(), ["item-missing"]);
    assert_eq!(app.count("select count(*) from loans").await, 0);
    assert_eq!(app.count("select count(*) from audit_events").await, 0);
}

#[actix_web::test]
async fn without_a_policy_there_is_no_due_date() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql("delete from policies").await;

    let answer = app
        .assistant()
        .post("/api/v1/loans/preview", scan(&patron, &item))
        .await;

    assert_eq!(answer.json["due_at"], json!(null));
    assert_eq!(answer.block_codes(), ["no-policy"]);
}
