//! The people who work here.

mod add;
mod change;
mod create;
mod list;
mod own_account;
mod password;

use uuid::Uuid;

use crate::support::{Answer, TestApp, Value, json};

/// A body that creates a supervisor.
pub(crate) fn kim() -> Value {
    json!({"username": "kim", "name": "Kim", "role": "supervisor", "password": "long enough", "all_branches": true})
}

pub(crate) async fn create(app: &TestApp, body: Value) -> Answer {
    app.supervisor().post("/api/v1/staff", body).await
}

/// Sends a change with the tag of the record as it is.
pub(crate) async fn change(app: &TestApp, id: Uuid, patch: Value) -> Answer {
    let supervisor = app.supervisor();
    let path = format!("/api/v1/staff/{id}");
    let tag = supervisor.get(&path).await.header("etag");
    supervisor.if_match(&tag).patch(&path, patch).await
}
