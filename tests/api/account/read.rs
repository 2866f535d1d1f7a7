use uuid::Uuid;

use crate::account::{Owing, charge, lend, waive};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_new_account_is_empty() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    let answer = app
        .assistant()
        .get(&format!("/api/v1/patrons/{}/account", patron.id))
        .await;

    answer.assert_status(200);
    assert_eq!(
        answer.json,
        json!({"balance": 0, "credit": 0, "currency": "EUR", "fines": [], "entries": [], "next_cursor": null})
    );
}

#[actix_web::test]
async fn the_account_tells_fines_and_entries_newest_first() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    charge(&app, owing.charge(&app, 60)).await;
    app.set_clock("2026-03-10T12:05:00Z");
    charge(&app, owing.charge(&app, 100)).await;

    let answer = app
        .assistant()
        .get(&format!("/api/v1/patrons/{}/account", owing.patron.id))
        .await;

    answer.assert_status(200);
    assert_eq!(answer.json["balance"], 100);
    let fine = &answer.json["fines"][0];
    assert_eq!(fine["kind"], "overdue");
    assert_eq!(fine["amount"], 100);
    assert_eq!(fine["outstanding"], 100);
    assert_eq!(fine["item"]["title"]["author"], "Author");
    assert_eq!(fine["branch"]["code"], "CEN");
    assert_eq!(fine["charged_at"], "2026-03-10T12:00:00Z");
    assert_eq!(fine["detail"], "8 days late");
    let entries = answer.json["entries"].as_array().expect("entries");
    let told: Vec<_> = entries
        .iter()
        .map(|entry| json!([entry["kind"], entry["amount"], entry["balance_after"], entry["fine_id"]]))
        .collect();
    assert_eq!(
        told,
        [
            json!(["adjustment", 40, 100, fine["id"]]),
            json!(["charge", 60, 60, fine["id"]])
        ]
    );
    assert_eq!(entries[0]["staff"]["name"], "Ada");
    assert_eq!(entries[0]["at"], "2026-03-10T12:05:00Z");
}

#[actix_web::test]
async fn a_settled_fine_is_told_only_with_its_entries() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    charge(&app, owing.charge(&app, 60)).await;
    waive(&app, owing.loan_id).await;
    let (loan_id, item_id) = lend(&app, &owing.patron).await;
    let other = Owing {
        patron: owing.patron.clone(),
        loan_id,
        item_id,
    };
    charge(&app, other.charge(&app, 30)).await;
    let path = format!("/api/v1/patrons/{}/account", owing.patron.id);

    let newest = app.assistant().get(&format!("{path}?limit=1")).await;
    let whole = app.assistant().get(&path).await;

    assert_eq!(
        newest.json["fines"].as_array().map(Vec::len),
        Some(1),
        "{}",
        newest.text
    );
    assert_eq!(whole.json["fines"].as_array().map(Vec::len), Some(2), "{}", whole.text);
    assert_eq!(whole.json["entries"][1]["reason"], "An amnesty week");
}

#[actix_web::test]
async fn pages_of_the_ledger_lose_and_repeat_nothing() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    for total in 1..=25 {
        charge(&app, owing.charge(&app, total * 10)).await;
    }
    let path = format!("/api/v1/patrons/{}/account?limit=7", owing.patron.id);
    let assistant = app.assistant();

    let mut balances = Vec::new();
    let mut next = assistant.get(&path).await;
    loop {
        next.assert_status(200);
        assert_eq!(next.json["balance"], 250, "every page tells the balance");
        let entries = next.json["entries"].as_array().expect("entries");
        balances.extend(entries.iter().filter_map(|entry| entry["balance_after"].as_i64()));
        let Some(cursor) = next.json["next_cursor"].as_str() else {
            break;
        };
        assert!(
            next.header("link").contains("limit=7&cursor="),
            "{}",
            next.header("link")
        );
        next = assistant.get(&format!("{path}&cursor={cursor}")).await;
    }

    let expected: Vec<i64> = (1..=25).rev().map(|total| total * 10).collect();
    assert_eq!(balances, expected);
}

#[actix_web::test]
async fn who_is_nobody_has_no_account() {
    let app = TestApp::start().await;

    let unknown = app
        .assistant()
        .get(&format!("/api/v1/patrons/{}/account", Uuid::now_v7()))
        .await;
    let no_id = app.assistant().get("/api/v1/patrons/17/account").await;

    unknown.assert_problem(404, "not-found");
    no_id.assert_problem(404, "not-found");
}

#[actix_web::test]
async fn wrong_parameters_are_named() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let path = format!("/api/v1/patrons/{}/account", patron.id);

    let limit = app.assistant().get(&format!("{path}?limit=201")).await;
    let unknown = app.assistant().get(&format!("{path}?sort=up")).await;
    let cursor = app.assistant().get(&format!("{path}?cursor=never")).await;

    limit.assert_fields(&[("/limit", "range")]);
    unknown.assert_fields(&[("/sort", "unknown-field")]);
    cursor.assert_problem(400, "bad-cursor");
}

#[actix_web::test]
async fn only_staff_read_it_here() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let path = format!("/api/v1/patrons/{}/account", patron.id);

    app.anonymous().get(&path).await.assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .get(&path)
        .await
        .assert_problem(403, "forbidden");
    app.supervisor().get(&path).await.assert_status(200);
}
