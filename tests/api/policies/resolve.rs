use carrel_rules::policy::{Attributes, Limits};
use uuid::Uuid;

use crate::support::{Answer, Client, TestApp, Value, json};

fn address(app: &TestApp, branch_id: Uuid) -> String {
    let TestApp {
        category_id,
        item_type_id,
        ..
    } = app;
    format!(
        "/api/v1/policies/resolve?branch_id={branch_id}&patron_category_id={category_id}&item_type_id={item_type_id}"
    )
}

async fn resolve(app: &TestApp, caller: &Client) -> Answer {
    let answer = caller.get(&address(app, app.branch_id)).await;
    answer.assert_status(200);
    answer
}

#[actix_web::test]
async fn each_attribute_comes_from_the_most_specific_policy_that_sets_it() {
    let app = TestApp::start().await;
    let (branch, category, of_branch, of_category) = (app.branch_id, app.category_id, Uuid::now_v7(), Uuid::now_v7());
    app.sql(&format!(
        "insert into policies (id, branch_id, patron_category_id, attributes) values
            ('{of_branch}', '{branch}', null, '{{\"fine_amount\": 30}}'),
            ('{of_category}', null, '{category}', '{{\"fine_amount\": 10, \"loan_length\": 28}}');
         insert into patron_limits (id, patron_category_id, max_loans) values ('{of_category}', '{category}', 5)"
    ))
    .await;

    let answer = resolve(&app, &app.assistant()).await.json;

    assert_eq!(answer["matched"], true);
    assert_eq!(
        [
            &answer["attributes"]["fine_amount"],
            &answer["attributes"]["loan_length"],
            &answer["attributes"]["fine_cap"]
        ],
        [30, 28, 500]
    );
    assert_eq!(answer["sources"]["fine_amount"], json!(of_branch));
    assert_eq!(answer["sources"]["loan_length"], json!(of_category));
    assert_eq!(answer["sources"]["fine_cap"], json!(app.policy_id));
    assert_eq!(
        [&answer["limits"]["max_loans"], &answer["limits"]["max_balance"]],
        [5, 1000]
    );
    assert_eq!(answer["limit_sources"]["max_loans"], json!(of_category));
}

#[actix_web::test]
async fn every_attribute_and_limit_is_told_and_unset_ones_are_null() {
    let app = TestApp::start().await;

    let answer = resolve(&app, &app.assistant()).await.json;

    let names = |object: &Value| -> Vec<String> { object.as_object().expect("an object").keys().cloned().collect() };
    let sorted = |names: &[&str]| {
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&answer["attributes"]), sorted(Attributes::NAMES));
    assert_eq!(names(&answer["limits"]), sorted(Limits::NAMES));
    assert_eq!(answer["attributes"]["high_demand"], Value::Null);
    assert_eq!(answer["sources"]["high_demand"], Value::Null);
    assert_eq!(answer["limits"]["max_holds"], Value::Null);
}

#[actix_web::test]
async fn without_a_policy_nothing_matches() {
    let app = TestApp::start().await;
    app.sql("delete from policies; delete from patron_limits").await;

    let answer = resolve(&app, &app.assistant()).await.json;

    assert_eq!(answer["matched"], false);
    assert_eq!(answer["sources"], json!({}));
    assert_eq!(answer["attributes"]["loan_length"], Value::Null);
}

#[actix_web::test]
async fn a_change_made_through_another_process_holds_at_once() {
    let app = TestApp::start().await;
    let caller = app.assistant();
    let first = resolve(&app, &caller).await.json;
    assert_eq!(first["attributes"]["loan_length"], 14);

    app.sql("update policies set attributes = attributes || '{\"loan_length\": 7}'")
        .await;
    let changed = resolve(&app, &caller).await.json;
    app.sql("update patron_limits set max_loans = 3").await;
    let limited = resolve(&app, &caller).await.json;
    app.sql("delete from policies").await;
    let removed = resolve(&app, &caller).await.json;

    assert_eq!(changed["attributes"]["loan_length"], 7);
    assert_eq!(limited["limits"]["max_loans"], 3);
    assert_eq!(removed["matched"], false);
}

#[actix_web::test]
async fn a_change_that_was_undone_is_never_seen() {
    let app = TestApp::start().await;
    let caller = app.assistant();
    resolve(&app, &caller).await;

    app.sql("begin; update policies set attributes = '{\"loan_length\": 1}'; rollback")
        .await;
    let answer = resolve(&app, &caller).await.json;

    assert_eq!(answer["attributes"]["loan_length"], 14);
}

#[actix_web::test]
async fn what_does_not_exist_is_named() {
    let app = TestApp::start().await;
    let nothing = Uuid::now_v7();
    let caller = app.assistant();

    let branch = caller.get(&address(&app, nothing)).await;
    let all = caller
        .get(&format!(
            "/api/v1/policies/resolve?branch_id={nothing}&patron_category_id={nothing}&item_type_id={nothing}"
        ))
        .await;
    let missing = caller.get("/api/v1/policies/resolve").await;
    let unknown = caller
        .get(&format!("{}&colour=red", address(&app, app.branch_id)))
        .await;

    branch.assert_fields(&[("/branch_id", "unknown")]);
    all.assert_fields(&[
        ("/branch_id", "unknown"),
        ("/item_type_id", "unknown"),
        ("/patron_category_id", "unknown"),
    ]);
    missing.assert_fields(&[("/branch_id", "missing")]);
    unknown.assert_fields(&[("/colour", "unknown-field")]);
}

#[actix_web::test]
async fn only_staff_may() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let address = address(&app, app.branch_id);

    app.anonymous()
        .get(&address)
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .get(&address)
        .await
        .assert_problem(403, "forbidden");
    app.supervisor().get(&address).await.assert_status(200);
}
