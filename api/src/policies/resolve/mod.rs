//! What holds for a patron and an item, and which policy says so.

pub(super) mod http;
mod problem;
mod store;

use carrel_rules::policy::{LimitsResolution, Resolution};
use diesel::PgConnection;
use uuid::Uuid;

use super::cache;
use problem::ResolveError;

/// Resolves the policies of a controlling branch for a category of patrons and a type of items, and the limits of such
/// a patron whose home is that branch. Fails when one of the three does not exist.
fn resolve(
    conn: &mut PgConnection,
    branch_id: Uuid,
    category_id: Uuid,
    item_type_id: Uuid,
) -> Result<(Resolution, LimitsResolution), ResolveError> {
    let facts = store::facts(conn, branch_id, category_id, item_type_id)?;
    if !(facts.has_branch && facts.has_category && facts.has_item_type) {
        return Err(ResolveError::Unknown {
            branch: !facts.has_branch,
            category: !facts.has_category,
            item_type: !facts.has_item_type,
        });
    }
    let policies = cache::current(conn, facts.policy_version)?;
    Ok((
        policies.resolve(branch_id, category_id, item_type_id),
        policies.limits(branch_id, category_id),
    ))
}
