use std::collections::BTreeSet;

use carrel_rules::hold_queue::{Assigned, Copy, Queued, Shelved, Wait, Wish, assign, first_for, fits, wait};
use proptest::collection::vec;
use proptest::prelude::*;
use uuid::Uuid;

use crate::given::{any, day, id};

const HERE: u128 = 1;
const THERE: u128 = 2;

fn queued(hold: u128) -> Queued {
    Queued {
        hold_id: id(hold),
        pickup_branch: id(HERE),
        item: None,
        part: None,
        suspended: false,
        suspended_until: None,
        barred: false,
        holdable: true,
        reachable: true,
    }
}

fn copy() -> Copy<'static> {
    Copy {
        item: id(90),
        part: Some("v. 2"),
        branch: id(HERE),
    }
}

fn first(queue: &[Queued]) -> Option<Uuid> {
    first_for(queue, &copy(), day("2026-03-10")).map(|hold| hold.hold_id)
}

#[test]
fn h19_the_lowest_position_gets_the_copy() {
    assert_eq!(first(&[queued(1), queued(2), queued(3)]), Some(id(1)));
    assert_eq!(first(&[]), None);
}

#[test]
fn who_cannot_have_it_is_passed_over() {
    let passed: [fn(&mut Queued); 6] = [
        |hold| hold.suspended = true,
        |hold| hold.barred = true,
        |hold| hold.holdable = false,
        |hold| hold.item = Some(id(91)),
        |hold| hold.part = Some("v. 1".to_owned()),
        |hold| (hold.pickup_branch, hold.reachable) = (id(THERE), false),
    ];
    for change in passed {
        let mut one = queued(1);
        change(&mut one);
        assert_eq!(first(&[one, queued(2)]), Some(id(2)));
    }
}

#[test]
fn a_wish_that_the_copy_meets_is_no_hindrance() {
    let met: [fn(&mut Queued); 3] = [
        |hold| hold.item = Some(id(90)),
        |hold| hold.part = Some("v. 2".to_owned()),
        |hold| (hold.pickup_branch, hold.reachable) = (id(HERE), false),
    ];
    for change in met {
        let mut one = queued(1);
        change(&mut one);
        assert_eq!(first(&[one, queued(2)]), Some(id(1)));
    }
}

#[test]
fn a_suspension_ends_on_its_day() {
    let until = |text| Queued {
        suspended: true,
        suspended_until: Some(day(text)),
        ..queued(1)
    };
    assert_eq!(first(&[until("2026-03-10")]), Some(id(1)));
    assert_eq!(first(&[until("2026-03-11")]), None);
}

fn shelved(item: u128, branch: u128) -> Shelved {
    Shelved {
        item: id(item),
        branch: id(branch),
        branch_order: i32::try_from(branch).expect("a small number"),
    }
}

fn wish(hold: u128, pickup: u128, copies: &[u128]) -> Wish {
    Wish {
        hold_id: id(hold),
        pickup_branch: id(pickup),
        copies: copies.iter().map(|copy| id(*copy)).collect(),
        missed_at: vec![],
    }
}

fn pairs(queue: &[Wish], shelf: &[Shelved]) -> Vec<(Uuid, Uuid)> {
    let assigned = assign(queue, shelf);
    assigned.iter().map(|pair| (pair.hold_id, pair.item)).collect()
}

#[test]
fn the_pickup_branch_fetches_its_own_copy() {
    let shelf = [shelved(10, HERE), shelved(11, HERE), shelved(20, THERE)];
    assert_eq!(pairs(&[wish(1, THERE, &[10, 11, 20])], &shelf), [(id(1), id(20))]);
}

#[test]
fn else_the_branch_with_most_copies_then_the_first_branch() {
    let third = shelved(30, 3);
    let most = [shelved(10, HERE), shelved(20, THERE), shelved(21, THERE), third];
    assert_eq!(pairs(&[wish(1, 4, &[10, 20, 21, 30])], &most), [(id(1), id(20))]);
    let even = [shelved(20, THERE), shelved(10, HERE)];
    assert_eq!(pairs(&[wish(1, 4, &[10, 20])], &even), [(id(1), id(10))]);
}

#[test]
fn what_was_not_on_its_shelf_sends_the_hold_on() {
    let shelf = [shelved(10, HERE), shelved(20, THERE)];
    let mut missed = wish(1, HERE, &[10, 20]);
    missed.missed_at = vec![id(HERE)];
    assert_eq!(
        pairs(&[missed.clone(), wish(2, HERE, &[10, 20])], &shelf),
        [(id(1), id(20)), (id(2), id(10))]
    );
    missed.missed_at.push(id(THERE));
    assert_eq!(pairs(&[missed], &shelf), []);
}

fn shelf() -> impl Strategy<Value = Vec<Shelved>> {
    vec(1..4_u128, 0..8).prop_map(|branches| {
        let numbered = branches.into_iter().zip(100..);
        numbered.map(|(branch, item)| shelved(item, branch)).collect()
    })
}

fn queue() -> impl Strategy<Value = Vec<Wish>> {
    let one = (1..4_u128, vec(100..108_u128, 0..8), vec(any::id(), 0..2));
    vec(one, 0..8).prop_map(|wishes| {
        let numbered = wishes.into_iter().zip(1..);
        numbered
            .map(|((pickup, copies, missed_at), hold)| Wish {
                missed_at,
                ..wish(hold, pickup, &copies)
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn no_copy_and_no_hold_is_assigned_twice(queue in queue(), shelf in shelf()) {
        let assigned = assign(&queue, &shelf);
        let copies: BTreeSet<_> = assigned.iter().map(|pair| pair.item).collect();
        let holds: BTreeSet<_> = assigned.iter().map(|pair| pair.hold_id).collect();
        prop_assert_eq!((copies.len(), holds.len()), (assigned.len(), assigned.len()));
        for Assigned { hold_id, item, branch } in assigned {
            let wish = queue.iter().find(|wish| wish.hold_id == hold_id).expect("a wish");
            prop_assert!(wish.copies.contains(&item) && !wish.missed_at.contains(&branch));
            prop_assert!(shelf.iter().any(|copy| copy.item == item && copy.branch == branch));
        }
    }

    #[test]
    fn who_goes_without_finds_nothing_left(queue in queue(), shelf in shelf()) {
        let assigned = assign(&queue, &shelf);
        for wish in &queue {
            if assigned.iter().any(|pair| pair.hold_id == wish.hold_id) {
                continue;
            }
            let free = shelf.iter().find(|copy| {
                wish.copies.contains(&copy.item) && !wish.missed_at.contains(&copy.branch)
                    && !assigned.iter().any(|pair| pair.item == copy.item)
            });
            prop_assert_eq!(free, None);
        }
    }

    #[test]
    fn nobody_before_the_first_could_have_it(flags in vec((any::<bool>(), any::<bool>(), any::<bool>()), 0..9)) {
        let queue: Vec<_> = flags.into_iter().zip(1..).map(|((suspended, barred, holdable), hold)| Queued {
            suspended, barred, holdable, ..queued(hold)
        }).collect();
        let today = day("2026-03-10");
        let first = first_for(&queue, &copy(), today);
        let before = queue.iter().take_while(|hold| Some(*hold) != first);
        for hold in before {
            prop_assert!(!fits(hold, &copy(), today));
        }
        prop_assert!(first.is_none_or(|hold| fits(hold, &copy(), today)));
    }

    #[test]
    fn a_place_further_back_never_waits_less(copies in 1..9_i64, days in vec(-5..400_i64, 3..21), place in 1..500_i64) {
        let now = wait(place, copies, &days).expect("an estimate");
        let back = wait(place + 1, copies, &days).expect("an estimate");
        prop_assert!(now.min_days <= now.max_days && now.min_days >= 0);
        prop_assert!(back.min_days >= now.min_days && back.max_days >= now.max_days);
    }
}

#[test]
fn a_wait_is_rounds_of_the_median_loan() {
    assert_eq!(
        wait(1, 1, &[10, 14, 21]),
        Some(Wait {
            min_days: 0,
            max_days: 14
        })
    );
    assert_eq!(
        wait(5, 2, &[21, 10, 14]),
        Some(Wait {
            min_days: 28,
            max_days: 42
        })
    );
    assert_eq!(
        wait(4, 2, &[10, 14, 21]),
        Some(Wait {
            min_days: 14,
            max_days: 28
        })
    );
}

#[test]
fn too_little_says_nothing() {
    assert_eq!(wait(1, 1, &[10, 14]), None);
    assert_eq!(wait(1, 0, &[10, 14, 21]), None);
    assert_eq!(wait(0, 1, &[10, 14, 21]), None);
}
