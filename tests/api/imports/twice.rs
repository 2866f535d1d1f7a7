//! The same file again, and another state of the same records.

use super::{book, control, counts, creating, data, file, problems, take, title};
use crate::support::{TestApp, Value, json};

fn library() -> Vec<u8> {
    file(&[
        book("1", [data("245", "$aEmma"), data("949", "$i1$tBOOK$lSTACKS")]),
        book("2", [data("245", "$aPersuasion"), data("949", "$i2$tBOOK$lSTACKS")]),
    ])
}

async fn audited(app: &TestApp) -> usize {
    let events = app.supervisor().get("/api/v1/audit-events?limit=200").await;
    let is_other = |event: &&Value| !event["deed"].as_str().unwrap().starts_with("import.");
    events.json["items"].as_array().unwrap().iter().filter(is_other).count()
}

#[actix_web::test]
async fn a_second_import_changes_nothing() {
    let app = TestApp::start().await;
    let first = take(&app, &library(), creating()).await;
    assert_eq!(counts(&first), [2, 0, 0, 0, 2, 0, 0, 0]);
    let (before, events) = (title(&app, "emma").await, audited(&app).await);

    let second = take(&app, &library(), creating()).await;

    assert_eq!(counts(&second), [0, 0, 2, 0, 0, 2, 0, 0]);
    assert_eq!(title(&app, "emma").await, before);
    assert_eq!(audited(&app).await, events);
}

#[actix_web::test]
async fn a_record_that_has_changed_changes_its_title() {
    let app = TestApp::start().await;
    take(&app, &library(), creating()).await;
    let before = title(&app, "emma").await;
    let changed = file(&[
        book(
            "1",
            [
                data("245", "$aEmma /"),
                data("520", "$aNew."),
                data("949", "$i3$tBOOK$lSTACKS"),
            ],
        ),
        book(
            "2",
            [
                control("005", "20260101"),
                data("245", "$aPersuasion"),
                data("949", "$i2$tBOOK$lOTHER"),
            ],
        ),
    ]);

    let import = take(&app, &changed, creating()).await;

    assert_eq!(counts(&import)[..6], [0, 1, 1, 0, 1, 1]);
    let after = title(&app, "emma").await;
    assert_eq!((&after["id"], &after["summary"]), (&before["id"], &json!("New.")));
}

#[actix_web::test]
async fn numbers_belong_to_their_source() {
    let app = TestApp::start().await;
    take(
        &app,
        &file(&[book("1", [data("245", "$aEmma")])]),
        json!({ "source": "OLD" }),
    )
    .await;

    let other = take(
        &app,
        &file(&[book("1", [data("245", "$aIvanhoe")])]),
        json!({ "source": "NEW" }),
    )
    .await;
    let said = book("1", [control("003", "OLD"), data("245", "$aEmma")]);
    let same = take(&app, &file(&[said]), json!({})).await;

    assert_eq!(counts(&other)[..3], [1, 0, 0]);
    assert_eq!(counts(&same)[..3], [0, 1, 0], "another record under the number it had");
}

#[actix_web::test]
async fn a_record_without_a_number_is_known_by_what_it_says() {
    let app = TestApp::start().await;
    let mut record = book("x", [data("245", "$aEmma"), data("949", "$i1$tBOOK$lSTACKS")]);
    record.fields.remove(0);
    take(&app, &file(&[record.clone()]), creating()).await;

    let again = take(&app, &file(&[record.clone()]), creating()).await;
    record.fields.push(data("520", "$aOther."));
    let other = take(&app, &file(&[record]), creating()).await;

    assert_eq!(counts(&again)[..3], [0, 0, 1]);
    assert_eq!(counts(&other)[..3], [1, 0, 0]);
}

#[actix_web::test]
async fn a_number_twice_in_a_file_is_refused_the_second_time() {
    let app = TestApp::start().await;
    let twice = file(&[
        book("1", [data("245", "$aEmma")]),
        book("1", [data("245", "$aIvanhoe")]),
    ]);

    let import = take(&app, &twice, json!({})).await;

    assert_eq!(counts(&import)[..4], [1, 0, 0, 1]);
    assert_eq!(problems(&app, &import).await[0].2, "duplicate-number");
    let again = take(&app, &twice, json!({})).await;
    assert_eq!(counts(&again)[..4], [0, 0, 1, 1]);
}

#[actix_web::test]
async fn a_dry_run_tells_and_does_nothing() {
    let app = TestApp::start().await;
    let records = file(&[
        book("1", [data("245", "$aEmma"), data("949", "$i1$tNOVEL$lNEW")]),
        book("2", [data("500", "$aNo title.")]),
        book("3", [data("245", "$aThree"), data("949", "$i1$tNOVEL$lNEW")]),
    ]);

    let dry = take(&app, &records, json!({ "create_codes": true, "dry_run": true })).await;

    assert_eq!(counts(&dry), [2, 0, 0, 1, 1, 0, 1, 2]);
    assert_eq!(app.anonymous().get("/api/v1/titles").await.json["items"], json!([]));
    let types = app.supervisor().get("/api/v1/item-types").await;
    assert!(!types.text.contains("NOVEL"), "{}", types.text);
    let wet = take(&app, &records, creating()).await;
    assert_eq!(counts(&wet)[..7], counts(&dry)[..7]);
}

#[actix_web::test]
async fn a_record_whose_title_was_merged_brings_its_items_to_the_title_that_stays() {
    let app = TestApp::start().await;
    take(&app, &library(), creating()).await;
    let (goes, stays) = (title(&app, "emma").await, title(&app, "persuasion").await);
    let merge = json!({ "version": 1, "merged_title_id": goes["id"], "merged_version": 1 });
    let path = format!("/api/v1/titles/{}/merges", stays["id"].as_str().unwrap());
    app.supervisor().post(&path, merge).await.assert_status(200);
    let again = file(&[book(
        "1",
        [
            data("245", "$aEmma, once more"),
            data("949", "$i1$tBOOK$lSTACKS"),
            data("949", "$i9$tBOOK$lSTACKS"),
        ],
    )]);

    let import = take(&app, &again, creating()).await;

    // The title is left alone, the item that was there is known, the new one is added.
    assert_eq!(counts(&import)[..7], [0, 0, 1, 0, 1, 1, 0]);
    let at_stays = format!(
        "select count(*) from items where title_id = '{}'",
        stays["id"].as_str().unwrap()
    );
    assert_eq!(app.count(&at_stays).await, 3);
    let now = title(&app, "persuasion").await;
    assert_eq!(now["title"], "Persuasion");
    assert_eq!(app.count("select count(*) from titles").await, 2);
    assert_eq!(
        app.count("select count(*) from titles where merged_into_id is not null and title = 'Emma'")
            .await,
        1
    );
}
