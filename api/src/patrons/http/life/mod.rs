//! How a record ends: `/patrons/{id}/merges`, `/patrons/{id}/anonymisation`; and `GET /patrons/{id}/export`.

pub(super) mod anonymise;
pub(super) mod export;
pub(super) mod merge;
