//! MARC records, in whichever way they come.

pub mod iso2709;
pub mod marc8;
pub mod marcxml;
mod record;
