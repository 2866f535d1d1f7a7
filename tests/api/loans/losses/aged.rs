//! What has been out for too long counts as lost, whenever the night runs and however often.

use carrel::loans::nightly::age_to_lost;
use carrel::platform::db::Begin;
use carrel::platform::night::Night;

use super::Lost;
use crate::support::json;

/// How many items count as lost in a night of the branch, as it begins.
async fn night(lost: &Lost, on: &str) -> usize {
    let night = Night {
        branch_id: lost.app.branch_id,
        zone: chrono_tz::Europe::Berlin,
        on: on.parse().expect("a date"),
        begins_at: format!("{on}T00:00:00Z").parse().expect("an instant"),
        now: lost.app.clock.now(),
    };
    lost.app
        .db
        .write(Begin::anonymous(), move |conn| age_to_lost(conn, &night, 500))
        .await
        .expect("the night")
}

#[actix_web::test]
async fn x19_an_item_ages_to_lost_once() {
    // Due on 24 March.
    let lost = Lost::lent_under(r#"{"aged_to_lost_days": 7}"#).await;

    assert_eq!(night(&lost, "2026-03-31").await, 0, "seven days are not exceeded yet");
    assert_eq!(night(&lost, "2026-04-14").await, 1);
    assert_eq!(night(&lost, "2026-04-14").await, 0, "a second run finds nothing left");

    let loan = lost.read().await;
    assert_eq!(
        loan["lost_at"], "2026-04-14T00:00:00Z",
        "dated to the beginning of its night"
    );
    assert_eq!(lost.app.text("select status from items").await, "lost");
    // 21 days late at 20, no more than the price; then 99 and 20.
    assert_eq!(lost.balance().await, 99 + 99 + 20);
    assert_eq!(
        (
            lost.app.audit("loan.aged-to-lost").await,
            lost.app.events("loan.aged-to-lost").await
        ),
        (1, 1)
    );
    assert_eq!(lost.fine("lost").await["branch"]["code"], json!("CEN"));
}

#[actix_web::test]
async fn x19_without_days_and_with_a_claim_never() {
    let without = Lost::lent_under("{}").await;
    let claimed = Lost::lent_under(r#"{"aged_to_lost_days": 7}"#).await;
    claimed
        .post("/claims", Some(json!({"claimed_at": "2026-03-10T12:00:00Z"})))
        .await
        .assert_status(200);

    assert_eq!(night(&without, "2027-04-14").await, 0);
    assert_eq!(night(&claimed, "2027-04-14").await, 0);
}
