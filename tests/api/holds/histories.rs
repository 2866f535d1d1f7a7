//! Random histories from several connections: whatever happens in whatever order, positions have no gaps and no item is in
//! two places.

use futures_util::future::join_all;
use uuid::Uuid;

use super::HOLDS;
use crate::support::{Client, ItemFixture, PatronFixture, TestApp, Value, json, trials};

/// The numbers of a history, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }
}

struct World {
    desks: [Client; 2],
    patrons: Vec<PatronFixture>,
    items: Vec<ItemFixture>,
    titles: [Uuid; 2],
    branches: [Uuid; 2],
}

/// One deed, as a desk would do it; refusals are part of a history.
async fn step(world: &World, mut dice: Dice) {
    let client = &world.desks[dice.roll(2)];
    let patron = &world.patrons[dice.roll(world.patrons.len())];
    let item = &world.items[dice.roll(world.items.len())];
    let title = world.titles[dice.roll(2)];
    let answer = match dice.roll(9) {
        0 | 1 => {
            let pickup = world.branches[dice.roll(2)];
            let body = json!({"title_id": title, "patron_id": patron.id, "pickup_branch_id": pickup});
            client.once().post(HOLDS, body).await
        }
        2..=4 => {
            let body = json!({"item_id": item.id});
            client.once().post("/api/v1/returns", body).await
        }
        5 => {
            let codes = [
                "item-on-hold-shelf",
                "on-loan-to-another",
                "same-title-out",
                "item-in-transit",
            ];
            let body = json!({
                "patron_id": patron.id, "item_id": item.id, "override": {"codes": codes, "reason": "A history"},
            });
            client.once().post("/api/v1/loans", body).await
        }
        deed => {
            let list = client.get(&format!("{HOLDS}?title_id={title}&state=open")).await;
            let holds = list.json["items"].as_array().expect("a page").clone();
            if holds.is_empty() {
                return;
            }
            on_one(client, &holds[dice.roll(holds.len())], deed, dice.roll(5) + 1).await
        }
    };
    assert!(answer.status < 500 || answer.status == 503, "{}", answer.text);
}

async fn on_one(client: &Client, hold: &Value, deed: usize, position: usize) -> crate::support::Answer {
    let path = super::path(hold, "");
    match deed {
        6 => client.delete(&path).await,
        7 => {
            client
                .post(&format!("{path}/position"), json!({"position": position}))
                .await
        }
        _ => {
            client
                .patch(&path, json!({"is_suspended": position.is_multiple_of(2)}))
                .await
        }
    }
}

#[actix_web::test]
async fn whatever_happens_positions_have_no_gaps_and_no_item_is_in_two_places() {
    let app = TestApp::start().await;
    let (first, second) = (app.item().await, app.item().await);
    let world = World {
        desks: [app.assistant(), app.assistant_elsewhere()],
        patrons: join_all((0..5).map(|_| app.patron())).await,
        titles: [first.title_id, second.title_id],
        branches: [app.branch_id, app.other_branch_id],
        items: vec![
            app.copy_of(first.title_id).await,
            app.copy_of(second.title_id).await,
            first,
            second,
        ],
    };
    for trial in 0..trials() {
        for round in 0..6 {
            let steps = (0..4).map(|at| {
                let seed = u64::try_from(trial * 1000 + round * 10 + at + 1).unwrap();
                step(&world, Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1))
            });
            join_all(steps).await;
        }
        for title in world.titles {
            let places: Vec<_> = super::positions(&app, title)
                .await
                .into_iter()
                .map(|(_, at)| at)
                .collect();
            assert!(
                places.iter().copied().eq(1..=i64::try_from(places.len()).unwrap()),
                "{trial}: {places:?}"
            );
        }
        for (what, query) in WRONG {
            assert_eq!(app.count(query).await, 0, "trial {trial}: {what}");
        }
    }
    assert!(
        app.count("select count(*) from holds where state = 'filled'").await > 0,
        "something was filled"
    );
    assert!(
        app.count("select count(*) from holds where state = 'cancelled'").await > 0,
        "something was cancelled"
    );
}

/// What must never be.
const WRONG: &[(&str, &str)] = &[
    (
        "an item on loan that is put aside",
        "select count(*) from items i join loans l on l.item_id = i.id and l.closed_at is null
         join holds h on h.captured_item_id = i.id and h.state in ('in_transit', 'waiting')",
    ),
    (
        "a hold waiting for an item that is elsewhere",
        "select count(*) from holds h join items i on i.id = h.captured_item_id
         where h.state = 'waiting' and (i.status <> 'on_hold_shelf' or i.current_branch_id <> h.pickup_branch_id)",
    ),
    (
        "a hold under way whose item is not on its way there",
        "select count(*) from holds h join items i on i.id = h.captured_item_id
         where h.state = 'in_transit'
            and (i.status <> 'in_transit' or i.in_transit_to_id is distinct from h.pickup_branch_id)",
    ),
    (
        "an item on loan without a loan, or the other way round",
        "select count(*) from items i
         where (i.status = 'on_loan') <> exists (select from loans l where l.item_id = i.id and l.closed_at is null)",
    ),
    (
        "a hold of another title than its item",
        "select count(*) from holds h join items i on i.id = h.captured_item_id where i.title_id <> h.title_id",
    ),
    (
        "two open holds of one patron on one title",
        "select count(*) from (
            select from holds where closed_at is null group by patron_id, title_id having count(*) > 1
         ) twice",
    ),
];
