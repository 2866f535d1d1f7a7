//! What imports of tables find and write.

mod items;
mod loans;
mod patrons;

pub(in crate::imports) use items::{
    ItemRecord, ItemWrite, add_items, lock_items, on_loan, titles_named, titles_of_isbns, titles_that_are, update_items,
};
pub(in crate::imports) use loans::{LentItem, LoanRow, insert_loans, lending, lent_items};
pub(in crate::imports) use patrons::{
    NewCard, NewLink, PatronRow, Standing, insert_cards, insert_patrons, link_guardians, lock_patrons, patrons_named,
    replace_cards, standing_of, update_patrons,
};
