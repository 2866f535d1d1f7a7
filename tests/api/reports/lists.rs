use super::{barcodes, items, lend};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn overdue_loans_come_by_due_date_with_what_their_fine_has_grown_to() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let first = lend(&app, &patron).await;
    app.set_clock("2026-03-12T12:00:00Z");
    let second = lend(&app, &patron).await;
    app.set_clock("2026-03-26T12:00:00Z");
    assert_eq!(
        barcodes(&items(&app, "/api/v1/reports/overdue").await),
        [&first.barcode[..]]
    );

    app.set_clock("2026-03-29T12:00:00Z");
    let rows = items(&app, "/api/v1/reports/overdue").await;

    assert_eq!(barcodes(&rows), [&first.barcode[..], &second.barcode[..]]);
    assert_eq!(rows[0]["days_overdue"], 5);
    // 20 a day.
    assert_eq!(rows[0]["accruing_fine"], 100);
    assert_eq!(rows[1]["accruing_fine"], 60);
    assert_eq!(rows[0]["patron"]["card_number"], json!(patron.card));
    assert_eq!(rows[0]["branch"]["code"], "CEN");
    assert_eq!(rows[0]["due_on"], "2026-03-24");
    let charged = app.count("select count(*) from fines").await;
    assert_eq!(charged, 0, "nothing is charged while the item is out");
}

#[actix_web::test]
async fn overdue_loans_can_be_narrowed_to_a_branch_and_to_the_long_overdue() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let old = lend(&app, &patron).await;
    app.set_clock("2026-03-20T12:00:00Z");
    let new = lend(&app, &patron).await;
    app.sql(&format!(
        "update loans set branch_id = '{}' where item_id = '{}'",
        app.other_branch_id, new.id
    ))
    .await;
    app.set_clock("2026-04-10T12:00:00Z");

    let long = items(&app, "/api/v1/reports/overdue?days=10").await;
    let central = items(&app, &format!("/api/v1/reports/overdue?branch_id={}", app.branch_id)).await;
    let riverside = items(
        &app,
        &format!("/api/v1/reports/overdue?branch_id={}", app.other_branch_id),
    )
    .await;

    assert_eq!(barcodes(&long), [&old.barcode[..]]);
    assert_eq!(barcodes(&central), [&old.barcode[..]]);
    assert_eq!(barcodes(&riverside), [&new.barcode[..]]);
}

#[actix_web::test]
async fn lost_and_claimed_items_have_lists_of_their_own() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let (late, lost, claimed, found_missing) = (
        lend(&app, &patron).await,
        lend(&app, &patron).await,
        lend(&app, &patron).await,
        app.item().await,
    );
    app.sql(&format!(
        "update loans set lost_at = '2026-03-25' where item_id = '{lost}';
         update loans set claimed_returned_at = '2026-03-26' where item_id = '{claimed}';
         update items set status = 'lost', status_at = '2026-03-25', replacement_price = 990 where id = '{lost}';
         update items set status = 'lost', status_at = '2026-03-01' where id = '{}';
         update items set status = 'claimed_returned' where id = '{claimed}';
         with fine as (
            insert into fines (id, account_id, kind, loan_id, item_id, branch_id, charged_at)
            select gen_random_uuid(), account.id, 'lost', loan.id, loan.item_id, loan.branch_id, '2026-03-25'
            from accounts account join loans loan using (patron_id) where loan.item_id = '{lost}'
            returning id, account_id, branch_id
         )
         insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id)
         select gen_random_uuid(), account_id, 'charge', 990, id, '2026-03-25', branch_id from fine",
        found_missing.id,
        lost = lost.id,
        claimed = claimed.id
    ))
    .await;
    app.set_clock("2026-03-29T12:00:00Z");

    let overdue = items(&app, "/api/v1/reports/overdue").await;
    let losses = items(&app, "/api/v1/reports/lost").await;
    let claims = items(&app, "/api/v1/reports/claims").await;

    assert_eq!(barcodes(&overdue), [&late.barcode[..]]);
    assert_eq!(barcodes(&losses), [&found_missing.barcode[..], &lost.barcode[..]]);
    assert_eq!(
        (&losses[0]["patron"], &losses[0]["loan_id"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(losses[1]["patron"]["card_number"], json!(patron.card));
    assert_eq!(
        (&losses[1]["owed"], &losses[1]["replacement_price"]),
        (&json!(990), &json!(990))
    );
    assert_eq!(barcodes(&claims), [&claimed.barcode[..]]);
    assert_eq!(claims[0]["claimed_at"], "2026-03-26T00:00:00Z");
    let elsewhere = format!("branch_id={}", app.other_branch_id);
    for list in ["lost", "claims"] {
        assert!(
            items(&app, &format!("/api/v1/reports/{list}?{elsewhere}"))
                .await
                .is_empty()
        );
    }
}

#[actix_web::test]
async fn what_is_under_way_for_long_is_listed_at_both_ends() {
    let app = TestApp::start().await;
    let (long, short) = (app.item().await, app.item().await);
    for (item, sent_at) in [(&long, "2026-03-01T12:00:00Z"), (&short, "2026-03-06T12:00:00Z")] {
        app.sql(&format!(
            "update items set status = 'in_transit', status_at = '{sent_at}', in_transit_to_id = '{}' where id = '{}'",
            app.other_branch_id, item.id
        ))
        .await;
    }

    let all = items(&app, "/api/v1/reports/in-transit").await;
    let a_week = items(&app, "/api/v1/reports/in-transit?days=7").await;

    assert_eq!(barcodes(&all), [&long.barcode[..], &short.barcode[..]]);
    assert_eq!(barcodes(&a_week), [&long.barcode[..]]);
    assert_eq!(a_week[0]["days_in_transit"], 9);
    assert_eq!(
        (&a_week[0]["from_branch"]["code"], &a_week[0]["to_branch"]["code"]),
        (&json!("CEN"), &json!("RIV"))
    );
    for branch in [app.branch_id, app.other_branch_id] {
        let path = format!("/api/v1/reports/in-transit?branch_id={branch}");
        assert_eq!(items(&app, &path).await.len(), 2);
    }
}

#[actix_web::test]
async fn expired_cards_are_listed_with_what_is_still_out_and_owed() {
    let app = TestApp::start().await;
    let (over, longer, good) = (app.patron().await, app.patron().await, app.patron().await);
    lend(&app, &over).await;
    for (patron, last_day) in [(&over, "2026-03-09"), (&longer, "2025-12-31"), (&good, "2026-03-10")] {
        app.sql(&format!(
            "update patrons set expires_on = '{last_day}' where id = '{}'",
            patron.id
        ))
        .await;
    }

    let all = items(&app, "/api/v1/reports/expired-cards").await;
    let long = items(&app, "/api/v1/reports/expired-cards?days=30").await;

    let cards: Vec<_> = all.iter().map(|row| row["patron"]["card_number"].clone()).collect();
    assert_eq!(cards, [json!(over.card), json!(longer.card)]);
    assert_eq!((&all[0]["open_loans"], &all[0]["balance"]), (&json!(1), &json!(0)));
    assert_eq!(all[0]["category"]["code"], "ADULT");
    assert_eq!(long.len(), 1);
    assert_eq!(long[0]["expires_on"], "2025-12-31");
}

#[actix_web::test]
async fn page_after_page_shows_each_once() {
    let app = TestApp::start().await;
    for _ in 0..3 {
        let patron = app.patron().await;
        lend(&app, &patron).await;
        lend(&app, &patron).await;
    }
    app.sql(
        "update patrons set expires_on = '2026-03-01';
         update loans set claimed_returned_at = '2026-03-11' where id in (select id from loans limit 3);
         insert into items (id, title_id, barcode, item_type_id, home_branch_id, location_id, current_branch_id, status,
            status_at, in_transit_to_id)
         select gen_random_uuid(), title_id, 'X' || away.state || n, item_type_id, home_branch_id, location_id,
            current_branch_id, away.state, '2026-03-01', case away.state when 'in_transit' then home_branch_id end
         from (select * from items limit 1) item, generate_series(1, 3) n, unnest(array['lost', 'in_transit']) away (state)",
    )
    .await;
    app.set_clock("2026-04-10T12:00:00Z");
    for list in ["overdue", "claims", "lost", "in-transit", "expired-cards"] {
        let whole = items(&app, &format!("/api/v1/reports/{list}")).await;
        let mut paged = Vec::new();
        let mut path = format!("/api/v1/reports/{list}?limit=1");
        loop {
            let answer = app.assistant().get(&path).await;
            answer.assert_status(200);
            paged.extend(answer.json["items"].as_array().cloned().expect("a list"));
            let Some(cursor) = answer.json["next_cursor"].as_str() else {
                break;
            };
            path = format!("/api/v1/reports/{list}?limit=1&cursor={cursor}");
        }
        assert_eq!(whole.len(), 3, "{list}");
        assert_eq!(paged, whole, "{list}");
    }
}

#[actix_web::test]
async fn a_page_that_names_patrons_leaves_a_trace_that_names_nobody() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    items(&app, "/api/v1/reports/overdue").await;
    assert_eq!(app.audit("report.viewed").await, 0, "nobody was shown");
    lend(&app, &patron).await;
    app.set_clock("2026-03-29T12:00:00Z");

    items(&app, "/api/v1/reports/overdue").await;

    let trace = format!(
        "select count(*) from audit_events where deed = 'report.viewed' and actor_id = '{}' and patron_id is null
            and changes = '{{\"report\": \"overdue\", \"patrons_count\": 1}}'",
        app.assistant_id
    );
    assert_eq!(app.count(&trace).await, 1);
    assert_eq!(app.events("report.viewed").await, 0);
}

#[actix_web::test]
async fn strange_questions_are_refused() {
    let app = TestApp::start().await;
    let staff = app.assistant();
    for question in [
        "overdue?days=-1",
        "in-transit?days=4000",
        "lost?days=3",
        "expired-cards?limit=201",
    ] {
        staff
            .get(&format!("/api/v1/reports/{question}"))
            .await
            .assert_problem(422, "invalid-fields");
    }
    staff
        .get("/api/v1/reports/claims?cursor=%7B")
        .await
        .assert_problem(400, "bad-cursor");
}
