use super::counted;
use crate::support::{PatronFixture, TestApp};

async fn good_until(app: &TestApp, last_day: &str) -> PatronFixture {
    let patron = app.patron().await;
    app.sql(&format!(
        "update patrons set expires_on = '{last_day}' where id = '{}'",
        patron.id
    ))
    .await;
    patron
}

#[actix_web::test]
async fn a_card_is_told_once_when_its_last_day_is_over() {
    let app = TestApp::start().await;
    let patron = good_until(&app, "2026-03-09").await;
    good_until(&app, "2026-03-10").await;

    assert_eq!(counted(&app.night("2026-03-10"), "card_expiries"), (1, 0));
    assert_eq!(
        counted(&app.night("2026-03-10"), "card_expiries"),
        (1, 0),
        "and no more"
    );

    let told = format!(
        "select count(*) from audit_events join outbox using (subject_id) where deed = 'patron.card_expired'
            and outbox.kind = deed and actor_kind = 'system' and patron_id = '{0}' and subject_id = '{0}'
            and changes = '{{\"expires_on\": \"2026-03-09\"}}'",
        patron.id
    );
    assert_eq!(app.count(&told).await, 1);
    app.set_clock("2026-03-11T12:00:00Z");
    assert_eq!(counted(&app.night("2026-03-11"), "card_expiries"), (1, 0), "the other");
    assert_eq!(app.audit("patron.card_expired").await, 2);
}

#[actix_web::test]
async fn a_renewed_card_that_expires_again_is_told_again() {
    let app = TestApp::start().await;
    let patron = good_until(&app, "2026-03-08").await;
    app.night("2026-03-09");
    app.sql(&format!(
        "update patrons set expires_on = '2026-03-09' where id = '{}'",
        patron.id
    ))
    .await;

    assert_eq!(counted(&app.night("2026-03-10"), "card_expiries"), (1, 0));
}

#[actix_web::test]
async fn what_expired_long_ago_or_belongs_to_nobody_is_no_news() {
    let app = TestApp::start().await;
    good_until(&app, "2026-02-06").await;
    let gone = good_until(&app, "2026-03-09").await;
    app.sql(&format!(
        "update patrons set state = 'anonymised' where id = '{}'",
        gone.id
    ))
    .await;

    assert_eq!(counted(&app.night("2026-03-10"), "card_expiries"), (0, 0));
}
