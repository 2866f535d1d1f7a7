use crate::support::{CodeList, TestApp, json};

const LIST: CodeList = CodeList {
    path: "/api/v1/fine-kinds",
    noun: "fine_kind",
    given: 0,
};

#[actix_web::test]
async fn entries_are_added_read_and_changed() {
    LIST.assert_entries_are_added_read_and_changed().await;
}

#[actix_web::test]
async fn entries_are_listed_by_code() {
    LIST.assert_entries_are_listed_by_code().await;
}

#[actix_web::test]
async fn codes_are_given_once() {
    LIST.assert_codes_are_given_once().await;
}

#[actix_web::test]
async fn of_two_changes_of_one_version_one_wins() {
    LIST.assert_of_two_changes_of_one_version_one_wins().await;
}

#[actix_web::test]
async fn only_a_supervisor_changes_it() {
    LIST.assert_only_a_supervisor_changes_it().await;
}

#[actix_web::test]
async fn wrong_requests_are_refused() {
    LIST.assert_wrong_requests_are_refused().await;
}

#[actix_web::test]
async fn a_kind_has_a_price_and_a_fund_and_goes_out_of_use() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let body = json!({"code": "PRINT", "name": "Printing", "price": 20, "fund_code": "4200"});
    let added = supervisor.post(LIST.path, body).await;
    added.assert_status(201);

    let changed = supervisor
        .if_match("\"v1\"")
        .patch(&added.header("location"), json!({"price": null, "is_active": false}))
        .await;

    let id = &added.json["id"];
    let expected = |price: Option<i64>, is_active: bool| json!({"id": id, "code": "PRINT", "name": "Printing", "price": price, "fund_code": "4200", "is_active": is_active});
    assert_eq!(added.json, expected(Some(20), true));
    assert_eq!(changed.json, expected(None, false));
    let wrong = json!({"code": "FREE", "name": "Free", "price": 0, "fund_code": ""});
    let refused = supervisor.post(LIST.path, wrong).await;
    refused.assert_fields(&[("/fund_code", "length"), ("/price", "range")]);
}
