//! Who had what is remembered for the library's days, and longer only for those who want it.

use carrel::nights::run_on;

use crate::support::{PatronFixture, TestApp, json};

/// A loan that ended 60 days ago, and one that ended 2 days ago.
async fn with_history(app: &TestApp, patron: &PatronFixture) {
    for days in [60, 2] {
        let item = app.item().await;
        app.sql(&format!(
            "insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id,
                staff_id, checked_out_at, due_at, due_on, terms, sources, closed_at, close_reason, returned_at)
             select gen_random_uuid(), '{}', '{}', '{}', '{}', 'loan', '{branch}', '{branch}', '{}', at - interval '9 days',
                at, at::date, '{{}}', '{{}}', at, 'returned', at
             from (select timestamptz '2026-03-10 12:00Z' - interval '{days} days' as at) ended;
             insert into audit_events (id, at, deed, actor_kind, subject_kind, subject_id, patron_id)
             select gen_random_uuid(), closed_at, 'loan.checked_in', 'staff', 'loan', id, patron_id
             from loans where item_id = '{}'",
            item.id, patron.id, item.title_id, app.item_type_id, app.assistant_id, item.id, branch = app.branch_id,
        ))
        .await;
    }
}

async fn remembered(app: &TestApp) -> (i64, i64) {
    (
        app.count("select count(*) from loans where patron_id is not null")
            .await,
        app.count("select count(*) from audit_events where subject_kind = 'loan' and patron_id is not null")
            .await,
    )
}

#[actix_web::test]
async fn t07_old_loans_lose_their_patron_and_newer_ones_keep_it() {
    let app = TestApp::start().await;
    with_history(&app, &app.patron().await).await;

    app.night("2026-03-10");

    assert_eq!(remembered(&app).await, (1, 1));
    app.sql("update library set history_days = 0").await;
    app.night("2026-03-10");
    assert_eq!(remembered(&app).await, (0, 0), "a library that keeps nothing");
}

#[actix_web::test]
async fn t07_who_wants_to_be_remembered_is() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    with_history(&app, &patron).await;
    app.assistant()
        .if_match("\"v1\"")
        .patch(
            &format!("/api/v1/patrons/{}", patron.id),
            json!({"keeps_history": true}),
        )
        .await
        .assert_status(200);

    app.night("2026-03-10");

    assert_eq!(remembered(&app).await, (2, 2));
}

#[actix_web::test]
async fn t07_who_no_longer_wants_it_is_forgotten_at_once() {
    let app = TestApp::start().await;
    let (patron, other) = (app.patron().await, app.patron().await);
    for patron in [&patron, &other] {
        with_history(&app, patron).await;
        app.sql(&format!(
            "update patrons set keeps_history = true where id = '{}'",
            patron.id
        ))
        .await;
    }

    let answer = app
        .assistant()
        .if_match("\"v1\"")
        .patch(
            &format!("/api/v1/patrons/{}", patron.id),
            json!({"keeps_history": false}),
        )
        .await;

    answer.assert_status(200);
    assert_eq!(answer.json["keeps_history"], false);
    assert_eq!(remembered(&app).await, (3, 3), "one old loan of one patron");
    let told = "select count(*) from audit_events where deed = 'patron.changed'
        and changes->'after' = '{\"keeps_history\": false}'";
    assert_eq!(app.count(told).await, 1);
}

#[actix_web::test]
async fn t19_a_loan_that_is_owed_for_is_remembered_until_it_is_paid() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    with_history(&app, &patron).await;
    app.sql(&format!(
        "insert into fines (id, account_id, kind, loan_id, item_id, branch_id, charged_at)
         select gen_random_uuid(), account.id, 'overdue', loan.id, loan.item_id, loan.branch_id, loan.closed_at
         from accounts account join loans loan using (patron_id)
         where account.patron_id = '{}' and loan.closed_at < '2026-02-01';
         insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id)
         select gen_random_uuid(), account_id, 'charge', 100, id, charged_at, branch_id from fines",
        patron.id
    ))
    .await;
    app.night("2026-03-10");
    assert_eq!(remembered(&app).await, (2, 2));

    app.sql(
        "insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id)
         select gen_random_uuid(), account_id, 'payment', -100, id, charged_at, branch_id from fines;
         insert into allocations (id, credit_entry_id, fine_id, amount)
         select gen_random_uuid(), id, fine_id, 100 from ledger_entries where kind = 'payment'",
    )
    .await;
    app.night("2026-03-10");

    assert_eq!(remembered(&app).await, (1, 1));
    assert_eq!(
        app.count("select count(*) from fines where loan_id is not null or item_id is not null")
            .await,
        0,
        "the fine does not say what was read either"
    );
}

#[actix_web::test]
async fn each_branch_forgets_its_own_loans_as_of_the_beginning_of_its_night() {
    let app = TestApp::start().await;
    with_history(&app, &app.patron().await).await;
    app.sql(&format!(
        "update library set history_days = 2;
         update loans set controlling_branch_id = '{}' where closed_at < '2026-02-01';
         update loans set closed_at = '2026-03-08T01:00:00Z', returned_at = null where closed_at > '2026-02-01'",
        app.other_branch_id
    ))
    .await;
    let mut conn = app.db.connection().expect("a connection");
    let mut night = |code, on: &str| {
        run_on(&mut conn, Some(code), on.parse().expect("a date"), app.clock.now()).expect("it is done");
    };

    night("CEN", "2026-03-10");
    assert_eq!(
        remembered(&app).await,
        (2, 2),
        "one is the other branch's, one two days old to the second"
    );
    night("RIV", "2026-03-10");
    assert_eq!(remembered(&app).await, (1, 1));
}

#[actix_web::test]
async fn t19_open_loans_are_never_forgotten() {
    let app = TestApp::start().await;
    with_history(&app, &app.patron().await).await;
    app.sql("update loans set closed_at = null, close_reason = null, returned_at = null")
        .await;
    app.sql("update library set history_days = 0").await;

    app.night("2026-03-10");

    assert_eq!(remembered(&app).await, (2, 2));
}
