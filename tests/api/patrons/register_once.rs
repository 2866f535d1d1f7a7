//! One number, one patron; one key, one deed.

use futures_util::future::join_all;

use super::{newcomer, path, register};
use crate::support::{TestApp, json};

const PATRONS: &str = "/api/v1/patrons";

#[actix_web::test]
async fn a_card_number_belongs_to_one_patron_for_ever() {
    let app = TestApp::start().await;
    let first = register(&app, json!({"card_number": "K1"})).await;
    app.assistant()
        .post(
            &format!("{}/cards", path(&first.json["id"])),
            json!({"number": "K2", "old_state": "lost"}),
        )
        .await
        .assert_status(201);
    for number in ["k1", "K2"] {
        let body = newcomer(&app, json!({"card_number": number}));
        let answer = app.assistant().once().post(PATRONS, body).await;
        answer.assert_problem(409, "already-exists");
        assert_eq!(answer.json["errors"][0]["pointer"], "/card_number");
        assert!(!answer.text.contains("K2"), "{}", answer.text);
    }
}

#[actix_web::test]
async fn of_two_at_once_with_one_number_one_is_registered() {
    let app = TestApp::start().await;
    let assistant = app.assistant();
    for trial in 0..20 {
        let number = json!({"card_number": format!("RACE{trial}")});
        let answers = join_all([(); 2].map(|()| {
            let body = newcomer(&app, number.clone());
            let caller = assistant.once();
            async move { caller.post(PATRONS, body).await }
        }))
        .await;
        let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
        let refused = answers
            .iter()
            .find(|answer| answer.status == 409)
            .expect("one is refused");
        refused.assert_problem(409, "already-exists");
        assert_eq!(refused.json["errors"][0]["pointer"], "/card_number");
    }
    assert_eq!(app.count("select count(*) from patrons").await, 20);
    assert_eq!(app.count("select count(*) from accounts").await, 20);
}

#[actix_web::test]
async fn one_key_twenty_times_at_once_is_one_patron() {
    let app = TestApp::start().await;
    let body = newcomer(&app, json!({"pin": "4711"}));
    let caller = app.assistant().once();

    let answers = join_all((0..20).map(|_| {
        let (caller, body) = (caller.clone(), body.clone());
        async move { caller.post(PATRONS, body).await }
    }))
    .await;

    let told: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    assert!(told.iter().all(|answer| answer.text == told[0].text), "one answer");
    assert!(answers.iter().all(|answer| [201, 409].contains(&answer.status)));
    let replayed = told
        .iter()
        .filter(|answer| answer.header("idempotency-replayed") == "true");
    assert_eq!(replayed.count(), told.len() - 1);
    assert_eq!(app.count("select count(*) from patrons").await, 1);
    assert_eq!(app.audit("patron.registered").await, 1);
}

#[actix_web::test]
async fn a_key_is_needed_and_belongs_to_one_body() {
    let app = TestApp::start().await;
    let body = newcomer(&app, json!({}));
    let caller = app.assistant().once();

    app.assistant()
        .post(PATRONS, body.clone())
        .await
        .assert_problem(400, "missing-header");
    caller.post(PATRONS, body).await.assert_status(201);
    caller
        .post(PATRONS, newcomer(&app, json!({})))
        .await
        .assert_problem(422, "idempotency-key-reused");
}
