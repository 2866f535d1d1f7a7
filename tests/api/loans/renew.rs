use super::{balance, hand_in, lend, path};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn r01_a_renewal_counts_from_the_due_date() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;

    let answer = app.assistant().once().post(&path(&loan, "/renewals"), json!({})).await;

    answer.assert_status(201);
    assert_eq!(answer.json["due_at_before"], loan["due_at"]);
    assert_eq!(answer.json["loan"]["due_on"], "2026-04-07");
    // Summer time now: an hour earlier in UTC.
    assert_eq!(answer.json["loan"]["due_at"], "2026-04-07T21:59:59Z");
    assert_eq!(answer.json["loan"]["renewals_count"], 1);
    assert_eq!(app.count("select count(*) from renewals").await, 1);
    assert_eq!(app.audit("loan.renewed").await, 1);
    assert_eq!(app.events("loan.renewed").await, 1);
}

#[actix_web::test]
async fn the_limit_is_the_assistants_by_one_and_the_supervisors_beyond() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;
    let renewals = path(&loan, "/renewals");
    for _ in 0..2 {
        app.assistant()
            .once()
            .post(&renewals, json!({}))
            .await
            .assert_status(201);
    }
    let over = json!({"override": {"codes": ["renewal-limit"], "reason": "Exam week"}});

    let refused = app.assistant().once().post(&renewals, json!({})).await;
    let by_one = app.assistant().once().post(&renewals, over.clone()).await;
    let beyond = app.assistant().once().post(&renewals, over.clone()).await;
    let supervised = app.supervisor().once().post(&renewals, over).await;

    refused.assert_blocked(&["renewal-limit"]);
    assert_eq!(refused.json["blocks"][0]["level"], "assistant");
    by_one.assert_status(201);
    beyond.assert_blocked(&["renewal-limit"]);
    assert_eq!(beyond.json["blocks"][0]["level"], "supervisor");
    supervised.assert_status(201);
}

#[actix_web::test]
async fn an_overdue_loan_is_renewed_from_today_and_charged_so_far() {
    let app = TestApp::start().await;
    app.sql("update policies set attributes = attributes || '{\"renewal_length\": 7}'")
        .await;
    let (patron, item) = (app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;
    // Ten days late: seven days from the due date would lie in the past.
    app.set_clock("2026-04-03T12:00:00Z");

    let renewed = app.assistant().once().post(&path(&loan, "/renewals"), json!({})).await;
    let charged = balance(&app, &patron).await;
    app.set_clock("2026-04-13T12:00:00Z");
    let returned = hand_in(&app.assistant(), &item).await;

    renewed.assert_status(201);
    assert_eq!(renewed.json["loan"]["due_on"], "2026-04-10");
    assert_eq!(renewed.json["fine"]["amount"], 200);
    assert_eq!(charged, 200);
    // Three more days: the one fine grows, and no second one is made.
    assert_eq!(returned.json["fine"]["amount"], 260);
    assert_eq!(balance(&app, &patron).await, 260);
    assert_eq!(app.count("select count(*) from fines").await, 1);
}

#[actix_web::test]
async fn r15_an_on_site_loan_is_not_renewed() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let body = json!({"patron_barcode": patron.card, "item_barcode": item.barcode, "on_site": true});
    let loan = app.assistant().once().post("/api/v1/loans", body).await.json;

    let answer = app.assistant().once().post(&path(&loan, "/renewals"), json!({})).await;

    answer.assert_problem(409, "blocked");
    assert!(answer.block_codes().contains(&"on-site-loan"), "{}", answer.text);
}

#[actix_web::test]
async fn a_loan_that_ended_or_never_was_is_not_renewed() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;
    hand_in(&app.assistant(), &item).await.assert_status(200);

    let ended = app.assistant().once().post(&path(&loan, "/renewals"), json!({})).await;
    let never = format!("/api/v1/loans/{}/renewals", item.id);
    let never = app.assistant().once().post(&never, json!({})).await;

    ended.assert_problem(409, "loan-closed");
    never.assert_problem(404, "not-found");
}
