use uuid::Uuid;

use crate::support::{Answer, Client, TestApp, Value, json};

async fn calendar(app: &TestApp, caller: &Client, from: &str, to: &str) -> Answer {
    let branch_id = app.branch_id;
    caller
        .get(&format!("/api/v1/branches/{branch_id}/calendar?from={from}&to={to}"))
        .await
}

/// Every day as (date, kind, reason, hours).
fn days(answer: &Answer) -> Vec<(String, String, Value, Vec<String>)> {
    answer.assert_status(200);
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let days = answer.json["days"].as_array().expect("days");
    days.iter()
        .map(|day| {
            let hours = day["hours"].as_array().expect("hours");
            assert_eq!(day["is_open"], !hours.is_empty());
            let hours = hours
                .iter()
                .map(|hours| format!("{}-{}", text(&hours["opens_at"]), text(&hours["closes_at"])));
            (
                text(&day["on"]),
                text(&day["kind"]),
                day["reason"].clone(),
                hours.collect(),
            )
        })
        .collect()
}

fn day(on: &str, kind: &str, reason: Option<&str>, hours: &[&str]) -> (String, String, Value, Vec<String>) {
    let hours = hours.iter().map(|hours| (*hours).to_owned()).collect();
    (on.to_owned(), kind.to_owned(), json!(reason), hours)
}

#[actix_web::test]
async fn an_opening_beats_a_closure_and_a_closure_the_week() {
    let app = TestApp::start().await;
    let branch = app.branch_id;
    app.sql(&format!(
        "insert into closures (id, branch_id, starts_on, ends_on, reason) values
            (gen_random_uuid(), '{branch}', '2026-07-02', '2026-07-03', 'Stocktaking');
         insert into openings (id, branch_id, on_date, opens_at, closes_at, reason) values
            (gen_random_uuid(), '{branch}', '2026-07-03', '10:00', '12:00', 'Book sale'),
            (gen_random_uuid(), '{branch}', '2026-07-03', '14:00', '15:30', 'Book sale')"
    ))
    .await;

    let answer = calendar(&app, &app.anonymous(), "2026-07-01", "2026-07-04").await;

    assert_eq!(
        days(&answer),
        [
            day("2026-07-01", "weekly", None, &["09:00-18:00"]),
            day("2026-07-02", "closure", Some("Stocktaking"), &[]),
            day(
                "2026-07-03",
                "opening",
                Some("Book sale"),
                &["10:00-12:00", "14:00-15:30"]
            ),
            day("2026-07-04", "weekly", None, &["09:00-18:00"]),
        ]
    );
}

#[actix_web::test]
async fn a_yearly_closure_comes_back_over_the_new_year_and_in_leap_years() {
    let app = TestApp::start().await;
    let branch = app.branch_id;
    app.sql(&format!(
        "insert into closures (id, branch_id, starts_on, ends_on, reason, repeats_yearly) values
            (gen_random_uuid(), '{branch}', '2019-12-31', '2020-01-01', 'New Year', true),
            (gen_random_uuid(), '{branch}', '2021-02-28', '2021-03-01', 'Carnival', true)"
    ))
    .await;
    let caller = app.anonymous();

    let new_year = calendar(&app, &caller, "2027-12-30", "2028-01-02").await;
    let leap = calendar(&app, &caller, "2028-02-27", "2028-03-02").await;

    let kinds = |answer| -> Vec<String> { days(answer).into_iter().map(|(_, kind, ..)| kind).collect() };
    assert_eq!(kinds(&new_year), ["weekly", "closure", "closure", "weekly"]);
    assert_eq!(kinds(&leap), ["weekly", "closure", "closure", "closure", "weekly"]);
}

#[actix_web::test]
async fn hours_stay_the_same_by_the_branchs_clock_when_the_clocks_change() {
    let app = TestApp::start().await;

    // Berlin puts its clocks forward on 29 March and back on 25 October.
    for (from, to) in [("2026-03-28", "2026-03-30"), ("2026-10-24", "2026-10-26")] {
        let answer = calendar(&app, &app.anonymous(), from, to).await;
        let days = days(&answer);
        assert_eq!(days.len(), 3);
        assert!(days.iter().all(|(.., hours)| hours == &["09:00-18:00"]), "{days:?}");
    }
}

#[actix_web::test]
async fn a_change_made_through_another_process_shows_at_once() {
    let app = TestApp::start().await;
    let caller = app.anonymous();
    let branch = app.branch_id;
    let hours = async || {
        days(&calendar(&app, &caller, "2026-07-01", "2026-07-01").await)
            .remove(0)
            .3
    };
    assert_eq!(hours().await, ["09:00-18:00"]);

    app.sql(&format!(
        "update opening_hours set closes_at = '20:00' where branch_id = '{branch}'"
    ))
    .await;
    assert_eq!(hours().await, ["09:00-20:00"]);

    app.sql(&format!(
        "insert into closures (id, branch_id, starts_on, ends_on, reason)
         values (gen_random_uuid(), '{branch}', '2026-07-01', '2026-07-01', 'Flood')"
    ))
    .await;
    assert!(hours().await.is_empty());

    app.sql("delete from closures").await;
    assert_eq!(hours().await, ["09:00-20:00"]);
}

#[actix_web::test]
async fn a_branch_in_another_zone_has_another_calendar() {
    let app = TestApp::start().await;
    let branch = app.branch_id;
    let version = format!("select count(distinct calendar_version) from branches where id = '{branch}'");
    assert_eq!(app.count(&version).await, 1);

    app.sql(
        "create table before as select id, calendar_version from branches;
             update branches set zone = 'America/Chicago' where code = 'CEN'",
    )
    .await;

    let changed = "select count(*) from branches join before using (id)
                   where branches.calendar_version <> before.calendar_version";
    assert_eq!(app.count(changed).await, 1);
}

#[actix_web::test]
async fn too_long_or_backward_calendars_are_refused() {
    let app = TestApp::start().await;
    let caller = app.anonymous();

    let longest = calendar(&app, &caller, "2026-01-01", "2027-02-04").await;
    let too_long = calendar(&app, &caller, "2026-01-01", "2027-02-05").await;
    let backward = calendar(&app, &caller, "2026-01-02", "2026-01-01").await;
    let no_date = calendar(&app, &caller, "yesterday", "2026-01-01").await;
    let no_year = calendar(&app, &caller, "%2B12026-01-01", "%2B12026-01-02").await;

    assert_eq!(days(&longest).len(), 400);
    too_long.assert_fields(&[("/to", "range")]);
    backward.assert_fields(&[("/to", "range")]);
    no_date.assert_fields(&[("/from", "wrong-type")]);
    no_year.assert_fields(&[("/from", "year"), ("/to", "year")]);
}

#[actix_web::test]
async fn the_public_sees_active_branches_only() {
    let app = TestApp::start().await;
    let nothing = Uuid::now_v7();
    app.sql("update branches set is_active = false where code = 'CEN'")
        .await;

    let public = calendar(&app, &app.anonymous(), "2026-07-01", "2026-07-01").await;
    let staff = calendar(&app, &app.assistant(), "2026-07-01", "2026-07-01").await;
    let unknown = app
        .assistant()
        .get(&format!(
            "/api/v1/branches/{nothing}/calendar?from=2026-07-01&to=2026-07-01"
        ))
        .await;
    let no_id = app
        .assistant()
        .get("/api/v1/branches/central/calendar?from=2026-07-01&to=2026-07-01")
        .await;

    public.assert_problem(404, "not-found");
    staff.assert_status(200);
    unknown.assert_problem(404, "not-found");
    no_id.assert_problem(404, "not-found");
}
