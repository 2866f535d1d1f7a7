use futures_util::future::join_all;
use uuid::Uuid;

use super::{CHILD, id_of, merge, path, register};
use crate::support::{Answer, TestApp, Value, json};

/// A child registered by a supervisor, and an adult.
async fn family(app: &TestApp) -> (Answer, Answer) {
    let body = super::newcomer(app, json!({"birth_on": CHILD, "reason": "Parents abroad"}));
    let child = app.supervisor().once().post("/api/v1/patrons", body).await;
    child.assert_status(201);
    (child, register(app, json!({})).await)
}

fn link(guardian: &Answer, with: Value) -> Value {
    let mut body = json!({"guardian_id": guardian.json["id"], "sees_charges": true, "sees_loans": false});
    for (name, value) in with.as_object().cloned().unwrap_or_default() {
        body[name] = value;
    }
    body
}

fn guardians_of(child: &Answer) -> String {
    format!("{}/guardians", path(&child.json["id"]))
}

#[actix_web::test]
async fn a_guardian_is_linked_and_unlinked() {
    let app = TestApp::start().await;
    let (child, adult) = family(&app).await;
    let assistant = app.assistant();

    let linked = assistant
        .post(&guardians_of(&child), link(&adult, json!({"ends_on": "2030-06-30"})))
        .await;
    let seen = assistant.get(&path(&child.json["id"])).await;
    let unlinked = assistant.delete(&linked.header("location")).await;
    let again = assistant.delete(&linked.header("location")).await;
    let alone = assistant.get(&path(&child.json["id"])).await;

    linked.assert_status(201);
    assert_eq!(linked.json["patron"]["name"], "Inés Ortega");
    assert_eq!(linked.json["ends_on"], "2030-06-30");
    assert_eq!(seen.json["guardians"], json!([linked.json]));
    unlinked.assert_status(204);
    again.assert_problem(404, "not-found");
    assert_eq!(alone.json["guardians"], json!([]));
    assert_eq!(app.audit("patron.guardian-linked").await, 1);
    assert_eq!(app.audit("patron.guardian-unlinked").await, 1);
    let named = format!(
        "select count(*) from audit_events e where e.deed like 'patron.guardian%' and e::text like '%{}%'",
        id_of(&adult)
    );
    assert_eq!(
        app.count(&named).await,
        0,
        "the guardian is not named where they cannot be forgotten"
    );
}

#[actix_web::test]
async fn nobody_ends_their_own_guardianship() {
    let app = TestApp::start().await;
    let (child, adult) = family(&app).await;
    let linked = app
        .assistant()
        .post(&guardians_of(&child), link(&adult, json!({})))
        .await;
    app.sql(&format!(
        "update staff set patron_id = '{}' where username = 'ada'",
        id_of(&adult)
    ))
    .await;
    let address = linked.header("location");

    app.assistant()
        .delete(&address)
        .await
        .assert_problem(403, "own-account");
    app.supervisor().delete(&address).await.assert_status(204);
}

#[actix_web::test]
async fn a_link_ends_when_the_child_grows_up() {
    let app = TestApp::start().await;
    let (child, adult) = family(&app).await;
    let assistant = app.assistant();
    let post = async |with| assistant.post(&guardians_of(&child), link(&adult, with)).await;

    post(json!({"ends_on": "2034-01-15"}))
        .await
        .assert_fields(&[("/ends_on", "too-late")]);
    post(json!({"ends_on": "2026-03-09"}))
        .await
        .assert_fields(&[("/ends_on", "in-the-past")]);
    let linked = post(json!({"ends_on": null})).await;

    linked.assert_status(201);
    assert_eq!(linked.json["ends_on"], "2034-01-14");
}

#[actix_web::test]
async fn who_was_born_on_a_leap_day_grows_up_on_the_first_of_march() {
    let app = TestApp::start().await;
    let adult = register(&app, json!({})).await;

    let child = register(&app, json!({"birth_on": "2012-02-29", "guardian_id": adult.json["id"]})).await;

    assert_eq!(child.json["guardians"][0]["ends_on"], "2030-02-28");
    app.set_clock("2030-02-28T12:00:00Z");
    let read = app.assistant().get(&path(&child.json["id"])).await;
    assert_eq!(read.json["is_minor"], true);
    assert_eq!(read.json["guardians"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn there_is_one_link_between_two_people() {
    let app = TestApp::start().await;
    let (child, adult) = family(&app).await;
    for _ in 0..5 {
        let answers = join_all((0..4).map(|_| {
            let (caller, path, body) = (app.assistant(), guardians_of(&child), link(&adult, json!({})));
            async move { caller.post(&path, body).await }
        }))
        .await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409]);
        let refused = answers.iter().find(|answer| answer.status == 409).expect("refused");
        refused.assert_problem(409, "already-exists");
        assert_eq!(refused.json["errors"][0]["pointer"], "/guardian_id");
        let own = format!("{}/{}", guardians_of(&child), id_of(&adult));
        app.assistant().delete(&own).await.assert_status(204);
    }
}

#[actix_web::test]
async fn a_link_that_has_ended_makes_way() {
    let app = TestApp::start().await;
    let (child, adult) = family(&app).await;
    let assistant = app.assistant();
    assistant
        .post(&guardians_of(&child), link(&adult, json!({"ends_on": "2026-03-10"})))
        .await
        .assert_status(201);
    app.set_clock("2026-03-11T12:00:00Z");

    let again = app
        .assistant()
        .post(&guardians_of(&child), link(&adult, json!({"sees_loans": true})))
        .await;

    again.assert_status(201);
    assert_eq!(again.json["sees_loans"], true);
}

#[actix_web::test]
async fn who_may_be_whose_guardian() {
    let app = TestApp::start().await;
    let (child, adult) = family(&app).await;
    let (other_child, merged) = family(&app).await;
    merge(&app, id_of(&merged), id_of(&adult)).await;
    let unborn = register(&app, json!({"birth_on": null})).await;
    let assistant = app.assistant();
    let post =
        async |of: &Answer, guardian: &Answer| assistant.post(&guardians_of(of), link(guardian, json!({}))).await;

    post(&child, &child).await.assert_fields(&[("/guardian_id", "self")]);
    post(&child, &other_child)
        .await
        .assert_fields(&[("/guardian_id", "minor")]);
    post(&child, &merged)
        .await
        .assert_fields(&[("/guardian_id", "unknown")]);
    post(&adult, &unborn).await.assert_problem(409, "conflict");
    post(&unborn, &adult).await.assert_problem(409, "conflict");
    let unknown = json!({"guardian_id": Uuid::now_v7(), "sees_charges": true, "sees_loans": true});
    assistant
        .post(&guardians_of(&child), unknown.clone())
        .await
        .assert_fields(&[("/guardian_id", "unknown")]);
    let nobody = format!("/api/v1/patrons/{}/guardians", Uuid::now_v7());
    assistant
        .post(&nobody, link(&adult, json!({})))
        .await
        .assert_problem(404, "not-found");
    post(&child, &unborn).await.assert_status(201);
}

#[actix_web::test]
async fn only_staff_link() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let (child, adult) = family(&app).await;
    let path = guardians_of(&child);
    let own = format!("{path}/{}", id_of(&adult));

    app.anonymous()
        .post(&path, link(&adult, json!({})))
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .post(&path, link(&adult, json!({})))
        .await
        .assert_problem(403, "forbidden");
    app.anonymous()
        .delete(&own)
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .delete(&own)
        .await
        .assert_problem(403, "forbidden");
}
