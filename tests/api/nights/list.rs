use super::{lend, renew_by_themselves};
use crate::support::{Answer, TestApp, json};

const PATH: &str = "/api/v1/nights";

fn nights(answer: &Answer) -> Vec<(String, String)> {
    answer.assert_status(200);
    let items = answer.json["items"].as_array().expect("a list");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    items
        .iter()
        .map(|night| (text(&night["branch"]["code"]), text(&night["business_on"])))
        .collect()
}

/// Nights of two days at two branches, the last with a renewal.
async fn two_days() -> TestApp {
    let app = TestApp::start().await;
    renew_by_themselves(&app, None).await;
    lend(&app, &app.patron().await).await;
    app.set_clock("2026-03-24T01:30:00Z");
    app.night("2026-03-23");
    app.night("2026-03-24");
    app
}

#[actix_web::test]
async fn the_last_nights_come_first_with_what_they_did() {
    let app = two_days().await;

    let answer = app.supervisor().get(PATH).await;

    let all = nights(&answer);
    let days: Vec<_> = all.iter().map(|(_, day)| &day[..]).collect();
    assert_eq!(days, ["2026-03-24", "2026-03-24", "2026-03-23", "2026-03-23"]);
    let central = answer.json["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|night| night["branch"]["code"] == "CEN")
        .unwrap();
    assert_eq!(central["state"], "done");
    assert_eq!(central["started_at"], "2026-03-24T01:30:00Z");
    assert!(central["finished_at"].is_string());
    assert_eq!(central["failed_at"], json!(null));
    let works = central["works"].as_array().unwrap();
    assert!(works.contains(&json!({"name": "auto_renewals", "done": 1, "left": 0})));
    assert_eq!(answer.json["next_cursor"], json!(null));
}

#[actix_web::test]
async fn they_can_be_narrowed_to_a_branch_to_days_and_to_a_state() {
    let app = two_days().await;
    let supervisor = app.supervisor();
    app.sql(&format!(
        "update job_runs set state = 'failed', error = 'auto_renewals'
         where business_day = '2026-03-23' and branch_id = '{}'",
        app.branch_id
    ))
    .await;
    // The work by the minute is no night.
    app.sql(
        "insert into job_runs (id, job, business_day, state, started_at)
         values (gen_random_uuid(), 'shelving', '2026-03-24', 'done', '2026-03-24')",
    )
    .await;

    let central = supervisor.get(&format!("{PATH}?branch_id={}", app.branch_id)).await;
    let first = supervisor.get(&format!("{PATH}?to=2026-03-23")).await;
    let last = supervisor.get(&format!("{PATH}?from=2026-03-24")).await;
    let failed = supervisor.get(&format!("{PATH}?state=failed")).await;

    assert!(nights(&central).iter().all(|(code, _)| code == "CEN"));
    assert_eq!(nights(&central).len(), 2);
    assert!(nights(&first).iter().all(|(_, day)| day == "2026-03-23"));
    assert!(nights(&last).iter().all(|(_, day)| day == "2026-03-24"));
    assert_eq!(nights(&failed), [("CEN".to_owned(), "2026-03-23".to_owned())]);
    assert_eq!(failed.json["items"][0]["failed_at"], "auto_renewals");
}

#[actix_web::test]
async fn page_after_page_shows_each_once() {
    let app = two_days().await;
    let whole = nights(&app.supervisor().get(PATH).await);

    let mut paged = Vec::new();
    let mut path = format!("{PATH}?limit=1");
    loop {
        let answer = app.supervisor().get(&path).await;
        paged.extend(nights(&answer));
        let Some(cursor) = answer.json["next_cursor"].as_str() else {
            break;
        };
        path = format!("{PATH}?limit=1&cursor={cursor}");
    }

    assert_eq!(paged, whole);
}

#[actix_web::test]
async fn before_the_first_night_there_is_none_and_a_strange_filter_is_refused() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();

    assert!(nights(&supervisor.get(PATH).await).is_empty());
    supervisor
        .get(&format!("{PATH}?state=asleep"))
        .await
        .assert_problem(422, "invalid-fields");
    supervisor
        .get(&format!("{PATH}?cursor=%7B"))
        .await
        .assert_problem(400, "bad-cursor");
}
