//! MARC text as people read it: without the punctuation that parts fields on a catalogue card.

use carrel_marc::DataField;

/// Marks that cataloguers write before the next part.
const BEFORE_NEXT: [char; 5] = ['/', ':', ';', '=', ','];

/// One line, without what leads over to the next part of the card.
pub(super) fn plain(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    loop {
        let trimmed = line.trim_end_matches(|c| c == ' ' || BEFORE_NEXT.contains(&c)).len();
        line.truncate(trimmed);
        if !ends_a_sentence(&line) {
            return line;
        }
        line.pop();
    }
}

/// Whether the last full stop ends a sentence. One after a short word is part of it: "Jr.", "J. R. R.", "2nd ed.", "...".
fn ends_a_sentence(line: &str) -> bool {
    let Some(rest) = line.strip_suffix('.') else {
        return false;
    };
    let word = rest.rsplit([' ', '.']).next().unwrap_or_default();
    !rest.ends_with('.') && (word.chars().count() > 3 || word.ends_with([')', ']', '"']))
}

/// The values of these subfields in the order in which they stand, with blanks between.
pub(super) fn joined(field: &DataField, codes: &[u8]) -> Option<String> {
    let text = sentences(field, codes)?;
    Some(plain(&text)).filter(|text| !text.is_empty())
}

/// The same as it is written, full stops included.
pub(super) fn sentences(field: &DataField, codes: &[u8]) -> Option<String> {
    let wanted = field.subfields.iter().filter(|subfield| codes.contains(&subfield.code));
    let words: Vec<&str> = wanted.flat_map(|subfield| subfield.value.split_whitespace()).collect();
    Some(words.join(" ")).filter(|text| !text.is_empty())
}

/// The first value of a subfield, plain.
pub(super) fn first(field: &DataField, code: u8) -> Option<String> {
    field.first(code).map(plain).filter(|text| !text.is_empty())
}

/// At most so many characters; whether something was left out.
pub(super) fn cut(text: String, most: usize) -> (String, bool) {
    match text.char_indices().nth(most) {
        None => (text, false),
        Some(_) => {
            let end = text.char_indices().nth(most - 1).map_or(text.len(), |(at, _)| at);
            (format!("{}…", text[..end].trim_end()), true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_that_leads_on_is_left_out() {
        for (from, to) in [
            ("Friendly fire /", "Friendly fire"),
            ("Frankenstein :", "Frankenstein"),
            ("Lovano, Joe,", "Lovano, Joe"),
            ("King, Martin Luther, Jr.", "King, Martin Luther, Jr."),
            ("Tolkien, J. R. R.", "Tolkien, J. R. R."),
            ("Jazz.", "Jazz"),
            ("And so on ...", "And so on ..."),
            ("Blue Note (Firm).", "Blue Note (Firm)"),
            ("  two \n lines ", "two lines"),
            (" / ", ""),
            ("2nd ed.", "2nd ed."),
            ("C++", "C++"),
        ] {
            assert_eq!(plain(from), to, "{from:?}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        assert_eq!(cut("äöü".to_owned(), 3), ("äöü".to_owned(), false));
        assert_eq!(cut("äöüß".to_owned(), 3), ("äö…".to_owned(), true));
    }
}
