//! What callers send to add or change a title.

mod lists;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use crate::platform::json;
use crate::platform::problem::{FieldCode, Problem};
use crate::platform::text::{self, kept};
use crate::platform::title_format::TitleFormat;
use crate::titles::store::{NewTitle, TitleUpdate};

use super::title::Audience;
use lists::{IsbnText, IssnText, LinkText, ListedText, Lists};

/// A title to be added to the catalogue.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title": "Frankenstein", "subtitle": "or, The Modern Prometheus", "author": "Mary Shelley", "format": "book",
    "language": "en", "audience": "adult", "published_year": 1818, "isbns": ["978-0-14-143947-1"], "subjects": ["Monsters"]
}))]
pub(super) struct TitleAddition {
    /// Its title proper.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    title: String,
    /// What follows it.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    subtitle: Option<String>,
    /// Who made it.
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    author: Option<String>,
    /// Who else had a part in it.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    contributors: Vec<ListedText>,
    /// What it is.
    format: TitleFormat,
    /// ISO 639-1.
    #[validate(length(min = 2, max = 2), custom(function = two_letters))]
    #[schema(min_length = 2, max_length = 2, pattern = "^[a-z]{2}$")]
    language: Option<String>,
    /// Whom it is meant for; everybody unless said otherwise.
    audience: Option<Audience>,
    /// Before Christ when negative.
    #[validate(range(min = -3000, max = 2200))]
    #[schema(minimum = -3000, maximum = 2200)]
    published_year: Option<i16>,
    /// Who published it.
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    publisher: Option<String>,
    /// Which edition it is.
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    edition: Option<String>,
    /// The series it is part of, with its number there.
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    series: Option<String>,
    /// Of 10 or 13 digits, with or without hyphens; kept with 13.
    #[serde(default)]
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    isbns: Vec<IsbnText>,
    /// What it is about.
    #[serde(default)]
    #[validate(length(max = 100))]
    #[schema(max_items = 100)]
    subjects: Vec<ListedText>,
    /// In a few sentences.
    #[validate(length(min = 1, max = 5000), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 5000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    summary: Option<String>,
    /// The age from which it is lent; any unless said otherwise.
    #[validate(range(min = 0, max = 21))]
    #[schema(minimum = 0, maximum = 21)]
    minimum_age: Option<i16>,
    /// ISSNs, of what is published again and again; kept with their hyphen.
    #[serde(default)]
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    issns: Vec<IssnText>,
    /// Control number of the Library of Congress.
    #[validate(length(min = 1, max = 32), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 32, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    lccn: Option<String>,
    /// Where it was published.
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    place: Option<String>,
    /// Pages, discs, size.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    physical_description: Option<String>,
    /// What it contains: chapters, pieces of music.
    #[validate(length(min = 1, max = 10000), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 10000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    contents: Option<String>,
    /// Where it, or more about it, is on the web.
    #[serde(default)]
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    links: Vec<LinkText>,
}

/// What to change; what is absent stays, null clears. A list takes the place of the one there was.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"subtitle": null, "subjects": ["Monsters", "Scientists"]}))]
pub(super) struct TitlePatch {
    /// Its title proper.
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    title: Option<String>,
    /// What follows it.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    subtitle: Option<Option<String>>,
    /// Who made it.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    author: Option<Option<String>>,
    /// Who else had a part in it.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    contributors: Option<Vec<ListedText>>,
    /// What it is.
    format: Option<TitleFormat>,
    /// ISO 639-1.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 2, max = 2), custom(function = two_letters))]
    #[schema(min_length = 2, max_length = 2, pattern = "^[a-z]{2}$")]
    language: Option<Option<String>>,
    /// Whom it is meant for.
    audience: Option<Audience>,
    /// Before Christ when negative.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = -3000, max = 2200))]
    #[schema(minimum = -3000, maximum = 2200)]
    published_year: Option<Option<i16>>,
    /// Who published it.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    publisher: Option<Option<String>>,
    /// Which edition it is.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    edition: Option<Option<String>>,
    /// The series it is part of, with its number there.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    series: Option<Option<String>>,
    /// Of 10 or 13 digits, with or without hyphens; kept with 13.
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    isbns: Option<Vec<IsbnText>>,
    /// What it is about.
    #[validate(length(max = 100))]
    #[schema(max_items = 100)]
    subjects: Option<Vec<ListedText>>,
    /// In a few sentences.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 5000), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 5000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    summary: Option<Option<String>>,
    /// The age from which it is lent; null means any.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(range(min = 0, max = 21))]
    #[schema(minimum = 0, maximum = 21)]
    minimum_age: Option<Option<i16>>,
    /// ISSNs, of what is published again and again; kept with their hyphen.
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    issns: Option<Vec<IssnText>>,
    /// Control number of the Library of Congress.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 32), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 32, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    lccn: Option<Option<String>>,
    /// Where it was published.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 200), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    place: Option<Option<String>>,
    /// Pages, discs, size.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 500), custom(function = text::line))]
    #[schema(min_length = 1, max_length = 500, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    physical_description: Option<Option<String>>,
    /// What it contains: chapters, pieces of music.
    #[serde(default, deserialize_with = "json::present")]
    #[validate(length(min = 1, max = 10000), custom(function = text::lines))]
    #[schema(
        min_length = 1,
        max_length = 10000,
        pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
    )]
    contents: Option<Option<String>>,
    /// Where it, or more about it, is on the web.
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    links: Option<Vec<LinkText>>,
    /// Whether it is still to be completed.
    is_brief: Option<bool>,
}

/// Two lower-case letters, as ISO 639-1 has them.
pub(super) fn two_letters(text: &str) -> Result<(), ValidationError> {
    // Another length is for the field's length to refuse.
    if text.chars().count() != 2 || text.bytes().all(|b| b.is_ascii_lowercase()) {
        return Ok(());
    }
    Err(ValidationError::new(FieldCode::Language.as_str())
        .with_message("Two lower-case letters, as ISO 639-1 has them.".into()))
}

fn kept_or_cleared(text: Option<Option<String>>) -> Option<Option<String>> {
    text.map(|text| text.as_deref().map(kept))
}

impl TitleAddition {
    /// The title with its text as it is kept.
    pub(super) fn checked(&self) -> Result<NewTitle, Problem> {
        let mut lists = Lists::default();
        let kept = |text: &Option<String>| text.as_deref().map(text::kept);
        let title = NewTitle {
            title: text::kept(&self.title),
            subtitle: kept(&self.subtitle),
            author: kept(&self.author),
            contributors: lists.texts("contributors", &self.contributors),
            format: self.format.as_str(),
            language: self.language.clone(),
            audience: self.audience.unwrap_or(Audience::General).as_str(),
            published_year: self.published_year,
            publisher: kept(&self.publisher),
            edition: kept(&self.edition),
            series: kept(&self.series),
            isbns: lists.isbns(&self.isbns),
            subjects: lists.texts("subjects", &self.subjects),
            summary: kept(&self.summary),
            minimum_age: self.minimum_age,
            issns: lists.issns(&self.issns),
            lccn: kept(&self.lccn),
            place: kept(&self.place),
            physical_description: kept(&self.physical_description),
            contents: kept(&self.contents),
            links: lists.links(&self.links),
            is_brief: false,
        };
        lists.or_problem(title)
    }
}

impl TitlePatch {
    /// The changes with their text as it is kept.
    pub(super) fn checked(self) -> Result<TitleUpdate, Problem> {
        let mut lists = Lists::default();
        let update = TitleUpdate {
            title: self.title.as_deref().map(kept),
            subtitle: kept_or_cleared(self.subtitle),
            author: kept_or_cleared(self.author),
            contributors: self.contributors.map(|texts| lists.texts("contributors", &texts)),
            format: self.format.map(TitleFormat::as_str),
            language: self.language,
            audience: self.audience.map(Audience::as_str),
            published_year: self.published_year,
            publisher: kept_or_cleared(self.publisher),
            edition: kept_or_cleared(self.edition),
            series: kept_or_cleared(self.series),
            isbns: self.isbns.map(|texts| lists.isbns(&texts)),
            subjects: self.subjects.map(|texts| lists.texts("subjects", &texts)),
            summary: kept_or_cleared(self.summary),
            minimum_age: self.minimum_age,
            issns: self.issns.map(|texts| lists.issns(&texts)),
            lccn: kept_or_cleared(self.lccn),
            place: kept_or_cleared(self.place),
            physical_description: kept_or_cleared(self.physical_description),
            contents: kept_or_cleared(self.contents),
            links: self.links.map(|texts| lists.links(&texts)),
            is_brief: self.is_brief,
        };
        lists.or_problem(update)
    }
}
