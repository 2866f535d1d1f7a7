//! An item as callers see it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::items::store::{ItemRow, LoanOfItem, TitleOfItem};
use crate::platform::openapi::{CallNumberSchemeName, ItemStatusName};
use crate::platform::refs::{BranchRef, CodeRef, PatronRef};

/// One copy of a title.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Item {
    /// The item.
    id: Uuid,
    /// What its label says.
    #[schema(example = "3000000001")]
    barcode: String,
    /// What it is a copy of.
    title: ItemTitle,
    /// What the library calls its kind.
    item_type: CodeRef,
    /// The branch it belongs to.
    home_branch: BranchRef,
    /// Where it is, or was last.
    current_branch: BranchRef,
    /// Where it stands at its home branch.
    location: CodeRef,
    /// The collection it is part of.
    collection: Option<CodeRef>,
    /// Where it stands on the shelf.
    #[schema(example = "FIC AUS")]
    call_number: Option<String>,
    /// How the call number is read; null when the service guesses it.
    #[schema(value_type = Option<CallNumberSchemeName>)]
    call_number_scheme: Option<String>,
    /// Whether the call number reads as its scheme says. What does not stands at the end of its shelf; null without one.
    call_number_parsed: Option<bool>,
    /// Volume or disc, where the title has several.
    part: Option<String>,
    /// What it is doing.
    #[schema(value_type = ItemStatusName)]
    status: String,
    /// Since when.
    status_at: DateTime<Utc>,
    /// Whether it may be lent, unless its policy forbids it. One that may not is for reference.
    is_for_loan: bool,
    /// Where it is under way to.
    in_transit_to: Option<BranchRef>,
    /// What it costs to replace, in minor units; null leaves it to the policy.
    replacement_price: Option<i64>,
    /// How many parts it consists of.
    parts_count: i16,
    /// Which of them are missing.
    missing_parts: Option<String>,
    /// What staff should read before lending it.
    check_out_message: Option<String>,
    /// What staff should read when it returns.
    check_in_message: Option<String>,
    /// For everybody to read.
    public_note: Option<String>,
    /// For staff to read.
    staff_note: Option<String>,
    /// When a desk last had it in hand.
    last_seen_at: Option<DateTime<Utc>>,
    /// Its open loan.
    loan: Option<ItemLoan>,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was last changed.
    updated_at: DateTime<Utc>,
}

/// The title of an item.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ItemTitle {
    /// The title.
    id: Uuid,
    /// Its title proper.
    #[schema(example = "Pride and Prejudice")]
    title: String,
    /// Who made it, if known.
    author: Option<String>,
    /// What it is, such as book or film.
    #[schema(example = "book")]
    format: String,
}

/// The open loan of an item.
#[derive(Debug, Serialize, ToSchema)]
struct ItemLoan {
    /// The loan.
    id: Uuid,
    /// Who has it.
    patron: PatronRef,
    /// When it is due.
    due_at: DateTime<Utc>,
    /// The day of that, at the branch that decides.
    due_on: NaiveDate,
    /// Whether that has passed.
    is_overdue: bool,
}

impl Item {
    /// As of `now`.
    pub(super) fn of(row: ItemRow, now: DateTime<Utc>) -> Self {
        Self {
            id: row.id,
            barcode: row.barcode,
            title: row.title.0.into(),
            item_type: row.item_type.0,
            home_branch: row.home_branch.0,
            current_branch: row.current_branch.0,
            location: row.location.0,
            collection: row.collection.map(|collection| collection.0),
            call_number: row.call_number,
            call_number_scheme: row.call_number_scheme,
            call_number_parsed: row.call_number_parsed,
            part: row.part,
            status: row.status,
            status_at: row.status_at,
            is_for_loan: row.is_for_loan,
            in_transit_to: row.in_transit_to.map(|branch| branch.0),
            replacement_price: row.replacement_price,
            parts_count: row.parts_count,
            missing_parts: row.missing_parts,
            check_out_message: row.check_out_message,
            check_in_message: row.check_in_message,
            public_note: row.public_note,
            staff_note: row.staff_note,
            last_seen_at: row.last_seen_at,
            loan: row.loan.map(|loan| ItemLoan::of(loan.0, now)),
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl From<TitleOfItem> for ItemTitle {
    fn from(title: TitleOfItem) -> Self {
        Self {
            id: title.id,
            title: title.title,
            author: title.author,
            format: title.format,
        }
    }
}

impl ItemLoan {
    fn of(loan: LoanOfItem, now: DateTime<Utc>) -> Self {
        Self {
            id: loan.id,
            patron: loan.patron,
            due_at: loan.due_at,
            due_on: loan.due_on,
            is_overdue: loan.due_at < now,
        }
    }
}
