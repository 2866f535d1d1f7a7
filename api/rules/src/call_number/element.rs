//! The elements of a key. Numbers stand before words, words before Cutter numbers.

/// Writes a whole number and the letters that follow it. One that is too long stays a word.
pub(super) fn push_number(key: &mut String, digits: &[char], letters: &[char]) {
    let zeros = digits.iter().take_while(|digit| **digit == '0').count();
    let value: String = digits.get(zeros..).unwrap_or_default().iter().collect();
    if value.len() > 10 {
        key.push('2');
        key.push_str(&value);
    } else {
        key.push_str(&format!("1{value:0>10}"));
    }
    key.extend(letters);
    key.push('!');
}

/// Writes a word.
pub(super) fn push_word(key: &mut String, word: impl IntoIterator<Item = char>) {
    key.push('2');
    key.extend(word);
    key.push('!');
}

/// Writes a Cutter number: letters, a decimal fraction, letters of the work.
pub(super) fn push_cutter(key: &mut String, letters: &[char], digits: &[char], work: &[char]) {
    key.push('3');
    for part in [letters, digits, work] {
        key.extend(part);
        key.push('!');
    }
}
