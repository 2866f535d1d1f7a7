//! Cells that a spreadsheet would run: what begins with `=` `+` `-` `@`, a tab or a carriage return is a formula to it, and
//! a patron's name may have been written to be one.

use std::borrow::Cow;

const GUARD: char = '\'';

/// The text with an apostrophe before it where a spreadsheet would run it.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if runs(text) {
        Cow::Owned(format!("{GUARD}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text as it was before [`guarded`].
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix(GUARD).filter(|rest| runs(rest)).unwrap_or(text)
}

/// Whether a formula begins here, or after apostrophes: those are guarded as well, or reading would take off one too many.
fn runs(text: &str) -> bool {
    text.trim_start_matches(GUARD)
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}
