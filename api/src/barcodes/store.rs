//! Cards and items by their number.

use carrel_rules::barcode::Barcode;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

/// A card or an item.
#[derive(Debug, QueryableByName)]
pub(super) struct MatchRow {
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// Of the patron or of the item.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// The patron's name or the title of the item.
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub card_state: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub status: Option<String>,
}

/// The patron whose card, good or not, has this number, and the item that has it. Patrons come first.
pub(super) fn find(conn: &mut PgConnection, barcode: &Barcode) -> QueryResult<Vec<MatchRow>> {
    sql(
        "select 'patron' as kind, patrons.id, patrons.name, patron_cards.state as card_state, null as status
         from patron_cards join patrons on patrons.id = patron_cards.patron_id
         where upper(patron_cards.number) = $1
         union all
         select 'item', items.id, titles.title, null, items.status
         from items join titles on titles.id = items.title_id
         where upper(items.barcode) = $1
         order by kind desc",
    )
    .bind::<Text, _>(barcode.as_str())
    .load(conn)
}
