use carrel::staff::is_own_account;
use uuid::Uuid;

use crate::support::TestApp;

async fn is_own(app: &TestApp, patron_id: Uuid) -> bool {
    let (staff_id, today) = (app.assistant_id, app.clock.now().date_naive());
    app.db
        .read(move |conn| is_own_account(conn, staff_id, patron_id, today))
        .await
        .expect("an answer")
}

#[actix_web::test]
async fn ones_own_and_ones_childs_are_own_accounts() {
    let app = TestApp::start().await;
    let (own, child) = (app.patron().await, app.patron().await);
    let (grown, guardian) = (app.patron().await, app.patron().await);
    app.sql(&format!(
        "update staff set patron_id = '{own}' where username = 'ada';
         insert into patron_guardians (patron_id, guardian_id, sees_charges, sees_loans, ends_on) values
            ('{child}', '{own}', true, true, '2026-03-10'),
            ('{grown}', '{own}', true, true, '2026-03-09'),
            ('{own}', '{guardian}', true, true, null)",
        own = own.id,
        child = child.id,
        grown = grown.id,
        guardian = guardian.id
    ))
    .await;

    assert!(is_own(&app, own.id).await);
    assert!(is_own(&app, child.id).await);
    assert!(!is_own(&app, grown.id).await, "the guardianship has ended");
    assert!(!is_own(&app, guardian.id).await, "one's own guardian is somebody else");
}

#[actix_web::test]
async fn without_a_card_no_account_is_own() {
    let app = TestApp::start().await;
    let patron = app.patron().await;

    assert!(!is_own(&app, patron.id).await);
}
