//! Which row gives which attribute.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use uuid::Uuid;

use super::attributes::Attributes;

/// One policy row: for a branch, a patron category and an item type, each or all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row.
    pub id: Uuid,
    /// The controlling branch; none: every branch.
    pub branch_id: Option<Uuid>,
    /// The patron's category; none: every category.
    pub category_id: Option<Uuid>,
    /// The item's type; none: every type.
    pub item_type_id: Option<Uuid>,
    /// What it says.
    pub attributes: Attributes,
}

/// What the rows say together about one patron and one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolution {
    /// The attributes that some matching row sets.
    pub attributes: Attributes,
    /// The row each of them came from.
    pub sources: BTreeMap<&'static str, Uuid>,
    /// Whether any row matched at all; without one nothing may be lent (`no-policy`).
    pub matched: bool,
}

/// Resolves each attribute on its own, from the most specific row that sets it: branch beats category beats type.
///
/// Two rows of one specificity cannot both match unless they name the same three; the lower id then wins, so that the
/// answer does not hang on the order of the rows.
pub fn resolve(rows: &[Row], branch: Uuid, category: Uuid, item_type: Uuid) -> Resolution {
    let mut matching: Vec<_> = rows
        .iter()
        .filter(|row| {
            covers(row.branch_id, branch) && covers(row.category_id, category) && covers(row.item_type_id, item_type)
        })
        .collect();
    by_specificity(&mut matching, |row| {
        ([row.branch_id, row.category_id, row.item_type_id], row.id)
    });
    let mut found = Resolution {
        matched: !matching.is_empty(),
        ..Resolution::default()
    };
    for row in matching {
        let Resolution {
            attributes, sources, ..
        } = &mut found;
        attributes.fill(&row.attributes, |name| {
            sources.insert(name, row.id);
        });
    }
    found
}

/// Whether a row's choice covers a value; none covers all.
pub(super) fn covers(choice: Option<Uuid>, value: Uuid) -> bool {
    choice.is_none_or(|id| id == value)
}

/// Sorts rows so that the most specific comes first.
pub(super) fn by_specificity<T>(rows: &mut [T], key: impl Fn(&T) -> ([Option<Uuid>; 3], Uuid)) {
    rows.sort_by_key(|row| {
        let (choices, id) = key(row);
        (Reverse(choices.map(|choice| choice.is_some())), id)
    });
}
