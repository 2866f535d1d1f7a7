//! The next card number of a branch: whichever the library has not given away yet.

use carrel_rules::card_number::Series;
use diesel::PgConnection;
use diesel::result::QueryResult;
use uuid::Uuid;

use crate::patrons::problem::PatronError;
use crate::patrons::store;
use crate::platform::desk::Desk;

/// Numbers looked at in the first statement. A library that brought thousands of cards along has its first free number
/// far out, so every further statement looks at eight times as many.
const FIRST_LOOK: u64 = 16;
const LONGEST_LOOK: u64 = 32_768;

/// Whose next number is asked for.
#[derive(Debug)]
pub(in crate::patrons) enum Whose {
    /// The branch's: its own prefix, else the library's.
    Branch(Uuid),
    /// That of a prefix, whoever has it or will have it.
    Prefix(Series),
}

/// The number that the next card of this branch or prefix will have, unless somebody takes it first.
pub(in crate::patrons) fn offer(conn: &mut PgConnection, whose: &Whose) -> Result<String, PatronError> {
    let series = match whose {
        Whose::Branch(branch_id) => series_of(conn, *branch_id)?,
        Whose::Prefix(series) => series.clone(),
    };
    let from = store::next_sequence(conn, series.prefix())?;
    free(conn, &series, from).map(|(_, number)| number)
}

/// Gives the patron a card with the next number of the branch. Holds the series' counter until the deed ends; numbers
/// that were given by hand are passed over.
pub(in crate::patrons) fn give(
    conn: &mut PgConnection,
    desk: &Desk,
    patron_id: Uuid,
    branch_id: Uuid,
) -> Result<(), PatronError> {
    let series = series_of(conn, branch_id)?;
    let mut from = store::lock_series(conn, series.prefix())?;
    loop {
        let (sequence, number) = free(conn, &series, from)?;
        from = sequence + 1;
        // Whoever types this very number at this very moment is not held up by the counter.
        if store::insert_card_unless_taken(conn, patron_id, &number, desk.now)? {
            store::advance_series(conn, series.prefix(), from)?;
            return Ok(());
        }
    }
}

/// The next numbers of the branch, for so many cards. Holds the series' counter until the transaction ends. None when the
/// series does not go that far.
pub(crate) fn next_numbers(conn: &mut PgConnection, branch_id: Uuid, count: usize) -> QueryResult<Option<Vec<String>>> {
    let prefix = store::card_prefix(conn, branch_id)?;
    let Some(series) = prefix.as_deref().and_then(Series::parse) else {
        return Ok(None);
    };
    let mut from = store::lock_series(conn, series.prefix())?;
    let mut look = FIRST_LOOK.max(u64::try_from(count).unwrap_or(LONGEST_LOOK));
    let mut given = Vec::with_capacity(count);
    while given.len() < count {
        let numbers: Vec<String> = (from..from + look).map_while(|place| series.number(place)).collect();
        if numbers.is_empty() {
            return Ok(None);
        }
        let taken = store::taken_numbers(conn, &numbers)?;
        for (place, number) in (from..).zip(numbers) {
            from = place + 1;
            if !taken.contains(&number) {
                given.push(number);
            }
            if given.len() == count {
                break;
            }
        }
        look = (look * 8).min(LONGEST_LOOK);
    }
    store::advance_series(conn, series.prefix(), from)?;
    Ok(Some(given))
}

fn series_of(conn: &mut PgConnection, branch_id: Uuid) -> Result<Series, PatronError> {
    let prefix = store::card_prefix(conn, branch_id)?.ok_or(PatronError::UnknownBranch)?;
    Series::parse(&prefix).ok_or(PatronError::NoCardNumbers)
}

/// The first number from this place on that no card has.
fn free(conn: &mut PgConnection, series: &Series, from: u64) -> Result<(u64, String), PatronError> {
    let (mut from, mut look) = (from, FIRST_LOOK);
    loop {
        let numbers: Vec<String> = (from..from + look).map_while(|place| series.number(place)).collect();
        if numbers.is_empty() {
            return Err(PatronError::NoCardNumbers);
        }
        let taken = store::taken_numbers(conn, &numbers)?;
        let mut places = (from..).zip(numbers);
        if let Some(found) = places.find(|(_, number)| !taken.contains(number)) {
            return Ok(found);
        }
        from += look;
        look = (look * 8).min(LONGEST_LOOK);
    }
}
