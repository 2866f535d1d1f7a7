//! Many desks at once on one queue.

use futures_util::future::{join, join_all, join3};

use super::{ask, check_out, hand_in, path, positions, queue};
use crate::support::{TestApp, json, trials};

#[actix_web::test]
async fn holds_placed_at_once_stand_in_a_queue_without_gaps() {
    let app = TestApp::start().await;
    let client = app.assistant();
    let patrons = join_all((0..6).map(|_| app.patron())).await;
    for trial in 0..trials() {
        let item = app.item().await;

        let answers = join_all(patrons.iter().map(|patron| ask(&client, patron, item.title_id))).await;

        for answer in &answers {
            answer.assert_status(201);
        }
        let places: Vec<_> = positions(&app, item.title_id)
            .await
            .into_iter()
            .map(|(_, at)| at)
            .collect();
        assert_eq!(places, [1, 2, 3, 4, 5, 6], "trial {trial}");
    }
}

#[actix_web::test]
async fn one_patron_at_three_desks_gets_one_hold() {
    let app = TestApp::start().await;
    let (client, patron) = (app.assistant(), app.patron().await);
    for trial in 0..trials() {
        let item = app.item().await;

        let ask = || ask(&client, &patron, item.title_id);
        let (one, two, three) = join3(ask(), ask(), ask()).await;

        let mut statuses = [one.status, two.status, three.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409], "trial {trial}");
    }
}

#[actix_web::test]
async fn two_copies_handed_in_at_once_go_to_two_holds() {
    let app = TestApp::start().await;
    let client = app.assistant();
    for trial in 0..trials() {
        let one = app.item().await;
        let two = app.copy_of(one.title_id).await;
        let queue = queue(&app, one.title_id, 2).await;

        let (first, second) = join(hand_in(&client, &one), hand_in(&client, &two)).await;

        let mut got = [&first["hold"]["id"], &second["hold"]["id"]].map(ToString::to_string);
        let mut wanted = [&queue[0].1["id"], &queue[1].1["id"]].map(ToString::to_string);
        got.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(got, wanted, "trial {trial}");
    }
}

#[actix_web::test]
async fn the_last_hold_goes_to_one_of_two_copies() {
    let app = TestApp::start().await;
    let client = app.assistant();
    for trial in 0..trials() {
        let one = app.item().await;
        let two = app.copy_of(one.title_id).await;
        queue(&app, one.title_id, 1).await;

        let (first, second) = join(hand_in(&client, &one), hand_in(&client, &two)).await;

        let found = [&first, &second]
            .iter()
            .filter(|answer| answer["hold"].is_object())
            .count();
        assert_eq!(found, 1, "trial {trial}");
    }
}

#[actix_web::test]
async fn a_hold_placed_while_its_copy_is_handed_in_is_not_lost() {
    let app = TestApp::start().await;
    let (client, patron) = (app.assistant(), app.patron().await);
    for trial in 0..trials() {
        let item = app.item().await;

        let (placed, _) = join(ask(&client, &patron, item.title_id), hand_in(&client, &item)).await;

        placed.assert_status(201);
        let told = super::read(&app, &placed.json).await;
        let captured = told["state"] == "waiting";
        assert_eq!(
            super::status(&app, &item).await == "on_hold_shelf",
            captured,
            "trial {trial}"
        );
        client.delete(&path(&placed.json, "")).await.assert_status(200);
    }
}

#[actix_web::test]
async fn a_cancelled_hold_is_not_filled_too() {
    let app = TestApp::start().await;
    let client = app.assistant();
    for trial in 0..trials() {
        let item = app.item().await;
        let queue = queue(&app, item.title_id, 1).await;
        let (patron, hold) = &queue[0];
        hand_in(&client, &item).await;

        let hold_path = path(hold, "");
        let (cancelled, lent) = join(client.delete(&hold_path), check_out(&client, patron, &item)).await;

        lent.assert_status(201);
        let state = super::read(&app, hold).await["state"].clone();
        match cancelled.status {
            200 => assert_eq!(state, json!("cancelled"), "trial {trial}"),
            _ => {
                cancelled.assert_problem(409, "hold-closed");
                assert_eq!(state, json!("filled"), "trial {trial}");
            }
        }
        hand_in(&client, &item).await;
    }
}

#[actix_web::test]
async fn moves_placings_and_returns_at_once_leave_no_gap() {
    let app = TestApp::start().await;
    let client = app.assistant();
    for trial in 0..trials() {
        let item = app.item().await;
        let queue = queue(&app, item.title_id, 4).await;
        let newcomer = app.patron().await;
        let to = |at: usize, position: i64| {
            let (client, path) = (client.clone(), path(&queue[at].1, "/position"));
            async move { client.post(&path, json!({"position": position})).await }
        };

        let (moves, placed, returned) = join3(
            join_all([to(3, 1), to(0, 4), to(2, 2)]),
            ask(&client, &newcomer, item.title_id),
            hand_in(&client, &item),
        )
        .await;

        placed.assert_status(201);
        assert!(returned["hold"].is_object());
        for moved in &moves {
            assert!([200, 409].contains(&moved.status), "{}", moved.text);
        }
        let places: Vec<_> = positions(&app, item.title_id)
            .await
            .into_iter()
            .map(|(_, at)| at)
            .collect();
        assert_eq!(places, [1, 2, 3, 4], "trial {trial}");
    }
}
