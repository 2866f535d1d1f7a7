use super::Lost;
use crate::support::{Answer, TestApp, Value, json};

async fn claim(lost: &Lost, at: &str) -> Answer {
    lost.post("/claims", Some(json!({"claimed_at": at, "note": "Book drop"})))
        .await
}

async fn resolve(lost: &Lost, resolution: &str) -> Answer {
    let body: Value = json!({ "resolution": resolution });
    lost.post("/claim-resolutions", Some(body)).await
}

const THEN: &str = "2026-03-10T09:00:00Z";

#[actix_web::test]
async fn x21_a_claim_needs_its_time_and_an_open_loan() {
    let lost = Lost::lent_under("{}").await;
    lost.app.set_clock("2026-03-11T12:00:00Z");

    lost.post("/claims", Some(json!({})))
        .await
        .assert_fields(&[("/claimed_at", "missing")]);
    claim(&lost, "2026-03-11T12:00:01Z")
        .await
        .assert_fields(&[("/claimed_at", "in-future")]);
    claim(&lost, THEN)
        .await
        .assert_fields(&[("/claimed_at", "before-loan")]);
    let claimed = claim(&lost, "2026-03-11T09:00:00Z").await;

    claimed.assert_status(200);
    assert_eq!(claimed.json["state"], "open");
    assert_eq!(claimed.json["claimed_returned_at"], "2026-03-11T09:00:00Z");
    assert_eq!(lost.app.text("select status from items").await, "claimed_returned");
    claim(&lost, "2026-03-11T09:00:00Z")
        .await
        .assert_problem(409, "already-claimed");
    let app = &lost.app;
    assert_eq!(
        (
            app.audit("loan.claimed-returned").await,
            app.events("loan.claimed-returned").await
        ),
        (1, 1)
    );
}

async fn claimed(policy: &str) -> Lost {
    let lost = Lost::lent_under(policy).await;
    lost.app.set_clock("2026-04-11T12:00:00Z");
    claim(&lost, "2026-03-11T09:00:00Z").await.assert_status(200);
    lost
}

#[actix_web::test]
async fn what_is_claimed_stays_on_the_patron_without_a_fine() {
    let lost = claimed("{}").await;

    assert_eq!(lost.read().await["accruing_fine"], 0);
    assert_eq!(lost.balance().await, 0);
    let patron = lost
        .app
        .assistant()
        .get(&format!("/api/v1/patrons/{}", lost.patron.id))
        .await;
    assert_eq!(patron.json["counts"]["claims"], 1, "{}", patron.text);
}

#[actix_web::test]
async fn a_patron_who_is_believed_owes_nothing() {
    let lost = claimed("{}").await;

    let done = resolve(&lost, "missing").await;

    assert_eq!((done.status, &done.json["state"]), (200, &json!("closed")));
    assert_eq!(lost.app.text("select status from items").await, "missing");
    assert_eq!(lost.balance().await, 0);
    resolve(&lost, "missing").await.assert_problem(409, "loan-closed");
    assert_eq!(lost.app.audit("loan.claim-resolved").await, 1);
}

#[actix_web::test]
async fn a_patron_who_is_not_believed_pays_for_the_item() {
    let lost = claimed("{}").await;

    let done = resolve(&lost, "lost").await;

    assert_eq!((done.status, &done.json["state"]), (200, &json!("open")));
    assert_eq!(done.json["claimed_returned_at"], json!(null));
    assert_eq!(lost.balance().await, 119);
    resolve(&lost, "lost").await.assert_problem(409, "not-claimed");
}

#[actix_web::test]
async fn a_claim_that_is_taken_back_leaves_the_loan_as_it_was() {
    let lost = claimed("{}").await;

    resolve(&lost, "taken_back").await.assert_status(200);

    assert_eq!(lost.app.text("select status from items").await, "on_loan");
    assert!(lost.read().await["accruing_fine"].as_i64() > Some(0));
}

#[actix_web::test]
async fn a_check_in_ends_the_claim() {
    for (word, balance) in [("found_by_library", 0), ("returned_by_patron", 99)] {
        let lost = claimed("{}").await;
        let body = json!({"item_barcode": lost.item.barcode, "claim_resolution": word});

        lost.app
            .assistant()
            .once()
            .post("/api/v1/returns", body)
            .await
            .assert_status(200);

        assert_eq!(lost.balance().await, balance, "{word}: no more than its price");
        assert_eq!(lost.app.text("select resolution from claims").await, word);
    }
}

#[actix_web::test]
async fn claiming_a_lost_item_takes_back_what_is_owed_for_it() {
    let lost = Lost::under("{}").await;
    lost.pay(9).await.assert_status(201);

    claim(&lost, "2026-03-10T12:00:00Z").await.assert_status(200);

    assert_eq!(lost.balance().await, 0, "what was paid stays paid");
    assert_eq!(lost.read().await["lost_at"], json!(null));
}

#[actix_web::test]
async fn one_claim_more_is_a_supervisors_to_record() {
    let lost = Lost::lent_under("{}").await;
    lost.app.sql("update library set claims_max = 0").await;
    let body = json!({"claimed_at": "2026-03-10T12:00:00Z"});

    claim(&lost, "2026-03-10T12:00:00Z")
        .await
        .assert_problem(403, "claim-limit");
    let path = super::super::path(&lost.loan, "/claims");
    lost.app.supervisor().once().post(&path, body).await.assert_status(200);
}

#[actix_web::test]
async fn nobody_claims_for_themself() {
    let lost = Lost::lent_under("{}").await;
    crate::account::ada_is(&lost.app, &lost.patron).await;

    claim(&lost, "2026-03-10T12:00:00Z")
        .await
        .assert_problem(403, "own-account");
}

#[actix_web::test]
async fn a_loan_without_a_claim_has_none_to_resolve() {
    let lost = Lost::lent_under("{}").await;

    resolve(&lost, "missing").await.assert_problem(409, "not-claimed");
    let app: &TestApp = &lost.app;
    assert_eq!(app.count("select count(*) from loans where closed_at is null").await, 1);
}
