//! Open loans and opening balances.

use super::super::take;
use super::{refused, rows, why};
use crate::support::{TestApp, Value, json};

const LOANS: &str = "item_barcode,patron_card_number,lent_at,due_at,renewals,branch";

async fn loans(app: &TestApp, cells: &str) -> Value {
    take(
        app,
        format!("{LOANS}\n{cells}\n").as_bytes(),
        json!({ "kind": "loans" }),
    )
    .await
}

async fn balances(app: &TestApp, table: &str) -> Value {
    take(app, table.as_bytes(), json!({ "kind": "balances" })).await
}

#[actix_web::test]
async fn an_open_loan_is_brought_along_with_its_due_date() {
    let app = TestApp::start().await;
    let (item, patron) = (app.item().await, app.patron().await);
    let row = format!("{},{},2026-02-20,2026-03-06,1,RIV", item.barcode, patron.card);
    let tried = take(
        &app,
        format!("{LOANS}\n{row}\n").as_bytes(),
        json!({ "kind": "loans", "dry_run": true }),
    )
    .await;
    assert_eq!(rows(&tried), [1, 0, 0, 0]);
    assert_eq!(app.count("select count(*) from loans").await, 0);

    assert_eq!(rows(&loans(&app, &row).await), [1, 0, 0, 0]);

    let listed = app
        .supervisor()
        .get(&format!("/api/v1/loans?patron_id={}", patron.id))
        .await;
    let loan = &listed.json["items"][0];
    assert_eq!(
        loan["due_at"], "2026-03-06T22:59:59Z",
        "the end of the day at the branch: {loan}"
    );
    assert_eq!(loan["renewals_count"], 1);
    assert_eq!(loan["branch"]["code"], "RIV");
    assert_eq!(
        app.text(&format!("select status from items where id = '{}'", item.id))
            .await,
        "on_loan"
    );
    assert_eq!(
        (
            app.audit("loan.checked_out").await,
            app.events("loan.checked_out").await
        ),
        (1, 1)
    );
    assert_eq!(rows(&loans(&app, &row).await), [0, 0, 1, 0]);

    let back = json!({ "item_barcode": item.barcode });
    let returned = app.assistant().once().post("/api/v1/returns", back).await;
    returned.assert_status(200);
    assert_eq!(
        returned.json["fine"]["amount"], 80,
        "four days late by today's policy: {}",
        returned.text
    );
}

#[actix_web::test]
async fn loans_that_cannot_be_are_refused() {
    let app = TestApp::start().await;
    let (item, other, patron, second) = (
        app.item().await,
        app.item().await,
        app.patron().await,
        app.patron().await,
    );
    app.sql(&format!(
        "update items set status = 'withdrawn' where id = '{}'",
        other.id
    ))
    .await;
    let dates = "2026-02-20,2026-03-06";
    let open = format!("{},{},{dates},,", item.barcode, patron.card);
    loans(&app, &open).await;
    for (cells, column, code) in [
        (
            format!("{},{},{dates},,", item.barcode, second.card),
            "item_barcode",
            "on-loan",
        ),
        (
            format!("{},{},{dates},,", other.barcode, second.card),
            "item_barcode",
            "conflict",
        ),
        (
            format!("NONE,{},{dates},,", second.card),
            "item_barcode",
            "unknown-item",
        ),
        (
            format!("{},NOBODY,{dates},,", item.barcode),
            "patron_card_number",
            "unknown-patron",
        ),
        (format!("{},,{dates},,", item.barcode), "patron_external_id", "missing"),
        (
            format!("{},{},2026-03-11,2026-03-20,,", item.barcode, patron.card),
            "lent_at",
            "in-future",
        ),
    ] {
        let import = loans(&app, &cells).await;
        if code == "in-future" {
            assert_eq!(rows(&import), [0, 0, 1, 0], "it is known: dates are the desk's");
            continue;
        }
        assert_eq!(why(&app, &import).await, (column.into(), code.into()), "{cells}");
    }
    let free = app.item().await;
    for (cells, column, code) in [
        ("2026-03-11,2026-03-20,,", "lent_at", "in-future"),
        ("2026-03-01,2026-02-20,,", "due_at", "before-loan"),
        ("1.3.2026,2026-03-20,,", "lent_at", "not-a-date"),
        ("2026-03-01,2026-03-20,-1,", "renewals", "range"),
        ("2026-03-01,2026-03-20,,NONE", "branch", "unknown"),
    ] {
        let import = loans(&app, &format!("{},{},{cells}", free.barcode, patron.card)).await;
        assert_eq!(why(&app, &import).await, (column.into(), code.into()), "{cells}");
    }
    app.sql("delete from policies").await;
    let import = loans(&app, &format!("{},{},{dates},,", free.barcode, patron.card)).await;
    assert_eq!(why(&app, &import).await.1, "no-policy");
}

#[actix_web::test]
async fn opening_balances_are_charged_once() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let table = format!(
        "external_id,patron_card_number,amount,kind,description,incurred_on\n\
         f1,{0},12.50,lost,A lost book,2025-11-02\n\
         f2,{0},\"0,80\",overdue,,\n",
        patron.card
    );

    let tried = take(&app, table.as_bytes(), json!({ "kind": "balances", "dry_run": true })).await;
    assert_eq!(rows(&tried), [2, 0, 0, 0]);
    assert_eq!(app.count("select count(*) from fines").await, 0);
    assert_eq!(rows(&balances(&app, &table).await), [2, 0, 0, 0]);

    let account = app
        .supervisor()
        .get(&format!("/api/v1/patrons/{}/account", patron.id))
        .await;
    assert_eq!(account.json["balance"], 1330, "{}", account.text);
    assert_eq!(
        (app.audit("fine.charged").await, app.events("fine.charged").await),
        (2, 2)
    );
    assert_eq!(
        app.text("select to_char(charged_at, 'YYYY-MM-DD') || ' ' || detail from fines where external_id = 'f1'")
            .await,
        "2025-11-02 A lost book"
    );
    assert_eq!(rows(&balances(&app, &table).await), [0, 0, 2, 0]);

    let other = balances(&app, &table.replace("12.50", "13.00")).await;
    assert_eq!(rows(&other), [0, 0, 1, 1]);
    assert_eq!(refused(&app, &other).await[0].3, "already-exists");
    assert_eq!(app.count("select sum(amount)::bigint from ledger_entries").await, 1330);
    for (cells, column, code) in [
        ("f3,NOBODY,1.00,,,", "patron_card_number", "unknown-patron"),
        ("f3,CARD,1.005,,,", "amount", "not-an-amount"),
        ("f3,CARD,-1.00,,,", "amount", "not-an-amount"),
        ("f3,CARD,0,,,", "amount", "not-an-amount"),
        ("f3,CARD,1.00,gift,,", "kind", "unknown"),
        ("f3,CARD,1.00,,,2026-03-11", "incurred_on", "in-the-future"),
        (",CARD,1.00,,,", "external_id", "missing"),
    ] {
        let cells = cells.replace("CARD", &patron.card);
        let head = "external_id,patron_card_number,amount,kind,description,incurred_on";
        let import = balances(&app, &format!("{head}\n{cells}\n")).await;
        assert_eq!(why(&app, &import).await, (column.into(), code.into()), "{cells}");
    }
}
