use super::{create, kim};
use crate::auth::log_in;
use crate::support::{Answer, TestApp, json};

fn usernames(answer: &Answer) -> Vec<String> {
    answer.assert_status(200);
    let items = answer.json["items"].as_array().cloned().unwrap_or_default();
    items
        .iter()
        .map(|item| item["username"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[actix_web::test]
async fn by_name_page_after_page() {
    let app = TestApp::start().await;
    create(&app, kim()).await.assert_status(201);
    let supervisor = app.supervisor();

    let first = supervisor.get("/api/v1/staff?limit=2").await;
    let cursor = first.json["next_cursor"].as_str().expect("a cursor").to_owned();
    let second = supervisor.get(&format!("/api/v1/staff?limit=2&cursor={cursor}")).await;

    assert_eq!(usernames(&first), ["ada", "kim"]);
    assert_eq!(usernames(&second), ["sam"]);
    assert_eq!(second.json["next_cursor"], json!(null));
    assert!(first.header("link").contains("rel=\"next\""));
}

#[actix_web::test]
async fn narrowed_down() {
    let app = TestApp::start().await;
    create(&app, kim()).await.assert_status(201);
    app.sql(&format!(
        "update staff set name = 'Ángela', all_branches = false where username = 'ada';
         update staff set is_active = false where username = 'kim';
         insert into staff_branches (staff_id, branch_id) values ('{}', '{}')",
        app.assistant_id, app.branch_id
    ))
    .await;
    let supervisor = app.supervisor();
    let list = async |query: &str| usernames(&supervisor.get(&format!("/api/v1/staff?{query}")).await);

    assert_eq!(list("q=angel").await, ["ada"]);
    assert_eq!(list("q=IM").await, ["kim"]);
    assert_eq!(list("q=%25").await, Vec::<String>::new());
    assert_eq!(list("role=assistant").await, ["ada"]);
    assert_eq!(list("is_active=false").await, ["kim"]);
    let there = format!("branch_id={}", app.other_branch_id);
    assert_eq!(list(&there).await, ["kim", "sam"]);
}

#[actix_web::test]
async fn a_lock_shows_while_it_lasts() {
    let app = TestApp::start().await;
    for _ in 0..10 {
        log_in(&app, "ada", "wrong").await;
    }

    let answer = app.supervisor().get("/api/v1/staff?q=ada").await;
    app.set_clock("2026-03-10T12:15:00Z");
    let later = app.supervisor().get("/api/v1/staff?q=ada").await;

    assert_eq!(answer.json["items"][0]["locked_until"], "2026-03-10T12:15:00Z");
    assert_eq!(later.json["items"][0]["locked_until"], json!(null));
}

#[actix_web::test]
async fn what_cannot_be_asked_is_refused() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let nobody = format!("/api/v1/staff/{}", uuid::Uuid::now_v7());

    let limit = supervisor.get("/api/v1/staff?limit=201").await;
    let cursor = supervisor.get("/api/v1/staff?cursor=%21").await;
    let odd = supervisor.get("/api/v1/staff/nobody").await;
    let nobody = supervisor.get(&nobody).await;

    limit.assert_fields(&[("/limit", "range")]);
    cursor.assert_problem(400, "bad-cursor");
    odd.assert_problem(404, "not-found");
    nobody.assert_problem(404, "not-found");
}
