use super::{balance, lend};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn each_loan_is_renewed_or_says_why_not() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let (first, second) = (app.item().await, app.item().await);
    lend(&app.assistant(), &patron, &first).await;
    let spent = lend(&app.assistant(), &patron, &second).await;
    app.sql(&format!(
        "update loans set renewals_count = 2 where id = '{}'",
        spent["id"].as_str().unwrap()
    ))
    .await;

    let path = format!("/api/v1/patrons/{}/renewals", patron.id);
    let answer = app.assistant().once().post(&path, json!({})).await;

    answer.assert_status(200);
    let results = answer.json["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let renewed = result["loan_id"] != spent["id"];
        assert_eq!(result["is_renewed"], renewed);
        assert_eq!(result["due_at"] == "2026-04-07T21:59:59Z", renewed);
        assert_eq!(result["blocks"].as_array().unwrap().is_empty(), renewed);
    }
    assert_eq!(app.audit("loan.renewed").await, 1);
}

#[actix_web::test]
async fn fines_of_all_loans_together_stay_under_the_patrons_cap() {
    let app = TestApp::start().await;
    app.sql("update patron_limits set fine_cap = 150, max_balance = null")
        .await;
    let patron = app.patron().await;
    for _ in 0..3 {
        let item = app.item().await;
        lend(&app.assistant(), &patron, &item).await;
    }
    // Five days late at 20 a day would be 100 each.
    app.set_clock("2026-03-29T12:00:00Z");

    let path = format!("/api/v1/patrons/{}/renewals", patron.id);
    app.assistant().once().post(&path, json!({})).await.assert_status(200);

    assert_eq!(balance(&app, &patron).await, 150);
}

#[actix_web::test]
async fn a_patron_without_loans_gets_an_empty_list_and_nobody_a_404() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    let none = app
        .assistant()
        .once()
        .post(&format!("/api/v1/patrons/{}/renewals", patron.id), json!({}))
        .await;
    let nobody = app
        .assistant()
        .once()
        .post(&format!("/api/v1/patrons/{}/renewals", app.desk_id), json!({}))
        .await;

    assert_eq!(none.json["results"], json!([]));
    nobody.assert_problem(404, "not-found");
}

#[actix_web::test]
async fn what_one_renewal_charges_is_owed_when_the_next_is_decided() {
    let app = TestApp::start().await;
    app.sql("update patron_limits set max_balance = 50, max_overdue = null")
        .await;
    let patron = app.patron().await;
    for _ in 0..2 {
        let item = app.item().await;
        lend(&app.assistant(), &patron, &item).await;
    }
    // Five days late at 20 a day is 100 for the first.
    app.set_clock("2026-03-29T12:00:00Z");

    let path = format!("/api/v1/patrons/{}/renewals", patron.id);
    let answer = app.assistant().once().post(&path, json!({})).await;

    let renewed: Vec<_> = answer.json["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| (result["is_renewed"] == true, result["blocks"][0]["code"].clone()))
        .collect();
    assert_eq!(renewed, [(true, json!(null)), (false, json!("balance-limit"))]);
    assert_eq!(balance(&app, &patron).await, 100);
}
