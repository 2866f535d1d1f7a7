//! What anybody may read tells nothing about people: no patron, no staff member, no note among colleagues, no price paid.

use super::{Who, who};
use crate::openapi::document::operations;
use crate::support::{Client, TestApp, json};

/// Words that stand in the library of the test and in no public answer.
const PRIVATE: &[&str] = &[
    "Quackenbush",
    "Whitcombe",
    "Behind the radiator",
    "Count the maps",
    "Torn by Quackenbush",
    "987654",
];

/// A patron with an item on loan, and notes about both.
async fn lived_in(app: &TestApp) -> (Vec<String>, String) {
    let (patron, item) = (app.patron().await, app.item().await);
    app.sql(&format!(
        "update patrons set family_name = 'Quackenbush', desk_note = 'Behind the radiator' where id = '{}';
         update staff set name = 'Ada Whitcombe' where username = 'ada';
         update items set staff_note = 'Torn by Quackenbush', check_out_message = 'Count the maps',
            check_in_message = 'Count the maps', replacement_price = 987654",
        patron.id
    ))
    .await;
    let scan = json!({
        "patron_barcode": patron.card, "item_barcode": item.barcode,
        "override": {"codes": ["item-message"]},
    });
    let lent = app.assistant().once().post("/api/v1/loans", scan).await;
    lent.assert_status(201);
    let ids = [item.title_id, item.id, patron.id, app.branch_id, app.policy_id];
    (ids.map(|id| id.to_string()).to_vec(), patron.card)
}

/// Reads everything that is open to all, with each id in the place of `{id}`, and searches the answers.
async fn expect_nothing_private(caller: &Client, ids: &[String], card: &str) {
    let mut read = 0;
    for operation in operations() {
        if who(&operation) != Some(Who::Anyone) || operation.method != "get" {
            continue;
        }
        for id in ids {
            let answer = caller.get(&operation.path.replace("{id}", id)).await;
            read += usize::from(answer.status == 200);
            for private in PRIVATE.iter().chain([&card, &ids[2].as_str()]) {
                assert!(
                    !answer.text.contains(private),
                    "{} tells {private}: {}",
                    operation.name(),
                    answer.text
                );
            }
        }
    }
    assert!(read > 20, "the answers were looked at: {read}");
}

#[actix_web::test]
async fn public_answers_tell_nothing_about_people() {
    let app = TestApp::start().await;
    let (ids, card) = lived_in(&app).await;
    let other = app.patron().await;

    expect_nothing_private(&app.anonymous(), &ids, &card).await;
    expect_nothing_private(&app.patron_caller(&other), &ids, &card).await;
}
