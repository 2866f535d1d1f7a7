mod attributes;
mod change;
mod create;
mod limits;
mod list;
mod remove;
mod resolve;

use crate::support::{TestApp, Value};

const POLICIES: &str = "/api/v1/policies";

/// The policy that a new test library has, for everybody and everything.
fn given(app: &TestApp) -> String {
    format!("{POLICIES}/{}", app.policy_id)
}

/// What holds for the library's one category and one type at Central.
async fn resolved(app: &TestApp) -> Value {
    let TestApp {
        branch_id,
        category_id,
        item_type_id,
        ..
    } = app;
    let query = format!("branch_id={branch_id}&patron_category_id={category_id}&item_type_id={item_type_id}");
    let answer = app.assistant().get(&format!("{POLICIES}/resolve?{query}")).await;
    answer.assert_status(200);
    answer.json
}
