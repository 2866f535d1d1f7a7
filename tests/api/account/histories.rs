//! Whatever happens on an account, from however many desks at once: it balances.

use futures_util::future::join_all;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use crate::support::{Answer, Client, PatronFixture, TestApp, Value, json};

/// A deed on an account. Numbers choose among the fines and payments that are there.
#[derive(Clone, Copy, Debug)]
enum Step {
    Charge(i64),
    Pay(i64),
    Leave(i64),
    Waive(usize, i64),
    WriteOff(usize, i64),
    Refund(usize, i64),
    Void(usize),
    PayOut(i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let amount = || 1..400i64;
    let step = prop_oneof![
        4 => amount().prop_map(Step::Charge),
        3 => amount().prop_map(Step::Pay),
        1 => amount().prop_map(Step::Leave),
        1 => (0..8usize, amount()).prop_map(|(at, amount)| Step::Waive(at, amount)),
        1 => (0..8usize, amount()).prop_map(|(at, amount)| Step::WriteOff(at, amount)),
        2 => (0..8usize, amount()).prop_map(|(at, amount)| Step::Refund(at, amount)),
        2 => (0..8usize).prop_map(Step::Void),
        1 => amount().prop_map(Step::PayOut),
    ];
    prop::collection::vec(step, 12..24)
}

/// What was made on the account so far.
#[derive(Default)]
struct Made {
    fines: Vec<Uuid>,
    payments: Vec<Uuid>,
}

async fn perform(client: &Client, patron: &PatronFixture, made: &Made, step: Step) -> Option<Answer> {
    let post = async |path: String, body: Value| Some(client.once().post(&path, body).await);
    let pay = |amount: i64, keeps: bool| json!({"patron_id": patron.id, "amount": amount, "method": "cash", "keep_as_credit": keeps});
    let pick = |of: &[Uuid], at: usize| (!of.is_empty()).then(|| of[at % of.len()]);
    let reason = "Any";
    match step {
        Step::Charge(amount) => {
            let body = json!({"patron_id": patron.id, "kind": "manual", "amount": amount});
            post("/api/v1/fines".to_owned(), body).await
        }
        Step::Pay(amount) => post("/api/v1/payments".to_owned(), pay(amount, false)).await,
        Step::Leave(amount) => post("/api/v1/payments".to_owned(), pay(amount, true)).await,
        Step::Waive(at, amount) => {
            let path = format!("/api/v1/fines/{}/waivers", pick(&made.fines, at)?);
            post(path, json!({"amount": amount, "reason": reason})).await
        }
        Step::WriteOff(at, amount) => {
            let path = format!("/api/v1/fines/{}/write-offs", pick(&made.fines, at)?);
            post(path, json!({"amount": amount, "reason": reason})).await
        }
        Step::Refund(at, amount) => {
            let path = format!("/api/v1/fines/{}/refunds", pick(&made.fines, at)?);
            post(path, json!({"amount": amount, "method": "card", "reason": reason})).await
        }
        Step::Void(at) => {
            let path = format!("/api/v1/payments/{}/voids", pick(&made.payments, at)?);
            post(path, json!({"reason": reason})).await
        }
        Step::PayOut(amount) => {
            let path = format!("/api/v1/patrons/{}/payouts", patron.id);
            post(path, json!({"amount": amount, "method": "cash", "reason": reason})).await
        }
    }
}

/// Counts what must never be.
async fn breaches(app: &TestApp) -> Vec<(&'static str, i64)> {
    let mut found = Vec::new();
    for (what, query) in [
        (
            "fines credited beyond their amount, or below nothing",
            "select count(*) from fine_amounts fine
             join lateral (select coalesce(sum(amount), 0) as sum from allocations where fine_id = fine.id) credited on true
             where credited.sum > fine.amount or credited.sum < 0 or credited.sum <> fine.paid + fine.waived + fine.written_off",
        ),
        (
            "credits used beyond their amount, and forgiveness that settles nothing",
            "select count(*) from credit_amounts credit
             where unused < 0 or unused > amount or (kind <> 'payment' and unused > 0)",
        ),
        (
            "accounts whose balance is not what is owed less what is left",
            "select count(*) from accounts account where coalesce((
                select sum(amount) from ledger_entries where account_id = account.id), 0) <> coalesce((
                select sum(outstanding) from fine_amounts where account_id = account.id), 0) - coalesce((
                select sum(unused) from credit_amounts where account_id = account.id), 0)",
        ),
        (
            "refunds, payouts and voids that no credit stands for",
            "select count(*) from ledger_entries debit where kind in ('refund', 'payout', 'void') and amount <> (
                select coalesce(sum(amount), 0) from allocations where debit_entry_id = debit.id)",
        ),
        (
            "receipts left out",
            "select coalesce(max(receipt_number), 0) - count(*) from payments",
        ),
        (
            "money that changed hands without a receipt",
            "select count(*) from ledger_entries entry where kind in ('payment', 'refund', 'payout')
                and not exists (select from payments where entry_id = entry.id)",
        ),
    ] {
        let count = app.count(query).await;
        if count != 0 {
            found.push((what, count));
        }
    }
    found
}

#[actix_web::test]
async fn every_history_balances() {
    let app = TestApp::start().await;
    let client = app.supervisor();
    let mut runner = TestRunner::deterministic();
    for _ in 0..crate::loans::races::trials() {
        let steps = steps().new_tree(&mut runner).expect("steps").current();
        let (patron, mut made) = (app.patron().await, Made::default());
        // Three desks at a time.
        for at_once in steps.chunks(3) {
            let answers = join_all(at_once.iter().map(|step| perform(&client, &patron, &made, *step))).await;
            for (step, answer) in at_once.iter().zip(answers) {
                let Some(answer) = answer else { continue };
                assert!(answer.status < 500, "{step:?}: {}", answer.text);
                match step {
                    Step::Charge(_) => made.fines.push(super::id(&answer.json)),
                    Step::Pay(_) | Step::Leave(_) if answer.status == 201 => {
                        made.payments.push(super::id(&answer.json))
                    }
                    _ => {}
                }
            }
        }
        assert_eq!(breaches(&app).await, [], "{steps:?}");
    }
}
