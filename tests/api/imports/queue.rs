//! One at a time, stopped, and gone on with.

use carrel_marc::Record;

use super::{PATH, book, counts, data, ended, file, send, take};
use crate::support::{TestApp, json};

fn many(from: usize, to: usize) -> Vec<Record> {
    (from..to)
        .map(|n| book(&format!("n{n}"), [data("245", &format!("$aTitle {n}"))]))
        .collect()
}

#[actix_web::test]
async fn those_that_wait_are_taken_in_one_after_the_other() {
    let app = TestApp::start().await;
    let mut places = Vec::new();
    for n in 0..4 {
        let queued = send(&app.supervisor(), &file(&many(n * 600, n * 600 + 600)), json!({})).await;
        queued.assert_status(202);
        places.push(queued.header("location"));
    }
    for place in places {
        let import = ended(&app, &place).await;
        assert_eq!((&import["state"], counts(&import)[0]), (&json!("done"), 600));
    }
    let listed = app.supervisor().get(&format!("{PATH}?limit=3")).await;
    assert_eq!(listed.json["items"].as_array().map(Vec::len), Some(3));
    assert!(listed.json["next_cursor"].is_string());
}

#[actix_web::test]
async fn what_was_interrupted_goes_on_after_its_last_batch() {
    let app = TestApp::start().await;
    let first = take(&app, &file(&many(0, 1200)), json!({ "dry_run": true })).await;
    let id = first["id"].as_str().unwrap();
    // As a copy of the service leaves it that is killed after the first batch.
    let bytes = file(&many(0, 1200));
    app.sql(&format!(
        "update imports set state = 'running', options = jsonb_set(options, '{{dry_run}}', 'false'), finished_at = null,
            records_count = 500, titles_added_count = 500 where id = '{id}';
         insert into import_chunks values ('{id}', 0, '\\x{}')",
        bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    ))
    .await;

    // The next one that comes starts the work.
    take(&app, &file(&many(5000, 5001)), json!({})).await;

    let import = ended(&app, &format!("{PATH}/{id}")).await;
    assert_eq!((&import["state"], counts(&import)[0]), (&json!("done"), 1200));
    assert_eq!(import["records_count"], 1200);
    assert_eq!(app.count("select count(*) from titles").await, 701);
}

#[actix_web::test]
async fn what_has_ended_leaves_no_file_and_cannot_be_stopped() {
    let app = TestApp::start().await;
    let import = take(&app, &file(&many(0, 3)), json!({})).await;
    let path = format!("{PATH}/{}/cancellation", import["id"].as_str().unwrap());

    app.supervisor()
        .post(&path, json!({}))
        .await
        .assert_problem(409, "conflict");
    assert_eq!(app.count("select count(*) from import_chunks").await, 0);
}

#[actix_web::test]
async fn what_waits_can_be_stopped() {
    let app = TestApp::start().await;
    let import = take(&app, &file(&many(0, 3)), json!({})).await;
    let id = import["id"].as_str().unwrap();
    app.sql(&format!(
        "update imports set state = 'queued', finished_at = null where id = '{id}'"
    ))
    .await;

    let answer = app
        .supervisor()
        .post(&format!("{PATH}/{id}/cancellation"), json!({}))
        .await;

    answer.assert_status(200);
    assert_eq!(answer.json["state"], "cancelled");
    app.assistant()
        .post(&format!("{PATH}/{id}/cancellation"), json!({}))
        .await
        .assert_problem(403, "forbidden");
}
