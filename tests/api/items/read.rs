use uuid::Uuid;

use super::{ITEMS, lend};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn staff_see_who_has_it() {
    let app = TestApp::start().await;
    let (item, patron) = (app.item().await, app.patron().await);
    lend(&app, item.id, patron.id, "2026-03-09T22:59:59Z").await;

    let answer = app.assistant().get(&format!("{ITEMS}/{}", item.id)).await;

    answer.assert_status(200);
    let loan = &answer.json["loan"];
    assert_eq!(loan["patron"]["id"], json!(patron.id));
    assert_eq!(loan["patron"]["card_number"], json!(patron.card));
    assert_eq!(
        (&loan["due_on"], &loan["is_overdue"]),
        (&json!("2026-03-09"), &json!(true))
    );
    assert_eq!(answer.json["status"], "on_loan");
    assert_eq!(answer.header("etag"), "\"v1\"");
}

#[actix_web::test]
async fn items_are_for_staff() {
    let app = TestApp::start().await;
    let (item, patron) = (app.item().await, app.patron().await);
    let path = format!("{ITEMS}/{}", item.id);

    app.anonymous().get(&path).await.assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .get(&path)
        .await
        .assert_problem(403, "forbidden");
}

#[actix_web::test]
async fn what_is_not_there_is_not_found() {
    let app = TestApp::start().await;

    app.assistant()
        .get(&format!("{ITEMS}/{}", Uuid::now_v7()))
        .await
        .assert_problem(404, "not-found");
    app.assistant()
        .get(&format!("{ITEMS}/4711"))
        .await
        .assert_problem(404, "not-found");
}

#[actix_web::test]
async fn what_is_under_way_says_where_to() {
    let app = TestApp::start().await;
    let item = app.item().await;
    app.sql(&format!(
        "update items set status = 'in_transit', in_transit_to_id = '{}'",
        app.other_branch_id
    ))
    .await;

    let answer = app.assistant().get(&format!("{ITEMS}/{}", item.id)).await;

    assert_eq!(answer.json["in_transit_to"]["code"], "RIV");
    assert_eq!(answer.json["current_branch"]["code"], "CEN");
}
