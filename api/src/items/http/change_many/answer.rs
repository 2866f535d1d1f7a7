//! What callers are told of a change of many items.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::items::change_many::{Line, Refusal};
use crate::items::http::history::ItemFieldChange;

/// Why an item stays as it is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum ItemChangeRefusal {
    /// No item has the barcode or the id.
    UnknownItem,
    /// Somebody else changed it since the preview.
    Stale,
    /// It is on loan, so its status stays.
    OnLoan,
    /// It waits on the hold shelf, so its status stays.
    OnHoldShelf,
    /// The location is none of its home branch.
    ForeignLocation,
}

/// What would become of one item.
#[derive(Debug, Serialize, ToSchema)]
struct PlannedItemChange {
    /// The item; null when there is none.
    id: Option<Uuid>,
    /// What its label says, or what was asked for when no item has it.
    barcode: Option<String>,
    /// What it is a copy of.
    title: Option<String>,
    /// Its version, to be sent with the change.
    version: Option<i32>,
    /// What would be changed; empty when it is so already.
    #[schema(max_items = 8)]
    changes: Vec<ItemFieldChange>,
    /// Why nothing would be changed.
    refusal: Option<ItemChangeRefusal>,
}

/// What would become of the items.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemChangesPreview {
    /// One by one, in the order they were asked for.
    #[schema(max_items = 1000)]
    items: Vec<PlannedItemChange>,
    /// How many would be changed.
    #[schema(minimum = 0)]
    changing_count: usize,
    /// How many are so already.
    #[schema(minimum = 0)]
    unchanged_count: usize,
    /// How many would be refused.
    #[schema(minimum = 0)]
    refused_count: usize,
}

/// An item that stayed as it was.
#[derive(Debug, Serialize, ToSchema)]
struct RefusedItemChange {
    /// The item; null when there is none.
    id: Option<Uuid>,
    /// What its label says.
    barcode: Option<String>,
    /// Why.
    refusal: ItemChangeRefusal,
}

/// What became of the items.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemChangesResult {
    /// How many were changed.
    #[schema(minimum = 0)]
    changed_count: usize,
    /// How many were so already.
    #[schema(minimum = 0)]
    unchanged_count: usize,
    /// Those that stayed as they were.
    #[schema(max_items = 1000)]
    refused: Vec<RefusedItemChange>,
}

impl From<Refusal> for ItemChangeRefusal {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unknown => Self::UnknownItem,
            Refusal::Stale => Self::Stale,
            Refusal::OnLoan => Self::OnLoan,
            Refusal::Waiting => Self::OnHoldShelf,
            Refusal::ForeignLocation => Self::ForeignLocation,
        }
    }
}

/// How many are changed, unchanged and refused.
fn counts(lines: &[Line]) -> [usize; 3] {
    let changed = lines.iter().filter(|line| line.is_changed()).count();
    let refused = lines.iter().filter(|line| line.refusal.is_some()).count();
    [changed, lines.len() - changed - refused, refused]
}

impl From<Vec<Line>> for ItemChangesPreview {
    fn from(lines: Vec<Line>) -> Self {
        let [changing_count, unchanged_count, refused_count] = counts(&lines);
        Self {
            items: lines.into_iter().map(PlannedItemChange::from).collect(),
            changing_count,
            unchanged_count,
            refused_count,
        }
    }
}

impl From<Line> for PlannedItemChange {
    fn from(line: Line) -> Self {
        let changes = line.differences.into_iter().map(|difference| ItemFieldChange {
            field: difference.field.to_owned(),
            before: difference.said.0,
            after: difference.said.1,
        });
        let changes = changes.filter(|_| line.refusal.is_none()).collect();
        let (id, version) = line.item.as_ref().map(|item| (item.id, item.version)).unzip();
        let (barcode, title) = line.item.map(|item| (item.barcode, item.title)).unzip();
        Self {
            id,
            barcode: barcode.or(line.asked),
            title,
            version,
            changes,
            refusal: line.refusal.map(ItemChangeRefusal::from),
        }
    }
}

impl From<Vec<Line>> for ItemChangesResult {
    fn from(lines: Vec<Line>) -> Self {
        let [changed_count, unchanged_count, _] = counts(&lines);
        let refused = lines.into_iter().filter_map(|line| {
            let (id, barcode) = line.item.map(|item| (item.id, item.barcode)).unzip();
            Some(RefusedItemChange {
                id,
                barcode,
                refusal: line.refusal?.into(),
            })
        });
        Self {
            changed_count,
            unchanged_count,
            refused: refused.collect(),
        }
    }
}
