use diesel::connection::SimpleConnection;

use super::{counted, due_on, lend, renew_by_themselves};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn r11_a_loan_renews_itself_on_the_day_it_is_due_and_not_before() {
    let app = TestApp::start().await;
    renew_by_themselves(&app, None).await;
    let item = lend(&app, &app.patron().await).await;

    app.set_clock("2026-03-23T01:00:00Z");
    assert_eq!(counted(&app.night("2026-03-23"), "auto_renewals"), (0, 0));
    app.set_clock("2026-03-24T01:00:05Z");
    assert_eq!(counted(&app.night("2026-03-24"), "auto_renewals"), (1, 0));

    assert_eq!(due_on(&app, &item).await, "2026-04-07");
    let renewal = "select count(*) from renewals where staff_id is null and night_on = '2026-03-24'
        and renewed_at = '2026-03-24T01:00:00Z'";
    assert_eq!(app.count(renewal).await, 1);
    let audit = format!(
        "select count(*) from audit_events where deed = 'loan.renewed' and actor_kind = 'system' and actor_id is null
            and role is null and branch_id = '{}' and at = '2026-03-24T01:00:05Z' and patron_id is not null",
        app.branch_id
    );
    assert_eq!(app.count(&audit).await, 1);
    assert_eq!(app.events("loan.renewed").await, 1);
}

#[actix_web::test]
async fn r11_days_before_it_is_due_where_the_policy_says_so_and_once_a_night() {
    let app = TestApp::start().await;
    renew_by_themselves(&app, Some(99)).await;
    let item = lend(&app, &app.patron().await).await;

    app.set_clock("2026-03-11T01:00:00Z");
    assert_eq!(counted(&app.night("2026-03-11"), "auto_renewals"), (1, 0));
    assert_eq!(
        counted(&app.night("2026-03-11"), "auto_renewals"),
        (1, 0),
        "and no more"
    );
    assert_eq!(due_on(&app, &item).await, "2026-04-07");
    app.set_clock("2026-03-13T01:00:00Z");
    assert_eq!(counted(&app.night("2026-03-12"), "auto_renewals"), (1, 0));
    // Two renewals are all that the policy allows.
    assert_eq!(counted(&app.night("2026-03-13"), "auto_renewals"), (0, 1));
    assert_eq!(due_on(&app, &item).await, "2026-04-21");
}

#[actix_web::test]
async fn a_loan_whose_policy_does_not_say_so_stays_as_it_is() {
    let app = TestApp::start().await;
    let item = lend(&app, &app.patron().await).await;
    app.set_clock("2026-03-24T01:00:00Z");

    assert_eq!(counted(&app.night("2026-03-24"), "auto_renewals"), (0, 0));

    assert_eq!(due_on(&app, &item).await, "2026-03-24");
}

#[actix_web::test]
async fn r13_who_owes_too_much_is_not_renewed_and_a_machine_lifts_nothing() {
    let app = TestApp::start().await;
    renew_by_themselves(&app, Some(2)).await;
    let (debtor, restricted, good) = (app.patron().await, app.patron().await, app.patron().await);
    let (first, second, third) = (
        lend(&app, &debtor).await,
        lend(&app, &restricted).await,
        lend(&app, &good).await,
    );
    // The limit is 10.00, and owing just that is no reason.
    for (patron, amount) in [(&debtor, 1001), (&good, 1000)] {
        app.sql(&format!(
            "insert into ledger_entries (id, account_id, kind, amount, entered_at, branch_id)
             select gen_random_uuid(), id, 'charge', {amount}, '2026-03-10', '{}' from accounts where patron_id = '{}'",
            app.branch_id, patron.id
        ))
        .await;
    }
    app.sql(&format!(
        "insert into patron_restrictions (id, patron_id, reason, created_by, ends_on)
         values (gen_random_uuid(), '{}', 'x', '{}', '2026-03-22')",
        restricted.id, app.supervisor_id
    ))
    .await;
    app.set_clock("2026-03-22T09:00:00Z");

    assert_eq!(counted(&app.night("2026-03-22"), "auto_renewals"), (1, 2));

    let dues = (
        due_on(&app, &first).await,
        due_on(&app, &second).await,
        due_on(&app, &third).await,
    );
    assert_eq!(
        dues,
        (
            "2026-03-24".to_owned(),
            "2026-03-24".to_owned(),
            "2026-04-07".to_owned()
        )
    );
    // The next night tries again what is not due yet.
    app.set_clock("2026-03-23T09:00:00Z");
    assert_eq!(counted(&app.night("2026-03-23"), "auto_renewals"), (1, 1));
    assert_eq!(due_on(&app, &second).await, "2026-04-07");
}

#[actix_web::test]
async fn a_night_tries_each_loan_once() {
    let app = TestApp::start().await;
    renew_by_themselves(&app, None).await;
    let patron = app.patron().await;
    let item = lend(&app, &patron).await;
    app.sql("update patrons set expires_on = '2026-03-23'").await;
    app.set_clock("2026-03-24T01:00:00Z");
    assert_eq!(counted(&app.night("2026-03-24"), "auto_renewals"), (0, 1));

    app.sql("update patrons set expires_on = null").await;

    assert_eq!(counted(&app.night("2026-03-24"), "auto_renewals"), (0, 1));
    assert_eq!(due_on(&app, &item).await, "2026-03-24");
}

#[actix_web::test]
async fn what_is_overdue_lost_claimed_or_returned_is_left_alone() {
    let app = TestApp::start().await;
    renew_by_themselves(&app, None).await;
    let patron = app.patron().await;
    let (late, lost, claimed, returned) = (
        lend(&app, &patron).await,
        lend(&app, &patron).await,
        lend(&app, &patron).await,
        lend(&app, &patron).await,
    );
    app.sql(&format!(
        "update loans set due_at = '2026-03-23T22:59:59Z', due_on = '2026-03-23' where item_id = '{}';
         update loans set lost_at = '2026-03-20' where item_id = '{}';
         update loans set claimed_returned_at = '2026-03-20' where item_id = '{}'",
        late.id, lost.id, claimed.id
    ))
    .await;
    let back = json!({"item_barcode": returned.barcode});
    app.assistant()
        .once()
        .post("/api/v1/returns", back)
        .await
        .assert_status(200);
    app.set_clock("2026-03-24T01:00:00Z");

    assert_eq!(counted(&app.night("2026-03-24"), "auto_renewals"), (0, 0));

    assert_eq!(app.audit("loan.renewed").await, 0);
}

#[actix_web::test]
async fn what_a_desk_holds_waits_and_costs_the_others_nothing() {
    let app = TestApp::start().await;
    renew_by_themselves(&app, None).await;
    let (one, other) = (app.patron().await, app.patron().await);
    let (held, free) = (lend(&app, &one).await, lend(&app, &other).await);
    app.set_clock("2026-03-24T01:00:00Z");
    let mut desk = app.db.connection().expect("a connection");
    desk.batch_execute(&format!(
        "begin; select from items where id = '{}' for no key update",
        held.id
    ))
    .expect("held");

    let meanwhile = app.night("2026-03-24");
    desk.batch_execute("rollback").expect("let go");
    assert_eq!(counted(&meanwhile, "auto_renewals"), (1, 0));
    assert_eq!(
        (due_on(&app, &held).await, due_on(&app, &free).await),
        ("2026-03-24".to_owned(), "2026-04-07".to_owned())
    );

    app.night("2026-03-24");
    assert_eq!(due_on(&app, &held).await, "2026-04-07");
}
