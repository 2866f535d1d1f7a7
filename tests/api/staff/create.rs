use super::{create, kim};
use crate::auth::log_in;
use crate::support::{TestApp, Value, json};

fn with(mut body: Value, field: &str, value: Value) -> Value {
    body[field] = value;
    body
}

#[actix_web::test]
async fn a_supervisor_creates_a_staff_member_who_can_sign_in() {
    let app = TestApp::start().await;
    let body = json!({
        "username": "kim.k", "name": "Kim K.", "role": "assistant", "password": "long enough",
        "branch_ids": [app.branch_id, app.branch_id], "language": "es"
    });

    let answer = create(&app, body).await;

    answer.assert_status(201);
    assert_eq!(answer.header("etag"), "\"v1\"");
    let id = answer.json["id"].as_str().expect("an id");
    assert_eq!(answer.header("location"), format!("/api/v1/staff/{id}"));
    assert_eq!(
        answer.json["branches"],
        json!([{"id": app.branch_id, "code": "CEN", "name": "Central"}])
    );
    assert_eq!(answer.json["language"], "es");
    assert_eq!(answer.json["is_active"], true);
    assert!(!answer.text.contains("password"));
    let read = app.supervisor().get(&format!("/api/v1/staff/{id}")).await;
    assert_eq!(read.json, answer.json);
    log_in(&app, "kim.k", "long enough").await.assert_status(200);
    assert_eq!(app.audit("staff.created").await, 1);
    assert_eq!(app.events("staff.created").await, 1);
    let kept = "select count(*) from audit_events a where deed = 'staff.created' and a::text ilike '%kim%'";
    assert_eq!(app.count(kept).await, 0, "names stay out of the audit");
}

#[actix_web::test]
async fn whoever_works_everywhere_works_at_every_branch_in_use() {
    let app = TestApp::start().await;
    app.sql("update branches set is_active = false where code = 'RIV'")
        .await;

    let answer = create(&app, kim()).await;

    assert_eq!(answer.json["all_branches"], true);
    assert_eq!(answer.json["branches"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn a_username_is_one_persons() {
    let app = TestApp::start().await;
    app.sql("update staff set username = 'Kim' where username = 'ada'")
        .await;

    let answer = create(&app, kim()).await;

    answer.assert_problem(409, "already-exists");
    assert_eq!(answer.json["errors"][0]["pointer"], "/username");
}

#[actix_web::test]
async fn a_card_is_one_persons_and_a_patrons() {
    let app = TestApp::start().await;
    let (patron, gone) = (app.patron().await, app.patron().await);
    app.sql(&format!(
        "update staff set patron_id = '{}' where username = 'ada';
         update patrons set state = 'anonymised' where id = '{}'",
        patron.id, gone.id
    ))
    .await;

    let taken = create(&app, with(kim(), "patron_id", json!(patron.id))).await;
    let gone = create(&app, with(kim(), "patron_id", json!(gone.id))).await;
    let unknown = create(&app, with(kim(), "patron_id", json!(uuid::Uuid::now_v7()))).await;

    taken.assert_problem(409, "already-exists");
    assert_eq!(taken.json["errors"][0]["pointer"], "/patron_id");
    gone.assert_fields(&[("/patron_id", "not-found")]);
    unknown.assert_fields(&[("/patron_id", "not-found")]);
}

#[actix_web::test]
async fn what_is_sent_is_checked() {
    let app = TestApp::start().await;

    let odd = json!({"username": "Kim Miller", "name": " ", "role": "assistant", "password": "short"});
    let odd = create(&app, odd).await;
    let role = create(&app, with(kim(), "role", json!("director"))).await;
    let branch = create(&app, with(kim(), "branch_ids", json!([uuid::Uuid::now_v7()]))).await;

    odd.assert_fields(&[("/name", "length"), ("/password", "length"), ("/username", "pattern")]);
    role.assert_fields(&[("/role", "wrong-type")]);
    branch.assert_fields(&[("/branch_ids", "not-found")]);
    assert_eq!(app.count("select count(*) from staff where username = 'kim'").await, 0);
}

#[actix_web::test]
async fn an_assistant_may_not() {
    let app = TestApp::start().await;

    let create = app.assistant().post("/api/v1/staff", kim()).await;
    let list = app.assistant().get("/api/v1/staff").await;
    let anonymous = app.anonymous().get("/api/v1/staff").await;

    create.assert_problem(403, "forbidden");
    list.assert_problem(403, "forbidden");
    anonymous.assert_problem(401, "unauthenticated");
}
