//! Desks at work, each sending its next request when the last was answered.

use std::time::Instant;

use tokio::task::JoinSet;

use crate::Outcome;
use crate::connection::Desk;
use crate::deed::{Deed, check_in, check_out};
use crate::ids::ITEMS;
use crate::sample::{Done, Timing};

/// All desks do the same until time is over, or until every item has had its turn where that is once only.
pub async fn drive(desks: Vec<Desk>, deed: Deed, measurement: usize, timing: Timing) -> Outcome<Vec<Done>> {
    let clients = desks.len();
    let began = Instant::now();
    let mut working = JoinSet::new();
    for (place, mut desk) in desks.into_iter().enumerate() {
        working.spawn(async move {
            let mut done: Vec<Done> = Vec::new();
            let last = if deed.uses_items_up() { ITEMS } else { usize::MAX };
            for turn in (place..last).step_by(clients) {
                if began.elapsed() >= timing.warm_up + timing.counted {
                    break;
                }
                done.push(timed(&mut desk, began, deed.call(measurement, turn)).await?);
            }
            Ok(done)
        });
    }
    let mut all = Vec::new();
    for done in working.join_all().await {
        let done: Outcome<Vec<Done>> = done;
        all.extend(done?);
    }
    Ok(all)
}

/// One desk lends to patron 1 and to patron 2 in turn, and takes each item back at once: only the lending is timed.
pub async fn drive_unequal(desk: Desk, measurement: usize, timing: Timing) -> Outcome<[Vec<Done>; 2]> {
    /// Items that the two do not have already.
    const FIRST_ITEM: usize = 506;
    let mut desk = desk;
    let began = Instant::now();
    let mut done = [Vec::new(), Vec::new()];
    let mut turn = 0;
    while began.elapsed() < timing.warm_up + timing.counted {
        for (patron, done) in done.iter_mut().enumerate() {
            let item = FIRST_ITEM + turn % (ITEMS - FIRST_ITEM);
            let key = |deed| Some(format!("bench-{measurement}-{turn}-{deed}"));
            done.push(timed(&mut desk, began, check_out(patron + 1, item, key("out"))).await?);
            desk.send(check_in(item, key("in"))).await?;
            turn += 1;
        }
    }
    Ok(done)
}

async fn timed(desk: &mut Desk, began: Instant, call: crate::connection::Call) -> Outcome<Done> {
    let sent = Instant::now();
    desk.send(call).await?;
    Ok(Done {
        ended: began.elapsed(),
        took: sent.elapsed(),
    })
}
