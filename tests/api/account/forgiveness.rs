//! Waivers and write-offs.

use uuid::Uuid;

use super::{account, ada_is, fine, stands};
use crate::support::{Answer, Client, TestApp, json};

async fn forgive(client: &Client, fine_id: Uuid, how: &str, amount: Option<i64>) -> Answer {
    let body = json!({"amount": amount, "reason": "Was in hospital"});
    client
        .once()
        .post(&format!("/api/v1/fines/{fine_id}/{how}"), body)
        .await
}

#[actix_web::test]
async fn a_part_is_waived_then_the_rest() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let owed = fine(&app, &patron, 100).await;

    let part = forgive(&app.assistant(), owed, "waivers", Some(30)).await;
    let rest = forgive(&app.assistant(), owed, "waivers", None).await;
    let again = forgive(&app.assistant(), owed, "waivers", None).await;

    assert_eq!((part.status, &part.json["outstanding"]), (200, &json!(70)));
    assert_eq!(
        (&rest.json["state"], &rest.json["waived"]),
        (&json!("waived"), &json!(100))
    );
    again.assert_problem(409, "nothing-owed");
    let account = account(&app, &patron).await;
    assert_eq!((&account["balance"], &account["credit"]), (&json!(0), &json!(0)));
    assert_eq!(account["entries"][0]["reason"], "Was in hospital");
    assert_eq!(
        (app.audit("fine.waived").await, app.events("fine.waived").await),
        (2, 2)
    );
}

#[actix_web::test]
async fn an_assistant_waives_up_to_the_librarys_limit() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let owed = fine(&app, &patron, 5_000).await;
    app.sql("update library set assistant_waiver_max = 400").await;

    forgive(&app.assistant(), owed, "waivers", Some(401))
        .await
        .assert_problem(403, "waiver-limit");
    forgive(&app.assistant(), owed, "waivers", Some(400))
        .await
        .assert_status(200);
    forgive(&app.supervisor(), owed, "waivers", Some(401))
        .await
        .assert_status(200);

    assert_eq!(stands(&app, owed).await["outstanding"], 4_199);
}

#[actix_web::test]
async fn what_is_written_off_is_not_expected_any_more() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let owed = fine(&app, &patron, 100).await;

    forgive(&app.assistant(), owed, "write-offs", None)
        .await
        .assert_problem(403, "forbidden");
    let done = forgive(&app.supervisor(), owed, "write-offs", None).await;

    assert_eq!(
        (&done.json["state"], &done.json["written_off"]),
        (&json!("written_off"), &json!(100))
    );
    assert_eq!(account(&app, &patron).await["entries"][0]["kind"], "write_off");
    assert_eq!(
        (
            app.audit("fine.written-off").await,
            app.events("fine.written-off").await
        ),
        (1, 1)
    );
}

#[actix_web::test]
async fn amounts_reasons_and_fines_must_be_some() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let owed = fine(&app, &patron, 100).await;
    let path = format!("/api/v1/fines/{owed}/waivers");
    let assistant = app.assistant();

    for how in ["waivers", "write-offs"] {
        let supervisor = app.supervisor();
        forgive(&supervisor, owed, how, Some(0))
            .await
            .assert_fields(&[("/amount", "range")]);
        forgive(&supervisor, owed, how, Some(-1))
            .await
            .assert_fields(&[("/amount", "range")]);
        forgive(&supervisor, owed, how, Some(101))
            .await
            .assert_problem(409, "beyond-owed");
        forgive(&supervisor, Uuid::now_v7(), how, None)
            .await
            .assert_problem(404, "not-found");
    }
    let blank = assistant.once().post(&path, json!({"reason": "  "})).await;
    let none = assistant.once().post(&path, json!({})).await;

    blank.assert_fields(&[("/reason", "blank")]);
    none.assert_fields(&[("/reason", "missing")]);
    assert_eq!(account(&app, &patron).await["balance"], 100);
}

#[actix_web::test]
async fn nobody_forgives_themself() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let owed = fine(&app, &patron, 100).await;
    ada_is(&app, &patron).await;

    forgive(&app.assistant(), owed, "waivers", None)
        .await
        .assert_problem(403, "own-account");
    forgive(&app.supervisor(), owed, "waivers", None)
        .await
        .assert_status(200);
}

#[actix_web::test]
async fn a_waiver_sent_twice_is_one_waiver() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let owed = fine(&app, &patron, 100).await;
    let client = app.assistant().key("waive-1");
    let (path, body) = (
        format!("/api/v1/fines/{owed}/waivers"),
        json!({"amount": 10, "reason": "Ill"}),
    );

    let first = client.post(&path, body.clone()).await;
    let again = client.post(&path, body).await;

    assert_eq!(again.text, first.text);
    assert_eq!(stands(&app, owed).await["outstanding"], 90);
}
