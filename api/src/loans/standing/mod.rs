//! What a patron has and owes, for whoever decides about them.

use carrel_rules::patron::{Card, Patron, Restriction};

pub(crate) use super::store::standing::{Standing, at_desk};

/// The patron as the rules see them.
pub(crate) fn patron(standing: &Standing, card_state: Option<&str>) -> Patron {
    Patron {
        card: match card_state {
            Some("lost") => Card::Lost,
            Some("replaced") => Card::Replaced,
            _ => Card::Active,
        },
        merged: standing.patron_state == "merged",
        anonymised: standing.patron_state == "anonymised",
        expires_on: standing.patron_expires_on,
        restrictions: standing
            .restriction_ends
            .iter()
            .map(|until| Restriction { until: *until })
            .collect(),
        born_on: standing.patron_birth_on,
    }
}
