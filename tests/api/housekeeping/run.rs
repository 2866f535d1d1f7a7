use carrel::housekeeping::HOUSEKEEPING;
use carrel::platform::jobs::{BATCH, Counts, Job, Sweep, run};
use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::result::Error as DieselError;
use diesel::{PgConnection, QueryResult};

use crate::auth::{ada, open_library, refresh};
use crate::support::TestApp;

fn keep_house(app: &TestApp) -> Counts {
    let mut conn = app.db.connection().expect("a connection");
    run(&mut conn, &HOUSEKEEPING, app.clock.now())
        .expect("it runs")
        .expect("nobody else runs it")
}

#[actix_web::test]
async fn a_session_goes_a_day_after_its_end() {
    let app = open_library().await;
    let signed_in = ada(&app).await;
    app.set_clock("2026-03-11T12:29:00Z");
    assert_eq!(keep_house(&app)["sessions"], 0);

    app.set_clock("2026-03-11T12:31:00Z");

    assert_eq!(keep_house(&app)["sessions"], 1);
    assert_eq!(app.count("select count(*) from refresh_tokens").await, 0);
    let answer = refresh(&app, &signed_in.json["refresh_token"]).await;
    answer.assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn a_session_that_goes_on_keeps_its_last_two_generations() {
    let app = open_library().await;
    app.sql(
        "insert into sessions (id, subject_kind, subject_id, kind, created_at, last_used_at, idle_seconds, ends_at,
            generation, is_placed)
         values ('018f0000-0000-7000-8000-000000000001', 'patron', gen_random_uuid(), 'token', '2026-02-01', '2026-03-01',
            2592000, '2026-08-01', 4, true);
         insert into refresh_tokens (token_hash, session_id, generation, issued_at)
         select sha256(generation::text::bytea), '018f0000-0000-7000-8000-000000000001', generation, '2026-03-01'
         from generate_series(1, 4) generation",
    )
    .await;

    let counts = keep_house(&app);

    assert_eq!((counts["sessions"], counts["refresh_tokens"]), (0, 2));
    let kept = "select min(generation)::bigint from refresh_tokens";
    assert_eq!(app.count(kept).await, 3);
}

#[actix_web::test]
async fn everything_has_its_time() {
    let app = TestApp::start().await;
    app.sql(&format!(
        "insert into override_grants (token_hash, staff_id, supervisor_id, branch_id, operation_id, subject_ids, codes,
            reason, expires_at)
         select sha256(at::text::bytea), '{}', '{}', '{}', 'createLoan', '{{}}', '{{}}', 'x', at
         from unnest(array['2026-03-09 11:59+00', '2026-03-09 12:01+00']::timestamptz[]) at;
         insert into sign_in_failures (subject_hash, failures, counted_from, last_failed_at)
         select sha256(at::text::bytea), 1, at, at
         from unnest(array['2026-03-09 11:59+00', '2026-03-09 12:01+00']::timestamptz[]) at;
         insert into idempotency_keys (scope, request_hash, status, body, created_at)
         select sha256(at::text::bytea), '', 200, '', at
         from unnest(array['2026-03-03 11:59+00', '2026-03-03 12:01+00']::timestamptz[]) at;
         insert into signing_keys (kid, public_key, sealed_private_key, created_at, retires_at)
         select at::text, '', '', at - interval '30 days', at
         from unnest(array['2026-03-09 11:59+00', '2026-03-09 12:01+00']::timestamptz[]) at;
         insert into outbox (at, kind, subject_id)
         select at, 'thing.done', gen_random_uuid()
         from unnest(array['2026-02-24 11:59+00', '2026-02-24 12:01+00']::timestamptz[]) at",
        app.assistant_id, app.supervisor_id, app.branch_id
    ))
    .await;

    let counts = keep_house(&app);

    assert_eq!(counts["signing_keys"], 1);
    let keys = "select count(*) from signing_keys";
    assert_eq!(app.count(keys).await, 2, "one past key and the one that signs");
    for sweep in ["override_grants", "sign_in_failures", "idempotency_keys", "outbox"] {
        assert_eq!(counts[sweep], 1, "{sweep}");
        assert_eq!(app.count(&format!("select count(*) from {sweep}")).await, 1, "{sweep}");
    }
}

#[actix_web::test]
async fn more_than_a_batch_goes_in_one_run() {
    let app = TestApp::start().await;
    let many = usize::try_from(BATCH).expect("a number") + 1;
    app.sql(&format!(
        "insert into outbox (at, kind, subject_id)
         select '2026-01-01', 'thing.done', gen_random_uuid() from generate_series(1, {many})"
    ))
    .await;

    assert_eq!(keep_house(&app)["outbox"], many);
}

#[actix_web::test]
async fn a_day_has_one_row_that_counts_all_its_runs() {
    let app = TestApp::start().await;
    for _ in 0..2 {
        app.sql("insert into outbox (at, kind, subject_id) values ('2026-01-01', 'thing.done', gen_random_uuid())")
            .await;
        keep_house(&app);
    }

    let row = "select count(*) from job_runs where job = 'housekeeping' and business_day = '2026-03-10'
        and state = 'done' and finished_at is not null and counts ->> 'outbox' = '2'";
    assert_eq!(app.count(row).await, 1);
    assert_eq!(app.count("select count(*) from job_runs").await, 1);
}

#[actix_web::test]
async fn one_copy_of_the_service_runs_it() {
    let app = TestApp::start().await;
    let mut other = app.db.connection().expect("a connection");
    other
        .batch_execute("select pg_advisory_lock(hashtext('carrel job'), hashtext('housekeeping'))")
        .expect("locked");
    let mut conn = app.db.connection().expect("a connection");

    let meanwhile = run(&mut conn, &HOUSEKEEPING, app.clock.now()).expect("it looks");
    other
        .batch_execute("select pg_advisory_unlock_all()")
        .expect("unlocked");
    let after = run(&mut conn, &HOUSEKEEPING, app.clock.now()).expect("it runs");

    assert!(meanwhile.is_none());
    assert!(after.is_some());
}

fn fail(_: &mut PgConnection, _: DateTime<Utc>, _: i64) -> QueryResult<usize> {
    Err(DieselError::NotFound)
}

#[actix_web::test]
async fn a_failed_run_says_where_and_the_next_one_is_free_to_start() {
    let app = TestApp::start().await;
    let broken = Job {
        name: "broken",
        sweeps: &[Sweep {
            name: "nothing",
            run: fail,
        }],
    };
    let mut conn = app.db.connection().expect("a connection");

    let first = run(&mut conn, &broken, app.clock.now());
    let second = run(&mut conn, &broken, app.clock.now());

    assert!(first.is_err() && second.is_err());
    let row = "select count(*) from job_runs where job = 'broken' and state = 'failed' and error = 'nothing'";
    assert_eq!(app.count(row).await, 1);
}
