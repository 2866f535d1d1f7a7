use super::{lend, table};
use crate::support::{Answer, TestApp, Value, json};

const PATH: &str = "/api/v1/statistics/circulation";

fn counts(row: &Value) -> (i64, i64, i64, i64) {
    let count = |name: &str| row[name].as_i64().expect("a number");
    (
        count("check_outs"),
        count("renewals"),
        count("check_ins"),
        count("in_house_uses"),
    )
}

async fn asked(app: &TestApp, query: &str) -> Vec<Value> {
    let answer: Answer = app.assistant().get(&format!("{PATH}?{query}")).await;
    answer.assert_status(200);
    answer.json["rows"].as_array().cloned().expect("rows")
}

/// On the 10th two check-outs at one in the afternoon; on the 11th, at half past midnight of the branch, a renewal, a
/// check-in and a use in the building.
async fn two_days() -> TestApp {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let (kept, returned, read_here) = (lend(&app, &patron).await, lend(&app, &patron).await, app.item().await);
    app.set_clock("2026-03-10T23:30:00Z");
    let loan = app
        .text(&format!("select id::text from loans where item_id = '{}'", kept.id))
        .await;
    let assistant = app.assistant();
    let renewed = assistant
        .once()
        .post(&format!("/api/v1/loans/{loan}/renewals"), json!({}))
        .await;
    renewed.assert_status(201);
    for item in [&returned, &read_here] {
        let back = json!({"item_barcode": item.barcode});
        assistant.once().post("/api/v1/returns", back).await.assert_status(200);
    }
    app
}

#[actix_web::test]
async fn by_day_each_day_of_the_branch_has_its_row() {
    let app = two_days().await;

    let rows = asked(&app, "from=2026-03-09&to=2026-03-11").await;

    let days: Vec<_> = rows.iter().map(|row| (row["on"].clone(), counts(row))).collect();
    assert_eq!(
        days,
        [
            (json!("2026-03-09"), (0, 0, 0, 0)),
            (json!("2026-03-10"), (2, 0, 0, 0)),
            (json!("2026-03-11"), (0, 1, 1, 1)),
        ]
    );
}

#[actix_web::test]
async fn by_hour_all_days_are_together() {
    let app = two_days().await;

    let rows = asked(&app, "from=2026-03-10&to=2026-03-11&by=hour").await;

    assert_eq!(rows.len(), 24);
    assert_eq!((&rows[13]["hour"], counts(&rows[13])), (&json!(13), (2, 0, 0, 0)));
    assert_eq!(counts(&rows[0]), (0, 1, 1, 1));
}

#[actix_web::test]
async fn by_branch_each_branch_has_its_row_and_one_can_be_asked_for() {
    let app = two_days().await;

    let rows = asked(&app, "from=2026-03-10&to=2026-03-11&by=branch").await;
    let one = format!("from=2026-03-10&to=2026-03-11&branch_id={}", app.other_branch_id);

    let branches: Vec<_> = rows
        .iter()
        .map(|row| (row["branch"]["code"].clone(), counts(row)))
        .collect();
    assert_eq!(branches, [(json!("CEN"), (2, 1, 1, 1)), (json!("RIV"), (0, 0, 0, 0))]);
    assert!(asked(&app, &one).await.iter().all(|row| counts(row) == (0, 0, 0, 0)));
    assert_eq!(asked(&app, &format!("{one}&by=branch")).await.len(), 1);
}

#[actix_web::test]
async fn a_loan_within_the_building_is_a_use_there() {
    let app = TestApp::start().await;
    lend(&app, &app.patron().await).await;
    app.sql("update loans set kind = 'on_site'").await;

    let rows = asked(&app, "from=2026-03-10&to=2026-03-10").await;

    assert_eq!(counts(&rows[0]), (0, 0, 0, 1));
}

#[actix_web::test]
async fn a_forgotten_loan_still_counts() {
    let app = two_days().await;
    app.sql("update loans set patron_id = null where closed_at is not null")
        .await;

    let rows = asked(&app, "from=2026-03-10&to=2026-03-10").await;

    assert_eq!(counts(&rows[0]), (2, 0, 0, 0));
}

#[actix_web::test]
async fn counts_are_a_table_too() {
    let app = two_days().await;

    let days = table(&app, &format!("{PATH}?from=2026-03-10&to=2026-03-11")).await;
    let branches = table(&app, &format!("{PATH}?from=2026-03-10&to=2026-03-11&by=branch")).await;

    let head = "check_outs,renewals,check_ins,in_house_uses";
    assert_eq!(
        days.text,
        format!("on,{head}\r\n2026-03-10,2,0,0,0\r\n2026-03-11,0,1,1,1\r\n")
    );
    assert_eq!(
        branches.text,
        format!("branch,{head}\r\nCEN,2,1,1,1\r\nRIV,0,0,0,0\r\n")
    );
}

#[actix_web::test]
async fn spans_have_an_end_after_their_beginning_and_a_bound() {
    let app = TestApp::start().await;
    for span in ["from=2026-03-10&to=2026-03-09", "from=2025-01-01&to=2026-03-10"] {
        let answer = app.assistant().get(&format!("{PATH}?{span}")).await;
        answer.assert_problem(422, "invalid-fields");
    }
    let longest = asked(&app, "from=2025-01-01&to=2026-02-04").await;
    assert_eq!(longest.len(), 400);
    let answer = app.assistant().get(&format!("{PATH}?from=2026-03-10")).await;
    answer.assert_problem(422, "invalid-fields");
}
