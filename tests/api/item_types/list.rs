use crate::support::CodeList;

const LIST: CodeList = CodeList {
    path: "/api/v1/item-types",
    noun: "item_type",
    given: 1,
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
async fn only_staff_read_it() {
    LIST.assert_only_staff_read_it().await;
}
