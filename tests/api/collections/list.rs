use crate::support::{CodeList, TestApp, json};

const LIST: CodeList = CodeList {
    path: "/api/v1/collections",
    noun: "collection",
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
async fn anyone_reads_it() {
    let app = TestApp::start().await;
    let added = app
        .supervisor()
        .post(LIST.path, json!({"code": "LOCAL", "name": "Local history"}))
        .await;

    let list = app.anonymous().get(LIST.path).await;
    let one = app.anonymous().get(&added.header("location")).await;

    list.assert_status(200);
    assert_eq!(list.json, json!({"items": [added.json], "next_cursor": null}));
    assert_eq!(one.json, added.json);
}
