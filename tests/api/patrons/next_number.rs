//! Numbers that the library gives: each to one card, in order, past those that were given by hand.

use carrel_rules::card_number::is_checked;
use futures_util::future::join_all;

use super::{newcomer, path, register};
use crate::support::{Client, TestApp, json, trials};

const PATRONS: &str = "/api/v1/patrons";
const NEXT: &str = "/api/v1/card-numbers/next";

async fn offered(caller: &Client) -> String {
    let answer = caller.get(NEXT).await;
    answer.assert_status(200);
    answer.json["card_number"].as_str().expect("a number").to_owned()
}

async fn given(app: &TestApp) -> String {
    let answer = register(app, json!({"card_number": null})).await;
    answer.json["card_number"].as_str().expect("a number").to_owned()
}

#[actix_web::test]
async fn what_is_offered_is_what_is_given() {
    let app = TestApp::start().await;
    let assistant = app.assistant();

    assert_eq!(offered(&assistant).await, "20000000000014");
    assert_eq!(offered(&assistant).await, "20000000000014", "an offer takes nothing");
    assert_eq!(given(&app).await, "20000000000014");
    assert_eq!(offered(&assistant).await, "20000000000022");
    assert_eq!(given(&app).await, "20000000000022");
}

#[actix_web::test]
async fn numbers_given_by_hand_are_passed_over_however_many() {
    let app = TestApp::start().await;
    register(&app, json!({"card_number": "20000000000014"})).await;
    let patron = app.patron().await;
    // Cards brought along from elsewhere: the first 500 places of the series but one.
    let digits = |place: u32| {
        carrel_rules::card_number::Series::parse("20000")
            .and_then(|series| series.number(u64::from(place)))
            .expect("a number")
    };
    let taken: Vec<String> = (2..=500)
        .filter(|place| *place != 450)
        .map(|place| {
            format!(
                "(gen_random_uuid(), '{}', '{}', 'replaced', now())",
                patron.id,
                digits(place)
            )
        })
        .collect();
    app.sql(&format!(
        "insert into patron_cards (id, patron_id, number, state, ended_at) values {}",
        taken.join(", ")
    ))
    .await;

    assert_eq!(given(&app).await, digits(450));
    assert_eq!(given(&app).await, digits(501));
}

#[actix_web::test]
async fn a_branch_may_have_a_prefix_of_its_own() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let library = supervisor.get("/api/v1/library").await;
    supervisor
        .if_match(&library.header("etag"))
        .patch("/api/v1/library", json!({"card_prefix": "21234"}))
        .await
        .assert_status(200);
    let branch = format!("/api/v1/branches/{}", app.other_branch_id);
    let tag = supervisor.get(&branch).await.header("etag");
    supervisor
        .if_match(&tag)
        .patch(&branch, json!({"card_prefix": "299"}))
        .await
        .assert_status(200);

    let here = register(&app, json!({"card_number": null})).await;
    let there = register(
        &app,
        json!({"card_number": null, "home_branch_id": app.other_branch_id}),
    )
    .await;
    let asked = app
        .assistant()
        .get(&format!("{NEXT}?branch_id={}", app.other_branch_id))
        .await;

    assert_eq!(here.json["card_number"], "21234000000018");
    assert_eq!(there.json["card_number"], "29900000000016");
    assert_eq!(asked.json["card_number"], "29900000000024");
}

#[actix_web::test]
async fn a_prefix_shows_its_next_number_before_the_library_has_it() {
    let app = TestApp::start().await;
    register(&app, json!({"card_number": "21234000000018"})).await;
    let supervisor = app.supervisor();

    for (prefix, expected) in [
        ("21234", "21234000000026"),
        ("20000", "20000000000014"),
        ("9", "90000000000019"),
    ] {
        let answer = supervisor.get(&format!("{NEXT}?prefix={prefix}")).await;
        answer.assert_status(200);
        assert_eq!(answer.json["card_number"], expected, "{prefix}");
    }
    for prefix in ["", "2123456789", "21-4"] {
        let answer = supervisor.get(&format!("{NEXT}?prefix={prefix}")).await;
        answer.assert_fields(&[("/prefix", "prefix")]);
    }
    supervisor
        .get(&format!("{NEXT}?prefix=9&branch_id={}", app.branch_id))
        .await
        .assert_fields(&[("/prefix", "one-of")]);
    assert_eq!(
        app.count("select count(*) from card_counters").await,
        0,
        "an offer takes nothing"
    );
}

#[actix_web::test]
async fn a_prefix_is_digits_and_leaves_room_to_count() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    for prefix in ["", "2123456789", "21-4", "２"] {
        let answer = supervisor
            .if_match("\"v1\"")
            .patch("/api/v1/library", json!({"card_prefix": prefix}))
            .await;
        answer.assert_fields(&[("/card_prefix", "prefix")]);
    }
    let branch = format!("/api/v1/branches/{}", app.branch_id);
    supervisor
        .if_match("\"v1\"")
        .patch(&branch, json!({"card_prefix": "x"}))
        .await
        .assert_fields(&[("/card_prefix", "prefix")]);
}

#[actix_web::test]
async fn a_series_that_is_used_up_says_so() {
    let app = TestApp::start().await;
    app.sql(
        "update library set card_prefix = '200000000';
         insert into card_counters (prefix, next_sequence) values ('200000000', 9999)",
    )
    .await;

    let last = given(&app).await;
    let body = newcomer(&app, json!({"card_number": null}));
    let refused = app.assistant().once().post(PATRONS, body).await;

    assert_eq!(&last[..13], "2000000009999");
    refused.assert_problem(409, "conflict");
    app.assistant().get(NEXT).await.assert_problem(409, "conflict");
    register(&app, json!({"card_number": "BYHAND"})).await;
}

#[actix_web::test]
async fn of_twenty_at_once_each_has_a_number_and_none_is_left_out() {
    let app = TestApp::start().await;
    let assistant = app.assistant();

    let answers = join_all([(); 20].map(|()| {
        let (caller, body) = (assistant.once(), newcomer(&app, json!({"card_number": null})));
        async move { caller.post(PATRONS, body).await }
    }))
    .await;

    let mut numbers: Vec<String> = answers
        .iter()
        .map(|answer| {
            answer.assert_status(201);
            answer.json["card_number"].as_str().expect("a number").to_owned()
        })
        .collect();
    numbers.sort();
    assert!(numbers.iter().all(|number| is_checked(number)));
    let places: Vec<&str> = numbers.iter().map(|number| &number[5..13]).collect();
    let expected: Vec<String> = (1..=20).map(|place| format!("{place:08}")).collect();
    assert_eq!(places, expected);
}

#[actix_web::test]
async fn whoever_types_the_offered_number_at_the_same_moment_takes_it_from_nobody() {
    let app = TestApp::start().await;
    let assistant = app.assistant();
    for _ in 0..trials() {
        let number = offered(&assistant).await;
        let (by_hand, by_series) = (
            newcomer(&app, json!({"card_number": number})),
            newcomer(&app, json!({"card_number": null})),
        );
        let (first, second) = (assistant.once(), assistant.once());
        let (typed, counted) =
            futures_util::future::join(first.post(PATRONS, by_hand), second.post(PATRONS, by_series)).await;

        counted.assert_status(201);
        match typed.status {
            201 => assert_ne!(counted.json["card_number"], typed.json["card_number"]),
            _ => typed.assert_problem(409, "already-exists"),
        }
    }
}

#[actix_web::test]
async fn a_refused_registration_takes_no_number() {
    let app = TestApp::start().await;
    let body = newcomer(
        &app,
        json!({"card_number": null, "patron_category_id": uuid::Uuid::now_v7()}),
    );

    app.assistant().once().post(PATRONS, body).await.assert_status(422);

    assert_eq!(given(&app).await, "20000000000014");
}

#[actix_web::test]
async fn a_new_card_without_a_number_has_the_next_one() {
    let app = TestApp::start().await;
    let patron = register(&app, json!({"card_number": null})).await;

    let answer = app
        .assistant()
        .post(
            &format!("{}/cards", path(&patron.json["id"])),
            json!({"old_state": "lost"}),
        )
        .await;

    answer.assert_status(201);
    assert_eq!(answer.json["card_number"], "20000000000022");
    assert_eq!(
        answer.json["cards"][1],
        json!({"number": "20000000000014", "state": "lost"})
    );
}

#[actix_web::test]
async fn an_unknown_branch_and_other_callers_are_refused() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    app.assistant()
        .get(&format!("{NEXT}?branch_id={}", uuid::Uuid::now_v7()))
        .await
        .assert_status(422);
    app.anonymous().get(NEXT).await.assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .get(NEXT)
        .await
        .assert_problem(403, "forbidden");
}
