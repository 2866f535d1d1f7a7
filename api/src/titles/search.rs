//! Finding titles, from the best answer to the last, and counting what further filters would leave.
//!
//! A question is understood first, whatever it is narrowed to: by its words; when no title has them, by the call number
//! it begins; else with its spelling corrected. Then it is answered in one of these orders:
//!
//! - few titles answer: ranked, all of them;
//! - very many do: those that begin with the question, then the others, the newest first;
//! - the caller wants an order: that.
//!
//! A cursor holds the order, so that a list goes on as it began even when the catalogue has grown meanwhile.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::platform::dates::SortKey;
use crate::platform::page::Slice;

use super::store::{self, Counts, Filter, Listed, Place, Reach, Understood, Walk};

/// In one share of 256: from so many on, a question is answered without ranking.
const MANY: i64 = 16;
/// In one share of 256: up to so many, titles are found by the words that are written to their end, however many words
/// begin as the last one does.
const FEW: i64 = 32;

/// What the caller wants first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// The best answers; without a question, the alphabet.
    #[default]
    Relevance,
    /// The alphabet.
    Title,
    /// The newest.
    Newest,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    Ranked,
    Beginning,
    Newest,
    Alphabet,
    Shelf,
}

/// Where a page ends. What lists are sorted by is too long for a cursor: it is looked up.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Position {
    order: Order,
    likeness: f32,
    id: Uuid,
}

impl SortKey for Position {}

/// A page, and what the question was taken for.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub rows: Vec<(Listed, Position)>,
    pub corrected_to: Option<String>,
}

/// A page of the titles that answer `question`, or of all.
pub(super) fn search(
    conn: &mut PgConnection,
    question: Option<&str>,
    filter: &Filter,
    sort: Sort,
    slice: &Slice<Position>,
) -> QueryResult<Answer> {
    let Some(understood) = understand(conn, question)? else {
        return Ok(Answer::default());
    };
    let places = places(conn, &understood, filter, sort, slice)?;
    let ids: Vec<Uuid> = places.iter().map(|(place, _)| place.id).collect();
    let listed = store::list(conn, &ids)?;
    let positions = places.into_iter().map(|(place, order)| Position {
        order,
        likeness: place.likeness,
        id: place.id,
    });
    Ok(Answer {
        rows: listed.into_iter().zip(positions).collect(),
        corrected_to: understood.corrected_to(),
    })
}

/// How many titles each further filter would leave, and what the question was taken for. None when nothing answers.
pub(super) fn count(
    conn: &mut PgConnection,
    question: Option<&str>,
    filter: &Filter,
) -> QueryResult<Option<(Counts, Option<String>)>> {
    let Some(understood) = understand(conn, question)? else {
        return Ok(None);
    };
    let counts = store::count(conn, &understood, filter)?;
    Ok(Some((counts, understood.corrected_to())))
}

fn understand(conn: &mut PgConnection, question: Option<&str>) -> QueryResult<Option<Understood>> {
    match question {
        Some(question) => store::understand(conn, question),
        None => Ok(Some(Understood::default())),
    }
}

fn places(
    conn: &mut PgConnection,
    understood: &Understood,
    filter: &Filter,
    sort: Sort,
    slice: &Slice<Position>,
) -> QueryResult<Vec<(Place, Order)>> {
    let fetch = slice.fetch();
    let after = slice.after.map(|position| position.id);
    let all = |order, places: Vec<Place>| places.into_iter().map(|place| (place, order)).collect();
    if understood.shelved.is_some() {
        return Ok(all(
            Order::Shelf,
            store::shelved(conn, understood, filter, after, fetch)?,
        ));
    }
    let weight = store::weigh(conn, understood, filter)?;
    let is_many = weight.asked >= MANY;
    let through = if weight.settled <= FEW {
        Reach::Settled
    } else {
        Reach::Asked
    };
    let walk = match sort {
        Sort::Newest => Walk::Newest,
        Sort::Relevance | Sort::Title => Walk::Alphabet,
    };
    let order = slice.after.map(|position| position.order);
    match (sort, order) {
        (Sort::Relevance, Some(Order::Ranked)) => {}
        (Sort::Relevance, Some(Order::Beginning | Order::Newest)) if understood.query.is_some() => {
            return broad(conn, understood, filter, slice);
        }
        (Sort::Relevance, None) if understood.query.is_some() && is_many => {
            return broad(conn, understood, filter, slice);
        }
        (Sort::Relevance, _) if understood.query.is_some() => {}
        _ => {
            let found = if is_many || (understood.query.is_none() && !filter.has_marks()) {
                store::walk(conn, understood, filter, walk, after, fetch)?
            } else {
                store::gather(conn, understood, filter, walk, through, after, fetch)?
            };
            return Ok(all(walk.into(), found));
        }
    }
    let after = slice.after.map(|position| (position.likeness, position.id));
    Ok(all(
        Order::Ranked,
        store::rank(conn, understood, filter, through, after, fetch)?,
    ))
}

/// Those that begin with the question, and when they are at their end, the others.
fn broad(
    conn: &mut PgConnection,
    understood: &Understood,
    filter: &Filter,
    slice: &Slice<Position>,
) -> QueryResult<Vec<(Place, Order)>> {
    let mut found = Vec::new();
    let mut after_other = slice.after.map(|position| position.id);
    if slice.after.is_none_or(|position| position.order == Order::Beginning) {
        let beginning = store::beginning(conn, understood, filter, after_other, slice.fetch())?;
        found.extend(beginning.into_iter().map(|place| (place, Order::Beginning)));
        after_other = None;
    }
    let left = slice.fetch() - i64::try_from(found.len()).unwrap_or(i64::MAX);
    if left > 0 {
        let others = store::others(conn, understood, filter, after_other, left)?;
        found.extend(others.into_iter().map(|place| (place, Order::Newest)));
    }
    Ok(found)
}

impl From<Walk> for Order {
    fn from(walk: Walk) -> Self {
        match walk {
            Walk::Alphabet => Self::Alphabet,
            Walk::Newest => Self::Newest,
        }
    }
}
