//! Adding a title in a hurry: what a desk can read off a copy in the hand.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::platform::desk::Desk;
use crate::platform::record::{Deed, record};
use crate::platform::title_format::TitleFormat;

use super::store::{self, NewTitle};

/// What a desk says of a title.
#[derive(Clone, Debug)]
pub(crate) struct BriefTitle {
    /// Its title proper.
    pub title: String,
    /// Who made it.
    pub author: Option<String>,
    /// What it is.
    pub format: TitleFormat,
}

/// Adds the title, to be completed by a cataloguer, and gives its id. For a deed that adds its first copy.
pub(crate) fn add_brief(conn: &mut PgConnection, desk: &Desk, brief: &BriefTitle) -> QueryResult<Uuid> {
    let title = NewTitle {
        title: brief.title.clone(),
        subtitle: None,
        author: brief.author.clone(),
        contributors: Vec::new(),
        format: brief.format.as_str(),
        language: None,
        audience: "general",
        published_year: None,
        publisher: None,
        edition: None,
        series: None,
        isbns: Vec::new(),
        subjects: Vec::new(),
        summary: None,
        minimum_age: None,
        issns: Vec::new(),
        lccn: None,
        place: None,
        physical_description: None,
        contents: None,
        links: Vec::new(),
        is_brief: true,
    };
    let row = store::insert(conn, Uuid::now_v7(), &title, desk.now)?;
    let deed = Deed::on("title.added", "title", row.id).changing(json!({ "after": title }));
    record(conn, desk, deed)?;
    Ok(row.id)
}
