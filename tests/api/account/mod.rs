mod ledger;
mod read;

use std::sync::Arc;

use carrel::account::ledger::{Charge, Fine, charge_overdue, waive_overdue};
use carrel::platform::desk::{Desk, Role};
use uuid::Uuid;

use crate::support::{PatronFixture, TestApp};

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
