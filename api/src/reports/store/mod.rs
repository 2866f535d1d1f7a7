//! What lists are made of, one statement a page.

mod circulation;
mod items;
mod patrons;

pub(super) use circulation::{CountRow, by_branch, by_day, by_hour};
pub(super) use items::{AwayRow, ClaimRow, LostRow, claims, in_transit, lost};
pub(super) use patrons::{CardRow, expired_cards};

use diesel::prelude::*;
use diesel::sql_types::SmallInt;

use crate::platform::db::sql;

#[derive(QueryableByName)]
struct Exponent {
    #[diesel(sql_type = SmallInt)]
    exponent: i16,
}

/// How many decimals the library's money has.
pub(super) fn currency_exponent(conn: &mut PgConnection) -> QueryResult<u32> {
    let row: Exponent = sql("select currency_exponent as exponent from library").get_result(conn)?;
    // The column's check allows 0 to 4.
    Ok(u32::try_from(row.exponent).unwrap_or(0))
}
