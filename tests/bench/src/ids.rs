//! Ids of the library that is measured: those of `bench.id` in `sql/library.sql`.

/// What an id is of.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A branch; the first is the one where everything happens.
    Branch = 1,
    /// A desk at the first branch.
    Desk = 4,
    /// A patron.
    Patron = 12,
    /// A loan of `sql/lent.sql`.
    Loan = 19,
}

/// How many of the 20,000 items are on their shelves when a measurement begins; the rest are out and stay out.
pub const ITEMS: usize = 16_000;
/// How many patrons there are.
pub const PATRONS: usize = 5_000;

/// The id of the `number`th of its kind, from 1.
pub fn id(kind: Kind, number: usize) -> String {
    format!("019a{:04x}-0000-7000-8000-{number:012x}", kind as u16)
}

/// The barcode of the `number`th item, from 1.
pub fn item_barcode(number: usize) -> String {
    (3_000_000_000_usize + number).to_string()
}

/// The card of the `number`th patron, from 1.
pub fn card_number(number: usize) -> String {
    (2_000_000_000_usize + number).to_string()
}

/// The patron who has, or will have, the `number`th item.
pub fn patron_of_item(number: usize) -> usize {
    1 + (number - 1) % PATRONS
}
