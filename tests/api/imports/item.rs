//! From the field of items to items.

use super::{book, counts, creating, data, file, problems, take};
use crate::support::{TestApp, Value, json};

async fn item(app: &TestApp, barcode: &str) -> Value {
    let found = app.supervisor().get(&format!("/api/v1/items?barcode={barcode}")).await;
    assert_eq!(found.json["items"].as_array().map(Vec::len), Some(1), "{}", found.text);
    found.json["items"][0].clone()
}

#[actix_web::test]
async fn codes_that_are_not_there_are_made_when_that_is_wanted() {
    let app = TestApp::start().await;
    let record = book(
        "1",
        [
            data("245", "$aEmma"),
            data("949", "$ib1$aFIC AUS$tNovel, long$lstacks$mNOWHERE$cNEW"),
        ],
    );
    let records = file(&[record]);

    let without = take(&app, &records, json!({})).await;
    assert_eq!(counts(&without)[4..7], [0, 0, 1]);
    assert_eq!(problems(&app, &without).await[0].2, "unknown-item-type");

    let map = json!({ "barcode": "i", "call_number": "a", "item_type": "t", "location": "l", "branch": "m", "collection": "c" });
    let import = take(&app, &records, json!({ "create_codes": true, "items_map": map })).await;

    assert_eq!(counts(&import), [0, 0, 1, 0, 1, 0, 0, 1]);
    let item = item(&app, "B1").await;
    assert_eq!(item["item_type"]["code"], "NOVEL--LONG");
    assert_eq!(item["item_type"]["name"], "Novel, long");
    assert_eq!(item["location"]["code"], "STACKS");
    assert_eq!(item["collection"]["code"], "NEW");
    assert_eq!(item["call_number"], "FIC AUS");
    assert_eq!(
        item["home_branch"]["id"],
        json!(app.branch_id),
        "its branch is none of the library's"
    );
    assert_eq!(problems(&app, &import).await[0].2, "unknown-branch");
}

#[actix_web::test]
async fn an_item_without_a_number_of_its_own_has_its_title_s() {
    let app = TestApp::start().await;
    let record = book(
        "1",
        [
            data("245", "$aEmma"),
            data("082", "$a823/.7$220"),
            data("949", "$i1$tBOOK$lSTACKS"),
        ],
    );

    take(&app, &file(&[record]), creating()).await;

    assert_eq!(item(&app, "1").await["call_number"], "823.7");
}

#[actix_web::test]
async fn barcodes_belong_to_one_item() {
    let app = TestApp::start().await;
    let mine = app.item().await;
    let records = [
        book(
            "1",
            [
                data("245", "$aOne"),
                data("949", "$i100$tA$lB"),
                data("949", "$i100$tA$lB"),
            ],
        ),
        book(
            "2",
            [
                data("245", "$aTwo"),
                data("949", "$i100$tA$lB"),
                data("949", "$ax$tA$lB"),
            ],
        ),
        book(
            "3",
            [
                data("245", "$aThree"),
                data("949", &format!("$i{}$tA$lB", mine.barcode)),
                data("949", "$iä ö$tA$lB"),
            ],
        ),
    ];

    let import = take(&app, &file(&records), creating()).await;

    assert_eq!(counts(&import)[..7], [3, 0, 0, 0, 1, 0, 5]);
    let codes: Vec<String> = problems(&app, &import)
        .await
        .into_iter()
        .map(|(.., code, _)| code)
        .collect();
    for code in ["barcode-twice", "no-barcode", "barcode-taken", "bad-barcode"] {
        assert!(codes.iter().any(|found| found == code), "{code}: {codes:?}");
    }
}

#[actix_web::test]
async fn a_branch_of_the_library_gets_its_items() {
    let app = TestApp::start().await;
    let other = app
        .supervisor()
        .get(&format!("/api/v1/branches/{}", app.other_branch_id))
        .await;
    let code = other.json["code"].as_str().unwrap();
    let record = book(
        "1",
        [
            data("245", "$aEmma"),
            data("949", &format!("$i1$tBOOK$lSTACKS$m{code}")),
        ],
    );

    let import = take(&app, &file(&[record]), creating()).await;

    assert_eq!(counts(&import)[7], 0);
    assert_eq!(item(&app, "1").await["home_branch"]["id"], json!(app.other_branch_id));
}
