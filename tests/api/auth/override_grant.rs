use carrel::auth::override_grant::{GrantToken, consume, find};
use carrel::platform::db::Begin;
use carrel::platform::desk::{Desk, Role};
use futures_util::future::join_all;
use uuid::Uuid;

use super::{PASSWORD, log_in, open_library, text};
use crate::support::{Answer, TestApp, Value, json};

const PATH: &str = "/api/v1/auth/override-grants";

fn request(patron: Uuid, item: Uuid) -> Value {
    json!({
        "username": "sam", "password": PASSWORD, "operation_id": "createLoan", "subject_ids": [patron, item],
        "codes": ["balance-limit", "loan-limit"], "reason": "Pays on Friday"
    })
}

fn with(mut request: Value, field: &str, value: Value) -> Value {
    request[field] = value;
    request
}

async fn ask(app: &TestApp, request: Value) -> Answer {
    app.assistant().post(PATH, request).await
}

/// Ada's desk, as a deed of hers has it.
fn desk(app: &TestApp) -> Desk {
    Desk {
        staff_id: app.assistant_id,
        role: Role::Assistant,
        branch_id: app.branch_id,
        desk_id: None,
        session_id: Uuid::now_v7(),
        token_version: 1,
        zone: chrono_tz::Europe::Berlin,
        now: app.clock.now(),
        today: app.clock.now().date_naive(),
        request_id: "".into(),
    }
}

/// What a deed of `desk` finds; it uses the grant up when it goes through.
async fn take(app: &TestApp, desk: Desk, token: &str, on: (&'static str, Vec<Uuid>), succeeds: bool) -> Option<usize> {
    let token = GrantToken::new(token);
    app.db
        .write(Begin::anonymous(), move |conn| {
            let (operation_id, subject_ids) = &on;
            let grant = find(conn, &desk, &token, operation_id, subject_ids)?;
            if let (Some(grant), true) = (&grant, succeeds) {
                consume(conn, grant, desk.now)?;
            }
            Ok::<_, diesel::result::Error>(grant.map(|grant| grant.codes.len()))
        })
        .await
        .expect("the deed runs")
}

#[actix_web::test]
async fn a_supervisor_lets_one_deed_through() {
    let app = open_library().await;
    let (patron, item) = (Uuid::now_v7(), Uuid::now_v7());

    let answer = ask(&app, request(patron, item)).await;

    answer.assert_status(201);
    assert_eq!(
        answer.json["supervisor"],
        json!({"id": app.supervisor_id, "name": "Sam"})
    );
    assert_eq!(answer.json["expires_at"], "2026-03-10T12:02:00Z");
    let token = text(&answer.json["override_grant"]);
    let on = || ("createLoan", vec![patron, item]);
    assert_eq!(
        take(&app, desk(&app), token, on(), false).await,
        Some(2),
        "a refused deed keeps it"
    );
    assert_eq!(take(&app, desk(&app), token, on(), true).await, Some(2));
    assert_eq!(take(&app, desk(&app), token, on(), true).await, None, "it is used up");
    let audited = format!(
        "select count(*) from audit_events where deed = 'override.granted' and actor_id = '{}'
         and authorised_by = '{}' and reason = 'Pays on Friday' and audit_events::text not like '%{patron}%'",
        app.assistant_id, app.supervisor_id
    );
    assert_eq!(app.count(&audited).await, 1);
    let kept = format!("select count(*) from override_grants g where g::text like '%{token}%'");
    assert_eq!(app.count(&kept).await, 0, "only its hash is kept");
}

#[actix_web::test]
async fn it_is_good_for_nothing_else() {
    let app = open_library().await;
    let (patron, item) = (Uuid::now_v7(), Uuid::now_v7());
    let answer = ask(&app, request(patron, item)).await;
    let token = text(&answer.json["override_grant"]).to_owned();
    let here = desk(&app);
    let on = || ("createLoan", vec![patron, item]);

    let other_deed = take(&app, here.clone(), &token, ("renewLoan", vec![patron, item]), true).await;
    let other_item = take(
        &app,
        here.clone(),
        &token,
        ("createLoan", vec![patron, Uuid::now_v7()]),
        true,
    )
    .await;
    let other_caller = take(
        &app,
        Desk {
            staff_id: app.supervisor_id,
            ..here.clone()
        },
        &token,
        on(),
        true,
    )
    .await;
    let other_branch = take(
        &app,
        Desk {
            branch_id: app.other_branch_id,
            ..here.clone()
        },
        &token,
        on(),
        true,
    )
    .await;
    let other_token = take(&app, here.clone(), "made-up", on(), true).await;
    let late = Desk {
        now: here.now + chrono::TimeDelta::minutes(2),
        ..here.clone()
    };
    let late = take(&app, late, &token, on(), true).await;

    for found in [other_deed, other_item, other_caller, other_branch, other_token, late] {
        assert_eq!(found, None);
    }
    assert_eq!(
        take(&app, here, &token, ("createLoan", vec![item]), true).await,
        Some(2)
    );
}

#[actix_web::test]
async fn it_falls_with_its_giver() {
    let app = open_library().await;
    let (patron, item) = (Uuid::now_v7(), Uuid::now_v7());
    let answer = ask(&app, request(patron, item)).await;
    app.sql("update staff set role = 'assistant' where username = 'sam'")
        .await;

    let token = text(&answer.json["override_grant"]);

    assert_eq!(
        take(&app, desk(&app), token, ("createLoan", vec![patron, item]), true).await,
        None
    );
}

#[actix_web::test]
async fn of_deeds_at_once_one_uses_it() {
    let app = open_library().await;
    for _ in 0..20 {
        let (patron, item) = (Uuid::now_v7(), Uuid::now_v7());
        let answer = ask(&app, request(patron, item)).await;
        let token = text(&answer.json["override_grant"]);
        let deeds = (0..3).map(|_| take(&app, desk(&app), token, ("createLoan", vec![patron, item]), true));

        let found = join_all(deeds).await;

        assert_eq!(found.iter().flatten().count(), 1);
    }
}

#[actix_web::test]
async fn only_another_person_who_is_a_supervisor_of_the_branch() {
    let app = open_library().await;
    let asked = request(Uuid::now_v7(), Uuid::now_v7());

    let own = app.supervisor().post(PATH, asked.clone()).await;
    let assistant = app
        .supervisor()
        .post(PATH, with(asked.clone(), "username", json!("ada")))
        .await;
    app.sql(&format!(
        "update staff set all_branches = false where username = 'sam';
         insert into staff_branches (staff_id, branch_id) values ('{}', '{}')",
        app.supervisor_id, app.other_branch_id
    ))
    .await;
    let elsewhere = ask(&app, asked.clone()).await;
    let there = app.assistant_elsewhere().post(PATH, asked.clone()).await;
    app.sql("update staff set is_active = false where username = 'sam'")
        .await;
    let disabled = ask(&app, asked).await;

    own.assert_problem(403, "forbidden");
    assistant.assert_problem(403, "forbidden");
    elsewhere.assert_problem(403, "forbidden");
    there.assert_status(201);
    disabled.assert_problem(401, "wrong-credentials");
}

#[actix_web::test]
async fn guessing_counts_to_the_supervisors_lock() {
    let app = open_library().await;
    let wrong = with(request(Uuid::now_v7(), Uuid::now_v7()), "password", json!("wrong"));
    for _ in 0..10 {
        ask(&app, wrong.clone()).await.assert_problem(401, "wrong-credentials");
    }

    ask(&app, wrong).await.assert_problem(429, "locked-out");

    log_in(&app, "sam", PASSWORD).await.assert_problem(429, "locked-out");
    log_in(&app, "ada", PASSWORD).await.assert_status(200);
    let guesser = format!(
        "select count(*) from audit_events where deed = 'sign-in.failed' and actor_id = '{}' and subject_id = '{}'",
        app.assistant_id, app.supervisor_id
    );
    assert_eq!(app.count(&guesser).await, 10);
}

#[actix_web::test]
async fn what_is_asked_for_is_checked() {
    let app = open_library().await;
    let asked = request(Uuid::now_v7(), Uuid::now_v7());

    let anonymous = app.anonymous().post(PATH, asked.clone()).await;
    let empty = with(with(asked.clone(), "subject_ids", json!([])), "codes", json!([]));
    let empty = ask(&app, with(empty, "reason", json!(" "))).await;
    let nobodys = ask(&app, with(asked.clone(), "codes", json!(["item-withdrawn"]))).await;
    let unknown = ask(&app, with(asked, "operation_id", json!("deleteEverything"))).await;

    anonymous.assert_problem(401, "unauthenticated");
    empty.assert_fields(&[("/codes", "length"), ("/reason", "blank"), ("/subject_ids", "length")]);
    nobodys.assert_fields(&[("/codes", "not-liftable")]);
    unknown.assert_fields(&[("/operation_id", "wrong-type")]);
}
