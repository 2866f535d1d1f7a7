use uuid::Uuid;

use super::{POLICIES, given};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn staff_list_and_filter_the_policies() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    for body in [
        json!({"branch_id": app.branch_id, "attributes": {}}),
        json!({"branch_id": app.branch_id, "item_type_id": app.item_type_id, "attributes": {}}),
        json!({"patron_category_id": app.category_id, "attributes": {}}),
    ] {
        supervisor.post(POLICIES, body).await.assert_status(201);
    }
    let count = async |query: String| {
        let answer = app.assistant().get(&format!("{POLICIES}?{query}")).await;
        answer.assert_status(200);
        answer.json["items"].as_array().expect("items").len()
    };

    assert_eq!(count(String::new()).await, 4);
    assert_eq!(count(format!("branch_id={}", app.branch_id)).await, 2);
    assert_eq!(count(format!("item_type_id={}", app.item_type_id)).await, 1);
    assert_eq!(count(format!("patron_category_id={}", app.category_id)).await, 1);
    assert_eq!(count(format!("branch_id={}", Uuid::now_v7())).await, 0);
}

#[actix_web::test]
async fn pages_follow_one_another() {
    let app = TestApp::start().await;
    let body = json!({"branch_id": app.branch_id, "attributes": {}});
    let added = app.supervisor().post(POLICIES, body).await;

    let first = app.assistant().get(&format!("{POLICIES}?limit=1")).await;
    let cursor = first.json["next_cursor"].as_str().expect("a cursor");
    let second = app
        .assistant()
        .get(&format!("{POLICIES}?limit=1&cursor={cursor}"))
        .await;

    assert_eq!(first.json["items"][0]["id"], json!(app.policy_id));
    assert_eq!(second.json["items"][0], added.json);
    assert!(second.json["next_cursor"].is_null());
}

#[actix_web::test]
async fn only_staff_may() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    for path in [POLICIES.to_owned(), given(&app)] {
        app.anonymous().get(&path).await.assert_problem(401, "unauthenticated");
        app.patron_caller(&patron)
            .get(&path)
            .await
            .assert_problem(403, "forbidden");
    }
    let nothing = format!("{POLICIES}/{}", Uuid::now_v7());
    app.assistant().get(&nothing).await.assert_problem(404, "not-found");
    let unknown = app.assistant().get(&format!("{POLICIES}?colour=red")).await;
    unknown.assert_fields(&[("/colour", "unknown-field")]);
}
