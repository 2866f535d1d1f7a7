use super::{hand_in, path, positions, queue};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn h03_a_hold_moved_to_the_first_place_is_first_and_the_rest_close_up() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let queue = queue(&app, item.title_id, 4).await;
    let ids: Vec<_> = queue.iter().map(|(_, hold)| hold["id"].clone()).collect();
    let order = |places: [usize; 4]| -> Vec<_> { places.iter().map(|at| ids[*at].clone()).zip(1..).collect() };
    let client = app.assistant();
    for (hold, position, then) in [
        (2, 1, [2, 0, 1, 3]),
        (0, 3, [2, 1, 0, 3]),
        (2, 2, [1, 2, 0, 3]),
        (1, 99, [2, 0, 3, 1]),
        (3, 3, [2, 0, 3, 1]),
    ] {
        let moved = client
            .post(&path(&queue[hold].1, "/position"), json!({"position": position}))
            .await;
        moved.assert_status(200);
        assert_eq!(
            positions(&app, item.title_id).await,
            order(then),
            "{hold} to {position}"
        );
    }
    // The last one stood there already.
    assert_eq!(app.audit("hold.moved").await, 4);
}

#[actix_web::test]
async fn ranks_have_room_however_often_the_same_two_change_places() {
    let app = TestApp::start().await;
    let item = app.item().await;
    let queue = queue(&app, item.title_id, 3).await;
    let client = app.assistant();
    for turn in 0..120 {
        let moved = client
            .post(&path(&queue[1 + turn % 2].1, "/position"), json!({"position": 2}))
            .await;
        moved.assert_status(200);
    }
    let found: Vec<_> = positions(&app, item.title_id)
        .await
        .into_iter()
        .map(|(_, at)| at)
        .collect();
    assert_eq!(found, [1, 2, 3]);
}

#[actix_web::test]
async fn what_has_an_item_or_has_ended_has_no_place() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;
    hand_in(&client, &item).await;
    let first = json!({"position": 1});

    client
        .post(&path(&queue[0].1, "/position"), first.clone())
        .await
        .assert_problem(409, "hold-captured");
    client.delete(&path(&queue[1].1, "")).await.assert_status(200);
    client
        .post(&path(&queue[1].1, "/position"), first)
        .await
        .assert_problem(409, "hold-closed");
    client
        .post(&path(&queue[1].1, "/position"), json!({"position": 0}))
        .await
        .assert_fields(&[("/position", "range")]);
}
