use uuid::Uuid;

use crate::auth::{PASSWORD, log_in, open_library};
use crate::support::{Answer, TestApp, json};

const PATH: &str = "/api/v1/audit-events";

fn deeds(answer: &Answer) -> Vec<String> {
    answer.assert_status(200);
    let items = answer.json["items"].as_array().cloned().unwrap_or_default();
    items
        .iter()
        .map(|item| item["deed"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Three events: a failed sign-in, Ada's sign-in, a change of the library.
async fn eventful() -> TestApp {
    let app = open_library().await;
    log_in(&app, "ada", "wrong").await;
    app.set_clock("2026-03-10T12:01:00Z");
    log_in(&app, "ada", PASSWORD).await.assert_status(200);
    app.set_clock("2026-03-10T12:02:00Z");
    let supervisor = app.supervisor().if_match("\"v1\"");
    let changed = supervisor.patch("/api/v1/library", json!({"name": "Ribera"})).await;
    changed.assert_status(200);
    app
}

#[actix_web::test]
async fn newest_first_with_who_and_where() {
    let app = eventful().await;

    let answer = app.supervisor().get(PATH).await;

    assert_eq!(deeds(&answer), ["library.changed", "session.started", "sign-in.failed"]);
    let changed = &answer.json["items"][0];
    assert_eq!(changed["actor"], json!({"id": app.supervisor_id, "name": "Sam"}));
    assert_eq!(changed["actor_kind"], "staff");
    assert_eq!(changed["role"], "supervisor");
    assert_eq!(changed["branch"]["code"], "CEN");
    assert_eq!(changed["changes"]["after"]["name"], "Ribera");
    assert_eq!(changed["authorised_by"], json!(null));
    assert!(changed["request_id"].is_string());
    let failed = &answer.json["items"][2];
    assert_eq!(failed["actor"], json!(null));
    assert_eq!(failed["actor_kind"], "system");
    assert_eq!(failed["subject_id"], json!(app.assistant_id));
}

#[actix_web::test]
async fn page_after_page() {
    let app = eventful().await;
    let supervisor = app.supervisor();

    let first = supervisor.get(&format!("{PATH}?limit=2")).await;
    let cursor = first.json["next_cursor"].as_str().expect("a cursor").to_owned();
    let second = supervisor.get(&format!("{PATH}?limit=2&cursor={cursor}")).await;

    assert_eq!(deeds(&first), ["library.changed", "session.started"]);
    assert_eq!(deeds(&second), ["sign-in.failed"]);
    assert_eq!(second.json["next_cursor"], json!(null));
}

#[actix_web::test]
async fn narrowed_down() {
    let app = eventful().await;
    let supervisor = app.supervisor();
    let list = async |query: &str| deeds(&supervisor.get(&format!("{PATH}?{query}")).await);

    assert_eq!(list("deed=session.started").await, ["session.started"]);
    assert_eq!(
        list(&format!("staff_id={}", app.supervisor_id)).await,
        ["library.changed"]
    );
    let ada = format!("subject_id={}", app.assistant_id);
    assert_eq!(list(&ada).await, ["session.started", "sign-in.failed"]);
    assert_eq!(list("from=2026-03-10T12:02:00Z").await, ["library.changed"]);
    assert_eq!(list("to=2026-03-10T12:01:00Z").await, ["sign-in.failed"]);
    assert_eq!(
        list(&format!("patron_id={}", Uuid::now_v7())).await,
        Vec::<String>::new()
    );
    let here = format!("branch_id={}", app.branch_id);
    assert_eq!(list(&here).await, ["library.changed", "session.started"]);
}

#[actix_web::test]
async fn a_giver_of_leave_is_found_like_an_actor() {
    let app = open_library().await;
    let body = json!({
        "username": "sam", "password": PASSWORD, "operation_id": "createLoan", "subject_ids": [Uuid::now_v7()],
        "codes": ["loan-limit"], "reason": "School project"
    });
    let given = app.assistant().post("/api/v1/auth/override-grants", body).await;
    given.assert_status(201);

    let answer = app
        .supervisor()
        .get(&format!("{PATH}?staff_id={}", app.supervisor_id))
        .await;

    assert_eq!(deeds(&answer), ["override.granted"]);
    let event = &answer.json["items"][0];
    assert_eq!(event["actor"]["name"], "Ada");
    assert_eq!(event["authorised_by"], json!({"id": app.supervisor_id, "name": "Sam"}));
    assert_eq!(event["reason"], "School project");
}

#[actix_web::test]
async fn for_supervisors() {
    let app = TestApp::start().await;

    app.assistant().get(PATH).await.assert_problem(403, "forbidden");
    app.anonymous().get(PATH).await.assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn what_cannot_be_asked_is_refused() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();

    let cursor = supervisor.get(&format!("{PATH}?cursor=%21")).await;
    let limit = supervisor.get(&format!("{PATH}?limit=0")).await;
    let from = supervisor.get(&format!("{PATH}?from=yesterday")).await;
    let ancient = supervisor
        .get(&format!(
            "{PATH}?from=-9999-01-01T00:00:00Z&to=%2B12026-01-01T00:00:00Z"
        ))
        .await;

    cursor.assert_problem(400, "bad-cursor");
    limit.assert_fields(&[("/limit", "range")]);
    from.assert_fields(&[("/from", "wrong-type")]);
    ancient.assert_fields(&[("/from", "year"), ("/to", "year")]);
}

#[actix_web::test]
async fn history_is_not_rewritten() {
    let app = eventful().await;

    let rewritten = app
        .db
        .read(|conn| {
            use diesel::connection::SimpleConnection;
            conn.batch_execute("update audit_events set deed = 'nothing.happened'")
        })
        .await;
    let deleted = app
        .db
        .read(|conn| {
            use diesel::connection::SimpleConnection;
            conn.batch_execute("delete from audit_events")
        })
        .await;

    assert!(rewritten.is_err() && deleted.is_err());
    assert_eq!(app.count("select count(*) from audit_events").await, 3);
}
