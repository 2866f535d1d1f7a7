//! Items: what a row makes of one.

use super::super::take;
use super::{rows, why};
use crate::support::{TestApp, Value, json};

async fn items(app: &TestApp, table: &str) -> Value {
    take(app, table.as_bytes(), json!({ "kind": "items" })).await
}

async fn item(app: &TestApp, barcode: &str) -> Value {
    let found = app.supervisor().get(&format!("/api/v1/items?barcode={barcode}")).await;
    found.json["items"][0].clone()
}

#[actix_web::test]
async fn a_row_becomes_an_item_of_a_short_title() {
    let app = TestApp::start().await;
    let table = "barcode;title;author;isbn;item_type;location;call_number;replacement_price;status\n\
        i1;Emma;Austen, Jane;;book;stacks;823.7 AUS;12,50;\n\
        i2;EMMA;Austen, Jane;;BOOK;STACKS;;;missing\n\
        i3;Persuasion;;978-0-14-143968-6;BOOK;STACKS;;;in_processing\n\
        i4;;;0141439688;BOOK;STACKS;;;\n";

    let import = items(&app, table).await;

    // The last names its title by an ISBN that the third has only just brought.
    assert_eq!(rows(&import), [3, 0, 0, 1]);
    assert_eq!(why(&app, &import).await, ("isbn".into(), "unknown".into()));
    assert_eq!(rows(&items(&app, table).await), [1, 0, 3, 0]);
    assert_eq!(app.count("select count(*) from titles").await, 2);
    let emma = item(&app, "I1").await;
    assert_eq!(emma["title"]["author"], "Austen, Jane");
    assert_eq!(emma["replacement_price"], 1250);
    let keys = app
        .text("select shelf_key || ' ' || call_number_parsed from items where barcode = 'I1'")
        .await;
    assert!(!keys.starts_with('~') && keys.ends_with("true"), "{keys}");
    assert_eq!(item(&app, "I3").await["status"], "in_processing");
    assert_eq!(app.audit("item.added").await, 4);
}

#[actix_web::test]
async fn a_title_is_named_by_id_number_isbn_or_name() {
    let app = TestApp::start().await;
    let fixture = app.item().await;
    app.sql(&format!(
        "insert into title_records (title_id, source, control_number, content_hash, marc, created_at, updated_at)
            values ('{0}', 'OLD', 'n1', decode(repeat('00', 32), 'hex'), '\\x00', now(), now());
         update titles set isbns = '{{9780141439686}}' where id = '{0}'",
        fixture.title_id
    ))
    .await;
    let table = format!(
        "barcode,title_id,title_number,title_source,isbn,item_type,location\n\
         a1,{},,,,BOOK,STACKS\n\
         a2,,n1,OLD,,BOOK,STACKS\n\
         a3,,,,9780141439686,BOOK,STACKS\n",
        fixture.title_id
    );
    assert_eq!(rows(&items(&app, &table).await), [3, 0, 0, 0]);
    let mine = app
        .count(&format!(
            "select count(*) from items where title_id = '{}'",
            fixture.title_id
        ))
        .await;
    assert_eq!(mine, 4);

    let missing = uuid::Uuid::now_v7();
    for (cells, column, code) in [
        (format!("b1,{missing},,,,BOOK,STACKS"), "title_id", "unknown"),
        ("b1,,n2,OLD,,BOOK,STACKS".to_owned(), "title_number", "unknown"),
        ("b1,,,,9780000000002,BOOK,STACKS".to_owned(), "isbn", "unknown"),
        ("b1,,,,123,BOOK,STACKS".to_owned(), "isbn", "isbn"),
        ("b1,,,,,BOOK,STACKS".to_owned(), "title", "missing"),
        (
            format!("b1,{},,,,SHOE,STACKS", fixture.title_id),
            "item_type",
            "unknown",
        ),
        (format!("b1,{},,,,BOOK,ATTIC", fixture.title_id), "location", "unknown"),
        (format!("?,{},,,,BOOK,STACKS", fixture.title_id), "barcode", "character"),
    ] {
        let table = format!("barcode,title_id,title_number,title_source,isbn,item_type,location\n{cells}\n");
        let import = items(&app, &table).await;
        assert_eq!(why(&app, &import).await, (column.into(), code.into()), "{cells}");
    }
}

#[actix_web::test]
async fn a_title_that_was_merged_means_the_one_that_stays() {
    let app = TestApp::start().await;
    let (kept, merged) = (app.item().await, app.item().await);
    app.sql(&format!(
        "update items set title_id = '{0}' where title_id = '{1}';
         update titles set merged_into_id = '{0}', isbns = '{{9780141439686}}', title = 'Merged' where id = '{1}'",
        kept.title_id, merged.title_id
    ))
    .await;
    let table = format!(
        "barcode,title_id,title,isbn,item_type,location\n\
         a1,{},,,BOOK,STACKS\n\
         a2,,Merged,9780141439686,BOOK,STACKS\n",
        merged.title_id
    );

    assert_eq!(rows(&items(&app, &table).await), [2, 0, 0, 0]);

    let of = async |title_id| {
        app.count(&format!("select count(*) from items where title_id = '{title_id}'"))
            .await
    };
    assert_eq!(of(kept.title_id).await, 3);
    assert_eq!(
        of(merged.title_id).await,
        0,
        "its number and its name mean nothing any more"
    );
}

#[actix_web::test]
async fn only_what_a_row_gives_is_changed_and_deeds_keep_their_say() {
    let app = TestApp::start().await;
    let (fixture, patron) = (app.item().await, app.patron().await);
    let row = |rest: &str| {
        format!(
            "barcode,title_id,item_type,location,call_number,status\n{},{},BOOK,STACKS,{rest}\n",
            fixture.barcode, fixture.title_id
        )
    };
    assert_eq!(rows(&items(&app, &row("FIC AUS,")).await), [0, 1, 0, 0]);
    assert_eq!(rows(&items(&app, &row("FIC AUS,available")).await), [0, 0, 1, 0]);
    assert_eq!(item(&app, &fixture.barcode).await["call_number"], "FIC AUS");

    let body = json!({ "patron_id": patron.id, "item_id": fixture.id });
    app.assistant()
        .once()
        .post("/api/v1/loans", body)
        .await
        .assert_status(201);
    let moved = items(&app, &row("FIC AUS,missing")).await;
    assert_eq!(why(&app, &moved).await, ("status".into(), "conflict".into()));
    let by_deed = items(&app, &row("FIC AUS,recently_returned")).await;
    assert_eq!(why(&app, &by_deed).await, ("status".into(), "unknown".into()));
    assert_eq!(rows(&items(&app, &row("FIC AUS,on_loan")).await), [0, 0, 1, 0]);
}

#[actix_web::test]
async fn a_dry_run_of_items_writes_nothing() {
    let app = TestApp::start().await;
    let table = "barcode,title,item_type,location\ni1,Emma,BOOK,STACKS\n";
    let tried = take(&app, table.as_bytes(), json!({ "kind": "items", "dry_run": true })).await;
    assert_eq!(rows(&tried), [1, 0, 0, 0]);
    assert_eq!(app.count("select count(*) from items").await, 0);
    assert_eq!(app.count("select count(*) from titles").await, 0);
    assert_eq!(app.audit("item.added").await, 0);
}
