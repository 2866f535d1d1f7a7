//! All policies and limits, kept by the process and never out of date.
//!
//! `library.policy_version` changes, by trigger, with every change of a policy or a limit. A deed reads that version
//! together with its facts and asks for the policies of exactly that version, so a change made through another process
//! holds from the next deed on. A version names one state of one library: it is never used again.

use std::sync::{Arc, LazyLock};

use carrel_rules::policy::{LimitsResolution, LimitsRow, Resolution, Row, resolve, resolve_limits};
use diesel::prelude::*;
use quick_cache::sync::Cache;
use uuid::Uuid;

use super::store;

/// Versions kept. One is current; a few older ones are still asked for by deeds under way.
const VERSIONS: usize = 16;

static POLICIES: LazyLock<Cache<Uuid, Arc<PolicySet>>> = LazyLock::new(|| Cache::new(VERSIONS));

/// Every policy and every limit of the library at one version.
#[derive(Debug)]
pub(crate) struct PolicySet {
    pub(super) policies: Vec<Row>,
    pub(super) limits: Vec<LimitsRow>,
}

impl PolicySet {
    /// What holds at a controlling branch for a patron's category and an item's type, and which row gave each attribute.
    pub(crate) fn resolve(&self, branch_id: Uuid, category_id: Uuid, item_type_id: Uuid) -> Resolution {
        resolve(&self.policies, branch_id, category_id, item_type_id)
    }

    /// How much a patron of this home branch and category may have, and which row gave each limit.
    pub(crate) fn limits(&self, branch_id: Uuid, category_id: Uuid) -> LimitsResolution {
        resolve_limits(&self.limits, branch_id, category_id)
    }
}

/// The policies of `version`, as the caller read it in its own statement; asks the database only when this process has
/// not seen that version yet. Should they have changed since, the newer ones come back.
pub(crate) fn current(conn: &mut PgConnection, version: Uuid) -> QueryResult<Arc<PolicySet>> {
    if let Some(known) = POLICIES.get(&version) {
        return Ok(known);
    }
    let (found, policies) = store::all(conn)?;
    let policies = Arc::new(policies);
    POLICIES.insert(found, Arc::clone(&policies));
    Ok(policies)
}
