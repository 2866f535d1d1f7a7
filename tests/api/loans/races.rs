//! Many desks at once. Each race is tried several times in one database; `CARREL_TRIALS` sets how often.

use diesel::connection::SimpleConnection;
use futures_util::future::join_all;

use super::{accepting, hand_in, lend, scan};
use crate::support::{TestApp, json};

pub(crate) fn trials() -> usize {
    std::env::var("CARREL_TRIALS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(20)
}

#[actix_web::test]
async fn four_patrons_after_one_item_one_gets_it() {
    let app = TestApp::start().await;
    let patrons = join_all((0..4).map(|_| app.patron())).await;
    let client = app.assistant();
    for _ in 0..trials() {
        let item = app.item().await;

        let answers = join_all(patrons.iter().map(|patron| {
            let client = client.once();
            let body = scan(patron, &item);
            async move { client.post("/api/v1/loans", body).await }
        }))
        .await;

        let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409]);
        for answer in answers.iter().filter(|answer| answer.status == 409) {
            answer.assert_blocked(&["on-loan-to-another"]);
        }
        hand_in(&client, &item).await.assert_status(200);
    }
}

#[actix_web::test]
async fn l21_a_limit_of_three_and_eight_desks_gives_three_loans() {
    let app = TestApp::start().await;
    app.sql("update patron_limits set max_loans = 3").await;
    let client = app.assistant();
    for _ in 0..trials() {
        let patron = app.patron().await;
        let items = join_all((0..8).map(|_| app.item())).await;

        let answers = join_all(items.iter().map(|item| {
            let client = client.once();
            let body = scan(&patron, item);
            async move { client.post("/api/v1/loans", body).await }
        }))
        .await;

        let lent = answers.iter().filter(|answer| answer.status == 201).count();
        for answer in answers.iter().filter(|answer| answer.status != 201) {
            answer.assert_blocked(&["loan-limit"]);
        }
        let open = format!(
            "select count(*) from loans where patron_id = '{}' and closed_at is null",
            patron.id
        );
        assert_eq!((lent, app.count(&open).await), (3, 3));
    }
}

#[actix_web::test]
async fn two_patrons_take_two_items_over_from_each_other() {
    let app = TestApp::start().await;
    let client = app.assistant();
    let (one, two) = (app.patron().await, app.patron().await);
    for _ in 0..trials() {
        let (first, second) = (app.item().await, app.item().await);
        lend(&client, &one, &first).await;
        lend(&client, &two, &second).await;
        let swap = |patron, item| {
            let client = client.once();
            let body = accepting(patron, item, &["on-loan-to-another"], None);
            async move { client.post("/api/v1/loans", body).await }
        };

        let (left, right) = futures_util::future::join(swap(&two, &first), swap(&one, &second)).await;

        left.assert_status(201);
        right.assert_status(201);
        hand_in(&client, &first).await.assert_status(200);
        hand_in(&client, &second).await.assert_status(200);
    }
}

#[actix_web::test]
async fn a_return_at_two_desks_ends_the_loan_once() {
    let app = TestApp::start().await;
    let client = app.assistant();
    let patron = app.patron().await;
    for _ in 0..trials() {
        let item = app.item().await;
        lend(&client, &patron, &item).await;

        let answers = join_all((0..3).map(|_| hand_in(&client, &item))).await;

        let mut outcomes: Vec<_> = answers
            .iter()
            .map(|answer| answer.json["outcome"].as_str().unwrap())
            .collect();
        outcomes.sort_unstable();
        assert_eq!(outcomes, ["checked_in", "in_house_use", "in_house_use"]);
    }
}

#[actix_web::test]
async fn a_renewal_against_a_return_leaves_nothing_half_done() {
    let app = TestApp::start().await;
    let client = app.assistant();
    let patron = app.patron().await;
    for _ in 0..trials() {
        let item = app.item().await;
        let loan = lend(&client, &patron, &item).await;
        let renewals = super::path(&loan, "/renewals");
        let renewing = client.once();

        let (renewed, returned) =
            futures_util::future::join(renewing.post(&renewals, json!({})), hand_in(&client, &item)).await;

        returned.assert_status(200);
        if renewed.status != 201 {
            renewed.assert_problem(409, "loan-closed");
        }
    }
    assert_eq!(app.count("select count(*) from loans where closed_at is null").await, 0);
}

#[actix_web::test]
async fn a_card_reported_lost_while_the_loan_waits_lends_nothing() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let mut other_desk = app.db.connection().expect("a connection");
    other_desk
        .batch_execute(&format!(
            "begin;
             select from patrons where id = '{}' for no key update;
             update patron_cards set state = 'lost', ended_at = now() where number = '{}'",
            patron.id, patron.card
        ))
        .expect("the other desk has begun");

    let (client, body) = (app.assistant().once(), scan(&patron, &item));
    let lending = actix_web::rt::spawn(async move { client.post("/api/v1/loans", body).await });
    let waiting =
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while app.count(waiting).await == 0 {}
    other_desk.batch_execute("commit").expect("the other desk is done");

    lending.await.expect("an answer").assert_blocked(&["card-lost"]);
}
