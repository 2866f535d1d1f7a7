use futures_util::future::join_all;

use super::{path, register, registered};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_lost_card_is_replaced_and_still_finds_the_patron() {
    let app = TestApp::start().await;
    let patron = register(&app, json!({"card_number": "OLD1"})).await;
    let path = path(&patron.json["id"]);

    let answer = app
        .assistant()
        .post(
            &format!("{path}/cards"),
            json!({"number": "a123b", "old_state": "lost"}),
        )
        .await;

    answer.assert_status(201);
    assert_eq!(answer.header("location"), path);
    assert_eq!(answer.json["card_number"], "123");
    assert_eq!(
        answer.json["cards"],
        json!([{"number": "123", "state": "active"}, {"number": "OLD1", "state": "lost"}])
    );
    let found = app
        .assistant()
        .post("/api/v1/patrons/search", json!({"card_number": "old1"}))
        .await;
    assert_eq!(found.json["items"][0]["id"], patron.json["id"]);
    assert_eq!(found.json["items"][0]["card_number"], "123");
    assert_eq!(
        found.json["items"][0]["matched_card"],
        json!({"number": "OLD1", "state": "lost"})
    );
    assert_eq!(app.audit("patron.card-replaced").await, 1);
    assert_eq!(app.events("patron.card-replaced").await, 1);
}

#[actix_web::test]
async fn a_new_card_outdates_the_version_read() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;
    app.assistant()
        .post(
            &format!("{path}/cards"),
            json!({"number": "N9", "old_state": "replaced"}),
        )
        .await
        .assert_status(201);

    let stale = app
        .assistant()
        .if_match("\"v1\"")
        .patch(&path, json!({"email": null}))
        .await;

    stale.assert_problem(412, "stale");
}

#[actix_web::test]
async fn a_number_in_use_or_once_in_use_is_refused() {
    let app = TestApp::start().await;
    register(&app, json!({"card_number": "TAKEN"})).await;
    let path = registered(&app, json!({"card_number": "MINE"})).await;
    for number in ["taken", "MINE"] {
        let answer = app
            .assistant()
            .post(
                &format!("{path}/cards"),
                json!({"number": number, "old_state": "replaced"}),
            )
            .await;
        answer.assert_problem(409, "already-exists");
        assert_eq!(answer.json["errors"][0]["pointer"], "/number");
    }
    let read = app.assistant().get(&path).await;
    assert_eq!(
        read.json["card_number"], "MINE",
        "a refused replacement leaves the card in use"
    );
}

#[actix_web::test]
async fn of_two_new_cards_at_once_the_later_replaces_the_other() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;

    let answers = join_all((0..4).map(|number| {
        let (caller, path) = (app.assistant(), path.clone());
        async move {
            let card = json!({"number": format!("R{number}"), "old_state": "replaced"});
            caller.post(&format!("{path}/cards"), card).await
        }
    }))
    .await;

    assert!(answers.iter().all(|answer| answer.status == 201));
    let cards = app.assistant().get(&path).await.json["cards"].clone();
    let active = cards
        .as_array()
        .into_iter()
        .flatten()
        .filter(|card| card["state"] == "active");
    assert_eq!(active.count(), 1, "{cards}");
    assert_eq!(cards.as_array().map(Vec::len), Some(5));
}

#[actix_web::test]
async fn the_same_key_gives_one_card() {
    let app = TestApp::start().await;
    let path = registered(&app, json!({})).await;
    let caller = app.assistant().once();
    let card = json!({"number": "N9", "old_state": "lost"});

    let first = caller.post(&format!("{path}/cards"), card.clone()).await;
    let second = caller.post(&format!("{path}/cards"), card).await;

    first.assert_status(201);
    second.assert_status(201);
    assert_eq!(first.text, second.text);
    assert_eq!(second.header("idempotency-replayed"), "true");
}

#[actix_web::test]
async fn wrong_fields_and_callers_are_refused() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let path = format!("/api/v1/patrons/{}/cards", patron.id);
    let card = json!({"number": "N9", "old_state": "lost"});

    app.assistant()
        .post(&path, json!({"number": "N 9", "old_state": "lost"}))
        .await
        .assert_fields(&[("/number", "character")]);
    app.assistant()
        .post(&path, json!({"number": "N9", "old_state": "active"}))
        .await
        .assert_fields(&[("/old_state", "wrong-type")]);
    app.anonymous()
        .post(&path, card.clone())
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .post(&path, card.clone())
        .await
        .assert_problem(403, "forbidden");
    let nobody = format!("/api/v1/patrons/{}/cards", uuid::Uuid::now_v7());
    app.assistant()
        .post(&nobody, card)
        .await
        .assert_problem(404, "not-found");
}
