//! How a record ends: merged into another one, or anonymised; and what it says as a whole.

mod anonymise;
mod expiry;
mod export;
mod merge;

pub(in crate::patrons) use anonymise::{erase, forget_in_deeds, holdings, records_of};
pub(in crate::patrons) use expiry::mark_expired;
pub(in crate::patrons) use export::export;
pub(in crate::patrons) use merge::{
    Belongings, are_family, belongings, close_as_merged, fill_in, is_active, move_belongings,
};
