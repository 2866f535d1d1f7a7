use std::collections::BTreeSet;

use super::{hand_in, lend, path};
use crate::support::TestApp;

#[actix_web::test]
async fn loans_are_listed_by_state_in_the_order_they_are_due() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let (out, back) = (app.item().await, app.item().await);
    let open = lend(&app.assistant(), &patron, &out).await;
    lend(&app.assistant(), &patron, &back).await;
    hand_in(&app.assistant(), &back).await.assert_status(200);
    let list = |state: &str| format!("/api/v1/loans?patron_id={}&state={state}", patron.id);

    let opened = app.assistant().get(&list("open")).await;
    let overdue = app.assistant().get(&list("overdue")).await;
    let closed = app.assistant().get(&list("closed")).await;

    assert_eq!(opened.json["items"][0]["id"], open["id"]);
    assert_eq!(overdue.json["items"].as_array().unwrap().len(), 0);
    assert_eq!(closed.json["items"][0]["item"]["barcode"], back.barcode.as_str());
}

#[actix_web::test]
async fn a_late_loan_shows_what_is_accruing() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;
    app.set_clock("2026-03-27T12:00:00Z");

    let answer = app.assistant().get(&path(&loan, "")).await;

    assert_eq!(answer.json["is_overdue"], true);
    assert_eq!(answer.json["accruing_fine"], 60);
    assert_eq!(
        app.count("select count(*) from fines").await,
        0,
        "it is shown, not charged"
    );
}

#[actix_web::test]
async fn every_loan_is_on_exactly_one_page() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    for _ in 0..7 {
        let item = app.item().await;
        lend(&app.assistant(), &patron, &item).await;
    }
    let mut seen = BTreeSet::new();
    let mut next = format!("/api/v1/loans?patron_id={}&limit=3", patron.id);
    let mut pages = 0;
    loop {
        let page = app.assistant().get(&next).await;
        page.assert_status(200);
        for loan in page.json["items"].as_array().unwrap() {
            assert!(seen.insert(loan["id"].as_str().unwrap().to_owned()), "listed twice");
        }
        pages += 1;
        let Some(cursor) = page.json["next_cursor"].as_str() else {
            break;
        };
        assert!(page.header("link").contains(cursor));
        next = format!("/api/v1/loans?patron_id={}&limit=3&cursor={cursor}", patron.id);
    }
    assert_eq!((seen.len(), pages), (7, 3));
}

#[actix_web::test]
async fn bad_filters_are_named() {
    let app = TestApp::start().await;
    let client = app.assistant();

    client
        .get("/api/v1/loans?limit=0")
        .await
        .assert_fields(&[("/limit", "range")]);
    client
        .get("/api/v1/loans?colour=red")
        .await
        .assert_fields(&[("/colour", "unknown-field")]);
    client
        .get("/api/v1/loans?cursor=nonsense")
        .await
        .assert_problem(400, "bad-cursor");
}
