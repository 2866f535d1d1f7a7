//! What is done at the desks.

use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use crate::connection::Call;
use crate::ids::{ITEMS, Kind, PATRONS, card_number, id, item_barcode, patron_of_item};

/// A deed, or a look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// `POST /loans`, card and item scanned.
    CheckOut,
    /// `POST /returns`, item scanned.
    CheckIn,
    /// `POST /loans/{id}/renewals`.
    Renewal,
    /// `GET /patrons/{id}/account`.
    Account,
    /// `GET /items?barcode=`.
    Item,
    /// `POST /patrons/search` by card number.
    Patron,
}

impl Deed {
    /// As the table names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::CheckOut => "check-out",
            Self::CheckIn => "check-in",
            Self::Renewal => "renewal",
            Self::Account => "account read",
            Self::Item => "item lookup",
            Self::Patron => "patron lookup",
        }
    }

    /// Whether it can be done only once for an item.
    pub fn uses_items_up(self) -> bool {
        matches!(self, Self::CheckOut | Self::CheckIn)
    }

    /// The `turn`th of its kind, from 0, in this measurement.
    pub fn call(self, measurement: usize, turn: usize) -> Call {
        let item = 1 + turn % ITEMS;
        // A prime, so that reads wander over all patrons and items.
        let wandering = turn.wrapping_mul(7919);
        let key = Some(format!("bench-{measurement}-{turn}"));
        match self {
            Self::CheckOut => check_out(patron_of_item(item), item, key),
            Self::CheckIn => check_in(item, key),
            Self::Renewal => {
                let path = format!("/loans/{}/renewals", id(Kind::Loan, item));
                post(path, json!({}), key, StatusCode::CREATED)
            }
            Self::Account => get(format!(
                "/patrons/{}/account",
                id(Kind::Patron, 1 + wandering % PATRONS)
            )),
            Self::Item => get(format!("/items?barcode={}", item_barcode(1 + wandering % ITEMS))),
            Self::Patron => {
                let body = json!({ "card_number": card_number(1 + wandering % PATRONS) });
                post("/patrons/search".to_owned(), body, None, StatusCode::OK)
            }
        }
    }
}

/// Lends an item.
pub fn check_out(patron: usize, item: usize, key: Option<String>) -> Call {
    let body = json!({ "patron_barcode": card_number(patron), "item_barcode": item_barcode(item) });
    post("/loans".to_owned(), body, key, StatusCode::CREATED)
}

/// Takes an item back.
pub fn check_in(item: usize, key: Option<String>) -> Call {
    let body = json!({ "item_barcode": item_barcode(item) });
    post("/returns".to_owned(), body, key, StatusCode::OK)
}

fn post(path: String, body: Value, key: Option<String>, expected: StatusCode) -> Call {
    Call {
        method: Method::POST,
        path,
        body,
        key,
        expected,
    }
}

fn get(path: String) -> Call {
    Call {
        method: Method::GET,
        path,
        body: Value::Null,
        key: None,
        expected: StatusCode::OK,
    }
}
