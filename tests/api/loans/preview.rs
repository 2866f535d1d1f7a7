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

#[actix_web::test]
async fn a_question_may_be_about_another_branch() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql(&format!(
        "insert into policies (id, branch_id, attributes) values (gen_random_uuid(), '{}', '{{\"loan_length\": 3}}')",
        app.other_branch_id
    ))
    .await;
    let ask = |branch| format!("/api/v1/loans/preview?branch_id={branch}");
    let assistant = app.assistant();

    let here = assistant.post("/api/v1/loans/preview", scan(&patron, &item)).await;
    let there = assistant.post(&ask(app.other_branch_id), scan(&patron, &item)).await;
    let nowhere = assistant.post(&ask(app.desk_id), scan(&patron, &item)).await;

    assert_eq!(
        (&here.json["due_on"], &there.json["due_on"]),
        (&json!("2026-03-24"), &json!("2026-03-13"))
    );
    assert_eq!(here.json["controlling_branch_id"], json!(app.branch_id));
    assert_eq!(there.json["controlling_branch_id"], json!(app.other_branch_id));
    assert_eq!(there.json["patron_category_id"], json!(app.category_id));
    assert_eq!(there.json["item_type_id"], json!(app.item_type_id));
    nowhere.assert_problem(422, "invalid-fields");
}
