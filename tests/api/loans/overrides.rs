use super::{accepting, scan};
use crate::auth::{PASSWORD, give_passwords};
use crate::support::{PatronFixture, TestApp, json};

async fn restrict(app: &TestApp, patron: &PatronFixture) {
    app.sql(&format!(
        "insert into patron_restrictions (id, patron_id, reason, created_by)
            values (gen_random_uuid(), '{}', 'Address', '{}');
         update patrons set expires_on = '2026-01-31' where id = '{}'",
        patron.id, app.assistant_id, patron.id
    ))
    .await;
}

#[actix_web::test]
async fn only_what_the_caller_may_lift_is_lifted() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    restrict(&app, &patron).await;
    app.sql("update items set status = 'missing'").await;
    let codes = ["patron-restricted", "card-expired", "item-missing"];

    let assistant = app
        .assistant()
        .once()
        .post("/api/v1/loans", accepting(&patron, &item, &codes, Some("Known")))
        .await;
    let unreasoned = app
        .supervisor()
        .once()
        .post("/api/v1/loans", accepting(&patron, &item, &codes, None))
        .await;
    let supervisor = app
        .supervisor()
        .once()
        .post("/api/v1/loans", accepting(&patron, &item, &codes, Some("Known")))
        .await;

    assert_eq!(assistant.block_codes().len(), 2, "{}", assistant.text);
    assert_eq!(unreasoned.block_codes().len(), 2, "{}", unreasoned.text);
    supervisor.assert_status(201);
    let with_reason = "select count(*) from audit_events where deed = 'loan.checked_out' and reason = 'Known'
        and jsonb_array_length(changes -> 'lifted') = 3";
    assert_eq!(app.count(with_reason).await, 1);
}

#[actix_web::test]
async fn an_override_of_something_unknown_is_a_wrong_field() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);

    let answer = app
        .assistant()
        .once()
        .post("/api/v1/loans", accepting(&patron, &item, &["weather"], None))
        .await;

    answer.assert_fields(&[("/override/codes/0", "wrong-type")]);
}

#[actix_web::test]
async fn a_supervisor_lifts_two_blocks_at_the_assistants_screen() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    restrict(&app, &patron).await;
    give_passwords(&app).await;
    let key = app.assistant().key("scan-1");
    key.post("/api/v1/loans", scan(&patron, &item))
        .await
        .assert_problem(409, "blocked");

    let granted = app
        .assistant()
        .post(
            "/api/v1/auth/override-grants",
            json!({
                "username": "sam", "password": PASSWORD, "operation_id": "createLoan",
                "subject_ids": [patron.id, item.id], "codes": ["patron-restricted", "card-expired"],
                "reason": "Spoke with the family",
            }),
        )
        .await;
    granted.assert_status(201);
    let grant = granted.json["override_grant"].as_str().unwrap();
    let codes = ["patron-restricted", "card-expired"];
    let body = accepting(&patron, &item, &codes, None);
    let lent = key
        .header("Override-Grant", grant)
        .post("/api/v1/loans", body.clone())
        .await;
    let used_up = app
        .assistant()
        .once()
        .header("Override-Grant", grant)
        .post("/api/v1/loans", body)
        .await;

    lent.assert_status(201);
    used_up.assert_problem(409, "blocked");
    let both_names = format!(
        "select count(*) from audit_events where deed = 'loan.checked_out' and actor_id = '{}' and authorised_by = '{}'
         and reason = 'Spoke with the family'",
        app.assistant_id, app.supervisor_id
    );
    assert_eq!(app.count(&both_names).await, 1);
}

#[actix_web::test]
async fn a_grant_is_good_for_its_subject_its_caller_and_two_minutes() {
    let app = TestApp::start().await;
    let (patron, other, item) = (app.patron().await, app.patron().await, app.item().await);
    restrict(&app, &patron).await;
    restrict(&app, &other).await;
    give_passwords(&app).await;
    let ask = json!({
        "username": "sam", "password": PASSWORD, "operation_id": "createLoan",
        "subject_ids": [patron.id, item.id], "codes": ["patron-restricted", "card-expired"], "reason": "Known",
    });
    let granted = app.assistant().post("/api/v1/auth/override-grants", ask).await;
    granted.assert_status(201);
    let grant = granted.json["override_grant"].as_str().unwrap().to_owned();
    let attempt = |client: crate::support::Client, body| {
        let client = client.once().header("Override-Grant", &grant);
        async move { client.post("/api/v1/loans", body).await }
    };

    let for_another = attempt(app.assistant(), scan(&other, &item)).await;
    let elsewhere = attempt(app.assistant_elsewhere(), scan(&patron, &item)).await;
    app.set_clock("2026-03-10T12:02:01Z");
    let late = attempt(app.assistant(), scan(&patron, &item)).await;

    for_another.assert_problem(409, "blocked");
    elsewhere.assert_problem(409, "blocked");
    late.assert_problem(409, "blocked");
    assert_eq!(app.count("select count(*) from loans").await, 0);
}

#[actix_web::test]
async fn the_audit_tells_whose_word_lifted_what() {
    let app = TestApp::start().await;
    let (patron, late, item) = (app.patron().await, app.item().await, app.item().await);
    super::lend(&app.assistant(), &patron, &late).await;
    restrict(&app, &patron).await;
    app.sql(
        "update patron_limits set max_overdue = 0;
         update loans set checked_out_at = '2026-02-01 12:00Z', due_at = '2026-03-01 12:00Z'",
    )
    .await;
    give_passwords(&app).await;
    let ask = json!({
        "username": "sam", "password": PASSWORD, "operation_id": "createLoan",
        "subject_ids": [patron.id, item.id], "codes": ["patron-restricted", "card-expired"],
        "reason": "Spoke with the family",
    });
    let granted = app.assistant().post("/api/v1/auth/override-grants", ask).await;
    let grant = granted.json["override_grant"].as_str().unwrap();

    let body = accepting(&patron, &item, &["overdue-items"], Some("Brings it tonight"));
    let client = app.assistant().once().header("Override-Grant", grant);
    client.post("/api/v1/loans", body).await.assert_status(201);

    let told = "select count(*) from audit_events where deed = 'loan.checked_out' and reason = 'Brings it tonight'
        and changes -> 'lifted' @> '[\"overdue-items\", \"patron-restricted\", \"card-expired\"]'
        and changes -> 'granted' @> '[\"patron-restricted\", \"card-expired\"]'
        and jsonb_array_length(changes -> 'granted') = 2
        and changes ->> 'grant_reason' = 'Spoke with the family'";
    assert_eq!(app.count(told).await, 1);
}

#[actix_web::test]
async fn a_reason_says_something_in_one_line() {
    let app = TestApp::start().await;
    let (patron, item) = (app.patron().await, app.item().await);
    for (reason, code) in [("  ", "blank"), ("a\nb", "control-character"), ("", "length")] {
        let body = accepting(&patron, &item, &["item-missing"], Some(reason));

        let answer = app.assistant().once().post("/api/v1/loans", body).await;

        answer.assert_fields(&[("/override/reason", code)]);
    }
}
