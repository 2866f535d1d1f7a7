mod change_due_date;
mod check_in;
mod check_out;
mod losses;
mod overrides;
mod own_account;
mod own_terms;
mod preview;
pub(crate) mod races;
mod read;
mod renew;
mod renew_all;
mod renewal_races;
mod replay;
mod take_over;

use crate::support::{Answer, Client, ItemFixture, PatronFixture, TestApp, Value, json};

/// The body of a check-out as a scanner sends it.
fn scan(patron: &PatronFixture, item: &ItemFixture) -> Value {
    json!({"patron_barcode": patron.card, "item_barcode": item.barcode})
}

/// The same with what the caller accepts.
fn accepting(patron: &PatronFixture, item: &ItemFixture, codes: &[&str], reason: Option<&str>) -> Value {
    json!({
        "patron_barcode": patron.card, "item_barcode": item.barcode,
        "override": {"codes": codes, "reason": reason},
    })
}

/// Lends the item and gives the loan.
async fn lend(client: &Client, patron: &PatronFixture, item: &ItemFixture) -> Value {
    let answer = client.once().post("/api/v1/loans", scan(patron, item)).await;
    answer.assert_status(201);
    answer.json
}

async fn hand_in(client: &Client, item: &ItemFixture) -> Answer {
    client
        .once()
        .post("/api/v1/returns", json!({"item_barcode": item.barcode}))
        .await
}

async fn balance(app: &TestApp, patron: &PatronFixture) -> i64 {
    app.count(&format!(
        "select coalesce(sum(e.amount), 0)::bigint from ledger_entries e join accounts a on a.id = e.account_id
         where a.patron_id = '{}'",
        patron.id
    ))
    .await
}

fn path(loan: &Value, rest: &str) -> String {
    format!("/api/v1/loans/{}{rest}", loan["id"].as_str().expect("an id"))
}
