//! Cards: a new one for a patron. The old number stays theirs: whoever scans it finds the patron and is told.

mod next_number;
mod renew;

use carrel_rules::barcode::Barcode;
use diesel::PgConnection;
use serde_json::json;
use uuid::Uuid;

use crate::platform::db::constraint;
use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};

use crate::patrons::change::lock_open;
use crate::patrons::problem::PatronError;
use crate::patrons::read::{self, Patron};
use crate::patrons::store;

use next_number::give;
pub(crate) use next_number::next_numbers;
pub(super) use next_number::{Whose, offer};
pub(super) use renew::{Renewal, renew};

/// What became of the card that was in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OldCard {
    /// It is in the library's hands or worn out.
    Replaced,
    /// Nobody knows where it is.
    Lost,
}

impl OldCard {
    fn as_str(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Lost => "lost",
        }
    }
}

/// Puts a new card in place of the one in use: with this number, or with the next of the patron's branch.
pub(super) fn replace(
    conn: &mut PgConnection,
    desk: &Desk,
    id: Uuid,
    number: Option<&Barcode>,
    old: OldCard,
) -> Result<Patron, PatronError> {
    let patron = lock_open(conn, id)?;
    store::end_card(conn, id, old.as_str(), desk.now)?;
    put(conn, desk, (id, patron.home_branch_id), number, "/number")?;
    store::touch(conn, id, desk.now)?;
    let deed = Deed::on("patron.card-replaced", "patron", id)
        .of_patron(id)
        .changing(json!({ "old_state": old.as_str() }));
    record(conn, desk, deed)?;
    read::after_deed(conn, desk, id)
}

/// Gives the patron a card with this number, or with the next of the branch. `pointer` is where the number was sent.
pub(super) fn put(
    conn: &mut PgConnection,
    desk: &Desk,
    (patron_id, branch_id): (Uuid, Uuid),
    number: Option<&Barcode>,
    pointer: &'static str,
) -> Result<(), PatronError> {
    let Some(number) = number else {
        return give(conn, desk, patron_id, branch_id);
    };
    store::insert_card(conn, patron_id, number.as_str(), desk.now).map_err(|error| match constraint(&error) {
        Some("patron_cards_number_key") => PatronError::CardTaken(pointer),
        _ => error.into(),
    })
}
