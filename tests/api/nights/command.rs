use carrel::nights::command::nightly;
use chrono::NaiveDate;

use crate::support::TestApp;

/// What the command says, or why it does not.
fn told(app: &TestApp, on: Option<&str>, branch: Option<&str>) -> Result<String, String> {
    let mut conn = app.db.connection().expect("a connection");
    let on = on.map(|day| day.parse::<NaiveDate>().expect("a date"));
    let mut out = Vec::new();
    match nightly(&mut conn, &app.clock, on, branch, &mut out) {
        Ok(()) => Ok(String::from_utf8(out).expect("text")),
        Err(error) => Err(error.to_string()),
    }
}

#[actix_web::test]
async fn a_night_by_hand_tells_what_was_done() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    app.sql(&format!(
        "update patrons set expires_on = '2026-03-08' where id = '{}'",
        patron.id
    ))
    .await;

    let said = told(&app, Some("2026-03-09"), Some("CEN")).expect("it is done");

    assert!(said.starts_with("CEN 2026-03-09: "), "{said}");
    assert!(said.contains(" card_expiries 1 (0 left)"), "{said}");
    assert_eq!(said.lines().count(), 1);
    let due = told(&app, None, None).expect("they are done");
    let nights: Vec<&str> = due.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(nights, ["CEN 2026-03-10", "RIV 2026-03-10"]);
    assert_eq!(told(&app, None, None).as_deref(), Ok(""));
}

#[actix_web::test]
async fn nights_ahead_and_branches_that_are_not_there_are_refused() {
    let app = TestApp::start().await;

    assert!(told(&app, Some("2026-03-11"), None).is_err_and(|why| why.contains("not begun")));
    assert!(told(&app, Some("2026-03-10"), Some("MARS")).is_err_and(|why| why.contains("no such branch")));

    assert_eq!(app.count("select count(*) from job_runs").await, 0);
}
