//! Rows as COPY reads them: a line each, cells between tabs.

use std::fmt::{Display, Write};

/// Rows for one table.
#[derive(Default)]
pub(super) struct Rows {
    text: String,
    begun: bool,
}

impl Rows {
    /// What is sent.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The next cell.
    pub(super) fn cell(&mut self, value: impl Display) -> &mut Self {
        self.begin();
        // A String takes everything.
        let _ = write!(Escaped(&mut self.text), "{value}");
        self
    }

    /// The next cell; null when there is nothing.
    pub(super) fn maybe(&mut self, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.cell(value),
            None => {
                self.begin();
                self.text.push_str("\\N");
                self
            }
        }
    }

    /// The next cell, an array of texts.
    pub(super) fn list<T: AsRef<str>>(&mut self, values: &[T]) -> &mut Self {
        let quoted: Vec<String> = values
            .iter()
            .map(|value| format!("\"{}\"", value.as_ref().replace('\\', "\\\\").replace('"', "\\\"")))
            .collect();
        self.cell(format!("{{{}}}", quoted.join(",")))
    }

    /// Ends the row.
    pub(super) fn end(&mut self) {
        self.text.push('\n');
        self.begun = false;
    }

    fn begin(&mut self) {
        if self.begun {
            self.text.push('\t');
        }
        self.begun = true;
    }
}

/// Text in which nothing can end a cell.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        for letter in text.chars() {
            match letter {
                '\\' => self.0.push_str("\\\\"),
                '\t' => self.0.push_str("\\t"),
                '\n' => self.0.push_str("\\n"),
                '\r' => self.0.push_str("\\r"),
                letter => self.0.push(letter),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_ends_it() {
        let mut rows = Rows::default();
        rows.cell("a\tb").maybe(None::<&str>).list(&["x\"y", "z\\"]).end();
        rows.cell(1).cell("c").list::<&str>(&[]).end();
        assert_eq!(rows.text, "a\\tb\t\\N\t{\"x\\\\\"y\",\"z\\\\\\\\\"}\n1\tc\t{}\n");
    }
}
