//! Reading a folded call number from left to right.

/// A place in a call number.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    text: &'a [char],
    at: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a [char]) -> Self {
        Self { text, at: 0 }
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.ahead(0)
    }

    /// The character after as many others.
    pub(super) fn ahead(&self, others: usize) -> Option<char> {
        self.text.get(self.at + others).copied()
    }

    /// The character before the next one, and the one before that.
    pub(super) fn behind(&self) -> (Option<char>, Option<char>) {
        let back = |by| self.at.checked_sub(by).and_then(|at| self.text.get(at)).copied();
        (back(1), back(2))
    }

    /// All that is left.
    pub(super) fn rest(&self) -> &'a [char] {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Steps over `c` when it is next.
    pub(super) fn take(&mut self, c: char) -> bool {
        let is_next = self.peek() == Some(c);
        self.at += usize::from(is_next);
        is_next
    }

    /// Steps over all characters of a kind, and gives them.
    pub(super) fn take_while(&mut self, is_wanted: impl Fn(char) -> bool) -> &'a [char] {
        let rest = self.rest();
        let length = rest.iter().take_while(|c| is_wanted(**c)).count();
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    pub(super) fn digits(&mut self) -> &'a [char] {
        self.take_while(is_digit)
    }

    pub(super) fn letters(&mut self) -> &'a [char] {
        self.take_while(is_letter)
    }

    /// Steps over blanks, and tells whether there were any.
    pub(super) fn blanks(&mut self) -> bool {
        !self.take_while(char::is_whitespace).is_empty()
    }
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Anything words are made of; digits of other scripts too, which nobody shelves by.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_digit(c)
}

/// What stands between elements.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Whether the letters are the end of `15th` and its like.
pub(super) fn is_ordinal_ending(letters: &[char]) -> bool {
    matches!(letters, ['S', 'T'] | ['N', 'D'] | ['R', 'D'] | ['T', 'H'])
}
