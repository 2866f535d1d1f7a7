use super::{ada, claims, open_library, refresh, text};
use crate::support::json;

const PATH: &str = "/api/v1/auth/context";

#[actix_web::test]
async fn the_session_moves_to_another_branch() {
    let app = open_library().await;
    let signed_in = ada(&app).await;
    let caller = app.anonymous().bearer(text(&signed_in.json["access_token"]));

    let answer = caller.post(PATH, json!({"branch_id": app.other_branch_id})).await;

    answer.assert_status(200);
    assert_eq!(answer.json["branch"]["code"], "RIV");
    assert_eq!(answer.json["refresh_token"], json!(null));
    assert_eq!(answer.json["must_choose_desk"], false);
    assert_eq!(
        claims(&answer.json["access_token"])["branch"],
        json!(app.other_branch_id)
    );
    let refreshed = refresh(&app, &signed_in.json["refresh_token"]).await;
    assert_eq!(refreshed.json["branch"]["code"], "RIV");
    assert_eq!(refreshed.json["must_choose_desk"], false);
    assert_eq!(
        ada(&app).await.json["branch"]["code"],
        "RIV",
        "and there again next time"
    );
}

#[actix_web::test]
async fn no_desk_in_particular_is_a_choice_too() {
    let app = open_library().await;
    let signed_in = ada(&app).await;
    let caller = app.anonymous().bearer(text(&signed_in.json["access_token"]));

    let front = caller
        .post(PATH, json!({"branch_id": app.branch_id, "desk_id": app.desk_id}))
        .await;
    let none = caller
        .post(PATH, json!({"branch_id": app.branch_id, "desk_id": null}))
        .await;

    assert_eq!(front.json["desk"]["name"], "Front");
    assert_eq!(none.json["desk"], json!(null));
    assert_eq!(none.json["must_choose_desk"], false);
}

#[actix_web::test]
async fn a_desk_is_of_the_branch_and_in_use() {
    let app = open_library().await;
    let signed_in = ada(&app).await;
    let caller = app.anonymous().bearer(text(&signed_in.json["access_token"]));

    let elsewhere = caller
        .post(PATH, json!({"branch_id": app.other_branch_id, "desk_id": app.desk_id}))
        .await;
    app.sql("update desks set is_active = false").await;
    let closed = caller
        .post(PATH, json!({"branch_id": app.branch_id, "desk_id": app.desk_id}))
        .await;

    elsewhere.assert_fields(&[("/desk_id", "not-found")]);
    closed.assert_fields(&[("/desk_id", "not-found")]);
}

#[actix_web::test]
async fn only_branches_of_theirs_in_a_session_that_goes_on() {
    let app = open_library().await;
    let signed_in = ada(&app).await;
    let caller = app.anonymous().bearer(text(&signed_in.json["access_token"]));
    let body = json!({"branch_id": app.branch_id});

    let nowhere = caller.post(PATH, json!({"branch_id": uuid::Uuid::now_v7()})).await;
    let anonymous = app.anonymous().post(PATH, body.clone()).await;
    caller.post("/api/v1/auth/logout", json!({})).await;
    let over = caller.post(PATH, body).await;

    nowhere.assert_problem(403, "forbidden");
    anonymous.assert_problem(401, "unauthenticated");
    over.assert_problem(401, "unauthenticated");
}
