//! The ledger as deeds of other areas use it.

use carrel::account::ledger;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use super::{Owing, charge, lend, pay, waive};
use crate::support::TestApp;

async fn balance(app: &TestApp, patron_id: Uuid) -> i64 {
    app.db
        .read(move |conn| ledger::balance(conn, patron_id))
        .await
        .expect("a balance")
}

async fn entries(app: &TestApp) -> i64 {
    app.count("select count(*) from ledger_entries").await
}

#[actix_web::test]
async fn a_fine_is_charged_with_its_event() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;

    let fine = charge(&app, owing.charge(&app, 160)).await.expect("a fine");

    assert_eq!((fine.amount, fine.outstanding), (160, 160));
    assert_eq!(fine.loan_id, Some(owing.loan_id));
    assert_eq!(fine.item.map(|item| item.id), Some(owing.item_id));
    assert_eq!(fine.branch.code, "CEN");
    assert_eq!(fine.charged_at, app.clock.now());
    assert_eq!(balance(&app, owing.patron.id).await, 160);
    assert_eq!(app.events("fine.charged").await, 1);
}

#[actix_web::test]
async fn a_second_charge_adjusts_the_same_fine() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    let first = charge(&app, owing.charge(&app, 60)).await.expect("a fine");

    let second = charge(&app, owing.charge(&app, 100)).await.expect("a fine");
    let same = charge(&app, owing.charge(&app, 100)).await.expect("a fine");

    assert_eq!((second.id, same.id), (first.id, first.id));
    assert_eq!((second.amount, second.outstanding), (100, 100));
    assert_eq!(balance(&app, owing.patron.id).await, 100);
    assert_eq!(entries(&app).await, 2, "what stands right is not entered again");
    assert_eq!(app.events("fine.adjusted").await, 1);
}

#[actix_web::test]
async fn a_fine_goes_down_to_nothing_by_adjustment() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    charge(&app, owing.charge(&app, 60)).await;

    let fine = charge(&app, owing.charge(&app, 0)).await.expect("the fine stays");

    assert_eq!((fine.amount, fine.outstanding), (0, 0));
    assert_eq!(balance(&app, owing.patron.id).await, 0);
    assert_eq!(
        app.count("select count(*) from ledger_entries where kind = 'adjustment' and amount = -60")
            .await,
        1
    );
}

#[actix_web::test]
async fn nothing_due_and_nothing_charged_leaves_no_trace() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;

    let fine = charge(&app, owing.charge(&app, 0)).await;

    assert_eq!(fine, None);
    assert_eq!(app.count("select count(*) from fines").await, 0);
    assert_eq!(app.count("select count(*) from outbox").await, 0);
}

#[actix_web::test]
async fn a_waiver_takes_what_is_outstanding() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    charge(&app, owing.charge(&app, 60)).await;

    let waived = waive(&app, owing.loan_id).await.expect("waived");
    let again = waive(&app, owing.loan_id).await;

    assert_eq!((waived.amount, waived.outstanding), (60, 0));
    assert_eq!(again, None);
    assert_eq!(balance(&app, owing.patron.id).await, 0);
    assert_eq!(app.events("fine.waived").await, 1);
}

#[actix_web::test]
async fn a_fine_never_comes_below_what_was_waived_of_it() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    charge(&app, owing.charge(&app, 60)).await;
    waive(&app, owing.loan_id).await;

    let fine = charge(&app, owing.charge(&app, 20)).await.expect("the fine stays");

    assert_eq!((fine.amount, fine.outstanding), (60, 0));
    assert_eq!(
        balance(&app, owing.patron.id).await,
        0,
        "what was waived is nobody's credit"
    );
}

#[actix_web::test]
async fn a_fine_adjusted_below_what_was_paid_leaves_a_credit_which_settles_the_next() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    charge(&app, owing.charge(&app, 60)).await;
    pay(&app, &owing.patron, 60).await.assert_status(201);

    let lower = charge(&app, owing.charge(&app, 20)).await.expect("the fine stays");
    let (loan_id, item_id) = lend(&app, &owing.patron).await;
    let other = Owing {
        patron: owing.patron.clone(),
        loan_id,
        item_id,
    };
    let next = charge(&app, other.charge(&app, 50)).await.expect("a fine");

    assert_eq!((lower.amount, lower.outstanding), (20, 0));
    assert_eq!((next.amount, next.outstanding), (50, 10), "40 were paid already");
    assert_eq!(balance(&app, owing.patron.id).await, 10);
    assert_eq!(app.events("account.settled").await, 1);
}

#[actix_web::test]
async fn entries_are_never_changed_or_deleted() {
    let app = TestApp::start().await;
    let owing = Owing::at(&app).await;
    charge(&app, owing.charge(&app, 60)).await;
    waive(&app, owing.loan_id).await;

    for statement in [
        "update ledger_entries set amount = 1",
        "delete from ledger_entries",
        "update allocations set amount = 1",
        "delete from allocations",
        "delete from fines",
    ] {
        let refused = app
            .db
            .read(move |conn| {
                use diesel::connection::SimpleConnection;
                conn.batch_execute(statement)
            })
            .await;
        assert!(refused.is_err(), "{statement}");
    }
    assert_eq!(balance(&app, owing.patron.id).await, 0);
}

#[derive(Clone, Copy, Debug)]
enum Step {
    /// Bring the fine of this loan to this total.
    Charge(usize, i64),
    Waive(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (0..3usize, 0..1_000i64).prop_map(|(loan, total)| Step::Charge(loan, total)),
        1 => (0..3usize).prop_map(Step::Waive),
    ];
    prop::collection::vec(step, 1..25)
}

/// Whatever is charged, adjusted and waived: the balance is the sum of the entries, each fine stands at the last total
/// asked for, or at what was waived of it, and nothing is outstanding below zero.
#[actix_web::test]
async fn every_account_balances() {
    let app = TestApp::start().await;
    let mut runner = TestRunner::deterministic();
    for _ in 0..20 {
        let steps = steps().new_tree(&mut runner).expect("steps").current();
        balances(&app, &steps).await;
    }
}

async fn balances(app: &TestApp, steps: &[Step]) {
    let mut owing = vec![Owing::at(app).await];
    let patron = owing[0].patron.clone();
    for _ in 0..2 {
        let (loan_id, item_id) = lend(app, &patron).await;
        owing.push(Owing {
            patron: patron.clone(),
            loan_id,
            item_id,
        });
    }
    let (mut totals, mut waived) = ([0; 3], [0; 3]);
    for step in steps {
        match *step {
            Step::Charge(loan, total) => {
                let fine = charge(app, owing[loan].charge(app, total)).await;
                totals[loan] = total.max(waived[loan]);
                assert_eq!(fine.map_or(0, |fine| fine.amount), totals[loan], "{steps:?}");
            }
            Step::Waive(loan) => {
                let owed: i64 = totals[loan] - waived[loan];
                let fine = waive(app, owing[loan].loan_id).await;
                assert_eq!(fine.map(|fine| fine.outstanding), (owed > 0).then_some(0), "{steps:?}");
                waived[loan] += owed;
            }
        }
    }
    let expected: i64 = totals.iter().sum::<i64>() - waived.iter().sum::<i64>();
    assert_eq!(balance(app, patron.id).await, expected, "{steps:?}");
    let answer = app
        .assistant()
        .get(&format!("/api/v1/patrons/{}/account?limit=200", patron.id))
        .await;
    answer.assert_status(200);
    assert_eq!(answer.json["balance"], expected);
    let mut running = expected;
    for entry in answer.json["entries"].as_array().expect("entries") {
        assert_eq!(entry["balance_after"], running, "{steps:?}");
        running -= entry["amount"].as_i64().expect("an amount");
    }
    assert_eq!(running, 0, "the ledger begins at nothing");
    for fine in answer.json["fines"].as_array().expect("fines") {
        assert!(fine["outstanding"].as_i64() >= Some(0), "{fine}");
    }
}
