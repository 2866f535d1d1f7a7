//! What stands in a table, and who gets it.

use super::exported;
use crate::support::TestApp;

#[actix_web::test]
async fn a_table_is_sent_whole_and_guarded_and_noted() {
    let app = TestApp::start().await;
    for _ in 0..3 {
        app.patron().await;
    }
    app.sql(
        "update patrons set given_name = '=1+1', phone = '+34 600' where family_name = 'Ron 1';
             insert into patrons (id, patron_category_id, home_branch_id, given_name, family_name)
                select gen_random_uuid(), patron_category_id, home_branch_id, 'Many', 'Number ' || n
                from patrons, generate_series(1, 1300) n where family_name = 'Ron 1'",
    )
    .await;

    let answer = exported(&app, "patrons").await;

    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"patrons.csv\""
    );
    assert_eq!(answer.text.lines().count(), 1 + 3 + 1300);
    assert!(answer.text.contains(",Ron 1,'=1+1,"), "{}", &answer.text[..400]);
    assert!(answer.text.contains(",'+34 600,"));
    let noted = app
        .text("select changes::text from audit_events where deed = 'export.made'")
        .await;
    assert!(noted.contains("\"rows\": 1303") && !noted.contains("Ron"), "{noted}");
}

#[actix_web::test]
async fn a_library_of_nothing_is_a_row_of_names() {
    let app = TestApp::start().await;
    for kind in ["patrons", "items", "loans", "balances"] {
        assert_eq!(exported(&app, kind).await.text.lines().count(), 1);
    }
    let unknown = app.supervisor().get("/api/v1/exports/staff").await;
    assert!((400..500).contains(&unknown.status), "{}", unknown.text);
}

#[actix_web::test]
async fn only_supervisors_export() {
    let app = TestApp::start().await;
    app.assistant()
        .get("/api/v1/exports/patrons")
        .await
        .assert_problem(403, "forbidden");
    app.anonymous()
        .get("/api/v1/exports/patrons")
        .await
        .assert_problem(401, "unauthenticated");
}
