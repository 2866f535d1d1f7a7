use uuid::Uuid;

use super::{ITEMS, addition};
use crate::support::{Answer, TestApp, Value, json};

/// Puts an item of a title of its own on the shelf, and gives its id.
async fn put(app: &TestApp, barcode: &str, said: Value) -> Uuid {
    let title_id = Uuid::now_v7();
    app.sql(&format!(
        "insert into titles (id, title, author, format) values ('{title_id}', 'Title of {barcode}', 'Author', 'book')"
    ))
    .await;
    let mut body = addition(app, title_id, barcode);
    body.as_object_mut()
        .expect("an object")
        .extend(said.as_object().expect("an object").clone());
    let answer = app.assistant().post(ITEMS, body).await;
    answer.assert_status(201);
    answer.json["id"].as_str().expect("an id").parse().expect("a UUID")
}

async fn numbered(app: &TestApp, barcode: &str, call_number: &str) -> Uuid {
    put(app, barcode, json!({ "call_number": call_number })).await
}

async fn shelf(app: &TestApp, id: Uuid, query: &str) -> Answer {
    let answer = app.assistant().get(&format!("{ITEMS}/{id}/shelf{query}")).await;
    answer.assert_status(200);
    answer
}

/// The barcodes before the item, and those after it.
fn sides(answer: &Answer) -> (Vec<&str>, Vec<&str>) {
    let barcodes = |side: &str| {
        let items = answer.json[side].as_array().expect("items");
        items
            .iter()
            .map(|item| item["barcode"].as_str().expect("a barcode"))
            .collect()
    };
    (barcodes("before"), barcodes("after"))
}

#[actix_web::test]
async fn an_item_stands_between_its_neighbours() {
    let app = TestApp::start().await;
    let item = numbered(&app, "M", "641.5 FOO").await;
    for (barcode, call_number) in [
        ("A", "641.45 FOO"),
        ("B", "641.5 FOA"),
        ("C", "641.51 AAA"),
        ("D", "1001"),
        ("E", "099"),
    ] {
        numbered(&app, barcode, call_number).await;
    }
    app.sql("update items set status = 'on_loan' where barcode = 'B'").await;

    let answer = shelf(&app, item, "").await;

    assert_eq!(sides(&answer), (vec!["E", "A", "B"], vec!["C", "D"]));
    assert_eq!(answer.json["branch"]["code"], "CEN");
    assert_eq!(answer.json["location"]["code"], "STACKS");
    let this = &answer.json["item"];
    assert_eq!((&this["id"], &this["barcode"]), (&json!(item), &json!("M")));
    assert_eq!(
        (&this["call_number"], &this["call_number_parsed"]),
        (&json!("641.5 FOO"), &json!(true))
    );
    let neighbour = &answer.json["before"][2];
    assert_eq!(neighbour["title"]["title"], "Title of B");
    assert_eq!(neighbour["title"]["author"], "Author");
    assert_eq!(neighbour["status"], "on_loan", "what is out has its place");
}

#[actix_web::test]
async fn an_item_may_stand_alone() {
    let app = TestApp::start().await;
    let item = app.item().await.id;

    let answer = shelf(&app, item, "").await;

    assert_eq!(sides(&answer), (vec![], vec![]));
    assert_eq!(answer.json["item"]["call_number"], json!(null));
    assert_eq!(answer.json["item"]["call_number_parsed"], json!(null));
}

#[actix_web::test]
async fn the_same_number_stands_by_barcode() {
    let app = TestApp::start().await;
    for barcode in ["3", "1", "5", "4"] {
        numbered(&app, barcode, "FIC Ada").await;
    }
    let item = numbered(&app, "2", "fic ADA").await;

    assert_eq!(sides(&shelf(&app, item, "").await), (vec!["1"], vec!["3", "4", "5"]));
    assert_eq!(
        sides(&shelf(&app, item, "?after=2").await),
        (vec!["1"], vec!["3", "4"]),
        "the nearest"
    );
}

#[actix_web::test]
async fn what_does_not_parse_stands_last() {
    let app = TestApp::start().await;
    let item = numbered(&app, "M", "Zebra 9").await;
    put(&app, "1", json!({})).await;
    put(
        &app,
        "2",
        json!({ "call_number": "000.1", "call_number_scheme": "lcc" }),
    )
    .await;
    numbered(&app, "3", "FIC ZZZ").await;

    let answer = shelf(&app, item, "").await;

    assert_eq!(sides(&answer), (vec!["3"], vec!["1", "2"]));
    assert_eq!(answer.json["after"][0]["call_number_parsed"], json!(null));
    assert_eq!(answer.json["after"][1]["call_number_parsed"], json!(false));
}

#[actix_web::test]
async fn other_shelves_and_what_was_withdrawn_are_left_out() {
    let app = TestApp::start().await;
    let item = numbered(&app, "M", "500").await;
    let elsewhere = json!({
        "call_number": "501", "home_branch_id": app.other_branch_id, "location_id": app.other_location_id,
    });
    put(&app, "1", elsewhere).await;
    let gone = put(&app, "2", json!({ "call_number": "502", "status": "withdrawn" })).await;
    app.sql(&format!(
        "insert into locations (id, branch_id, code, name) values ('{gone}', '{}', 'REF', 'Reference')",
        app.branch_id
    ))
    .await;
    put(&app, "3", json!({ "call_number": "503", "location_id": gone })).await;
    // What is elsewhere for now has its place at home.
    numbered(&app, "4", "504").await;
    app.sql(&format!(
        "update items set current_branch_id = '{}' where barcode = '4'",
        app.other_branch_id
    ))
    .await;

    assert_eq!(sides(&shelf(&app, item, "").await), (vec![], vec!["4"]));
    // A withdrawn one is shown where it would stand.
    assert_eq!(sides(&shelf(&app, gone, "").await), (vec!["M"], vec!["4"]));
}

#[actix_web::test]
async fn as_many_as_were_asked_for() {
    let app = TestApp::start().await;
    let mut ids = Vec::new();
    for number in 100..125 {
        ids.push(numbered(&app, &number.to_string(), &number.to_string()).await);
    }

    let usual = shelf(&app, ids[12], "").await;
    assert_eq!((sides(&usual).0.len(), sides(&usual).1.len()), (10, 10));
    assert_eq!((sides(&usual).0[9], sides(&usual).1[0]), ("111", "113"));
    assert_eq!(
        sides(&shelf(&app, ids[12], "?before=0&after=1").await),
        (vec![], vec!["113"])
    );
    let most = shelf(&app, ids[24], "?before=50&after=50").await;
    assert_eq!((sides(&most).0.len(), sides(&most).1.len()), (24, 0));
    for (query, pointer) in [
        ("?before=51", "/before"),
        ("?after=-1", "/after"),
        ("?after=many", "/after"),
        ("?up=1", "/up"),
    ] {
        let answer = app.assistant().get(&format!("{ITEMS}/{}/shelf{query}", ids[0])).await;
        answer.assert_problem(422, "invalid-fields");
        assert_eq!(answer.json["errors"][0]["pointer"], pointer);
    }
}

#[actix_web::test]
async fn one_can_walk_a_shelf_from_end_to_end() {
    let app = TestApp::start().await;
    let mut last = numbered(&app, "0", "000").await;
    for number in 1..30 {
        numbered(
            &app,
            &format!("{number}"),
            ["QA76.9 .C1", "FIC ADA", "641.5", "?"][number % 4],
        )
        .await;
    }
    let mut walked = vec!["0".to_owned()];

    for _ in 0..8 {
        let answer = shelf(&app, last, "?before=0&after=4").await;
        let after = answer.json["after"].as_array().expect("items");
        walked.extend(sides(&answer).1.into_iter().map(str::to_owned));
        let Some(next) = after.last() else { break };
        last = next["id"].as_str().expect("an id").parse().expect("a UUID");
    }

    assert_eq!(walked.len(), 30);
    walked.sort();
    walked.dedup();
    assert_eq!(walked.len(), 30, "each once");
}

#[actix_web::test]
async fn shelves_are_for_staff() {
    let app = TestApp::start().await;
    let (item, patron) = (app.item().await, app.patron().await);
    let path = format!("{ITEMS}/{}/shelf", item.id);

    app.anonymous().get(&path).await.assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .get(&path)
        .await
        .assert_problem(403, "forbidden");
}

#[actix_web::test]
async fn what_is_not_there_has_no_shelf() {
    let app = TestApp::start().await;

    app.assistant()
        .get(&format!("{ITEMS}/{}/shelf", Uuid::now_v7()))
        .await
        .assert_problem(404, "not-found");
}
