//! Nobody spares themself, or their child, a fine or a rule.

use super::{accepting, balance, lend};
use crate::auth::{PASSWORD, give_passwords};
use crate::support::{Answer, Client, ItemFixture, PatronFixture, TestApp, Value, json};

/// Ada is this patron at the other side of the desk.
async fn ada_is(app: &TestApp, patron: &PatronFixture) {
    app.sql(&format!(
        "update staff set patron_id = '{}' where username = 'ada'",
        patron.id
    ))
    .await;
}

/// Ada answers for this patron until the day.
async fn ada_answers_for(app: &TestApp, child: &PatronFixture, ends_on: &str) {
    let own = app.patron().await;
    ada_is(app, &own).await;
    app.sql(&format!(
        "insert into patron_guardians (patron_id, guardian_id, sees_charges, sees_loans, ends_on)
            values ('{}', '{}', true, true, '{ends_on}')",
        child.id, own.id
    ))
    .await;
}

async fn hand_in_with(client: &Client, item: &ItemFixture, with: Value) -> Answer {
    let mut body = json!({"item_barcode": item.barcode});
    for (name, value) in with.as_object().cloned().unwrap_or_default() {
        body[name] = value;
    }
    client.once().post("/api/v1/returns", body).await
}

#[actix_web::test]
async fn what_makes_ones_own_fine_smaller_is_a_colleagues_to_do() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;
    ada_is(&app, &patron).await;
    app.set_clock("2026-03-29T12:00:00Z");

    for with in [
        json!({"waive_fine": {"reason": "Amnesty"}}),
        json!({"returned_at": "2026-03-24T12:00:00Z"}),
        json!({"claim_resolution": "found_by_library"}),
    ] {
        hand_in_with(&app.assistant(), &item, with)
            .await
            .assert_problem(403, "own-account");
    }
    let plain = hand_in_with(&app.assistant(), &item, json!({})).await;

    plain.assert_status(200);
    assert_eq!(balance(&app, &patron).await, 100);
}

#[actix_web::test]
async fn dating_back_what_is_not_late_spares_nobody_anything() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    lend(&app.assistant(), &patron, &item).await;
    ada_is(&app, &patron).await;
    app.set_clock("2026-03-12T12:00:00Z");

    let answer = hand_in_with(&app.assistant(), &item, json!({"returned_at": "2026-03-11T12:00:00Z"})).await;

    answer.assert_status(200);
}

#[actix_web::test]
async fn a_child_who_has_grown_up_is_a_patron_like_any_other() {
    let app = TestApp::start().await;
    for (ends_on, status) in [("2026-03-29", 403), ("2026-03-28", 200)] {
        app.set_clock("2026-03-10T12:00:00Z");
        app.sql("update staff set patron_id = null").await;
        let (child, item) = (app.patron().await, app.item().await);
        lend(&app.assistant(), &child, &item).await;
        ada_answers_for(&app, &child, ends_on).await;
        app.set_clock("2026-03-29T12:00:00Z");

        let forgiven = hand_in_with(&app.assistant(), &item, json!({"waive_fine": {"reason": "Ill"}})).await;

        forgiven.assert_status(status);
    }
}

#[actix_web::test]
async fn on_a_childs_account_a_reason_lifts_nothing_until_the_child_has_grown_up() {
    let app = TestApp::start().await;
    for (ends_on, status) in [("2026-03-10", 409), ("2026-03-09", 201)] {
        app.sql("update staff set patron_id = null; update patron_limits set max_overdue = 0")
            .await;
        let (child, late, item) = (app.patron().await, app.item().await, app.item().await);
        lend(&app.assistant(), &child, &late).await;
        app.sql("update loans set checked_out_at = '2026-02-01 12:00Z', due_at = '2026-03-01 12:00Z'")
            .await;
        ada_answers_for(&app, &child, ends_on).await;

        let body = accepting(&child, &item, &["overdue-items"], Some("Brings them tonight"));
        let lent = app.assistant().once().post("/api/v1/loans", body).await;

        lent.assert_status(status);
    }
}

#[actix_web::test]
async fn a_supervisor_gives_no_leave_on_their_own_account() {
    let app = TestApp::start().await;
    give_passwords(&app).await;
    let (patron, other, item) = (app.patron().await, app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;
    app.sql(&format!(
        "update staff set patron_id = '{}' where username = 'sam'",
        patron.id
    ))
    .await;
    let ask = async |operation_id: &str, subject_ids: Value| {
        let body = json!({
            "username": "sam", "password": PASSWORD, "operation_id": operation_id, "subject_ids": subject_ids,
            "codes": ["balance-limit"], "reason": "It is me",
        });
        app.assistant().post("/api/v1/auth/override-grants", body).await
    };

    ask("createLoan", json!([patron.id, item.id]))
        .await
        .assert_problem(403, "own-account");
    ask("renewLoan", json!([loan["id"]]))
        .await
        .assert_problem(403, "own-account");
    ask("createLoan", json!([other.id, item.id])).await.assert_status(201);
}
