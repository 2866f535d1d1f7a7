//! Credits and debts: the field's cases, and what holds for any.

mod always;
mod cases;

use carrel_rules::account::{CreditKind, Part, Settled};
use uuid::Uuid;

/// Debts or credits of these amounts, in order, numbered from `first`.
fn parts(first: u128, amounts: &[i64]) -> Vec<Part> {
    let number = |at| first + u128::try_from(at).expect("few");
    let part = |(at, amount): (usize, &i64)| Part {
        id: Uuid::from_u128(number(at)),
        amount: *amount,
    };
    amounts.iter().enumerate().map(part).collect()
}

fn settled(number: u128, kind: CreditKind, amount: i64) -> Settled {
    Settled {
        credit: Uuid::from_u128(number),
        kind,
        amount,
    }
}
