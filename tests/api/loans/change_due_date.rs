use super::{lend, path};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn earlier_is_the_assistants_and_later_the_supervisors() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;
    let due = path(&loan, "/due-date");
    let wish = |at: &str, code: &str| json!({"due_at": at, "override": {"codes": [code], "reason": "Course reserve"}});

    let earlier = app
        .assistant()
        .put(&due, wish("2026-03-20T09:00:00Z", "due-date-earlier"))
        .await;
    let later = app
        .assistant()
        .put(&due, wish("2026-05-20T09:00:00Z", "due-date-later"))
        .await;
    let supervised = app
        .supervisor()
        .put(&due, wish("2026-05-20T09:00:00Z", "due-date-later"))
        .await;

    earlier.assert_status(200);
    // A day loan ends at the end of its day.
    assert_eq!(earlier.json["due_at"], "2026-03-20T22:59:59Z");
    later.assert_blocked(&["due-date-later"]);
    supervised.assert_status(200);
    assert_eq!(supervised.json["due_on"], "2026-05-20");
    assert_eq!(app.audit("loan.due_date_changed").await, 2);
}

#[actix_web::test]
async fn a_reason_is_asked_for() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    let loan = lend(&app.assistant(), &patron, &item).await;

    let body = json!({"due_at": "2026-03-20T09:00:00Z", "override": {"codes": ["due-date-earlier"]}});
    let answer = app.assistant().put(&path(&loan, "/due-date"), body).await;

    answer.assert_blocked(&["due-date-earlier"]);
    assert!(answer.json["detail"].as_str().unwrap().contains("reason"));
}

#[actix_web::test]
async fn nobody_moves_their_own_or_their_childs_due_date() {
    let app = TestApp::start().await;
    let (own, child, item) = (app.patron().await, app.patron().await, app.item().await);
    app.sql(&format!(
        "update staff set patron_id = '{own}' where username = 'sam';
         insert into patron_guardians (patron_id, guardian_id, sees_charges, sees_loans) values ('{child}', '{own}', true, true)",
        own = own.id,
        child = child.id,
    ))
    .await;
    let loan = lend(&app.assistant(), &child, &item).await;

    let body = json!({"due_at": "2026-05-20T09:00:00Z", "override": {"codes": ["due-date-later"], "reason": "Mine"}});
    let answer = app.supervisor().put(&path(&loan, "/due-date"), body).await;

    answer.assert_problem(403, "own-account");
}
