//! What a check-out would give, without doing it.

use carrel_rules::block::Block;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::PgConnection;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::problem::FieldCode;
use crate::platform::refs::{ItemRef, PatronRef, TitleRef};

use super::check_out::{CheckOut, decide, due_reasons, found, read_facts};
use super::problem::LoanError;
use super::store::{lock, read as store};

/// What a check-out would give.
#[derive(Debug)]
pub(crate) struct Preview {
    pub patron: PatronRef,
    pub item: ItemRef,
    pub due_at: DateTime<Utc>,
    pub due_on: NaiveDate,
    pub due_reasons: Vec<String>,
    /// What its policy hangs on, beside the next two.
    pub patron_category_id: Uuid,
    pub item_type_id: Uuid,
    pub controlling_branch_id: Uuid,
    /// Everything that stands against it.
    pub blocks: Vec<Block>,
    /// Whether another patron has it now.
    pub take_over: bool,
}

/// Decides the check-out and changes nothing, at the desk's branch or at another: a question may name any. Runs in a
/// transaction of its own that takes no locks.
pub(crate) fn preview(
    conn: &mut PgConnection,
    desk: &Desk,
    branch_id: Option<Uuid>,
    command: &CheckOut,
) -> Result<Preview, LoanError> {
    let desk = &match branch_id {
        Some(branch_id) => at_branch(conn, desk, branch_id)?,
        None => desk.clone(),
    };
    let asked = lock::look_up(conn, &command.item, &command.patron)?;
    let (item_id, patron_id) = found(&asked, command)?;
    let facts = read_facts(conn, desk, command, item_id, patron_id)?;
    let judged = decide(conn, desk, command, &facts)?;
    let due_reasons = due_reasons(&judged.decision.due)?;
    Ok(Preview {
        patron: PatronRef {
            id: facts.patron_id,
            name: facts.patron_name,
            card_number: facts.patron_card,
        },
        item: ItemRef {
            id: facts.item_id,
            barcode: facts.item_barcode,
            call_number: facts.item_call_number,
            part: facts.item_part,
            title: TitleRef {
                id: facts.title_id,
                title: facts.title,
                author: facts.title_author,
            },
        },
        due_at: judged.decision.due.at,
        due_on: judged.decision.due.on,
        due_reasons,
        patron_category_id: facts.patron_category_id,
        item_type_id: facts.item_type_id,
        controlling_branch_id: facts.controlling_branch_id,
        take_over: judged.decision.take_over,
        blocks: judged.decision.blocks,
    })
}

/// The desk as it would be there.
fn at_branch(conn: &mut PgConnection, desk: &Desk, branch_id: Uuid) -> Result<Desk, LoanError> {
    let named = store::zone(conn, branch_id)?;
    let zone: Option<Tz> = named.and_then(|name| name.parse().ok());
    let zone = zone.ok_or(LoanError::Field(
        "/branch_id",
        FieldCode::Unknown,
        "No branch has this id.",
    ))?;
    Ok(Desk {
        branch_id,
        desk_id: None,
        zone,
        today: desk.now.with_timezone(&zone).date_naive(),
        ..desk.clone()
    })
}
