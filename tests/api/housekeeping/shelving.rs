use carrel::housekeeping::SHELVING;
use carrel::platform::jobs::run;
use diesel::connection::SimpleConnection;

use crate::support::TestApp;

/// Two items that came back at the same moment, on a branch that takes two hours to shelve.
async fn returned_at_noon() -> TestApp {
    let app = TestApp::start().await;
    app.item().await;
    app.item().await;
    app.sql("update branches set recently_returned_minutes = 120").await;
    app.sql("update items set status = 'recently_returned', status_at = '2026-03-10T12:00:00Z'")
        .await;
    app
}

fn shelve(app: &TestApp) -> usize {
    let mut conn = app.db.connection().expect("a connection");
    let counts = run(&mut conn, &SHELVING, app.clock.now()).expect("it runs");
    counts.expect("nobody else runs it")["recently_returned"]
}

#[actix_web::test]
async fn what_came_back_is_available_when_its_branch_has_shelved_it() {
    let app = returned_at_noon().await;
    app.set_clock("2026-03-10T13:59:59Z");
    assert_eq!(shelve(&app), 0);

    app.set_clock("2026-03-10T14:00:00Z");

    assert_eq!(shelve(&app), 2);
    let shelved = "select count(*) from items where status = 'available' and status_at = '2026-03-10T14:00:00Z'";
    assert_eq!(app.count(shelved).await, 2);
    assert_eq!(
        app.count("select count(*) from outbox where kind = 'item.shelved'")
            .await,
        2
    );
    assert_eq!(shelve(&app), 0, "once is enough");
}

#[actix_web::test]
async fn an_item_that_a_desk_has_in_hand_waits_for_the_next_time() {
    let app = returned_at_noon().await;
    app.set_clock("2026-03-10T15:00:00Z");
    let mut desk = app.db.connection().expect("a connection");
    desk.batch_execute("begin; select from items order by id limit 1 for no key update")
        .expect("held");

    let meanwhile = shelve(&app);
    desk.batch_execute("rollback").expect("let go");

    assert_eq!((meanwhile, shelve(&app)), (1, 1));
}
