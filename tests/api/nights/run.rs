use carrel::nights::{run_due, run_on};
use diesel::connection::SimpleConnection;

use super::{counted, lend, renew_by_themselves};
use crate::support::TestApp;

const DAYS: [&str; 8] = [
    "2026-03-23",
    "2026-03-24",
    "2026-03-25",
    "2026-03-26",
    "2026-03-27",
    "2026-03-28",
    "2026-03-29",
    "2026-03-30",
];

/// A branch with work for each kind of it, spread over the days.
async fn busy() -> TestApp {
    let app = TestApp::start().await;
    renew_by_themselves(&app, Some(1)).await;
    app.sql("update library set history_days = 0").await;
    for last_day in ["2026-03-22", "2026-03-25", "2026-03-29"] {
        let patron = app.patron().await;
        let item = lend(&app, &patron).await;
        app.sql(&format!(
            "update patrons set expires_on = '{last_day}' where id = '{}';
             insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id,
                staff_id, checked_out_at, due_at, due_on, terms, sources, closed_at, close_reason, returned_at)
             select gen_random_uuid(), item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id,
                staff_id, '2026-02-01', due_at, due_on, terms, sources, at, 'returned', at
             from loans cross join (select timestamptz '{last_day} 12:00Z' as at) ended where item_id = '{}'",
            patron.id, item.id
        ))
        .await;
    }
    app.set_clock("2026-03-22T01:00:00Z");
    app.night("2026-03-22");
    app
}

/// All that nights have left behind, but for ids and the instants at which they were run.
async fn left_behind(app: &TestApp) -> String {
    app.text(
        "select string_agg(line, E'\\n' order by line) from (
            select concat_ws(' ', item.barcode, loan.closed_at, loan.due_at, loan.renewals_count,
                loan.auto_renewal_tried_on, patron.expiry_told_on, loan.patron_id is null) as line
            from loans loan join items item on item.id = loan.item_id left join patrons patron on patron.id = loan.patron_id
            union all
            select concat_ws(' ', item.barcode, renewed_at, due_at_before, due_at_after, night_on)
            from renewals renewal join loans loan on loan.id = renewal.loan_id join items item on item.id = loan.item_id
            union all select deed || ' ' || count(*) from audit_events group by deed
            union all select kind || ' ' || count(*) from outbox group by kind
         ) lines",
    )
    .await
}

/// Each night as it begins.
async fn in_time() -> TestApp {
    let app = busy().await;
    for on in DAYS {
        app.set_clock(&format!("{on}T01:00:00Z"));
        app.night(on);
    }
    app
}

#[actix_web::test]
async fn a_night_has_work_of_each_kind() {
    let app = in_time().await;

    let end = left_behind(&app).await;

    for line in ["loan.renewed 2", "patron.card_expired 3"] {
        assert!(end.contains(line), "{line} in\n{end}");
    }
    let forgotten = "select count(*) from loans where patron_id is null";
    assert_eq!(app.count(forgotten).await, 3);
}

#[actix_web::test]
async fn a_night_that_is_run_twice_adds_nothing() {
    let once = in_time().await;
    let app = busy().await;
    for on in DAYS {
        app.set_clock(&format!("{on}T01:00:00Z"));
        app.night(on);
        app.night(on);
    }

    assert_eq!(left_behind(&app).await, left_behind(&once).await);
    let rows = "select count(*) from job_runs where job = 'night' and state = 'done' and finished_at is not null";
    assert_eq!(app.count(rows).await, 18, "two branches, nine days");
}

#[actix_web::test]
async fn a_night_that_is_run_late_ends_the_same() {
    let once = in_time().await;
    let app = busy().await;
    for on in DAYS {
        app.set_clock(&format!("{on}T20:30:00Z"));
        app.night(on);
    }

    assert_eq!(left_behind(&app).await, left_behind(&once).await);
}

#[actix_web::test]
async fn a_missed_week_is_caught_up_oldest_first_and_ends_the_same() {
    let once = in_time().await;
    let app = busy().await;
    app.set_clock("2026-03-30T15:00:00Z");
    let mut conn = app.db.connection().expect("a connection");

    let ran = run_due(&mut conn, app.clock.now()).expect("they run");

    let central = ran.iter().filter(|night| night.branch == "CEN");
    let days: Vec<_> = central.map(|night| night.on.to_string()).collect();
    assert_eq!(days, DAYS);
    assert_eq!(left_behind(&app).await, left_behind(&once).await);
    let again = run_due(&mut conn, app.clock.now()).expect("they run");
    assert!(again.is_empty(), "nothing is due any more: {again:?}");
}

#[actix_web::test]
async fn a_branch_begins_with_the_night_that_began_last() {
    let app = TestApp::start().await;
    let mut conn = app.db.connection().expect("a connection");
    app.set_clock("2026-03-10T00:59:59Z");

    let ran = run_due(&mut conn, app.clock.now()).expect("they run");

    let nights: Vec<_> = ran
        .iter()
        .map(|night| (&night.branch[..], night.on.to_string()))
        .collect();
    let before = || "2026-03-09".to_owned();
    assert_eq!(nights, [("CEN", before()), ("RIV", before())]);
}

#[actix_web::test]
async fn one_copy_of_the_service_does_the_nights_of_a_branch() {
    let app = TestApp::start().await;
    let lock = format!("hashtext('carrel job'), hashtext('night {}')", app.branch_id);
    let mut other = app.db.connection().expect("a connection");
    other
        .batch_execute(&format!("select pg_advisory_lock({lock})"))
        .expect("locked");
    let mut conn = app.db.connection().expect("a connection");
    let now = app.clock.now();

    let meanwhile = run_due(&mut conn, now).expect("they run");
    let by_hand = run_on(&mut conn, Some("CEN"), now.date_naive(), now);
    other
        .batch_execute("select pg_advisory_unlock_all()")
        .expect("unlocked");

    let branches: Vec<_> = meanwhile.iter().map(|night| &night.branch[..]).collect();
    assert_eq!(branches, ["RIV"]);
    let error = by_hand.expect_err("another copy is at it").to_string();
    assert!(error.contains("another copy"), "{error}");
    assert_eq!(run_due(&mut conn, now).expect("they run").len(), 1);
}

#[actix_web::test]
async fn a_night_that_fails_says_where_keeps_what_was_done_and_is_tried_again_before_the_next() {
    let app = TestApp::start().await;
    renew_by_themselves(&app, None).await;
    let item = lend(&app, &app.patron().await).await;
    app.set_clock("2026-03-23T01:00:00Z");
    app.night("2026-03-23");
    app.sql("update loans set terms = terms || '{\"loan_length\": \"long\"}'")
        .await;
    app.set_clock("2026-03-25T12:00:00Z");
    let mut conn = app.db.connection().expect("a connection");

    let ran = run_due(&mut conn, app.clock.now()).expect("the other branch is done");

    assert!(ran.iter().all(|night| night.branch == "RIV"));
    let failed = "select count(*) from job_runs where state = 'failed' and error = 'auto_renewals'
        and business_day = '2026-03-24'";
    assert_eq!(app.count(failed).await, 1);
    let next = format!(
        "select count(*) from job_runs where branch_id = '{}' and business_day = '2026-03-25'",
        app.branch_id
    );
    assert_eq!(app.count(&next).await, 0, "it waits");
    app.sql("update loans set terms = terms || '{\"loan_length\": 14}'")
        .await;
    let ran = run_due(&mut conn, app.clock.now()).expect("they run");
    assert_eq!(ran.len(), 2);
    assert_eq!(counted(&ran, "auto_renewals"), (1, 0));
    assert_eq!(super::due_on(&app, &item).await, "2026-04-07");
}
