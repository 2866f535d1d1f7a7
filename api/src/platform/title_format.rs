//! What a title is: a word that titles and items have in common.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TitleFormat {
    /// Printed text.
    Book,
    /// Printed large for who sees little.
    LargePrint,
    /// Read aloud.
    Audiobook,
    /// Music, recorded.
    Music,
    /// Moving pictures.
    Film,
    /// Published again and again.
    Magazine,
    /// To play.
    Game,
    /// To find one's way.
    Map,
    /// Several things in one box.
    Kit,
    /// Anything else.
    Other,
}

impl TitleFormat {
    /// The word for it on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::LargePrint => "large_print",
            Self::Audiobook => "audiobook",
            Self::Music => "music",
            Self::Film => "film",
            Self::Magazine => "magazine",
            Self::Game => "game",
            Self::Map => "map",
            Self::Kit => "kit",
            Self::Other => "other",
        }
    }
}
