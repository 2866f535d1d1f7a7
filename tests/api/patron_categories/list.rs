use crate::support::{CodeList, TestApp, json};

const LIST: CodeList = CodeList {
    path: "/api/v1/patron-categories",
    noun: "patron_category",
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

#[actix_web::test]
async fn ages_and_enrolment_are_set_and_cleared() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let body = json!({"code": "TEEN", "name": "Teen", "min_age": 13, "max_age": 17, "enrolment_months": 12});

    let added = supervisor.post(LIST.path, body).await;
    let cleared = supervisor
        .if_match("\"v1\"")
        .patch(
            &added.header("location"),
            json!({"min_age": null, "enrolment_months": null}),
        )
        .await;

    added.assert_status(201);
    assert_eq!(
        [
            &added.json["min_age"],
            &added.json["max_age"],
            &added.json["enrolment_months"]
        ],
        [13, 17, 12]
    );
    cleared.assert_status(200);
    assert_eq!(
        [
            &cleared.json["min_age"],
            &cleared.json["max_age"],
            &cleared.json["enrolment_months"]
        ],
        [&json!(null), &json!(17), &json!(null)]
    );
}

#[actix_web::test]
async fn impossible_ages_and_enrolments_are_refused() {
    let app = TestApp::start().await;
    let supervisor = app.supervisor();
    let post = async |min_age: i32, max_age: i32, months: i32| {
        let body =
            json!({"code": "X", "name": "X", "min_age": min_age, "max_age": max_age, "enrolment_months": months});
        supervisor.post(LIST.path, body).await
    };

    post(18, 17, 1).await.assert_fields(&[("/max_age", "out-of-order")]);
    post(-1, 151, 0).await.assert_fields(&[
        ("/enrolment_months", "range"),
        ("/max_age", "range"),
        ("/min_age", "range"),
    ]);
    post(0, 99999, 1).await.assert_fields(&[("/max_age", "wrong-type")]);
    post(0, 150, 240).await.assert_status(201);
}
