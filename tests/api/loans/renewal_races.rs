//! Renewals, returns and due dates at several desks at once.

use futures_util::future::{join, join_all};

use super::races::trials;
use super::{balance, hand_in, lend, path};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn the_last_renewal_is_given_once() {
    let app = TestApp::start().await;
    app.sql("update policies set attributes = attributes || '{\"renewals_max\": 1}'")
        .await;
    let client = app.assistant();
    let patron = app.patron().await;
    for _ in 0..trials() {
        let item = app.item().await;
        let loan = lend(&client, &patron, &item).await;

        let answers = join_all((0..4).map(|_| {
            let (client, path) = (client.once(), path(&loan, "/renewals"));
            async move { client.post(&path, json!({})).await }
        }))
        .await;

        let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409]);
        hand_in(&client, &item).await.assert_status(200);
    }
}

#[actix_web::test]
async fn a_renewal_sent_ten_times_at_once_charges_its_fine_once() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;
    app.set_clock("2026-03-29T12:00:00Z");
    let client = app.assistant().key("renewal-1");
    let renewals = path(&loan, "/renewals");

    let answers = join_all((0..10).map(|_| client.post(&renewals, json!({})))).await;

    for answer in &answers {
        answer.assert_status(201);
        assert_eq!(answer.text, answers[0].text);
    }
    assert_eq!(balance(&app, &patron).await, 100);
    assert_eq!(app.audit("loan.renewed").await, 1);
}

#[actix_web::test]
async fn a_return_sent_ten_times_at_once_is_one_return() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;
    app.set_clock("2026-03-29T12:00:00Z");
    let client = app.assistant().key("return-1");
    let body = json!({"item_barcode": item.barcode});

    let answers = join_all((0..10).map(|_| client.post("/api/v1/returns", body.clone()))).await;

    for answer in &answers {
        answer.assert_status(200);
        assert_eq!(answer.text, answers[0].text);
    }
    assert_eq!(answers[0].json["outcome"], "checked_in");
    assert_eq!(balance(&app, &patron).await, 100);
}

#[actix_web::test]
async fn late_returns_at_several_desks_stay_under_the_patrons_cap() {
    let app = TestApp::start().await;
    app.sql("update patron_limits set fine_cap = 250, max_balance = null")
        .await;
    for _ in 0..trials() {
        app.set_clock("2026-03-10T12:00:00Z");
        let patron = app.patron().await;
        let items = join_all((0..4).map(|_| app.item())).await;
        for item in &items {
            lend(&app.assistant(), &patron, item).await;
        }
        // Five days late at 20 a day would be 100 each.
        app.set_clock("2026-03-29T12:00:00Z");
        let client = app.assistant();

        for answer in join_all(items.iter().map(|item| hand_in(&client, item))).await {
            answer.assert_status(200);
        }

        assert_eq!(balance(&app, &patron).await, 250);
    }
}

#[actix_web::test]
async fn a_due_date_moved_against_a_return_leaves_nothing_half_done() {
    let app = TestApp::start().await;
    let client = app.supervisor();
    let patron = app.patron().await;
    for _ in 0..trials() {
        let item = app.item().await;
        let loan = lend(&client, &patron, &item).await;
        let due_date = path(&loan, "/due-date");
        let later = json!({
            "due_at": "2026-04-20T12:00:00Z", "override": {"codes": ["due-date-later"], "reason": "Far away"},
        });

        let (moved, returned) = join(client.put(&due_date, later), hand_in(&client, &item)).await;

        returned.assert_status(200);
        if moved.status != 200 {
            moved.assert_problem(409, "loan-closed");
        }
    }
    assert_eq!(app.count("select count(*) from loans where closed_at is null").await, 0);
}
