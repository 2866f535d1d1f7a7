//! What is done at each branch once a day: twice, late, after a missed week, and by one copy of the service.

mod auto_renewal;
mod card_expiry;
mod command;
mod list;
mod run;

use carrel::nights::Ran;

use crate::support::{ItemFixture, PatronFixture, TestApp, json};

/// What a work did at Central: (done, left).
fn counted(ran: &[Ran], work: &str) -> (usize, usize) {
    let central = ran
        .iter()
        .find(|night| night.branch == "CEN")
        .expect("a night at Central");
    let (_, count) = central.works.iter().find(|(name, _)| name == work).expect("the work");
    (count.done, count.left)
}

/// From now on loans renew themselves, so many days before they are due at the earliest.
async fn renew_by_themselves(app: &TestApp, days_before: Option<i32>) {
    let attributes = json!({"auto_renew": true, "no_renewal_before_days": days_before});
    app.sql(&format!(
        "update policies set attributes = attributes || jsonb_strip_nulls('{attributes}')"
    ))
    .await;
}

/// Lends an item at Central on 10 March 2026, until the 24th.
async fn lend(app: &TestApp, patron: &PatronFixture) -> ItemFixture {
    let item = app.item().await;
    let scan = json!({"patron_barcode": patron.card, "item_barcode": item.barcode});
    let answer = app.assistant().once().post("/api/v1/loans", scan).await;
    answer.assert_status(201);
    assert_eq!(answer.json["due_on"], "2026-03-24");
    item
}

/// The day on which the item's loan is due.
async fn due_on(app: &TestApp, item: &ItemFixture) -> String {
    app.text(&format!(
        "select due_on::text from loans where item_id = '{}' and closed_at is null",
        item.id
    ))
    .await
}
