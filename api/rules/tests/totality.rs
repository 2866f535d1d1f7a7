//! Decisions are total: whatever the facts, there is an answer, and it agrees with itself.

use carrel_rules::block::{Code, Level};
use carrel_rules::check_in::{Hold, Refusal, Route};
use carrel_rules::check_out::{OpenLoan, ShelfHold};
use carrel_rules::overdue_fine;
use carrel_rules::policy::Terms;
use carrel_rules::renewal::Holds;
use carrel_rules::status::Status;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::given::{CheckIn, CheckOut, Renewal, any, at, codes, days, for_hours, id};

fn check_out() -> impl Strategy<Value = CheckOut> {
    let patron = (any::patron(), any::counts(), any::limits());
    let loan = of((any::<bool>(), any::instant(), any::id(), any::place()).prop_map(
        |(same_patron, due_at, lent_at, return_allowed)| OpenLoan {
            loan_id: id(8),
            same_patron,
            due_at,
            lent_at,
            return_allowed,
        },
    ));
    let shelf = of((any::id(), any::<bool>()).prop_map(|(hold_id, this_patron)| ShelfHold { hold_id, this_patron }));
    let item = (
        any::status(),
        any::id(),
        any::<bool>(),
        of(0..25_u32),
        loan,
        shelf,
        0..9_i64,
        any::<bool>(),
    );
    let wish = of(-10_000_000..400_000_000_i64);
    let deed = (
        any::instant(),
        any::id(),
        any::calendar(),
        of(any::terms()),
        any::<bool>(),
        wish,
    );
    (patron, item, deed).prop_map(|(patron, item, deed)| {
        CheckOut::with(|given| {
            (given.patron, given.counts, given.limits) = patron;
            given.item.status = item.0;
            given.item.home_branch = item.1;
            given.item.not_for_loan = item.2;
            given.item.min_age = item.3;
            given.item.open_loan = item.4;
            given.item.on_shelf_for = item.5;
            given.item.others_waiting = item.6;
            given.item.previously_borrowed = item.7;
            (given.now, given.branch, given.calendar, given.terms, given.on_site) =
                (deed.0, deed.1, deed.2, deed.3, deed.4);
            given.wished_due_at = deed.5.map(|ahead| given.now + TimeDelta::seconds(ahead));
        })
    })
}

proptest! {
    #[test]
    fn every_check_out_is_decided_in_order_and_due_later(given in check_out()) {
        let Ok(decision) = given.try_decide() else {
            prop_assert!(given.wished_due_at.is_some());
            return Ok(());
        };
        let codes = codes(&decision.blocks);
        prop_assert!(codes.is_sorted());
        prop_assert!(codes.windows(2).all(|pair| pair[0] != pair[1]), "told twice: {codes:?}");
        prop_assert!(decision.due.at >= given.now);
        prop_assert_eq!(codes.contains(&Code::NoPolicy), given.terms.is_none());
        prop_assert_eq!(decision.take_over, codes.contains(&Code::OnLoanToAnother));
        prop_assert_eq!(given.decide(), decision.clone());
        // A withdrawn item and a merged patron are nobody's to lift.
        if given.item.status == Status::Withdrawn || given.patron.merged {
            prop_assert!(decision.blocks.iter().any(|block| block.level == Level::Nobody));
        }
    }

    #[test]
    fn every_check_in_is_decided_and_its_route_agrees_with_its_status(
        (now, calendar, terms) in (any::instant(), any::calendar(), any::terms()),
        (status, branch, home, transit_to) in (any::status(), any::id(), any::id(), of(any::id())),
        loan in of((any::id(), 0..90_000_000_i64, -50_000_000..50_000_000_i64, of(0..9_000_i64))),
        hold in of((any::id(), any::id()).prop_map(|(hold_id, pickup_branch)| Hold { hold_id, pickup_branch })),
        (condition, claim, waive_fine) in (any::condition(), any::claim(), any::<bool>()),
        back in of(-100_000..4_000_000_i64),
    ) {
        let given = CheckIn::with(|given| {
            (given.now, given.calendar, given.terms, given.branch) = (now, calendar, terms, branch);
            given.item.status = status;
            given.item.home_branch = home;
            given.item.transit_to = transit_to;
            given.loan = loan.map(|(by, ago, due, fine)| crate::given::Lent {
                by,
                at: now - TimeDelta::seconds(ago),
                due_at: now + TimeDelta::seconds(due),
                fine,
            });
            (given.hold, given.condition, given.claim, given.waive_fine) = (hold, condition, claim, waive_fine);
            given.returned_at = back.map(|back| now - TimeDelta::seconds(back));
        });
        match given.try_decide() {
            Err(Refusal::Blocked(blocks)) => prop_assert!(blocks.iter().all(|block| block.level == Level::Nobody)),
            Err(Refusal::ReturnedAt(_)) => prop_assert!(given.returned_at.is_some()),
            Ok(decision) => {
                let expected = match decision.route {
                    Route::Shelf => vec![Status::RecentlyReturned],
                    Route::HoldShelf { .. } => vec![Status::OnHoldShelf],
                    Route::Transit { .. } | Route::TransitForHold { .. } => vec![Status::InTransit],
                    Route::Desk { .. } => vec![Status::Withdrawn, Status::InRepair, Status::InProcessing],
                };
                prop_assert!(expected.contains(&decision.next_status));
                prop_assert_eq!(decision.closing.is_some(), given.loan.is_some());
                if let Route::Transit { branch_id } | Route::TransitForHold { branch_id, .. } = decision.route {
                    prop_assert_ne!(branch_id, given.branch);
                }
                if let Some(closing) = decision.closing {
                    prop_assert!(closing.returned_at <= now && closing.forgiven >= 0);
                    let charged = matches!(closing.fine_step, overdue_fine::Step::Charge { .. });
                    prop_assert!(!(waive_fine && charged));
                }
            }
        }
    }

    #[test]
    fn every_renewal_is_decided_in_order(
        (now, calendar, terms) in (any::instant(), any::calendar(), any::terms()),
        (patron, counts, limits) in (any::patron(), any::counts(), any::limits()),
        (status, closed, on_site, due, renewals) in
            (any::status(), any::<bool>(), any::<bool>(), -50_000_000..50_000_000_i64, 0..9_i64),
        (on_item, on_title, free_copies) in (any::<bool>(), 0..9_i64, 0..9_i64),
    ) {
        let given = Renewal::with(|given| {
            (given.now, given.calendar, given.terms) = (now, calendar, terms);
            (given.patron, given.counts, given.limits) = (patron, counts, limits);
            given.loan.status = status;
            given.loan.closed = closed;
            given.loan.on_site = on_site;
            given.loan.due_at = now + TimeDelta::seconds(due);
            given.loan.renewals = renewals;
            given.holds = Holds { on_item, on_title, free_copies };
        });
        let decision = given.decide();
        let codes = codes(&decision.blocks);
        prop_assert!(codes.is_sorted() && codes.windows(2).all(|pair| pair[0] != pair[1]));
        prop_assert!(decision.due.at >= given.now);
        prop_assert_eq!(codes.contains(&Code::ItemHold), on_item);
    }
}

/// Instants and dates at the edges of what can be written down.
fn edge() -> impl Strategy<Value = DateTime<Utc>> {
    select(vec![
        DateTime::<Utc>::MIN_UTC,
        DateTime::<Utc>::MAX_UTC,
        at("0001-01-01 00:00:00"),
        at("2026-03-02 12:00:00"),
        at("9999-12-31 23:59:59"),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn even_at_the_ends_of_time_nothing_panics(
        (now, other, third) in (edge(), edge(), edge()),
        zone in any::zone(),
        (length, amount) in (select(vec![i32::MIN, -1, 0, 1, i32::MAX]), select(vec![i64::MIN, 0, i64::MAX])),
        date in of(select(vec![NaiveDate::MIN, NaiveDate::MAX])),
        hourly: bool,
    ) {
        let wild = |terms: Terms| Terms {
            renewal_length: length,
            no_renewal_before_days: Some(length),
            hard_due_date: date,
            fine_amount: amount,
            fine_every: length,
            grace: length,
            fine_cap: Some(amount),
            ..terms
        };
        let terms = wild(if hourly { for_hours(length, |_| {}) } else { days(length, |_| {}) });
        let calendar = crate::given::open_on(zone, &crate::given::WEEK[..1]);
        let out = CheckOut::with(|given| {
            (given.now, given.wished_due_at, given.calendar) = (now, Some(other), calendar.clone());
            given.terms = Some(terms.clone());
            (given.patron.expires_on, given.patron.born_on, given.item.min_age) = (date, date, Some(u32::MAX));
            given.counts.balance = amount;
        });
        let _ = out.try_decide();
        let back = CheckIn::with(|given| {
            (given.now, given.returned_at) = (now, Some(other));
            (given.calendar, given.terms) = (calendar.clone(), terms.clone());
            let loan = given.loan.as_mut().expect("a loan");
            (loan.at, loan.due_at, loan.fine) = (other, third, Some(amount));
        });
        let _ = back.try_decide();
        let again = Renewal::with(|given| {
            (given.now, given.loan.due_at, given.calendar, given.terms) = (now, other, calendar, terms);
            given.loan.earlier = amount;
            given.patron.expires_on = date;
        });
        let _ = again.decide();
    }
}
