//! Merging while others merge, lend and take back.

use futures_util::future::{join, join_all};

use super::merge::{lend, merge, owe, read};
use crate::support::{TestApp, json, trials};

#[actix_web::test]
async fn one_key_at_once_merges_once_and_two_ways_at_once_merge_one_way() {
    let app = TestApp::start().await;
    for _ in 0..trials() {
        let (one, two) = (app.patron().await, app.patron().await);
        owe(&app, &one, 100).await;
        owe(&app, &two, 10).await;
        let (there, back) = join(merge(&app, one.id, two.id), merge(&app, two.id, one.id)).await;
        let mut statuses = [there.status, back.status];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 200, "{} {}", there.text, back.text);
        assert!([409, 422].contains(&statuses[1]), "{statuses:?}");
        let balances = (
            read(&app, one.id).await["balance"].clone(),
            read(&app, two.id).await["balance"].clone(),
        );
        assert!(
            [(json!(0), json!(110)), (json!(110), json!(0))].contains(&balances),
            "{balances:?}"
        );
    }

    let (goes, stays) = (app.patron().await, app.patron().await);
    let caller = app.supervisor().once();
    let answers = join_all([(); 5].map(|()| {
        let (caller, path) = (caller.clone(), format!("/api/v1/patrons/{}/merges", goes.id));
        async move { caller.post(&path, json!({"into_id": stays.id})).await }
    }))
    .await;
    let done: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
    assert!(!done.is_empty() && done.iter().all(|answer| answer.text == done[0].text));
}

#[actix_web::test]
async fn a_loan_that_begins_or_ends_meanwhile_is_in_one_place() {
    let app = TestApp::start().await;
    for _ in 0..trials() {
        let (goes, stays) = (app.patron().await, app.patron().await);
        let loan = lend(&app, &goes).await;
        let item = app.item().await;
        let assistant = app.assistant();
        let lent = json!({"patron_id": goes.id, "item_id": item.id});
        let back = json!({"item_barcode": loan.json["item"]["barcode"]});
        let (starts, ends) = (assistant.once(), assistant.once());

        let (merged, (started, ended)) = join(
            merge(&app, goes.id, stays.id),
            join(starts.post("/api/v1/loans", lent), ends.post("/api/v1/returns", back)),
        )
        .await;

        merged.assert_status(200);
        ended.assert_status(200);
        let out = i64::from(started.status == 201);
        if out == 0 {
            started.assert_blocked(&["patron-merged"]);
        }
        assert_eq!(read(&app, stays.id).await["counts"]["loans"], json!(out));
        assert_eq!(read(&app, goes.id).await["counts"]["loans"], 0);
    }
}
