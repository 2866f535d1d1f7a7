use crate::support::{TestApp, Value, json};

fn branch() -> Value {
    json!({"code": "HIL", "name": "Hillside", "zone": "America/Chicago"})
}

fn with(name: &str, value: Value) -> Value {
    let mut body = branch();
    body[name] = value;
    body
}

#[actix_web::test]
async fn a_supervisor_adds_a_branch() {
    let app = TestApp::start().await;

    let answer = app.supervisor().post("/api/v1/branches", branch()).await;

    answer.assert_status(201);
    let id = answer.json["id"].as_str().expect("an id");
    assert_eq!(answer.header("location"), format!("/api/v1/branches/{id}"));
    assert_eq!(answer.header("etag"), "\"v1\"");
    let read = app.anonymous().get(&format!("/api/v1/branches/{id}")).await;
    assert_eq!(read.json, answer.json);
    assert_eq!(read.header("etag"), "\"v1\"");
    assert_eq!(
        answer.json,
        json!({
            "id": id, "code": "HIL", "name": "Hillside", "zone": "America/Chicago", "address": null, "phone": null,
            "email": null, "position": 0, "is_active": true, "recently_returned_minutes": 0,
            "card_prefix": null, "created_at": "2026-03-10T12:00:00Z", "updated_at": "2026-03-10T12:00:00Z"
        })
    );
    let own = app
        .supervisor()
        .post(
            "/api/v1/branches",
            json!({"code": "OWN", "name": "Own", "zone": "UTC", "card_prefix": "299"}),
        )
        .await;
    assert_eq!(own.json["card_prefix"], "299");
    assert_eq!(
        (app.audit("branch.created").await, app.events("branch.created").await),
        (2, 2)
    );
}

#[actix_web::test]
async fn the_same_request_with_its_key_adds_it_once() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor().once();

    let first = supervisor.post("/api/v1/branches", branch()).await;
    let again = supervisor.post("/api/v1/branches", branch()).await;

    first.assert_status(201);
    again.assert_status(201);
    assert_eq!(again.json["id"], first.json["id"]);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.header("etag"), "\"v1\"");
    assert_eq!(app.audit("branch.created").await, 1);
}

#[actix_web::test]
async fn the_code_of_another_branch_is_refused() {
    let app = TestApp::start().await;

    let answer = app
        .supervisor()
        .post("/api/v1/branches", with("code", json!("RIV")))
        .await;

    answer.assert_problem(409, "already-exists");
    assert_eq!(answer.json["errors"][0]["pointer"], "/code");
}

#[actix_web::test]
async fn only_a_supervisor_may() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    let anonymous = app.anonymous().post("/api/v1/branches", branch()).await;
    let patron = app.patron_caller(&patron).post("/api/v1/branches", branch()).await;
    let assistant = app.assistant().post("/api/v1/branches", branch()).await;

    anonymous.assert_problem(401, "unauthenticated");
    patron.assert_problem(403, "forbidden");
    assistant.assert_problem(403, "forbidden");
    assert_eq!(app.count("select count(*) from branches").await, 2);
}

#[actix_web::test]
async fn wrong_fields_are_named() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let wrong = [
        ("code", json!("")),
        ("code", json!("ABCDEFGHIJKLMNOPQ")),
        ("code", json!("hill")),
        ("name", json!("")),
        ("zone", json!("Middle/Earth")),
        ("zone", json!("europe/berlin")),
        ("email", json!("nobody")),
        ("email", json!("a@b@c")),
        ("phone", json!("0".repeat(51))),
        ("position", json!(-1)),
        ("recently_returned_minutes", json!(10081)),
        ("is_active", json!("yes")),
        ("colour", json!("red")),
    ];
    for (name, value) in wrong {
        let answer = supervisor.post("/api/v1/branches", with(name, value)).await;
        answer.assert_problem(422, "invalid-fields");
        assert_eq!(
            answer.json["errors"][0]["pointer"],
            format!("/{name}"),
            "{}",
            answer.text
        );
    }
    let empty = supervisor.post("/api/v1/branches", json!({})).await;
    empty.assert_fields(&[("/code", "missing")]);
}
