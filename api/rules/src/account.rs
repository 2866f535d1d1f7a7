//! How credits and debts of an account meet: what a payment settles, what goes back, and what nobody gives back.
//!
//! Amounts are in minor units. Whatever is settled, the balance (debts less credits) stays what it was; it changes by what
//! is charged, paid, forgiven or handed back alone.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::override_matrix::Role;

/// An amount of something: a fine with what is owed of it, or a credit with what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Of which fine or credit.
    pub id: Uuid,
    /// How much.
    pub amount: i64,
}

/// So much of a credit settles so much of a fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settlement {
    /// The credit.
    pub credit: Uuid,
    /// The fine.
    pub fine: Uuid,
    /// More than nothing.
    pub amount: i64,
}

/// What kind of credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditKind {
    /// Money the patron gave. It is theirs: what it no longer settles is their credit.
    Payment,
    /// The library forgave it.
    Waiver,
    /// The library does not expect it any more.
    WriteOff,
}

/// What a credit has settled of one fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Settled {
    /// The credit.
    pub credit: Uuid,
    /// Whose word it was.
    pub kind: CreditKind,
    /// Not negative.
    pub amount: i64,
}

/// A payment that is being taken.
#[derive(Debug, Clone, Copy)]
pub struct Payment<'a> {
    /// The credit it becomes.
    pub id: Uuid,
    /// More than nothing.
    pub amount: i64,
    /// The fines it is meant for, and how much of it for each; what is left goes to the oldest.
    pub named: &'a [Part],
    /// Whether the patron wants to leave more than they owe.
    pub keep_as_credit: bool,
}

/// Why a payment is not taken. Places count from 0 in what was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentRefusal {
    /// Nothing is owed at all.
    NothingOwed,
    /// It is more than is owed, and nobody said that the rest is to be kept.
    BeyondOwed {
        /// What is owed.
        owed: i64,
    },
    /// Nothing is owed for the fine named here.
    UnknownFine(usize),
    /// The fine was named before.
    Repeated(usize),
    /// More is named than is owed for it.
    BeyondFine(usize),
    /// More is named here and before than is paid.
    BeyondAmount(usize),
}

/// What the patron puts down is too little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLittle;

/// More is to be given back than was paid and not given back yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeyondPaid {
    /// What could be.
    pub paid: i64,
}

/// Where a fine comes to stand that is brought down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lowered {
    /// Its amount from now on.
    pub amount: i64,
    /// What payments have settled beyond it, which is the patron's credit from now on.
    pub released: Vec<Part>,
}

/// What has become of a fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FineState {
    /// Something is owed for it.
    Open,
    /// It was paid, perhaps not all of it.
    Paid,
    /// It was waived.
    Waived,
    /// It was written off.
    WrittenOff,
    /// It was taken back, so that it costs nothing.
    Cancelled,
}

/// Settles debts with credits, the oldest with the oldest, until one of the two is used up.
pub fn reconcile(credits: &[Part], debts: &[Part]) -> Vec<Settlement> {
    let mut settled = Vec::new();
    let mut credits = credits.iter().copied().filter(|part| part.amount > 0);
    let mut credit = credits.next();
    for debt in debts {
        let mut owed = debt.amount;
        while owed > 0 {
            let Some(left) = credit.as_mut() else { return settled };
            let amount = owed.min(left.amount);
            settled.push(Settlement {
                credit: left.id,
                fine: debt.id,
                amount,
            });
            owed -= amount;
            left.amount -= amount;
            if left.amount == 0 {
                credit = credits.next();
            }
        }
    }
    settled
}

/// What a payment settles: first what it is meant for, then, together with the credits that are there already, the oldest.
///
/// # Errors
/// [`PaymentRefusal`] when it names what is not owed, or is more than is owed and not to be kept.
pub fn pay(payment: &Payment<'_>, credits: &[Part], debts: &[Part]) -> Result<Vec<Settlement>, PaymentRefusal> {
    let mut debts = debts.to_vec();
    let owed = sum(&debts).saturating_sub(sum(credits));
    let (mut settled, left) = named(payment, &mut debts)?;
    if payment.amount > owed && !payment.keep_as_credit {
        return Err(if owed > 0 {
            PaymentRefusal::BeyondOwed { owed }
        } else {
            PaymentRefusal::NothingOwed
        });
    }
    let mut credits = credits.to_vec();
    credits.push(Part {
        id: payment.id,
        amount: left,
    });
    settled.extend(reconcile(&credits, &debts));
    Ok(settled)
}

/// Settles what is named, and tells what is left of the payment.
fn named(payment: &Payment<'_>, debts: &mut [Part]) -> Result<(Vec<Settlement>, i64), PaymentRefusal> {
    let mut left = payment.amount;
    let mut settled: Vec<Settlement> = Vec::new();
    for (at, part) in payment.named.iter().enumerate() {
        if settled.iter().any(|before| before.fine == part.id) {
            return Err(PaymentRefusal::Repeated(at));
        }
        let debt = debts.iter_mut().find(|debt| debt.id == part.id && debt.amount > 0);
        let debt = debt.ok_or(PaymentRefusal::UnknownFine(at))?;
        if part.amount > debt.amount {
            return Err(PaymentRefusal::BeyondFine(at));
        }
        if part.amount > left {
            return Err(PaymentRefusal::BeyondAmount(at));
        }
        left -= part.amount;
        debt.amount -= part.amount;
        settled.push(Settlement {
            credit: payment.id,
            fine: part.id,
            amount: part.amount,
        });
    }
    Ok((settled, left))
}

/// What goes back over what was put down.
///
/// # Errors
/// [`TooLittle`] when that is less than the payment.
pub fn change(tendered: i64, amount: i64) -> Result<i64, TooLittle> {
    if tendered < amount {
        return Err(TooLittle);
    }
    Ok(tendered.saturating_sub(amount))
}

/// Takes `amount` out of credits, the oldest first; less, when they have less.
pub fn draw(credits: &[Part], amount: i64) -> Vec<Part> {
    let mut left = amount;
    let mut drawn = Vec::new();
    for credit in credits.iter().filter(|credit| credit.amount > 0) {
        let taken = left.min(credit.amount);
        if taken <= 0 {
            break;
        }
        left -= taken;
        drawn.push(Part {
            id: credit.id,
            amount: taken,
        });
    }
    drawn
}

/// The payments of a fine that a refund takes it from, the newest first. `settled` is oldest first. What was waived or
/// written off was never paid.
///
/// # Errors
/// [`BeyondPaid`] when less was paid.
pub fn refund(settled: &[Settled], amount: i64) -> Result<Vec<Part>, BeyondPaid> {
    let paid = paid(settled);
    if amount > paid {
        return Err(BeyondPaid { paid });
    }
    Ok(draw(&payments(settled), amount))
}

/// What was paid of a fine and not given back.
pub fn paid(settled: &[Settled]) -> i64 {
    sum(&payments(settled))
}

/// Brings a fine down to `amount`. It never comes below what was forgiven of it; what was paid beyond it is the patron's
/// again, the newest payment first. `settled` is oldest first.
pub fn lower(amount: i64, settled: &[Settled]) -> Lowered {
    let forgiven = settled.iter().filter(|one| one.kind != CreditKind::Payment);
    let forgiven: i64 = forgiven.map(|one| one.amount).sum();
    let amount = amount.max(forgiven);
    let payments = payments(settled);
    let beyond = forgiven.saturating_add(sum(&payments)).saturating_sub(amount);
    Lowered {
        amount,
        released: draw(&payments, beyond),
    }
}

/// Whether this much is the caller's to waive. `largest` is the most an assistant may.
pub fn may_waive(role: Role, amount: i64, largest: i64) -> bool {
    role == Role::Supervisor || amount <= largest
}

/// What has become of a fine of this amount, of which so much was paid and so much waived.
pub fn state(amount: i64, outstanding: i64, paid: i64, waived: i64) -> FineState {
    match (outstanding, amount) {
        (1.., _) => FineState::Open,
        (_, ..=0) => FineState::Cancelled,
        _ if paid > 0 => FineState::Paid,
        _ if waived > 0 => FineState::Waived,
        _ => FineState::WrittenOff,
    }
}

/// The newest first.
fn payments(settled: &[Settled]) -> Vec<Part> {
    let payments = settled.iter().rev().filter(|one| one.kind == CreditKind::Payment);
    payments
        .map(|one| Part {
            id: one.credit,
            amount: one.amount,
        })
        .collect()
}

fn sum(parts: &[Part]) -> i64 {
    parts.iter().map(|part| part.amount).fold(0, i64::saturating_add)
}
