use super::{accepting, balance, lend, scan};
use crate::support::TestApp;

#[actix_web::test]
async fn l17_an_item_on_loan_to_another_is_taken_over_when_confirmed() {
    let app = TestApp::start().await;
    let (first, second, item) = (app.patron().await, app.patron().await, app.item().await);
    let old = lend(&app.assistant(), &first, &item).await;

    let asked = app.assistant().once().post("/api/v1/loans", scan(&second, &item)).await;
    let confirmed = accepting(&second, &item, &["on-loan-to-another"], None);
    let taken = app.assistant().once().post("/api/v1/loans", confirmed).await;

    asked.assert_blocked(&["on-loan-to-another"]);
    assert_eq!(asked.json["blocks"][0]["level"], "confirm");
    assert!(!asked.text.contains(&first.card), "who has it is not told");
    taken.assert_status(201);
    assert_eq!(taken.json["messages"][0]["code"], "taken-over");
    let closed = app.assistant().get(&super::path(&old, "")).await;
    assert_eq!(closed.json["state"], "closed");
    assert_eq!(app.count("select count(*) from loans where closed_at is null").await, 1);
    assert_eq!(app.audit("loan.taken_over").await, 1);
}

#[actix_web::test]
async fn the_old_loan_pays_for_its_lateness() {
    let app = TestApp::start().await;
    let (first, second, item) = (app.patron().await, app.patron().await, app.item().await);
    lend(&app.assistant(), &first, &item).await;
    app.set_clock("2026-03-27T12:00:00Z");

    let confirmed = accepting(&second, &item, &["on-loan-to-another"], None);
    app.assistant()
        .once()
        .post("/api/v1/loans", confirmed)
        .await
        .assert_status(201);

    // Three days late at 20 a day.
    assert_eq!(balance(&app, &first).await, 60);
    assert_eq!(balance(&app, &second).await, 0);
}
