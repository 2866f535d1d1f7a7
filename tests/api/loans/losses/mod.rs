//! Items that do not come back, and those that do after all. Money is as the field's cases have it: 99 and 20.

mod aged;
mod claims;
mod damage;
mod declared;
mod found;

use super::lend;
use crate::account::{account, id};
use crate::support::{Answer, ItemFixture, PatronFixture, TestApp, Value, json};

/// A loan of an item that costs 99 to replace and 20 to handle.
pub(super) struct Lost {
    pub(super) app: TestApp,
    pub(super) patron: PatronFixture,
    pub(super) item: ItemFixture,
    pub(super) loan: Value,
}

impl Lost {
    /// Lent, with what the policy says beside the fee.
    pub(super) async fn lent_under(policy: &str) -> Self {
        let app = TestApp::start().await;
        app.sql(&format!(
            "update policies set attributes = attributes || '{{\"processing_fee\": 20}}' || '{policy}'"
        ))
        .await;
        let (patron, item) = (app.patron().await, app.item().await);
        app.sql(&format!(
            "update items set replacement_price = 99 where id = '{}'",
            item.id
        ))
        .await;
        let loan = lend(&app.assistant(), &patron, &item).await;
        Self {
            app,
            patron,
            item,
            loan,
        }
    }

    /// The same, and declared lost.
    pub(super) async fn under(policy: &str) -> Self {
        let lost = Self::lent_under(policy).await;
        lost.declare().await.assert_status(200);
        lost
    }

    pub(super) async fn declare(&self) -> Answer {
        self.post("/losses", None).await
    }

    pub(super) async fn post(&self, rest: &str, body: Option<Value>) -> Answer {
        let path = super::path(&self.loan, rest);
        self.app
            .assistant()
            .once()
            .send(reqwest::Method::POST, &path, body)
            .await
    }

    pub(super) async fn hand_in(&self) -> Answer {
        super::hand_in(&self.app.assistant(), &self.item).await
    }

    pub(super) async fn balance(&self) -> i64 {
        super::balance(&self.app, &self.patron).await
    }

    pub(super) async fn read(&self) -> Value {
        let answer = self.app.assistant().get(&super::path(&self.loan, "")).await;
        answer.assert_status(200);
        answer.json
    }

    /// The fine of this kind.
    pub(super) async fn fine(&self, kind: &str) -> Value {
        let account = account(&self.app, &self.patron).await;
        let fines = account["fines"].as_array().expect("fines").clone();
        let found = fines.into_iter().find(|fine| fine["kind"] == kind);
        found.unwrap_or_else(|| panic!("no {kind} fine: {account}"))
    }

    /// Pays so much of the charge for the item.
    pub(super) async fn pay(&self, amount: i64) -> Answer {
        let fine_id = id(&self.fine("lost").await);
        let body = json!({
            "patron_id": self.patron.id, "amount": amount, "method": "cash",
            "allocations": [{"fine_id": fine_id, "amount": amount}],
        });
        self.app.assistant().once().post("/api/v1/payments", body).await
    }

    /// Writes so much of a fine off, or all of it.
    pub(super) async fn write_off(&self, kind: &str, amount: Option<i64>) {
        let path = format!("/api/v1/fines/{}/write-offs", id(&self.fine(kind).await));
        let body = json!({"amount": amount, "reason": "Not to be had"});
        self.app.supervisor().once().post(&path, body).await.assert_status(200);
    }
}
