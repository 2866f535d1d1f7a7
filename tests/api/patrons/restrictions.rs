use uuid::Uuid;

use super::registered;
use crate::support::{TestApp, json};

#[actix_web::test]
async fn any_of_the_staff_restricts_and_a_supervisor_lifts() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;

    let made = app
        .assistant()
        .post(
            &format!("{path}/restrictions"),
            json!({"reason": " Address to be confirmed ", "ends_on": "2026-03-20"}),
        )
        .await;
    let restricted = app.assistant().get(&path).await;
    let own = format!("{path}/restrictions/{}", made.json["id"].as_str().expect("an id"));
    let refused = app.assistant().delete(&own).await;
    let lifted = app.supervisor().delete(&own).await;
    let again = app.supervisor().delete(&own).await;
    let free = app.assistant().get(&path).await;

    made.assert_status(201);
    assert_eq!(made.json["reason"], "Address to be confirmed");
    assert_eq!(made.json["created_by"]["name"], "Ada");
    assert_eq!(restricted.json["restrictions"], json!([made.json]));
    assert_eq!(restricted.block_codes(), ["patron-restricted"]);
    assert_eq!(restricted.header("etag"), "\"v2\"");
    refused.assert_problem(403, "forbidden");
    lifted.assert_status(204);
    again.assert_problem(404, "not-found");
    assert_eq!(free.json["restrictions"], json!([]));
    assert_eq!(free.json["blocks"], json!([]));
    assert_eq!(app.audit("patron.restricted").await, 1);
    assert_eq!(app.audit("patron.restriction-lifted").await, 1);
    let told = "select count(*) from audit_events e where e::text like '%Address%'";
    assert_eq!(
        app.count(told).await,
        0,
        "what is held against somebody stays with them"
    );
}

#[actix_web::test]
async fn a_restriction_holds_through_its_last_day() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;
    app.assistant()
        .post(
            &format!("{path}/restrictions"),
            json!({"reason": "Rude", "ends_on": "2026-03-10"}),
        )
        .await
        .assert_status(201);

    let today = app.assistant().get(&path).await;
    app.set_clock("2026-03-10T23:00:00Z");
    let tomorrow = app.assistant().get(&path).await;

    assert_eq!(today.block_codes(), ["patron-restricted"]);
    assert_eq!(tomorrow.json["restrictions"], json!([]));
    assert_eq!(tomorrow.json["blocks"], json!([]));
}

#[actix_web::test]
async fn wrong_fields_are_named() {
    let app = TestApp::start().await;
    let path = format!("{}/restrictions", registered(&app, json!({})).await);
    let post = async |body| app.assistant().post(&path, body).await;

    post(json!({"reason": ""}))
        .await
        .assert_fields(&[("/reason", "length"), ("/reason", "blank")]);
    post(json!({"reason": "x".repeat(501)}))
        .await
        .assert_fields(&[("/reason", "length")]);
    post(json!({"reason": "Rude", "ends_on": "2026-03-09"}))
        .await
        .assert_fields(&[("/ends_on", "in-the-past")]);
    post(json!({"reason": "Rude", "until": null}))
        .await
        .assert_fields(&[("/until", "unknown-field")]);
}

#[actix_web::test]
async fn a_restriction_is_lifted_where_it_stands() {
    let app = TestApp::start().await;
    let (one, other) = (registered(&app, json!({})).await, registered(&app, json!({})).await);
    let made = app
        .assistant()
        .post(&format!("{one}/restrictions"), json!({"reason": "Rude"}))
        .await;
    let id = made.json["id"].as_str().expect("an id");
    let supervisor = app.supervisor();

    supervisor
        .delete(&format!("{other}/restrictions/{id}"))
        .await
        .assert_problem(404, "not-found");
    supervisor
        .delete(&format!("{one}/restrictions/{}", Uuid::now_v7()))
        .await
        .assert_problem(404, "not-found");
    assert_eq!(app.assistant().get(&one).await.block_codes(), ["patron-restricted"]);
}

#[actix_web::test]
async fn only_staff_restrict() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let path = format!("/api/v1/patrons/{}/restrictions", patron.id);
    let body = json!({"reason": "Rude"});
    let own = format!("{path}/{}", Uuid::now_v7());

    app.anonymous()
        .post(&path, body.clone())
        .await
        .assert_problem(401, "unauthenticated");
    app.anonymous()
        .delete(&own)
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .post(&path, body)
        .await
        .assert_problem(403, "forbidden");
    app.patron_caller(&patron)
        .delete(&own)
        .await
        .assert_problem(403, "forbidden");
}
