//! Placing a hold.

use carrel_rules::block::{Block, Code as BlockCode};
use carrel_rules::hold_placing::{self as rule, Copy};
use carrel_rules::patron::Counts;
use carrel_rules::policy::HoldTerms;
use carrel_rules::status::Status;
use chrono::NaiveDate;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::loans::overrides::{self, Attempt, Lifted, Override};
use crate::loans::standing;
use crate::platform::desk::Desk;
use crate::platform::problem::FieldCode;
use crate::platform::record::{Deed, record};
use crate::policies;

use super::problem::HoldError;
use super::store::copies::{self, CopyGroup, Wish};
use super::store::place::{self as store, Facts, NewHold};
use super::store::read::Hold;
use super::store::{lock, read};

/// Operation of the API, as override grants name it.
const OPERATION: &str = "placeHold";

/// What is wanted.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// Any copy of a title, or of one part of it.
    Title { id: Uuid, part: Option<String> },
    /// One item.
    Item(Uuid),
}

/// A hold, asked for.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub wanted: Wanted,
    pub patron_id: Uuid,
    pub pickup_branch_id: Uuid,
    pub wanted_until: Option<NaiveDate>,
    /// Suspended from the beginning, until this day.
    pub suspended_until: Option<NaiveDate>,
    pub note: Option<String>,
    pub overrides: Override,
}

/// Places the hold at the end of the queue. Fails with every block that still stands, and changes nothing then.
pub(super) fn place(conn: &mut PgConnection, desk: &Desk, command: &Place) -> Result<Hold, HoldError> {
    let wish = lock_all(conn, command)?;
    let standing = standing::at_desk(conn, desk, command.patron_id)?.ok_or(HoldError::NotFound)?;
    let facts = store::facts(conn, &wish, command.patron_id)?;
    check_pickup(&facts)?;
    let groups = copies::fitting(conn, &wish)?;
    let policies = policies::cache::current(conn, facts.policy_version)?;
    let limits = policies.limits(facts.patron_home_branch_id, facts.patron_category_id);
    let copies: Vec<_> = groups
        .iter()
        .map(|group| copy(&policies, group, wish.pickup_branch_id, facts.patron_category_id))
        .collect();
    let blocks = rule::blocks(&rule::Facts {
        today: desk.today,
        patron: &standing::patron(&standing, None),
        counts: &Counts {
            overdue: standing.overdue,
            lost: standing.lost,
            balance: standing.balance,
            ..Counts::default()
        },
        limits: &limits.limits,
        holds: facts.holds,
        holds_on_title: facts.holds_on_title,
        holds_item: facts.holds_item,
        same_title_out: facts.same_title_out,
        min_age: facts.minimum_age.map(|age| age.unsigned_abs().into()),
        names_item: wish.item_id.is_some(),
        copies: &copies,
    });
    let lifted = overrides::lift(
        conn,
        desk,
        blocks,
        &command.overrides,
        &Attempt {
            operation_id: OPERATION,
            subject_ids: &[command.patron_id, wish.item_id.unwrap_or(wish.title_id)],
            own_account: standing.own_account,
        },
    )?;
    write(conn, desk, command, (&wish, lifted))
}

/// Writes the hold at the end of its queue.
fn write(
    conn: &mut PgConnection,
    desk: &Desk,
    command: &Place,
    (wish, lifted): (&Wish, Lifted),
) -> Result<Hold, HoldError> {
    let id = Uuid::now_v7();
    store::insert(
        conn,
        desk,
        &NewHold {
            id,
            wish,
            patron_id: command.patron_id,
            wanted_until: command.wanted_until,
            suspended_until: command.suspended_until,
            note: command.note.as_deref(),
        },
    )?;
    let mut changes = lifted.changes;
    changes["title_id"] = json!(wish.title_id);
    changes["item_id"] = json!(wish.item_id);
    let deed = Deed {
        authorised_by: lifted.authorised_by,
        ..Deed::on("hold.placed", "hold", id)
            .of_patron(command.patron_id)
            .because(lifted.reason)
            .changing(changes)
    };
    record(conn, desk, deed)?;
    read::one(conn, id)?.ok_or(HoldError::NotFound)
}

/// Locks the item, the title and the patron, and says what the hold is for.
fn lock_all(conn: &mut PgConnection, command: &Place) -> Result<Wish, HoldError> {
    let (title_id, item_id, part) = match &command.wanted {
        Wanted::Title { id, part } => (*id, None, part.clone()),
        Wanted::Item(id) => {
            let title_id = lock::item(conn, *id)?;
            (title_id.ok_or_else(unknown_item)?, Some(*id), None)
        }
    };
    let title = lock::title(conn, title_id)?.ok_or_else(unknown_title)?;
    if title.merged_into_id.is_some() {
        let text = "This title was merged into another: hold that one.";
        return Err(HoldError::Field("/title_id", FieldCode::Merged, text));
    }
    if !lock::patron(conn, command.patron_id)? {
        let text = "No patron has this id.";
        return Err(HoldError::Field("/patron_id", FieldCode::UnknownPatron, text));
    }
    Ok(Wish {
        title_id,
        item_id,
        part,
        pickup_branch_id: command.pickup_branch_id,
    })
}

fn unknown_item() -> HoldError {
    HoldError::Field("/item_id", FieldCode::UnknownItem, "No item has this id.")
}

fn unknown_title() -> HoldError {
    HoldError::Field("/title_id", FieldCode::Unknown, "There is no such title.")
}

fn check_pickup(facts: &Facts) -> Result<(), HoldError> {
    let wrong = |code, text| Err(HoldError::Field("/pickup_branch_id", code, text));
    match facts.pickup_is_active {
        Some(true) => Ok(()),
        Some(false) => wrong(FieldCode::Inactive, "This branch has closed for good."),
        None => wrong(FieldCode::Unknown, "There is no such branch."),
    }
}

/// A group of copies as the rules see one of them.
pub(super) fn copy(
    policies: &policies::cache::PolicySet,
    group: &CopyGroup,
    pickup_branch_id: Uuid,
    category_id: Uuid,
) -> Copy {
    let terms = HoldTerms::from(&policies.resolve(pickup_branch_id, category_id, group.item_type_id));
    let (home, holding) = (group.home_branch_id, group.current_branch_id);
    let stays = home == pickup_branch_id;
    Copy {
        status: group.status.parse().unwrap_or(Status::Withdrawn),
        not_for_loan: !group.is_for_loan,
        terms,
        reaches_pickup: (stays || group.may_be_sent)
            && terms.pickup_allowed.permits(&pickup_branch_id, &home, &holding),
    }
}

/// Refuses a pickup branch where no copy may be picked up. Nobody lifts that.
pub(super) fn check_new_pickup(conn: &mut PgConnection, wish: &Wish, patron_id: Uuid) -> Result<(), HoldError> {
    let facts = store::facts(conn, wish, patron_id)?;
    check_pickup(&facts)?;
    let policies = policies::cache::current(conn, facts.policy_version)?;
    let groups = copies::fitting(conn, wish)?;
    let reaches =
        |group: &CopyGroup| copy(&policies, group, wish.pickup_branch_id, facts.patron_category_id).reaches_pickup;
    if groups.iter().any(reaches) {
        return Ok(());
    }
    let blocks = vec![Block::new(BlockCode::PickupNotAllowed)];
    Err(crate::loans::problem::LoanError::Blocked(blocks).into())
}
