//! What does not matter to the order of call numbers.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in capitals, without accents, apostrophes, prime marks and what cannot be seen. Folding twice is folding once.
pub fn fold(text: &str) -> String {
    let mut capitals = String::with_capacity(text.len());
    // The spacing accents become a blank and a mark, so they go first.
    for c in text.chars().filter(|c| !is_dropped(*c)).nfkd() {
        if !is_dropped(c) {
            push_capital(&mut capitals, c);
        }
    }
    capitals.nfkd().filter(|c| !is_dropped(*c)).collect()
}

/// Letters that Unicode does not take apart are filed as those they come from.
fn push_capital(capitals: &mut String, c: char) {
    match c {
        'ß' | 'ẞ' => capitals.push_str("SS"),
        'æ' | 'Æ' => capitals.push_str("AE"),
        'œ' | 'Œ' => capitals.push_str("OE"),
        'þ' | 'Þ' => capitals.push_str("TH"),
        'ø' | 'Ø' => capitals.push('O'),
        'ł' | 'Ł' => capitals.push('L'),
        'đ' | 'Đ' | 'ð' | 'Ð' => capitals.push('D'),
        c => capitals.extend(c.to_uppercase()),
    }
}

fn is_dropped(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c,
            // Apostrophes and prime marks, and the accents that are typed for them.
            '\'' | '`' | '\u{b4}' | '\u{2b9}'..='\u{2bd}' | '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}'..='\u{2037}'
            // Soft hyphens, joiners and marks of direction.
            | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
