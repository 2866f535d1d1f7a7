use carrel::holds::nightly;
use carrel::platform::night::Night;

use super::{hand_in, hold_with, path, positions, queue, read, status};
use crate::support::{TestApp, json};

type Work = fn(&mut diesel::PgConnection, &Night, i64) -> diesel::QueryResult<usize>;

/// How many holds a night of the branch changes.
fn run(app: &TestApp, work: Work, on: &str, at_most: i64) -> usize {
    let mut conn = app.db.connection().expect("a connection");
    let on = on.parse().expect("a date");
    let now = app.clock.now();
    let night = Night {
        branch_id: app.branch_id,
        zone: chrono_tz::UTC,
        on,
        begins_at: now,
        now,
    };
    work(&mut conn, &night, at_most).expect("a night")
}

#[actix_web::test]
async fn h11_what_nobody_came_for_ends_and_is_to_be_cleared() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;
    hand_in(&client, &item).await;

    assert_eq!(run(&app, nightly::end_uncollected, "2026-03-17", 10), 0, "its last day");
    assert_eq!(run(&app, nightly::end_uncollected, "2026-03-18", 10), 1);
    assert_eq!(run(&app, nightly::end_uncollected, "2026-03-18", 10), 0, "a second run");

    let told = read(&app, &queue[0].1).await;
    assert_eq!(
        (&told["state"], &told["close_reason"]),
        (&json!("expired"), &json!("not_collected"))
    );
    assert_eq!(status(&app, &item).await, "on_hold_shelf");
    let shelf = client.get("/api/v1/hold-shelf?state=to_clear").await;
    assert_eq!(shelf.json["items"][0]["hold"]["id"], queue[0].1["id"]);
    assert_eq!(
        (app.audit("hold.expired").await, app.events("hold.expired").await),
        (1, 1)
    );
    assert_eq!(hand_in(&client, &item).await["hold"]["id"], queue[1].1["id"]);
}

#[actix_web::test]
async fn h11_what_nobody_wants_any_longer_leaves_its_queue_and_what_waits_stays() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let (waits, one, two) = (app.patron().await, app.patron().await, app.patron().await);
    let until = json!({"wanted_until": "2026-03-12"});
    let waiting = hold_with(&client, &waits, item.title_id, until.clone()).await;
    let gone = hold_with(&client, &one, item.title_id, until).await;
    let stays = hold_with(&client, &two, item.title_id, json!({"wanted_until": "2026-03-13"})).await;
    hand_in(&client, &item).await;

    assert_eq!(run(&app, nightly::end_unwanted, "2026-03-12", 10), 0);
    assert_eq!(run(&app, nightly::end_unwanted, "2026-03-13", 10), 1);

    assert_eq!(read(&app, &gone).await["close_reason"], "not_wanted");
    assert_eq!(read(&app, &waiting).await["state"], "waiting");
    assert_eq!(positions(&app, item.title_id).await, [(stays["id"].clone(), 1)]);
}

#[actix_web::test]
async fn a_suspension_ends_on_its_day() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 1).await;
    let body = json!({"suspended_until": "2026-03-12"});
    client.patch(&path(&queue[0].1, ""), body).await.assert_status(200);

    assert_eq!(run(&app, nightly::end_suspensions, "2026-03-11", 10), 0);
    assert_eq!(run(&app, nightly::end_suspensions, "2026-03-12", 10), 1);

    let told = read(&app, &queue[0].1).await;
    assert_eq!(
        (&told["is_suspended"], &told["suspended_until"]),
        (&json!(false), &json!(null))
    );
    assert_eq!(app.audit("hold.resumed").await, 1);
}

#[actix_web::test]
async fn a_night_goes_in_steps_and_minds_its_own_branch() {
    let app = TestApp::start().await;
    let client = app.assistant();
    for pickup in [app.branch_id, app.branch_id, app.branch_id, app.other_branch_id] {
        let (item, patron) = (app.item().await, app.patron().await);
        let body = json!({"wanted_until": "2026-03-11", "pickup_branch_id": pickup});
        hold_with(&client, &patron, item.title_id, body).await;
    }
    let steps = [2, 2, 2].map(|limit| run(&app, nightly::end_unwanted, "2026-03-20", limit));
    assert_eq!(steps, [2, 1, 0]);
    assert_eq!(app.count("select count(*) from holds where state = 'pending'").await, 1);
}
