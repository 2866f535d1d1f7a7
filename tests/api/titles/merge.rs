//! Two titles that are one become one, and nothing is lost on the way.

use diesel::prelude::*;
use diesel::sql_types::Text;
use futures_util::future::join;
use uuid::Uuid;

use super::{TITLES, counted, found, title};
use crate::support::{Answer, TestApp, Value, json, trials};

async fn read(app: &TestApp, id: Uuid) -> Value {
    let answer = app.anonymous().get(&format!("{TITLES}/{id}")).await;
    answer.assert_status(200);
    answer.json
}

async fn version(app: &TestApp, id: Uuid) -> i64 {
    let tag = app.anonymous().get(&format!("{TITLES}/{id}")).await.header("etag");
    tag.trim_matches(['"', 'v']).parse().expect("a version")
}

async fn merge(app: &TestApp, merged: Uuid, kept: Uuid) -> Answer {
    let body = json!({
        "version": version(app, kept).await, "merged_title_id": merged, "merged_version": version(app, merged).await,
        "reason": "Catalogued twice",
    });
    app.supervisor().post(&format!("{TITLES}/{kept}/merges"), body).await
}

async fn copies(app: &TestApp, title_id: Uuid) -> i64 {
    app.count(&format!("select count(*) from items where title_id = '{title_id}'"))
        .await
}

#[actix_web::test]
async fn copies_and_loans_go_over_to_the_title_that_stays() {
    let app = TestApp::start().await;
    let (goes, stays) = (
        title(&app, "Emma", json!({})).await,
        title(&app, "Emma", json!({})).await,
    );
    let (lent, shelved) = (app.copy_of(goes).await, app.copy_of(goes).await);
    app.copy_of(stays).await;
    let patron = app.patron().await;
    let body = json!({ "patron_id": patron.id, "item_id": lent.id });
    app.assistant()
        .once()
        .post("/api/v1/loans", body)
        .await
        .assert_status(201);

    let answer = merge(&app, goes, stays).await;

    answer.assert_status(200);
    assert_eq!(answer.json["id"], json!(stays));
    assert_eq!((copies(&app, goes).await, copies(&app, stays).await), (0, 3));
    assert_eq!(
        app.count(&format!("select count(*) from loans where title_id = '{stays}'"))
            .await,
        1
    );
    let item = app.assistant().get(&format!("/api/v1/items/{}", shelved.id)).await;
    assert_eq!(
        (&item.json["title"]["id"], item.header("etag")),
        (&json!(stays), "\"v2\"".to_owned())
    );
    let counts = (
        app.audit("title.merged").await,
        app.events("title.merged").await,
        app.audit("item.changed").await,
        app.events("item.changed").await,
    );
    assert_eq!(counts, (1, 1, 2, 2));
    let row = format!(
        "select count(*) from audit_events where deed = 'title.merged' and subject_id = '{goes}'
            and reason = 'Catalogued twice'
            and changes = '{{\"into_id\": \"{stays}\", \"moved\": {{\"items\": 2, \"loans\": 1, \"holds\": 0}}}}'"
    );
    assert_eq!(app.count(&row).await, 1);
    // What was lent comes back as ever.
    let back = json!({ "item_id": lent.id });
    app.assistant()
        .once()
        .post("/api/v1/returns", back)
        .await
        .assert_status(200);
}

#[actix_web::test]
async fn what_points_at_titles_is_known() {
    #[derive(QueryableByName)]
    struct Key {
        #[diesel(sql_type = Text)]
        name: String,
    }
    let app = TestApp::start().await;
    let keys: Vec<Key> = app
        .db
        .read(|conn| {
            carrel::platform::db::sql(
                "select conname::text as name from pg_constraint where confrelid = 'titles'::regclass order by 1",
            )
            .load(conn)
        })
        .await
        .expect("the keys");

    let names: Vec<&str> = keys.iter().map(|key| key.name.as_str()).collect();
    // Whoever adds one says in `titles/store/merge.rs` what a merge does with it.
    assert_eq!(
        names,
        [
            "holds_title_id_fkey",
            "items_title_id_fkey",
            "loans_title_id_fkey",
            "title_records_title_id_fkey",
            "titles_merged_into_id_fkey"
        ]
    );
}

#[actix_web::test]
async fn the_title_that_stays_takes_what_it_lacks_and_keeps_what_it_has() {
    let app = TestApp::start().await;
    let said = json!({
        "author": "J. Austen", "language": "en", "summary": "Of the other", "isbns": ["9780141439587", "9780199535521"],
        "subjects": ["England"], "minimum_age": 12, "subtitle": "A novel",
    });
    let goes = title(&app, "Emma", said).await;
    let kept = json!({ "author": "Jane Austen", "isbns": ["9780141439587", "9780141439471"] });
    let stays = title(&app, "Emma!", kept).await;

    merge(&app, goes, stays).await.assert_status(200);

    let now = read(&app, stays).await;
    assert_eq!(
        (&now["title"], &now["author"]),
        (&json!("Emma!"), &json!("Jane Austen"))
    );
    assert_eq!(
        (&now["language"], &now["summary"]),
        (&json!("en"), &json!("Of the other"))
    );
    assert_eq!(
        (&now["minimum_age"], &now["subjects"]),
        (&json!(12), &json!(["England"]))
    );
    assert_eq!(now["isbns"], json!(["9780141439587", "9780141439471", "9780199535521"]));
    // What the title page says is this edition's own.
    assert_eq!(now["subtitle"], json!(null));
    assert_eq!(version(&app, stays).await, 2);
}

#[actix_web::test]
async fn the_other_is_a_signpost_and_signposts_point_on() {
    let app = TestApp::start().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(title(&app, "Emma", json!({})).await);
    }
    merge(&app, ids[0], ids[1]).await.assert_status(200);
    assert_eq!(read(&app, ids[0]).await["merged_into_id"], json!(ids[1]));

    merge(&app, ids[1], ids[2]).await.assert_status(200);

    for old in &ids[..2] {
        assert_eq!(read(&app, *old).await["merged_into_id"], json!(ids[2]));
    }
    assert_eq!(read(&app, ids[2]).await["merged_into_id"], json!(null));
    let path = format!("{TITLES}/{}/availability", ids[0]);
    assert_eq!(app.anonymous().get(&path).await.json["items_count"], 0);
}

#[actix_web::test]
async fn a_signpost_is_found_and_counted_nowhere() {
    let app = TestApp::start().await;
    let said = |name: &str| json!({ "author": name, "language": "en", "subjects": ["Courtship"] });
    let goes = title(&app, "Emma", said("Jane Austen")).await;
    let stays = title(&app, "Emma", said("Austen")).await;
    app.copy_of(goes).await;
    title(&app, "Ulysses", json!({})).await;
    let questions: &[&[(&str, &str)]] = &[
        &[("q", "emma")],
        &[("q", "emma"), ("sort", "title")],
        &[("q", "emma"), ("sort", "newest")],
        &[("q", "emm austen")],
        &[("q", "emmma")],
        &[("language", "en")],
        &[("subject", "courtship"), ("sort", "newest")],
    ];
    for question in questions {
        assert_eq!(found(&app, question).await.len(), 2, "{question:?}");
    }
    assert_eq!(found(&app, &[]).await.len(), 3);
    assert_eq!(counted(&app, &[("q", "emma")]).await["total_count"], 2);

    merge(&app, goes, stays).await.assert_status(200);

    for question in questions {
        assert_eq!(found(&app, question).await, ["Emma"], "{question:?}");
    }
    assert_eq!(found(&app, &[]).await, ["Emma", "Ulysses"]);
    assert_eq!(found(&app, &[("sort", "newest")]).await.len(), 2);
    let counts = counted(&app, &[("q", "emma")]).await;
    assert_eq!(
        (&counts["total_count"], &counts["available_count"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(counts["formats"][0]["count"], 1);
    assert_eq!(counts["subjects"][0]["count"], 1);
    assert_eq!(counted(&app, &[]).await["total_count"], 2);
    // What only the signpost said is no answer any more.
    assert_eq!(found(&app, &[("q", "jane")]).await, [""; 0]);
}

#[actix_web::test]
async fn it_is_changed_no_longer_and_takes_no_copies() {
    let app = TestApp::start().await;
    let (goes, stays) = (
        title(&app, "Emma", json!({})).await,
        title(&app, "Emma", json!({})).await,
    );
    merge(&app, goes, stays).await.assert_status(200);
    let path = format!("{TITLES}/{goes}");
    let tag = app.assistant().get(&path).await.header("etag");

    let changed = app
        .assistant()
        .if_match(&tag)
        .patch(&path, json!({ "title": "X" }))
        .await;
    changed.assert_problem(409, "conflict");
    let copy = json!({
        "title_id": goes, "barcode": "X-1", "item_type_id": app.item_type_id, "home_branch_id": app.branch_id,
        "location_id": app.location_id,
    });
    let added = app.assistant().post("/api/v1/items", copy).await;
    added.assert_fields(&[("/title_id", "merged")]);
    let item = app.copy_of(stays).await;
    let moved = app
        .assistant()
        .if_match("\"v1\"")
        .patch(&format!("/api/v1/items/{}", item.id), json!({ "title_id": goes }))
        .await;
    moved.assert_fields(&[("/title_id", "merged")]);
    assert_eq!(copies(&app, goes).await, 0);
}

#[actix_web::test]
async fn what_cannot_be_merged_is_refused() {
    let app = TestApp::start().await;
    let (one, two, three) = (
        title(&app, "Emma", json!({})).await,
        title(&app, "Emma", json!({})).await,
        title(&app, "Emma", json!({})).await,
    );
    let nobody = Uuid::now_v7();
    let send = async |kept: Uuid, merged: Uuid, versions: (i64, i64)| {
        let body = json!({ "version": versions.0, "merged_title_id": merged, "merged_version": versions.1 });
        app.supervisor().post(&format!("{TITLES}/{kept}/merges"), body).await
    };

    send(one, one, (1, 1))
        .await
        .assert_fields(&[("/merged_title_id", "self")]);
    send(one, nobody, (1, 1))
        .await
        .assert_fields(&[("/merged_title_id", "unknown")]);
    send(nobody, one, (1, 1)).await.assert_problem(404, "not-found");
    send(one, two, (2, 1)).await.assert_problem(412, "stale");
    send(one, two, (1, 2)).await.assert_problem(412, "stale");
    send(one, two, (1, 1)).await.assert_status(200);
    send(three, two, (1, 2))
        .await
        .assert_fields(&[("/merged_title_id", "merged")]);
    send(two, three, (2, 1)).await.assert_problem(409, "conflict");
    let by_assistant = json!({ "version": 2, "merged_title_id": three, "merged_version": 1 });
    let path = format!("{TITLES}/{one}/merges");
    app.assistant()
        .post(&path, by_assistant)
        .await
        .assert_problem(403, "forbidden");
    assert_eq!(app.audit("title.merged").await, 1);
}

#[actix_web::test]
async fn a_merge_that_is_sent_again_is_done_once() {
    let app = TestApp::start().await;
    let (goes, stays) = (
        title(&app, "Emma", json!({})).await,
        title(&app, "Emma", json!({})).await,
    );
    let body = json!({ "version": 1, "merged_title_id": goes, "merged_version": 1 });
    let once = app.supervisor().key("merge-1");
    let path = format!("{TITLES}/{stays}/merges");

    let first = once.post(&path, body.clone()).await;
    let again = once.post(&path, body).await;

    assert_eq!((first.status, &first.text), (200, &again.text));
    assert_eq!(app.audit("title.merged").await, 1);
}

#[actix_web::test]
async fn of_two_merges_that_cross_one_is_done() {
    let app = TestApp::start().await;
    for trial in 0..trials() {
        let (one, two) = (
            title(&app, "Emma", json!({})).await,
            title(&app, "Emma", json!({})).await,
        );
        app.copy_of(one).await;
        app.copy_of(two).await;

        let (there, back) = join(merge(&app, one, two), merge(&app, two, one)).await;

        let mut statuses = [there.status, back.status];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 200, "trial {trial}: {} {}", there.text, back.text);
        assert!([409, 412, 422].contains(&statuses[1]), "trial {trial}: {statuses:?}");
        let kept = format!("select count(*) from titles where id in ('{one}', '{two}') and merged_into_id is null");
        assert_eq!(app.count(&kept).await, 1, "trial {trial}");
        let mut left = [copies(&app, one).await, copies(&app, two).await];
        left.sort_unstable();
        assert_eq!(left, [0, 2], "trial {trial}");
    }
}

#[actix_web::test]
async fn a_copy_that_comes_meanwhile_is_at_the_title_that_stays_or_refused() {
    let app = TestApp::start().await;
    for trial in 0..trials() {
        let (goes, stays) = (
            title(&app, "Emma", json!({})).await,
            title(&app, "Emma", json!({})).await,
        );
        let copy = json!({
            "title_id": goes, "barcode": format!("RACE{trial}"), "item_type_id": app.item_type_id,
            "home_branch_id": app.branch_id, "location_id": app.location_id,
        });
        let assistant = app.assistant();

        let (merged, added) = join(merge(&app, goes, stays), assistant.post("/api/v1/items", copy)).await;

        merged.assert_status(200);
        assert!([201, 422].contains(&added.status), "trial {trial}: {}", added.text);
        let kept = i64::from(added.status == 201);
        assert_eq!(
            (copies(&app, goes).await, copies(&app, stays).await),
            (0, kept),
            "trial {trial}"
        );
    }
}
