use super::{lend, table};
use crate::support::TestApp;

#[actix_web::test]
async fn a_list_is_sent_whole_and_guarded_as_a_table() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let item = lend(&app, &patron).await;
    app.sql(&format!(
        "update titles set title = '=1+1' where id = '{}';
         update patrons set given_name = 'Ana, \"la\"' where id = '{}'",
        item.title_id, patron.id
    ))
    .await;
    app.set_clock("2026-03-29T12:00:00Z");

    let answer = table(&app, "/api/v1/reports/overdue?limit=1").await;

    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"overdue.csv\""
    );
    let lines: Vec<&str> = answer.text.lines().collect();
    assert_eq!(
        lines,
        [
            "due_on,title,item_barcode,call_number,patron,card_number,branch,renewals,accruing_fine",
            &format!(
                "2026-03-24,'=1+1,{},,\"Ana, \"\"la\"\" Ron 1\",{},CEN,0,1.00",
                item.barcode, patron.card
            ),
        ]
    );
    assert_eq!(app.audit("report.viewed").await, 1);
}

#[actix_web::test]
async fn more_rows_than_are_read_at_once_are_all_there() {
    let app = TestApp::start().await;
    app.item().await;
    app.sql(
        "insert into items (id, title_id, barcode, item_type_id, home_branch_id, location_id, current_branch_id, status,
            status_at)
         select gen_random_uuid(), title_id, 'L' || n, item_type_id, home_branch_id, location_id, current_branch_id, 'lost',
            '2026-03-01'
         from items, generate_series(1, 1203) n",
    )
    .await;

    let answer = table(&app, "/api/v1/reports/lost").await;

    let mut lines: Vec<&str> = answer.text.lines().collect();
    assert_eq!(lines.len(), 1 + 1203);
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), 1 + 1203, "each once");
}

#[actix_web::test]
async fn a_list_of_nothing_is_a_row_of_names() {
    let app = TestApp::start().await;
    for list in ["overdue", "claims", "lost", "in-transit", "expired-cards"] {
        let answer = table(&app, &format!("/api/v1/reports/{list}")).await;
        assert_eq!(answer.text.lines().count(), 1, "{list}");
    }
}
