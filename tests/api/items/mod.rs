mod add;
mod add_brief;
mod change;
mod change_many;
mod history;
mod list;
mod read;
mod shelf;
pub(crate) mod shelf_keys;

use crate::support::{TestApp, Value, json};
use uuid::Uuid;

const ITEMS: &str = "/api/v1/items";

/// The smallest item that can be added to a title.
fn addition(app: &TestApp, title_id: Uuid, barcode: &str) -> Value {
    json!({
        "title_id": title_id, "barcode": barcode, "item_type_id": app.item_type_id,
        "home_branch_id": app.branch_id, "location_id": app.location_id,
    })
}

/// Lends the item to the patron, due at an instant.
async fn lend(app: &TestApp, item_id: Uuid, patron_id: Uuid, due_at: &str) {
    app.sql(&format!(
        "insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id,
            staff_id, checked_out_at, due_at, due_on, terms, sources)
         select gen_random_uuid(), id, '{patron_id}', title_id, item_type_id, 'loan', home_branch_id, home_branch_id,
            '{}', '2026-03-01T10:00:00Z', '{due_at}', ('{due_at}'::timestamptz at time zone 'Europe/Berlin')::date, '{{}}', '{{}}'
         from items where id = '{item_id}';
         update items set status = 'on_loan' where id = '{item_id}'",
        app.assistant_id
    ))
    .await;
}
