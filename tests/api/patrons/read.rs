use uuid::Uuid;

use super::{CHILD, id_of, merge, path, register, registered};
use crate::account::{Owing, charge};
use crate::support::{TestApp, Value, json};

#[actix_web::test]
async fn a_patron_is_read_with_a_tag() {
    let app = TestApp::start().await;
    let written = register(&app, json!({})).await;

    let read = app.assistant().get(&written.header("location")).await;

    read.assert_status(200);
    assert_eq!(read.json, written.json);
    assert_eq!(read.header("etag"), written.header("etag"));
    assert_eq!(read.header("cache-control"), "private, no-store");
}

#[actix_web::test]
async fn a_balance_is_told_although_the_tag_stays() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    let path = format!("/api/v1/patrons/{}", owing.patron.id);
    let tag = app.assistant().get(&path).await.header("etag");
    charge(&app, owing.charge(&app, 60)).await;

    let read = app.assistant().header("If-None-Match", &tag).get(&path).await;

    read.assert_status(200);
    assert_eq!(read.json["balance"], 60);
    assert_eq!(read.header("etag"), tag);
}

#[actix_web::test]
async fn what_the_patron_has_is_counted() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    let path = format!("/api/v1/patrons/{}", owing.patron.id);
    let mut loans = vec![owing.loan_id];
    for _ in 0..4 {
        loans.push(crate::account::lend(&app, &owing.patron).await.0);
    }
    let set = async |index: usize, change: &str| {
        app.sql(&format!("update loans set {change} where id = '{}'", loans[index]))
            .await
    };
    set(1, "due_at = '2026-04-01T21:59:59Z', due_on = '2026-04-01'").await;
    set(2, "kind = 'on_site', due_at = '2026-04-01T21:59:59Z'").await;
    set(3, "claimed_returned_at = '2026-03-01T12:00Z'").await;
    set(4, "lost_at = '2026-03-01T12:00Z'").await;

    let read = app.assistant().get(&path).await;

    assert_eq!(
        read.json["counts"],
        json!({"loans": 3, "on_site_loans": 1, "overdue": 1, "lost": 1, "claims": 1})
    );
}

#[actix_web::test]
async fn the_blocks_are_those_of_a_check_out() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    charge(&app, owing.charge(&app, 1_001)).await;
    app.sql(&format!(
        "update patrons set expires_on = '2026-03-09' where id = '{}';
         update patron_limits set max_overdue = 0, max_loans = 1",
        owing.patron.id
    ))
    .await;
    let path = format!("/api/v1/patrons/{}", owing.patron.id);
    app.assistant()
        .post(&format!("{path}/restrictions"), json!({"reason": "Rude"}))
        .await
        .assert_status(201);

    let read = app.assistant().get(&path).await;

    assert_eq!(
        read.block_codes(),
        [
            "card-expired",
            "patron-restricted",
            "balance-limit",
            "loan-limit",
            "overdue-items"
        ]
    );
    assert_eq!(read.json["blocks"][2]["facts"], json!({"balance": 1_001, "max": 1_000}));
    assert_eq!(read.json["blocks"][2]["level"], "supervisor");
}

#[actix_web::test]
async fn limits_are_those_of_the_home_branch() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    app.sql(&format!(
        "insert into patron_limits (id, branch_id, max_loans) values (gen_random_uuid(), '{}', 1)",
        app.other_branch_id
    ))
    .await;
    let path = format!("/api/v1/patrons/{}", owing.patron.id);

    let before = app.assistant().get(&path).await;
    app.assistant()
        .if_match(&before.header("etag"))
        .patch(&path, json!({"home_branch_id": app.other_branch_id}))
        .await
        .assert_status(200);
    let after = app.assistant().get(&path).await;

    assert_eq!(before.json["blocks"], json!([]));
    assert_eq!(after.block_codes(), ["loan-limit"]);
}

#[actix_web::test]
async fn a_merged_patron_tells_who_took_over() {
    let app = TestApp::start().await;
    let (old, new) = (register(&app, json!({})).await, register(&app, json!({})).await);
    merge(&app, id_of(&old), id_of(&new)).await;

    let read = app.assistant().get(&path(&old.json["id"])).await;

    read.assert_status(200);
    assert_eq!(read.json["state"], "merged");
    assert_eq!(read.json["merged_into"]["id"], new.json["id"]);
    assert_eq!(read.json["merged_into"]["card_number"], new.json["card_number"]);
    assert_eq!(read.block_codes(), ["patron-merged"]);
}

#[actix_web::test]
async fn an_anonymised_patron_says_so() {
    let app = TestApp::start().await;
    let patron = register(&app, json!({})).await;
    app.sql(&format!(
        "update patrons set state = 'anonymised' where id = '{}'",
        id_of(&patron)
    ))
    .await;

    let read = app.assistant().get(&path(&patron.json["id"])).await;

    assert_eq!(read.json["state"], "anonymised");
    assert_eq!(read.block_codes(), ["patron-anonymised"]);
}

#[actix_web::test]
async fn a_child_grows_up_at_midnight_of_the_branch() {
    let app = TestApp::start().await;
    let parent = register(&app, json!({})).await;
    let child = registered(&app, json!({"birth_on": CHILD, "guardian_id": parent.json["id"]})).await;
    let told = |read: &Value| json!([read["is_minor"], read["guardians"].as_array().map(Vec::len)]);

    app.set_clock("2034-01-14T22:59:59Z");
    let before = app.assistant().get(&child).await;
    app.set_clock("2034-01-14T23:00:00Z");
    let after = app.assistant().get(&child).await;

    assert_eq!(told(&before.json), json!([true, 1]));
    assert_eq!(told(&after.json), json!([false, 0]));
}

#[actix_web::test]
async fn looking_leaves_an_audit_row() {
    let app = TestApp::start().await;
    let patron = register(&app, json!({})).await;
    let assistant = app.assistant();

    assistant.get(&path(&patron.json["id"])).await.assert_status(200);
    assistant
        .get(&format!("/api/v1/patrons/{}", Uuid::now_v7()))
        .await
        .assert_problem(404, "not-found");
    assistant
        .get("/api/v1/patrons/me")
        .await
        .assert_problem(404, "not-found");

    assert_eq!(app.audit("patron.viewed").await, 1);
    assert_eq!(app.events("patron.viewed").await, 0, "nothing has changed");
    let whose = format!(
        "select count(*) from audit_events where deed = 'patron.viewed' and actor_id = '{}' and patron_id = '{}'",
        app.assistant_id,
        id_of(&patron)
    );
    assert_eq!(app.count(&whose).await, 1);
}

#[actix_web::test]
async fn only_staff_look() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let path = format!("/api/v1/patrons/{}", patron.id);

    app.anonymous().get(&path).await.assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .get(&path)
        .await
        .assert_problem(403, "forbidden");
    app.supervisor().get(&path).await.assert_status(200);
    app.assistant_elsewhere().get(&path).await.assert_status(200);
    assert_eq!(app.audit("patron.viewed").await, 2);
}
