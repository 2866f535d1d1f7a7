//! Two records of one person become one, and nothing is lost on the way.

use uuid::Uuid;

use super::{CHILD, id_of, register};
use crate::support::{Answer, PatronFixture, TestApp, Value, json};

pub(super) async fn merge(app: &TestApp, id: Uuid, into: Uuid) -> Answer {
    app.supervisor()
        .once()
        .post(
            &format!("/api/v1/patrons/{id}/merges"),
            json!({"into_id": into, "reason": "Registered twice"}),
        )
        .await
}

pub(super) async fn lend(app: &TestApp, patron: &PatronFixture) -> Answer {
    let item = app.item().await;
    let body = json!({"patron_id": patron.id, "item_id": item.id});
    let answer = app.assistant().once().post("/api/v1/loans", body).await;
    answer.assert_status(201);
    answer
}

/// Charges the patron by the ledger's own rows.
pub(super) async fn owe(app: &TestApp, patron: &PatronFixture, amount: i64) {
    app.sql(&format!(
        "with fine as (
            insert into fines (id, account_id, kind, branch_id, charged_at, detail)
            select gen_random_uuid(), id, 'manual', '{}', now(), 'Copies' from accounts where patron_id = '{}'
            returning *
         )
         insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id)
         select gen_random_uuid(), account_id, 'charge', {amount}, id, now(), branch_id from fine",
        app.branch_id, patron.id
    ))
    .await;
}

pub(super) async fn read(app: &TestApp, id: Uuid) -> Value {
    app.assistant().get(&format!("/api/v1/patrons/{id}")).await.json
}

#[actix_web::test]
async fn everything_goes_over_to_the_record_that_stays() {
    let app = TestApp::start().await;
    let (goes, stays) = (app.patron().await, app.patron().await);
    let loan = lend(&app, &goes).await;
    let ended = lend(&app, &goes).await;
    let barcode = ended.json["item"]["barcode"].clone();
    let returned = app
        .assistant()
        .once()
        .post("/api/v1/returns", json!({"item_barcode": barcode}))
        .await;
    returned.assert_status(200);
    owe(&app, &goes, 300).await;
    owe(&app, &stays, 50).await;
    let assistant = app.assistant();
    let of_goes = format!("/api/v1/patrons/{}", goes.id);
    assistant
        .post(&format!("{of_goes}/restrictions"), json!({"reason": "Wet pages"}))
        .await
        .assert_status(201);
    assistant
        .post(
            &format!("{of_goes}/messages"),
            json!({"audience": "desk", "body": "Scarf"}),
        )
        .await
        .assert_status(201);
    app.sql(&format!(
        "update patrons set email = 'pat@example.org', phone = '1' where id = '{}'",
        goes.id
    ))
    .await;
    app.sql(&format!("update patrons set phone = '2' where id = '{}'", stays.id))
        .await;
    let child = register(&app, json!({"birth_on": CHILD, "guardian_id": goes.id})).await;

    let answer = merge(&app, goes.id, stays.id).await;

    answer.assert_status(200);
    let patron = &answer.json;
    assert_eq!(patron["id"], json!(stays.id));
    assert_eq!(patron["counts"]["loans"], 1);
    assert_eq!(patron["balance"], 350);
    assert_eq!(patron["email"], "pat@example.org", "what it lacked");
    assert_eq!(patron["phone"], "2", "what it had");
    assert_eq!(patron["card_number"], json!(stays.card));
    assert_eq!(patron["cards"][1], json!({"number": goes.card, "state": "replaced"}));
    assert_eq!(patron["restrictions"][0]["reason"], "Wet pages");
    assert_eq!(patron["messages"][0]["body"], "Scarf");
    assert_eq!(patron["children"][0]["id"], child.json["id"]);
    let old = read(&app, goes.id).await;
    assert_eq!(
        (&old["state"], &old["merged_into"]["id"]),
        (&json!("merged"), &json!(stays.id))
    );
    assert_eq!(
        (&old["balance"], &old["counts"]["loans"], &old["cards"]),
        (&json!(0), &json!(0), &json!([]))
    );
    let loans = format!("/api/v1/loans?patron_id={}&state=closed", stays.id);
    assert_eq!(
        assistant.get(&loans).await.json["items"].as_array().map(Vec::len),
        Some(1)
    );
    let account = assistant.get(&format!("/api/v1/patrons/{}/account", stays.id)).await;
    assert_eq!(account.json["balance"], 350);
    assert_eq!(
        account.json["entries"][0]["balance_after"], 350,
        "one running balance over both accounts"
    );
    assert_eq!(account.json["fines"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (app.audit("patron.merged").await, app.events("patron.merged").await),
        (1, 1)
    );
    let renewed = format!(
        "/api/v1/loans/{}/renewals",
        loan.json["id"].as_str().unwrap_or_default()
    );
    assistant
        .once()
        .post(
            &renewed,
            json!({"override": {"codes": ["patron-restricted"], "reason": "Known"}}),
        )
        .await
        .assert_blocked(&["patron-restricted"]);
}

#[actix_web::test]
async fn the_old_card_finds_the_record_that_stays_and_says_so() {
    let app = TestApp::start().await;
    let (goes, stays) = (app.patron().await, app.patron().await);
    merge(&app, goes.id, stays.id).await.assert_status(200);

    let found = app
        .assistant()
        .post("/api/v1/barcodes/lookup", json!({"barcode": goes.card}))
        .await;

    assert_eq!(found.json["matches"][0]["id"], json!(stays.id));
    assert_eq!(found.json["matches"][0]["card_state"], "replaced");
    let item = app.item().await;
    let lent = json!({"patron_barcode": goes.card, "item_barcode": item.barcode});
    app.assistant()
        .once()
        .post("/api/v1/loans", lent)
        .await
        .assert_blocked(&["card-replaced"]);
    let by_id = json!({"patron_id": goes.id, "item_barcode": item.barcode});
    app.assistant()
        .once()
        .post("/api/v1/loans", by_id)
        .await
        .assert_blocked(&["patron-merged"]);
}

#[actix_web::test]
async fn new_debts_go_to_one_account_and_records_are_merged_in_a_row() {
    let app = TestApp::start().await;
    let (one, two, three) = (app.patron().await, app.patron().await, app.patron().await);
    owe(&app, &one, 100).await;
    merge(&app, one.id, two.id).await.assert_status(200);
    merge(&app, two.id, three.id).await.assert_status(200);
    let loan = lend(&app, &three).await;
    app.set_clock("2026-03-30T12:00:00Z");
    let back = json!({"item_barcode": loan.json["item"]["barcode"]});
    let returned = app.assistant().once().post("/api/v1/returns", back).await;

    returned.assert_status(200);
    let owed = returned.json["fine"]["amount"].as_i64().expect("a fine");
    let patron = read(&app, three.id).await;
    assert_eq!(patron["balance"], json!(100 + owed));
    assert_eq!(read(&app, one.id).await["merged_into"]["id"], json!(three.id));
}

#[actix_web::test]
async fn a_preview_moves_nothing() {
    let app = TestApp::start().await;
    let (goes, stays) = (app.patron().await, app.patron().await);
    lend(&app, &goes).await;
    owe(&app, &goes, 300).await;

    let path = format!("/api/v1/patrons/{}/merges/preview", goes.id);
    let answer = app.supervisor().post(&path, json!({"into_id": stays.id})).await;

    answer.assert_status(200);
    assert_eq!(
        answer.json,
        json!({
            "open_loans": 1, "finished_loans": 0, "open_holds": 0, "balance": 300, "cards": 1, "restrictions": 0, "messages": 0,
            "guardians": 0, "children": 0,
        })
    );
    assert_eq!(read(&app, goes.id).await["state"], "active");
}

#[actix_web::test]
async fn what_is_no_second_record_is_not_merged() {
    let app = TestApp::start().await;
    let (one, two) = (app.patron().await, app.patron().await);
    let child = register(&app, json!({"birth_on": CHILD, "guardian_id": one.id})).await;
    merge(&app, one.id, one.id).await.assert_fields(&[("/into_id", "self")]);
    merge(&app, one.id, Uuid::now_v7())
        .await
        .assert_fields(&[("/into_id", "unknown")]);
    merge(&app, Uuid::now_v7(), one.id)
        .await
        .assert_problem(404, "not-found");
    merge(&app, id_of(&child), one.id).await.assert_problem(409, "conflict");
    merge(&app, one.id, id_of(&child)).await.assert_problem(409, "conflict");
    merge(&app, two.id, one.id).await.assert_status(200);
    merge(&app, two.id, one.id).await.assert_problem(409, "conflict");
    let third = app.patron().await;
    merge(&app, third.id, two.id)
        .await
        .assert_fields(&[("/into_id", "unknown")]);
    for (id, into, status) in [
        (two.id, one.id, 409),
        (one.id, id_of(&child), 409),
        (one.id, two.id, 422),
    ] {
        let path = format!("/api/v1/patrons/{id}/merges/preview");
        app.supervisor()
            .post(&path, json!({"into_id": into}))
            .await
            .assert_status(status);
    }
}

#[actix_web::test]
async fn nobody_merges_their_own_record() {
    let app = TestApp::start().await;
    let (own, other) = (app.patron().await, app.patron().await);
    app.sql(&format!(
        "update staff set patron_id = '{}' where id = '{}'",
        own.id, app.supervisor_id
    ))
    .await;

    merge(&app, own.id, other.id).await.assert_problem(403, "own-account");
    merge(&app, other.id, own.id).await.assert_problem(403, "own-account");
}

#[actix_web::test]
async fn a_staff_members_link_follows_their_record() {
    let app = TestApp::start().await;
    let (goes, stays) = (app.patron().await, app.patron().await);
    app.sql(&format!(
        "update staff set patron_id = '{}' where id = '{}'",
        goes.id, app.assistant_id
    ))
    .await;

    merge(&app, goes.id, stays.id).await.assert_status(200);

    let linked = format!("select count(*) from staff where patron_id = '{}'", stays.id);
    assert_eq!(app.count(&linked).await, 1);
}

#[actix_web::test]
async fn a_key_is_needed_and_only_a_supervisor_may() {
    let app = TestApp::start().await;
    let (goes, stays) = (app.patron().await, app.patron().await);
    let path = format!("/api/v1/patrons/{}/merges", goes.id);
    let body = json!({"into_id": stays.id});

    app.supervisor()
        .post(&path, body.clone())
        .await
        .assert_problem(400, "missing-header");
    app.supervisor()
        .once()
        .post(&path, json!({}))
        .await
        .assert_fields(&[("/into_id", "missing")]);
    app.assistant()
        .once()
        .post(&path, body.clone())
        .await
        .assert_problem(403, "forbidden");
    app.assistant()
        .post(&format!("{path}/preview"), body.clone())
        .await
        .assert_problem(403, "forbidden");
    app.patron_caller(&goes)
        .once()
        .post(&path, body.clone())
        .await
        .assert_problem(403, "forbidden");
    app.anonymous()
        .once()
        .post(&path, body)
        .await
        .assert_problem(401, "unauthenticated");
}
