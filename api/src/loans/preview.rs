//! What a check-out would give, without doing it.

use carrel_rules::block::Block;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::PgConnection;

use crate::platform::desk::Desk;
use crate::platform::refs::{ItemRef, PatronRef, TitleRef};

use super::check_out::{CheckOut, decide, due_reasons, found, read_facts};
use super::problem::LoanError;
use super::store::lock;

/// What a check-out would give.
#[derive(Debug)]
pub(crate) struct Preview {
    pub patron: PatronRef,
    pub item: ItemRef,
    pub due_at: DateTime<Utc>,
    pub due_on: NaiveDate,
    pub due_reasons: Vec<String>,
    /// Everything that stands against it.
    pub blocks: Vec<Block>,
    /// Whether another patron has it now.
    pub take_over: bool,
}

/// Decides the check-out and changes nothing. Runs in a transaction of its own that takes no locks.
pub(crate) fn preview(conn: &mut PgConnection, desk: &Desk, command: &CheckOut) -> Result<Preview, LoanError> {
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
        take_over: judged.decision.take_over,
        blocks: judged.decision.blocks,
    })
}
