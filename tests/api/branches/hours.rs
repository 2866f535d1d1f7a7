use futures_util::future::join_all;
use uuid::Uuid;

use super::central;
use crate::support::{TestApp, Value, json};

fn day(weekday: i64, opens_at: &str, closes_at: &str) -> Value {
    json!({"weekday": weekday, "opens_at": opens_at, "closes_at": closes_at})
}

#[actix_web::test]
async fn anyone_reads_the_week() {
    let app = TestApp::start().await;

    let answer = app.anonymous().get(&central(&app, "/hours")).await;

    answer.assert_status(200);
    let expected: Vec<Value> = (1..=7).map(|weekday| day(weekday, "09:00", "18:00")).collect();
    assert_eq!(answer.json, json!({ "hours": expected }));
    assert_eq!(answer.header("etag"), "\"v1\"");
}

#[actix_web::test]
async fn a_supervisor_replaces_the_week_and_the_calendar_follows() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    // 2026-07-06 is a Monday. Reading first makes the process keep the calendar of before.
    let monday = central(&app, "/calendar?from=2026-07-06&to=2026-07-07");
    app.anonymous().get(&monday).await.assert_status(200);
    let week = json!({"hours": [day(1, "13:30", "19:00"), day(1, "10:00", "13:30")]});

    let answer = supervisor.if_match("\"v1\"").put(&central(&app, "/hours"), week).await;

    answer.assert_status(200);
    let in_order = json!({"hours": [day(1, "10:00", "13:30"), day(1, "13:30", "19:00")]});
    assert_eq!(answer.json, in_order);
    assert_eq!(answer.header("etag"), "\"v2\"");
    let calendar = app.anonymous().get(&monday).await;
    assert_eq!(
        calendar.json["days"][0]["hours"],
        json!([{"opens_at": "10:00", "closes_at": "19:00"}])
    );
    assert_eq!(calendar.json["days"][1]["is_open"], false);
    assert_eq!(
        app.anonymous().get(&central(&app, "")).await.header("etag"),
        "\"v2\"",
        "hours are a part of the branch"
    );
    assert_eq!(
        (
            app.audit("branch.hours-changed").await,
            app.events("branch.hours-changed").await
        ),
        (1, 1)
    );
}

#[actix_web::test]
async fn a_branch_may_have_no_hours_at_all() {
    let app = TestApp::start().await;

    let answer = app
        .supervisor()
        .if_match("\"v1\"")
        .put(&central(&app, "/hours"), json!({"hours": []}))
        .await;

    answer.assert_status(200);
    assert_eq!(answer.json, json!({"hours": []}));
}

#[actix_web::test]
async fn overlaps_and_wrong_order_are_told_where_they_are() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor().if_match("\"v1\"");
    let put = async |hours: Value| {
        supervisor
            .put(&central(&app, "/hours"), json!({ "hours": hours }))
            .await
    };

    let overlap = put(json!([
        day(2, "12:00", "18:00"),
        day(1, "09:00", "18:00"),
        day(2, "09:00", "12:01")
    ]))
    .await;
    let same = put(json!([day(1, "09:00", "18:00"), day(1, "09:00", "18:00")])).await;
    let order = put(json!([day(1, "09:00", "18:00"), day(2, "18:00", "09:00")])).await;
    let empty = put(json!([day(1, "09:00", "09:00")])).await;

    overlap.assert_fields(&[("/hours/0/opens_at", "overlap")]);
    same.assert_fields(&[("/hours/1/opens_at", "overlap")]);
    order.assert_fields(&[("/hours/1/closes_at", "out-of-order")]);
    empty.assert_fields(&[("/hours/0/closes_at", "out-of-order")]);
    assert_eq!(
        app.count("select count(*) from opening_hours").await,
        14,
        "nothing was replaced"
    );
}

#[actix_web::test]
async fn wrong_fields_are_named() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor().if_match("\"v1\"");
    let put = async |body: Value| supervisor.put(&central(&app, "/hours"), body).await;

    for time in ["9:00", "24:00", "09:60", "09:00:00", "+9:00", "noon", "09.00"] {
        let answer = put(json!({"hours": [day(1, time, "18:00")]})).await;
        answer.assert_fields(&[("/hours/0/opens_at", "wrong-type")]);
        assert!(!answer.text.contains(time), "a rejected value is never echoed");
    }
    put(json!({"hours": [day(0, "09:00", "18:00"), day(8, "09:00", "18:00")]}))
        .await
        .assert_fields(&[("/hours/0/weekday", "range"), ("/hours/1/weekday", "range")]);
    put(json!({"hours": vec![day(1, "09:00", "18:00"); 71]}))
        .await
        .assert_fields(&[("/hours", "length")]);
    put(json!({"hours": [[1, "09:00", "18:00"]]}))
        .await
        .assert_fields(&[("/hours/0", "wrong-type")]);
    put(json!({})).await.assert_fields(&[("/hours", "missing")]);
    put(json!({"hours": [{"weekday": 1, "opens_at": "09:00", "closes_at": "18:00", "note": "x"}]}))
        .await
        .assert_fields(&[("/hours/0/note", "unknown-field")]);
}

#[actix_web::test]
async fn of_two_supervisors_with_one_version_one_wins() {
    let app = TestApp::start().await;
    let address = central(&app, "/hours");
    for trial in 1..=10 {
        let tag = format!("\"v{trial}\"");
        let replace = |opens_at: &'static str| {
            let supervisor = app.supervisor().if_match(&tag);
            let address = address.clone();
            async move {
                supervisor
                    .put(&address, json!({"hours": [day(1, opens_at, "18:00")]}))
                    .await
            }
        };
        let mut answers = join_all([replace("09:00"), replace("10:00")]).await;
        answers.sort_by_key(|answer| answer.status);
        answers[0].assert_status(200);
        answers[1].assert_problem(412, "stale");
    }
}

#[actix_web::test]
async fn every_other_refusal() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let address = central(&app, "/hours");
    let nowhere = format!("/api/v1/branches/{}/hours", Uuid::now_v7());
    let week = json!({"hours": []});

    let anonymous = app.anonymous().if_match("\"v1\"").put(&address, week.clone()).await;
    let patron = app
        .patron_caller(&patron)
        .if_match("\"v1\"")
        .put(&address, week.clone())
        .await;
    let assistant = app.assistant().if_match("\"v1\"").put(&address, week.clone()).await;
    let unnamed = app.supervisor().put(&address, week.clone()).await;
    let unknown = app.supervisor().if_match("\"v1\"").put(&nowhere, week).await;

    anonymous.assert_problem(401, "unauthenticated");
    patron.assert_problem(403, "forbidden");
    assistant.assert_problem(403, "forbidden");
    unnamed.assert_problem(428, "if-match-missing");
    unknown.assert_problem(404, "not-found");
    app.anonymous().get(&nowhere).await.assert_problem(404, "not-found");
}

#[actix_web::test]
async fn hours_of_a_branch_out_of_service_are_for_staff() {
    let app = TestApp::start().await;
    app.sql("update branches set is_active = false where code = 'CEN'")
        .await;

    app.anonymous()
        .get(&central(&app, "/hours"))
        .await
        .assert_problem(404, "not-found");
    app.assistant().get(&central(&app, "/hours")).await.assert_status(200);
}
