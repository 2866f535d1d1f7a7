use carrel::platform::desk::Role;
use futures_util::future::join;
use uuid::Uuid;

use super::{change, create, kim};
use crate::auth::{PASSWORD, ada, claims, log_in, open_library, refresh, text};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_supervisor_changes_a_staff_member() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    let patch = json!({"name": "Ada L.", "language": "es", "patron_id": patron.id});
    let answer = change(&app, app.assistant_id, patch).await;
    let cleared = change(&app, app.assistant_id, json!({"patron_id": null})).await;

    answer.assert_status(200);
    assert_eq!(answer.header("etag"), "\"v2\"");
    assert_eq!(answer.json["name"], "Ada L.");
    assert_eq!(answer.json["language"], "es");
    assert_eq!(answer.json["patron_id"], json!(patron.id));
    assert_eq!(cleared.json["patron_id"], json!(null));
    assert_eq!(cleared.json["name"], "Ada L.");
    assert_eq!(app.audit("staff.changed").await, 2);
    let kept = format!(
        "select count(*) from audit_events a where a::text like '%Ada L.%' or a::text like '%{}%'",
        patron.id
    );
    assert_eq!(app.count(&kept).await, 0, "no personal data in the audit");
}

#[actix_web::test]
async fn the_version_read_must_be_named_and_current() {
    let app = TestApp::start().await;
    let path = |id: Uuid| format!("/api/v1/staff/{id}");
    let supervisor = app.supervisor();
    let patch = json!({"name": "A"});

    let unnamed = supervisor.patch(&path(app.assistant_id), patch.clone()).await;
    let stale = supervisor
        .if_match("\"v9\"")
        .patch(&path(app.assistant_id), patch.clone())
        .await;
    let nobody = supervisor.if_match("\"v1\"").patch(&path(Uuid::now_v7()), patch).await;

    unnamed.assert_problem(428, "if-match-missing");
    stale.assert_problem(412, "stale");
    nobody.assert_problem(404, "not-found");
}

#[actix_web::test]
async fn a_taken_name_is_refused() {
    let app = TestApp::start().await;

    let answer = change(&app, app.assistant_id, json!({"username": "sam"})).await;

    answer.assert_problem(409, "already-exists");
}

#[actix_web::test]
async fn disabling_puts_them_out() {
    let app = open_library().await;
    let signed_in = ada(&app).await;
    let caller = app.anonymous().bearer(text(&signed_in.json["access_token"]));

    change(&app, app.assistant_id, json!({"is_active": false}))
        .await
        .assert_status(200);

    let here = json!({"branch_id": app.branch_id});
    let deed = caller.post("/api/v1/auth/context", here).await;
    deed.assert_problem(401, "unauthenticated");
    let token = &signed_in.json["refresh_token"];
    refresh(&app, token).await.assert_problem(401, "unauthenticated");
    change(&app, app.assistant_id, json!({"is_active": true}))
        .await
        .assert_status(200);
    refresh(&app, token).await.assert_problem(401, "unauthenticated");
    ada(&app).await;
}

#[actix_web::test]
async fn a_new_role_needs_a_new_sign_in() {
    let app = open_library().await;
    let signed_in = ada(&app).await;

    change(&app, app.assistant_id, json!({"role": "supervisor"}))
        .await
        .assert_status(200);

    let refreshed = refresh(&app, &signed_in.json["refresh_token"]).await;
    refreshed.assert_problem(401, "unauthenticated");
    assert_eq!(claims(&ada(&app).await.json["access_token"])["role"], "supervisor");
}

#[actix_web::test]
async fn the_token_of_a_former_supervisor_does_nothing() {
    let app = open_library().await;
    create(&app, kim()).await.assert_status(201);
    let sam = app.supervisor();
    change(&app, app.supervisor_id, json!({"role": "assistant"}))
        .await
        .assert_status(200);

    let answer = sam.post("/api/v1/staff", kim()).await;

    answer.assert_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn losing_a_branch_takes_effect_at_once_and_keeps_the_session() {
    let app = open_library().await;
    let body = json!({"username": "ada", "password": PASSWORD, "branch_id": app.other_branch_id});
    let signed_in = app.anonymous().post("/api/v1/auth/login", body).await;
    let caller = app.anonymous().bearer(text(&signed_in.json["access_token"]));

    let patch = json!({"all_branches": false, "branch_ids": [app.branch_id]});
    change(&app, app.assistant_id, patch).await.assert_status(200);

    let here = json!({"branch_id": app.branch_id});
    let deed = caller.post("/api/v1/auth/context", here).await;
    deed.assert_problem(401, "unauthenticated");
    let refreshed = refresh(&app, &signed_in.json["refresh_token"]).await;
    refreshed.assert_status(200);
    assert_eq!(refreshed.json["branch"]["code"], "CEN");
}

#[actix_web::test]
async fn the_last_supervisor_stays_one() {
    let app = open_library().await;
    create(&app, kim()).await.assert_status(201);
    app.sql("update staff set is_active = false where username = 'kim'")
        .await;

    let alone = change(&app, app.supervisor_id, json!({"role": "assistant"})).await;
    app.sql("update staff set is_active = true where username = 'kim'")
        .await;
    let with_another = change(&app, app.supervisor_id, json!({"role": "assistant"})).await;

    alone.assert_problem(409, "conflict");
    with_another.assert_status(200);
    log_in(&app, "sam", PASSWORD).await.assert_status(200);
}

#[actix_web::test]
async fn nobody_disables_themself() {
    let app = TestApp::start().await;
    create(&app, kim()).await.assert_status(201);

    let answer = change(&app, app.supervisor_id, json!({"is_active": false})).await;

    answer.assert_problem(409, "conflict");
}

#[actix_web::test]
async fn of_two_supervisors_who_demote_each_other_one_stays() {
    let app = TestApp::start().await;
    let kim_id: Uuid = text(&create(&app, kim()).await.json["id"]).parse().expect("an id");
    let path = |id: Uuid| format!("/api/v1/staff/{id}");
    let (sams, kims) = (path(app.supervisor_id), path(kim_id));
    for _ in 0..20 {
        app.sql(
            "update staff set role = 'supervisor', token_version = 1, version = 1 where username in ('sam', 'kim')",
        )
        .await;
        let sam = app.supervisor().if_match("\"v1\"");
        let kim = app.staff(kim_id, Role::Supervisor, app.branch_id).if_match("\"v1\"");
        let demoted = json!({"role": "assistant"});

        let (one, other) = join(sam.patch(&kims, demoted.clone()), kim.patch(&sams, demoted.clone())).await;

        let left = "select count(*) from staff where role = 'supervisor' and is_active";
        assert_eq!(app.count(left).await, 1, "{} {}", one.text, other.text);
    }
}

#[actix_web::test]
async fn nobody_lets_their_own_account_go() {
    let app = TestApp::start().await;
    let (patron, other) = (app.patron().await, app.patron().await);
    change(&app, app.supervisor_id, json!({"patron_id": patron.id}))
        .await
        .assert_status(200);

    for patron_id in [json!(null), json!(other.id)] {
        change(&app, app.supervisor_id, json!({"patron_id": patron_id}))
            .await
            .assert_problem(409, "conflict");
    }
    change(
        &app,
        app.supervisor_id,
        json!({"patron_id": patron.id, "name": "Samuel"}),
    )
    .await
    .assert_status(200);
}
