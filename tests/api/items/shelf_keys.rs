#![expect(clippy::disallowed_methods, reason = "a question put once")]

use carrel::housekeeping::SHELVING;
use carrel::platform::jobs::run;
use carrel_rules::call_number::{SORT_KEY_VERSION, Scheme, ShelfKey, guess, shelf_key};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Int2, Nullable, Text};

use super::{ITEMS, addition};
use crate::support::{TestApp, Value, json};

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Nullable<Text>)]
    call_number: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    call_number_scheme: Option<String>,
    #[diesel(sql_type = Text)]
    shelf_key: String,
    #[diesel(sql_type = Int2)]
    shelf_key_version: i16,
    #[diesel(sql_type = Nullable<Bool>)]
    call_number_parsed: Option<bool>,
}

/// Asserts that every key is what the rules make of the item's call number, and gives how many there are.
pub(crate) fn assert_stored_is_recomputed(conn: &mut PgConnection) -> usize {
    let items: Vec<Stored> = diesel::sql_query(
        "select call_number, call_number_scheme, shelf_key, shelf_key_version, call_number_parsed from items",
    )
    .load(conn)
    .expect("items");
    for item in &items {
        let made = item.call_number.as_deref().map(|call_number| {
            let scheme = item.call_number_scheme.as_deref();
            let scheme = scheme.map_or_else(|| guess(call_number), |scheme| scheme.parse().expect("a scheme"));
            shelf_key(scheme, call_number)
        });
        assert_eq!(item.call_number_parsed, made.as_ref().map(|made| made.parsed));
        assert_eq!(
            item.shelf_key,
            made.unwrap_or_else(ShelfKey::of_nothing).key,
            "{:?}",
            item.call_number
        );
        assert_eq!(item.shelf_key_version, SORT_KEY_VERSION);
    }
    items.len()
}

fn recompute(app: &TestApp) -> usize {
    let mut conn = app.db.connection().expect("a connection");
    let counts = run(&mut conn, &SHELVING, app.clock.now()).expect("it runs");
    counts.expect("nobody else runs it")["shelf_keys"]
}

async fn change(app: &TestApp, id: &str, patch: Value) -> Value {
    let path = format!("{ITEMS}/{id}");
    let tag = app.assistant().get(&path).await.header("etag");
    let answer = app.assistant().if_match(&tag).patch(&path, patch).await;
    answer.assert_status(200);
    answer.json
}

#[actix_web::test]
async fn a_key_is_made_whenever_an_item_is_added_or_changed() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;
    app.sql("delete from items").await;
    let mut conn = app.db.connection().expect("a connection");
    for (index, call_number) in [
        json!(null),
        json!("FIC ADA"),
        json!("QA76.73 .C15"),
        json!("漢字"),
        json!("…"),
    ]
    .iter()
    .enumerate()
    {
        for scheme in [
            json!(null),
            json!("dewey"),
            json!("lcc"),
            json!("fiction"),
            json!("own"),
        ] {
            let mut body = addition(
                &app,
                title_id,
                &format!("B{index}{}", scheme.as_str().unwrap_or("-").to_uppercase()),
            );
            body["call_number"] = call_number.clone();
            body["call_number_scheme"] = scheme.clone();
            let answer = app.assistant().post(ITEMS, body).await;
            answer.assert_status(201);
            assert_eq!(answer.json["call_number_scheme"], scheme);
        }
    }
    assert_eq!(assert_stored_is_recomputed(&mut conn), 25);

    let id = app.assistant().get(&format!("{ITEMS}?barcode=B0-")).await.json["items"][0]["id"].clone();
    let id = id.as_str().expect("an id");
    let patches = [
        (json!({ "call_number": "641.5 FOO" }), json!(true)),
        (json!({ "call_number_scheme": "lcc" }), json!(false)),
        (json!({ "part": "2" }), json!(false)),
        (json!({ "call_number": "TX715 .F6" }), json!(true)),
        (
            json!({ "call_number_scheme": null, "call_number": "641.5 BAR" }),
            json!(true),
        ),
        (json!({ "call_number": null }), json!(null)),
    ];
    for (patch, parsed) in patches {
        assert_eq!(
            change(&app, id, patch.clone()).await["call_number_parsed"],
            parsed,
            "{patch}"
        );
        assert_eq!(assert_stored_is_recomputed(&mut conn), 25);
    }
    assert_eq!(recompute(&app), 0, "nothing is left to do");
}

#[actix_web::test]
async fn schemes_are_those_we_know() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;
    for scheme in [json!("Dewey"), json!("nlm"), json!("")] {
        let mut body = addition(&app, title_id, "1");
        body["call_number_scheme"] = scheme;

        let answer = app.assistant().post(ITEMS, body).await;

        answer.assert_problem(422, "invalid-fields");
        assert_eq!(answer.json["errors"][0]["pointer"], "/call_number_scheme");
    }
    for scheme in Scheme::ALL {
        app.sql(&format!("update items set call_number_scheme = '{}'", scheme.as_str()))
            .await;
    }
}

#[actix_web::test]
async fn keys_of_another_version_are_made_anew() {
    let app = TestApp::start().await;
    let title_id = app.item().await.title_id;
    app.sql(&format!(
        "insert into items (id, title_id, barcode, item_type_id, home_branch_id, location_id, current_branch_id, call_number)
         select gen_random_uuid(), '{title_id}', 'N' || n, '{}', '{}', '{}', '{}', 'FIC ' || n from generate_series(1, 1200) n",
        app.item_type_id, app.branch_id, app.location_id, app.branch_id
    ))
    .await;
    let mut conn = app.db.connection().expect("a connection");

    assert_eq!(recompute(&app), 1201, "batch after batch");
    assert_eq!(assert_stored_is_recomputed(&mut conn), 1201);

    app.sql("update items set shelf_key = 'of the future', shelf_key_version = 32767 where barcode < 'N2'")
        .await;
    assert!(recompute(&app) > 300);
    assert_eq!(assert_stored_is_recomputed(&mut conn), 1201);
    assert_eq!(recompute(&app), 0, "once is enough");
    let changed = "select count(*) from items where version <> 1 or updated_at <> created_at";
    assert_eq!(app.count(changed).await, 0, "the item is as it was");
}

#[actix_web::test]
async fn an_item_that_a_desk_has_in_hand_gets_its_key_the_next_time() {
    let app = TestApp::start().await;
    app.item().await;
    app.item().await;
    let mut desk = app.db.connection().expect("a connection");
    diesel::sql_query("begin").execute(&mut desk).expect("begun");
    diesel::sql_query("select from items order by id limit 1 for no key update")
        .execute(&mut desk)
        .expect("held");

    let meanwhile = recompute(&app);
    diesel::sql_query("rollback").execute(&mut desk).expect("let go");

    assert_eq!((meanwhile, recompute(&app)), (1, 1));
}
