//! The words of the generated library: real ones that come often, made-up ones that come rarely, names of people.

use super::chance::Chance;

/// Made-up words beyond the real ones.
const MADE_UP: usize = 150_000;
/// Made-up family names beyond the real ones.
const MADE_UP_NAMES: usize = 40_000;

const BEGINNINGS: &[&str] = &[
    "b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "sh",
    "st", "t", "th", "tr", "v", "w", "z",
];
const MIDDLES: &[&str] = &["a", "e", "i", "o", "u", "ai", "ea", "ou", "ie", "oa"];
const ENDS: &[&str] = &["", "n", "r", "l", "s", "m", "nd", "rt", "ck", "st", "x", "th"];

/// A language that titles are in, apart from English.
pub(super) struct Tongue {
    pub(super) code: &'static str,
    patterns: Vec<&'static str>,
    words: Vec<&'static str>,
}

/// All words there are.
pub(super) struct Vocabulary {
    nouns: Vec<&'static str>,
    adjectives: Vec<&'static str>,
    given_names: Vec<&'static str>,
    surnames: Vec<&'static str>,
    tongues: Vec<Tongue>,
}

impl Vocabulary {
    /// Reads the lists.
    pub(super) fn new() -> Self {
        let words = |text: &'static str| text.split_whitespace().collect();
        Self {
            nouns: words(include_str!("data/nouns.txt")),
            adjectives: words(include_str!("data/adjectives.txt")),
            given_names: words(include_str!("data/given_names.txt")),
            surnames: words(include_str!("data/surnames.txt")),
            tongues: tongues(),
        }
    }

    /// A noun: now and then one that nobody has heard.
    pub(super) fn noun(&self, chance: &mut Chance) -> String {
        let rank = chance.rank(self.nouns.len() + MADE_UP);
        match self.nouns.get(rank) {
            Some(word) => capital(word),
            None => capital(&made_up("noun", rank)),
        }
    }

    /// An adjective.
    pub(super) fn adjective(&self, chance: &mut Chance) -> String {
        capital(chance.early(&self.adjectives).unwrap_or("new"))
    }

    /// The name by which the `number`th author is known.
    pub(super) fn author(&self, number: usize) -> String {
        let mut chance = Chance::of("author", u32::try_from(number).unwrap_or(0));
        let given = self.given_name(&mut chance);
        let middle = chance.percent(15).then(|| initial(self.given_name(&mut chance)));
        let surname = self.surname(&mut chance);
        match middle {
            Some(middle) => format!("{given} {middle}. {surname}"),
            None => format!("{given} {surname}"),
        }
    }

    /// A given name.
    pub(super) fn given_name(&self, chance: &mut Chance) -> &'static str {
        chance.early(&self.given_names).unwrap_or("Maria")
    }

    /// A family name.
    pub(super) fn surname(&self, chance: &mut Chance) -> String {
        let rank = chance.rank(self.surnames.len() + MADE_UP_NAMES);
        match self.surnames.get(rank) {
            Some(name) => (*name).to_owned(),
            None => capital(&made_up("surname", rank)),
        }
    }

    /// A language other than English, and a title in it.
    pub(super) fn foreign(&self, chance: &mut Chance) -> (&'static str, String) {
        let Some(tongue) = self.tongues.get(chance.rank(self.tongues.len())) else {
            return ("es", capital(&made_up("noun", 0)));
        };
        let pattern = chance.one(&tongue.patterns).unwrap_or("{}");
        let mut title = String::new();
        for (place, part) in pattern.split("{}").enumerate() {
            if place > 0 {
                title.push_str(chance.early(&tongue.words).unwrap_or_default());
            }
            title.push_str(part);
        }
        (tongue.code, capital(&title))
    }
}

fn tongues() -> Vec<Tongue> {
    let lines = include_str!("data/languages.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut parts = line.split('|').map(str::trim);
            Some(Tongue {
                code: parts.next()?,
                patterns: parts.next()?.split(';').map(str::trim).collect(),
                words: parts.next()?.split_whitespace().collect(),
            })
        })
        .collect()
}

/// The `rank`th word that is none: two or three syllables.
fn made_up(kind: &str, rank: usize) -> String {
    let mut chance = Chance::of(kind, u32::try_from(rank).unwrap_or(0));
    let mut word = String::new();
    for _ in 0..2 + chance.below(2) {
        for parts in [BEGINNINGS, MIDDLES] {
            word.push_str(chance.one(parts).unwrap_or_default());
        }
    }
    word + chance.one(ENDS).unwrap_or_default()
}

/// With a capital letter in front.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn initial(name: &str) -> char {
    name.chars().next().unwrap_or('A')
}
