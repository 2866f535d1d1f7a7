mod fines;
mod forgiveness;
mod histories;
mod ledger;
mod payments;
mod payouts;
mod races;
mod read;
mod receipts;
mod refunds;
mod voids;

use std::sync::Arc;

use carrel::account::ledger::{Charge, Fine, charge_overdue, waive_overdue};
use carrel::platform::desk::{Desk, Role};
use uuid::Uuid;

use crate::support::{Answer, PatronFixture, TestApp, Value, json};

/// A patron with one loan of one item.
pub(crate) struct Owing {
    pub(crate) patron: PatronFixture,
    pub(crate) loan_id: Uuid,
    pub(crate) item_id: Uuid,
}

impl Owing {
    pub(crate) async fn at(app: &TestApp) -> Self {
        let patron = app.patron().await;
        let (loan_id, item_id) = lend(app, &patron).await;
        Self {
            patron,
            loan_id,
            item_id,
        }
    }

    pub(crate) fn charge(&self, app: &TestApp, amount: i64) -> Charge {
        Charge {
            patron_id: self.patron.id,
            loan_id: self.loan_id,
            item_id: self.item_id,
            branch_id: app.branch_id,
            amount,
            detail: Some("8 days late".to_owned()),
        }
    }
}

/// Lends a new item to the patron.
pub(crate) async fn lend(app: &TestApp, patron: &PatronFixture) -> (Uuid, Uuid) {
    let (loan_id, item) = (Uuid::now_v7(), app.item().await);
    let TestApp {
        branch_id,
        item_type_id,
        assistant_id,
        ..
    } = app;
    app.sql(&format!(
        "insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id,
            staff_id, checked_out_at, due_at, due_on, terms, sources)
         values ('{loan_id}', '{}', '{}', '{}', '{item_type_id}', 'loan', '{branch_id}', '{branch_id}',
            '{assistant_id}', '2026-02-01T09:00Z', '2026-02-15T22:59:59Z', '2026-02-15', '{{}}', '{{}}')",
        item.id, patron.id, item.title_id
    ))
    .await;
    (loan_id, item.id)
}

pub(crate) fn desk(app: &TestApp) -> Desk {
    let now = app.clock.now();
    Desk {
        staff_id: app.assistant_id,
        role: Role::Assistant,
        branch_id: app.branch_id,
        desk_id: Some(app.desk_id),
        session_id: Uuid::now_v7(),
        token_version: 1,
        zone: chrono_tz::Europe::Berlin,
        now,
        today: now.date_naive(),
        request_id: Arc::from("test"),
    }
}

pub(crate) async fn charge(app: &TestApp, charge: Charge) -> Option<Fine> {
    let desk = desk(app);
    app.db
        .write(desk.begin(), move |conn| charge_overdue(conn, &desk, &charge))
        .await
        .expect("charged")
}

pub(crate) async fn waive(app: &TestApp, loan_id: Uuid) -> Option<Fine> {
    let desk = desk(app);
    app.db
        .write(desk.begin(), move |conn| {
            waive_overdue(conn, &desk, loan_id, "An amnesty week")
        })
        .await
        .expect("waived")
}

/// Charges the patron by hand.
pub(crate) async fn fine(app: &TestApp, patron: &PatronFixture, amount: i64) -> Uuid {
    let body = json!({"patron_id": patron.id, "kind": "manual", "amount": amount});
    let answer = app.assistant().once().post("/api/v1/fines", body).await;
    answer.assert_status(201);
    id(&answer.json)
}

/// Takes so much in cash.
pub(crate) async fn pay(app: &TestApp, patron: &PatronFixture, amount: i64) -> Answer {
    let body = json!({"patron_id": patron.id, "amount": amount, "method": "cash"});
    app.assistant().once().post("/api/v1/payments", body).await
}

/// The same, and what is too much stays.
pub(crate) async fn leave(app: &TestApp, patron: &PatronFixture, amount: i64) -> Answer {
    let body = json!({"patron_id": patron.id, "amount": amount, "method": "cash", "keep_as_credit": true});
    app.assistant().once().post("/api/v1/payments", body).await
}

pub(crate) fn id(of: &Value) -> Uuid {
    of["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
}

/// The fine as it stands.
pub(crate) async fn stands(app: &TestApp, fine_id: Uuid) -> Value {
    let answer = app.assistant().get(&format!("/api/v1/fines/{fine_id}")).await;
    answer.assert_status(200);
    answer.json
}

pub(crate) async fn account(app: &TestApp, patron: &PatronFixture) -> Value {
    let path = format!("/api/v1/patrons/{}/account?limit=200", patron.id);
    let answer = app.assistant().get(&path).await;
    answer.assert_status(200);
    answer.json
}

/// Ada is this patron at the other side of the desk.
pub(crate) async fn ada_is(app: &TestApp, patron: &PatronFixture) {
    app.sql(&format!(
        "update staff set patron_id = '{}' where username = 'ada'",
        patron.id
    ))
    .await;
}
