//! The lists of a title: each entry is read by itself, and everything that is wrong with them is told at once.

use carrel_rules::isbn::Isbn;
use carrel_rules::issn::Issn;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::platform::problem::{Code, FieldCode, FieldError, Problem};
use crate::platform::text::{self, kept};

/// Characters of a link at most.
const LONGEST_LINK: usize = 2000;

/// A name or a subject of a list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
pub(super) struct ListedText(String);

/// An ISBN of 10 or 13 digits, with or without hyphens.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(min_length = 1, max_length = 32, example = "978-0-14-143947-1")]
pub(super) struct IsbnText(String);

/// An ISSN of 8 digits, with or without its hyphen.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(min_length = 1, max_length = 16, example = "0028-0836")]
pub(super) struct IssnText(String);

/// An address that begins with http:// or https://.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(
    min_length = 8,
    max_length = 2000,
    pattern = r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\u0000-\u001f\u007f-\u009f]+$",
    example = "https://www.gutenberg.org/ebooks/84"
)]
pub(super) struct LinkText(String);

/// Lists as they are kept, and everything that is wrong with them.
#[derive(Default)]
pub(super) struct Lists(Vec<FieldError>);

impl Lists {
    pub(super) fn texts(&mut self, field: &str, texts: &[ListedText]) -> Vec<String> {
        for (index, ListedText(text)) in texts.iter().enumerate() {
            if !(1..=200).contains(&text.chars().count()) {
                self.refuse(field, index, FieldCode::Length, "Between 1 and 200 long.".to_owned());
            } else if let Err(error) = text::line(text) {
                let detail = error.message.map(String::from).unwrap_or_default();
                self.refuse(field, index, FieldCode::named(&error.code), detail);
            }
        }
        texts.iter().map(|ListedText(text)| kept(text)).collect()
    }

    /// One number given in two ways is kept once.
    pub(super) fn isbns(&mut self, texts: &[IsbnText]) -> Vec<String> {
        let texts = texts.iter().map(|IsbnText(text)| text.as_str());
        self.each_once("isbns", FieldCode::Isbn, texts, |text| {
            Isbn::parse(text).map(String::from).map_err(|error| format!("{error}."))
        })
    }

    /// The same of ISSNs.
    pub(super) fn issns(&mut self, texts: &[IssnText]) -> Vec<String> {
        let texts = texts.iter().map(|IssnText(text)| text.as_str());
        self.each_once("issns", FieldCode::Issn, texts, |text| {
            Issn::parse(text).map(String::from).map_err(|error| format!("{error}."))
        })
    }

    /// Addresses that a browser may be sent to.
    pub(super) fn links(&mut self, texts: &[LinkText]) -> Vec<String> {
        let texts = texts.iter().map(|LinkText(text)| text.trim());
        self.each_once("links", FieldCode::Link, texts, |text| {
            let is_link = is_web_address(text) && text.chars().count() <= LONGEST_LINK;
            is_link
                .then(|| text.to_owned())
                .ok_or_else(|| "An address of at most 2000 characters that begins with http:// or https://.".to_owned())
        })
    }

    fn each_once<'a>(
        &mut self,
        field: &str,
        code: FieldCode,
        texts: impl Iterator<Item = &'a str>,
        read: impl Fn(&str) -> Result<String, String>,
    ) -> Vec<String> {
        let mut kept = Vec::new();
        for (index, text) in texts.enumerate() {
            match read(text) {
                Ok(value) if !kept.contains(&value) => kept.push(value),
                Ok(_) => {}
                Err(detail) => self.refuse(field, index, code, detail),
            }
        }
        kept
    }

    fn refuse(&mut self, field: &str, index: usize, code: FieldCode, detail: String) {
        self.0.push(FieldError::new(format!("/{field}/{index}"), code, detail));
    }

    pub(super) fn or_problem<T>(self, value: T) -> Result<T, Problem> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(Problem::of(Code::InvalidFields).errors(self.0))
        }
    }
}

/// Nothing but http and https: a link of another kind could run something at whoever follows it.
fn is_web_address(text: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        let (start, rest) = text.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
}
