use super::{PASSWORD, ada, claims, log_in, open_library, refresh};
use crate::support::json;

#[actix_web::test]
async fn a_staff_member_signs_in_by_name_and_password() {
    let app = open_library().await;

    let answer = log_in(&app, "Ada", PASSWORD).await;

    answer.assert_status(200);
    assert_eq!(answer.json["token_type"], "Bearer");
    assert_eq!(answer.json["expires_in"], 900);
    assert_eq!(
        answer.json["staff"],
        json!({"id": app.assistant_id, "username": "ada", "name": "Ada", "role": "assistant", "language": "en"})
    );
    assert_eq!(
        answer.json["branch"],
        json!({"id": app.branch_id, "code": "CEN", "name": "Central", "zone": "Europe/Berlin"})
    );
    assert_eq!(answer.json["desk"], json!(null));
    assert_eq!(answer.json["branches"].as_array().map(Vec::len), Some(2));
    assert_eq!(answer.json["must_choose_desk"], true);
    let claims = claims(&answer.json["access_token"]);
    assert_eq!(claims["aud"], "carrel-staff");
    assert_eq!(claims["sub"], json!(app.assistant_id));
    assert_eq!(claims["branch"], json!(app.branch_id));
    assert_eq!(claims["role"], "assistant");
    assert_eq!(app.audit("session.started").await, 1);
}

#[actix_web::test]
async fn the_token_opens_what_is_theirs() {
    let app = open_library().await;
    let signed_in = log_in(&app, "sam", PASSWORD).await;
    let sam = app.anonymous().bearer(super::text(&signed_in.json["access_token"]));
    let tag = sam.get("/api/v1/library").await.header("etag");

    let answer = sam
        .if_match(&tag)
        .patch("/api/v1/library", json!({"name": "Ribera"}))
        .await;

    answer.assert_status(200);
}

#[actix_web::test]
async fn unknown_disabled_and_wrong_are_the_same_answer() {
    let app = open_library().await;
    app.sql("update staff set is_active = false where username = 'sam'")
        .await;

    let wrong = log_in(&app, "ada", "wrong").await;
    let unknown = log_in(&app, "nobody", PASSWORD).await;
    let disabled = log_in(&app, "sam", PASSWORD).await;

    for answer in [&wrong, &unknown, &disabled] {
        answer.assert_problem(401, "wrong-credentials");
        assert_eq!(answer.json["detail"], wrong.json["detail"]);
    }
    assert_eq!(app.audit("sign-in.failed").await, 3);
    let named = "select count(*) from audit_events where audit_events::text ilike '%nobody%'";
    assert_eq!(app.count(named).await, 0, "a name that was typed is not kept");
}

#[actix_web::test]
async fn the_branch_is_the_named_one_or_the_last_or_the_first() {
    let app = open_library().await;
    let login = async |branch: serde_json::Value| {
        let body = json!({"username": "ada", "password": PASSWORD, "branch_id": branch});
        app.anonymous().post("/api/v1/auth/login", body).await
    };

    let named = login(json!(app.other_branch_id)).await;
    let last = ada(&app).await;
    app.sql("update branches set is_active = false where code = 'RIV'")
        .await;
    let first = ada(&app).await;

    assert_eq!(named.json["branch"]["code"], "RIV");
    assert_eq!(last.json["branch"]["code"], "RIV");
    assert_eq!(first.json["branch"]["code"], "CEN");
}

#[actix_web::test]
async fn a_named_desk_leaves_nothing_to_choose() {
    let app = open_library().await;
    let body = json!({"username": "ada", "password": PASSWORD, "branch_id": app.branch_id, "desk_id": app.desk_id});

    let answer = app.anonymous().post("/api/v1/auth/login", body).await;

    answer.assert_status(200);
    assert_eq!(answer.json["desk"], json!({"id": app.desk_id, "name": "Front"}));
    assert_eq!(answer.json["must_choose_desk"], false);
    assert_eq!(claims(&answer.json["access_token"])["desk"], json!(app.desk_id));
    let refreshed = refresh(&app, &answer.json["refresh_token"]).await;
    assert_eq!(refreshed.json["desk"]["name"], "Front");
    assert_eq!(refreshed.json["must_choose_desk"], false);
}

#[actix_web::test]
async fn only_their_own_branches_and_its_own_desks() {
    let app = open_library().await;
    app.sql(&format!(
        "update staff set all_branches = false where username = 'ada';
         insert into staff_branches (staff_id, branch_id) values ('{}', '{}')",
        app.assistant_id, app.branch_id
    ))
    .await;
    let login = async |branch, desk| {
        let body = json!({"username": "ada", "password": PASSWORD, "branch_id": branch, "desk_id": desk});
        app.anonymous().post("/api/v1/auth/login", body).await
    };

    let elsewhere = login(json!(app.other_branch_id), json!(null)).await;
    let nowhere = login(json!(uuid::Uuid::now_v7()), json!(null)).await;
    let no_desk = login(json!(app.branch_id), json!(uuid::Uuid::now_v7())).await;
    let home = ada(&app).await;

    elsewhere.assert_problem(403, "forbidden");
    nowhere.assert_problem(403, "forbidden");
    no_desk.assert_fields(&[("/desk_id", "not-found")]);
    assert_eq!(home.json["branches"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn without_a_branch_nobody_can_work() {
    let app = open_library().await;
    app.sql("update staff set all_branches = false").await;

    log_in(&app, "ada", PASSWORD).await.assert_problem(403, "forbidden");
}

#[actix_web::test]
async fn a_cookie_session_keeps_its_refresh_token_from_scripts() {
    let app = open_library().await;
    let body = json!({"username": "ada", "password": PASSWORD, "session": "cookie"});
    let page = app.anonymous().header("Origin", app.origin());

    let answer = page.post("/api/v1/auth/login", body).await;

    answer.assert_status(200);
    assert_eq!(answer.json["refresh_token"], json!(null));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-carrel-refresh="), "{cookie}");
    for word in [
        "; Path=/",
        "; Max-Age=1800",
        "; Secure",
        "; HttpOnly",
        "; SameSite=Strict",
    ] {
        assert!(cookie.contains(word), "{cookie}");
    }
    assert!(!cookie.contains("Domain"));
}

#[actix_web::test]
async fn cookie_sessions_are_for_our_own_pages() {
    let app = open_library().await;
    let body = json!({"username": "ada", "password": PASSWORD, "session": "cookie"});
    let path = "/api/v1/auth/login";

    let unnamed = app.anonymous().post(path, body.clone()).await;
    let foreign = app
        .anonymous()
        .header("Origin", "https://library.example")
        .post(path, body)
        .await;

    unnamed.assert_problem(403, "wrong-origin");
    foreign.assert_problem(403, "wrong-origin");
}

#[actix_web::test]
async fn what_is_sent_is_checked_and_never_repeated() {
    let app = open_library().await;
    let client = app.anonymous();
    let path = "/api/v1/auth/login";

    let missing = client.post(path, json!({"username": "ada"})).await;
    let long = client
        .post(path, json!({"username": "a".repeat(65), "password": ""}))
        .await;
    let odd = client
        .post(
            path,
            json!({"username": "ada", "password": PASSWORD, "session": "forever"}),
        )
        .await;

    missing.assert_fields(&[("/password", "missing")]);
    long.assert_fields(&[("/password", "length"), ("/username", "length")]);
    odd.assert_fields(&[("/session", "wrong-type")]);
    assert!(!odd.text.contains("forever"));
    assert_eq!(app.audit("sign-in.failed").await, 0);
}

#[actix_web::test]
async fn neither_password_nor_token_is_kept() {
    let app = open_library().await;
    let answer = ada(&app).await;

    for secret in [PASSWORD, super::text(&answer.json["refresh_token"])] {
        let kept = format!(
            "select count(*) from (select s::text from sessions s union all select t::text from refresh_tokens t
             union all select a::text from audit_events a union all select p::text from staff p
             union all select f::text from sign_in_failures f) rows (text) where text like '%{secret}%'"
        );
        assert_eq!(app.count(&kept).await, 0);
    }
}

#[actix_web::test]
async fn another_alphabets_capital_is_another_name() {
    let app = open_library().await;
    app.sql("update staff set username = 'iris' where username = 'ada'")
        .await;

    log_in(&app, "IRIS", PASSWORD).await.assert_status(200);
    log_in(&app, "\u{130}r\u{130}s", PASSWORD)
        .await
        .assert_problem(401, "wrong-credentials");
}
