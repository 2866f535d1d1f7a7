//! What goes out of a library and comes in again changes nothing.

use std::fmt::Write;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::{exported, taken_in};
use crate::support::{TestApp, json};

/// A cell as tables write it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Names of all kinds: with quotes, commas, formulas, other scripts.
fn names(count: usize) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let name = "[=@+'\",;a-zéßمع -]{0,12}[a-zل]";
    let tree = prop::collection::vec(name, count).new_tree(&mut runner).unwrap();
    tree.current()
}

#[actix_web::test]
async fn patrons_of_any_name_come_back_as_they_are() {
    let app = TestApp::start().await;
    let count = 700;
    let mut table = "external_id,family_name,given_name,category,desk_note,phone,birth_on,reason\n".to_owned();
    for (n, pair) in names(2 * count).chunks(2).enumerate() {
        let cells = [&pair[0], &pair[1]].map(|name| quoted(&format!("'{name}").replacen('\'', "", 1)));
        let child = if n % 7 == 0 { "2015-05-05,No guardian" } else { "," };
        writeln!(
            table,
            "{n},{},{},ADULT,{},+34 {n},{child}",
            cells[0],
            cells[1],
            quoted(&format!("{}\n-1", pair[0])),
        )
        .unwrap();
    }
    let [added, _, _, refused] = taken_in(&app, "patrons", &table).await;
    assert_eq!(added + refused, i64::try_from(count).unwrap());
    assert!(added > 600, "{added}");

    let out = exported(&app, "patrons").await.text;

    assert_eq!(taken_in(&app, "patrons", &out).await, [0, 0, added, 0]);
    assert_eq!(exported(&app, "patrons").await.text, out);
}

#[actix_web::test]
async fn a_family_items_loans_and_charges_come_back_as_they_are() {
    let app = TestApp::start().await;
    let (item, patron) = (app.item().await, app.patron().await);
    app.item().await;
    let family = format!(
        "external_id,external_source,family_name,given_name,category,birth_on,guardian_card_number\n\
         c1,OLD,Ron,Child,ADULT,2016-01-15,{}\n",
        patron.card
    );
    assert_eq!(taken_in(&app, "patrons", &family).await, [1, 0, 0, 0]);
    app.sql(&format!(
        "update items set call_number = '=FIC', replacement_price = 1295, staff_note = E'two\\nlines' where id = '{}'",
        item.id
    ))
    .await;
    let body = json!({ "patron_id": patron.id, "item_id": item.id });
    app.assistant()
        .once()
        .post("/api/v1/loans", body)
        .await
        .assert_status(201);
    let charges = format!(
        "external_id,patron_card_number,amount,description\nf1,{},3.00,@late\n",
        patron.card
    );
    assert_eq!(taken_in(&app, "balances", &charges).await, [1, 0, 0, 0]);
    app.sql(&format!(
        "with fine as (
            insert into fines (id, account_id, kind, branch_id, charged_at)
            select gen_random_uuid(), id, 'damage', '{}', '2026-03-01T10:00:00Z' from accounts where patron_id = '{}'
            returning id, account_id
         )
         insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id)
         select gen_random_uuid(), account_id, 'charge', 250, id, '2026-03-01T10:00:00Z', '{}' from fine",
        app.branch_id, patron.id, app.branch_id
    ))
    .await;

    for (kind, count) in [("patrons", 2), ("items", 2), ("loans", 1), ("balances", 2)] {
        let out = exported(&app, kind).await.text;
        assert_eq!(taken_in(&app, kind, &out).await, [0, 0, count, 0], "{kind}: {out}");
        assert_eq!(exported(&app, kind).await.text, out, "{kind}");
    }
    assert_eq!(app.count("select max(version)::bigint from items").await, 1);
}
