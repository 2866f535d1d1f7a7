use super::{HOLDS, hand_in, hold, path, queue, read};
use crate::support::{TestApp, Value, json};

fn ids(page: &Value) -> Vec<&Value> {
    page["items"]
        .as_array()
        .expect("a page")
        .iter()
        .map(|hold| &hold["id"])
        .collect()
}

#[actix_web::test]
async fn h19_a_queue_is_read_in_its_order_with_what_is_put_aside_first() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 4).await;
    client.delete(&path(&queue[2].1, "")).await.assert_status(200);
    hand_in(&client, &item).await;

    let all = client.get(&format!("{HOLDS}?title_id={}", item.title_id)).await;
    let order = [0, 1, 3, 2].map(|at| &queue[at].1["id"]);
    assert_eq!(ids(&all.json), order);
    let places: Vec<_> = all.json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hold| &hold["position"])
        .collect();
    assert_eq!(places, [&json!(null), &json!(1), &json!(2), &json!(null)]);
}

#[actix_web::test]
async fn lists_are_filtered_and_read_in_pages() {
    let app = TestApp::start().await;
    let (one, two, client) = (app.item().await, app.item().await, app.assistant());
    let queue = queue(&app, one.title_id, 3).await;
    let (patron, first) = &queue[0];
    let second = hold(&client, patron, two.title_id).await;
    hand_in(&client, &two).await;

    let of = |query: String| {
        let client = client.clone();
        async move {
            let answer = client.get(&format!("{HOLDS}?{query}")).await;
            answer.assert_status(200);
            answer.json
        }
    };
    let theirs = of(format!("patron_id={}", patron.id)).await;
    assert_eq!(ids(&theirs), [&first["id"], &second["id"]]);
    let waiting = of(format!("patron_id={}&state=waiting", patron.id)).await;
    assert_eq!(ids(&waiting), [&second["id"]]);
    assert_eq!(ids(&of(format!("item_id={}", two.id)).await), [&second["id"]]);
    let elsewhere = of(format!("pickup_branch_id={}&state=open", app.other_branch_id)).await;
    assert_eq!(ids(&elsewhere).len(), 0);

    let page = of(format!("title_id={}&limit=2", one.title_id)).await;
    let cursor = page["next_cursor"].as_str().expect("a second page");
    let rest = of(format!("title_id={}&limit=2&cursor={cursor}", one.title_id)).await;
    assert_eq!((ids(&page).len(), ids(&rest)), (2, vec![&queue[2].1["id"]]));
    assert_eq!(rest["next_cursor"], json!(null));
}

#[actix_web::test]
async fn the_wait_is_told_from_the_last_loans_and_null_when_they_are_few() {
    let app = TestApp::start().await;
    let (item, client) = (app.item().await, app.assistant());
    let queue = queue(&app, item.title_id, 2).await;
    assert_eq!(read(&app, &queue[1].1).await["wait"], json!(null));

    app.copy_of(item.title_id).await;
    for days in [10, 14, 30] {
        app.sql(&format!(
            "insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id,
                staff_id, checked_out_at, due_at, due_on, terms, sources, closed_at, close_reason, returned_at)
             select gen_random_uuid(), id, null, title_id, item_type_id, 'loan', home_branch_id, home_branch_id, '{}',
                '2026-01-01', '2026-01-22', '2026-01-22', '{{}}', '{{}}', '2026-03-01', 'returned',
                timestamptz '2026-01-01' + interval '{days} days'
             from items where id = '{}'",
            app.assistant_id, item.id
        ))
        .await;
    }
    assert_eq!(
        read(&app, &queue[1].1).await["wait"],
        json!({"min_days": 0, "max_days": 14})
    );
    let third = super::queue(&app, item.title_id, 1).await;
    assert_eq!(
        read(&app, &third[0].1).await["wait"],
        json!({"min_days": 14, "max_days": 28})
    );
    client
        .get(&path(&json!({"id": item.id.to_string()}), ""))
        .await
        .assert_problem(404, "not-found");
}
