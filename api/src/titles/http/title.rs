//! A title as callers see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::refs::BranchRef;
use crate::platform::title_format::TitleFormat;
use crate::titles::store::{AtBranch, Listed, TitleRow};

/// Branches shown with a title of a list.
const MOST_BRANCHES: usize = 200;

/// Whom a title is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Audience {
    /// Everybody.
    General,
    /// Adults.
    Adult,
    /// Teenagers.
    Teen,
    /// Children.
    Child,
}

impl Audience {
    /// The word for it on the wire and in the database.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Adult => "adult",
            Self::Teen => "teen",
            Self::Child => "child",
        }
    }
}

/// What items are copies of.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Title {
    /// The title.
    id: Uuid,
    /// Its title proper.
    #[schema(example = "Frankenstein")]
    title: String,
    /// What follows it.
    #[schema(example = "or, The Modern Prometheus")]
    subtitle: Option<String>,
    /// Who made it, if known.
    #[schema(example = "Mary Shelley")]
    author: Option<String>,
    /// Who else had a part in it.
    #[schema(max_items = 50)]
    contributors: Vec<String>,
    /// What it is.
    #[schema(value_type = TitleFormat)]
    format: String,
    /// ISO 639-1.
    #[schema(example = "en")]
    language: Option<String>,
    /// Whom it is meant for.
    #[schema(value_type = Audience)]
    audience: String,
    /// Before Christ when negative.
    #[schema(example = 1818)]
    published_year: Option<i16>,
    /// Who published it.
    publisher: Option<String>,
    /// Which edition it is.
    edition: Option<String>,
    /// The series it is part of, with its number there.
    series: Option<String>,
    /// ISBNs of 13 digits.
    #[schema(max_items = 20)]
    isbns: Vec<String>,
    /// What it is about.
    #[schema(max_items = 100)]
    subjects: Vec<String>,
    /// In a few sentences.
    summary: Option<String>,
    /// ISSNs, of what is published again and again.
    #[schema(max_items = 20)]
    issns: Vec<String>,
    /// Control number of the Library of Congress.
    lccn: Option<String>,
    /// Where it was published.
    place: Option<String>,
    /// Pages, discs, size.
    #[schema(example = "1 sound disc : digital, stereo")]
    physical_description: Option<String>,
    /// What it contains: chapters, pieces of music.
    contents: Option<String>,
    /// Where it, or more about it, is on the web.
    #[schema(max_items = 20)]
    links: Vec<String>,
    /// The age from which it is lent; null means any.
    #[schema(minimum = 0, maximum = 21)]
    minimum_age: Option<i16>,
    /// The title it was merged into, which has its copies; null for one that stands for itself.
    merged_into_id: Option<Uuid>,
    /// Whether it was written down in a hurry at a desk, and is still to be completed.
    is_brief: bool,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was last changed.
    updated_at: DateTime<Utc>,
}

/// A title of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TitleSummary {
    /// The title.
    id: Uuid,
    /// Its title proper.
    #[schema(example = "Frankenstein")]
    title: String,
    /// What follows it.
    subtitle: Option<String>,
    /// Who made it, if known.
    author: Option<String>,
    /// Who else had a part in it.
    #[schema(max_items = 50)]
    contributors: Vec<String>,
    /// What it is.
    #[schema(value_type = TitleFormat)]
    format: String,
    /// ISO 639-1.
    language: Option<String>,
    /// Whom it is meant for.
    #[schema(value_type = Audience)]
    audience: String,
    /// Before Christ when negative.
    published_year: Option<i16>,
    /// Who published it.
    publisher: Option<String>,
    /// Which edition it is.
    edition: Option<String>,
    /// The series it is part of, with its number there.
    series: Option<String>,
    /// ISBNs of 13 digits.
    #[schema(max_items = 20)]
    isbns: Vec<String>,
    /// What it is about.
    #[schema(max_items = 100)]
    subjects: Vec<String>,
    /// Copies in the stock, withdrawn ones not counted.
    #[schema(minimum = 0)]
    items_count: i64,
    /// Copies that can be taken from the shelf now.
    #[schema(minimum = 0)]
    available_count: i64,
    /// The same for each branch that has copies, in the order of the branches.
    #[schema(max_items = 200)]
    branches: Vec<TitleAtBranch>,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// When it was last changed.
    updated_at: DateTime<Utc>,
}

/// The copies of a title that belong to one branch.
#[derive(Debug, Serialize, ToSchema)]
struct TitleAtBranch {
    /// The branch.
    branch: BranchRef,
    /// Copies in its stock, withdrawn ones not counted.
    #[schema(minimum = 0)]
    items_count: i64,
    /// Copies that can be taken from its shelves now.
    #[schema(minimum = 0)]
    available_count: i64,
}

impl From<AtBranch> for TitleAtBranch {
    fn from(at: AtBranch) -> Self {
        Self {
            branch: at.branch,
            items_count: at.items_count,
            available_count: at.available_count,
        }
    }
}

impl From<TitleRow> for Title {
    fn from(row: TitleRow) -> Self {
        Self {
            id: row.id,
            title: row.title,
            subtitle: row.subtitle,
            author: row.author,
            contributors: row.contributors,
            format: row.format,
            language: row.language,
            audience: row.audience,
            published_year: row.published_year,
            publisher: row.publisher,
            edition: row.edition,
            series: row.series,
            isbns: row.isbns,
            subjects: row.subjects,
            summary: row.summary,
            issns: row.issns,
            lccn: row.lccn,
            place: row.place,
            physical_description: row.physical_description,
            contents: row.contents,
            links: row.links,
            minimum_age: row.minimum_age,
            merged_into_id: row.merged_into_id,
            is_brief: row.is_brief,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl From<Listed> for TitleSummary {
    fn from(row: Listed) -> Self {
        let branches = row.branches.0;
        Self {
            id: row.id,
            title: row.title,
            subtitle: row.subtitle,
            author: row.author,
            contributors: row.contributors,
            format: row.format,
            language: row.language,
            audience: row.audience,
            published_year: row.published_year,
            publisher: row.publisher,
            edition: row.edition,
            series: row.series,
            isbns: row.isbns,
            subjects: row.subjects,
            items_count: branches.iter().map(|at| at.items_count).sum(),
            available_count: branches.iter().map(|at| at.available_count).sum(),
            branches: branches
                .into_iter()
                .take(MOST_BRANCHES)
                .map(TitleAtBranch::from)
                .collect(),
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
