//! `GET /titles`.

use actix_web::http::Uri;
use actix_web::{HttpResponse, get, web};
use carrel_rules::isbn::Isbn;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::json::Query;
use crate::platform::page::{self, Slice};
use crate::platform::problem::Problem;
use crate::platform::text::kept;
use crate::platform::title_format::TitleFormat;
use crate::titles::search::{self, Position, Sort};
use crate::titles::store::Filter;

use super::title::{Audience, TitleSummary};
use super::write::two_letters;

/// Which titles are wanted; every filter that is given must fit.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct TitlesQuery {
    /// Words of title, author, series or subject, the last one may be only begun; an ISBN; or the beginning of a call
    /// number. Without, all titles.
    #[validate(length(max = 200))]
    #[param(max_length = 200, example = "pride and prej")]
    q: Option<String>,
    /// What they are.
    #[param(inline)]
    format: Option<TitleFormat>,
    /// ISO 639-1.
    #[validate(length(min = 2, max = 2), custom(function = two_letters))]
    #[param(min_length = 2, max_length = 2, pattern = "^[a-z]{2}$")]
    language: Option<String>,
    /// Whom they are meant for.
    #[param(inline)]
    audience: Option<Audience>,
    /// One of their subjects, the whole of it, case and diacritics apart.
    #[validate(length(min = 1, max = 200))]
    #[param(min_length = 1, max_length = 200, example = "Courtship")]
    subject: Option<String>,
    /// With a copy that belongs to this branch.
    branch_id: Option<Uuid>,
    /// True: only those with a copy that can be taken from the shelf now, at the branch if one is named.
    available: Option<bool>,
    /// What comes first; the best answers unless said otherwise.
    #[param(inline)]
    sort: Option<TitleSort>,
    /// Titles wanted; 50 unless said otherwise.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum TitleSort {
    /// The best answers; without a question, the beginning of the alphabet.
    Relevance,
    /// The beginning of the alphabet.
    Title,
    /// What was published last.
    Newest,
}

/// One page of titles.
#[derive(Debug, Serialize, ToSchema)]
struct TitlePage {
    /// The titles.
    #[schema(max_items = 200)]
    items: Vec<TitleSummary>,
    /// Where the next page starts; null on the last.
    next_cursor: Option<String>,
    /// What the question was taken for, where no title has its words as they were written.
    #[schema(max_length = 2000, example = "pride and prejudice")]
    corrected_to: Option<String>,
}

/// List or search titles.
///
/// Without a question in the order of the alphabet. With one, the best answers first; where thousands of titles answer, those
/// that begin with the question, then the others, the newest first. When no title has all the words, the question may be the
/// beginning of a call number; else each unknown word is taken for those most like it, so that a misspelt name still finds
/// its author, and `corrected_to` says so. The cursor leads to the last title that answers, however many there are.
///
/// Permissions: none.
#[utoipa::path(
    tag = "titles",
    operation_id = "listTitles",
    params(TitlesQuery),
    responses((status = 200, description = "A page of titles.", body = TitlePage)),
)]
#[get("/titles")]
pub(super) async fn list_titles(
    uri: Uri,
    db: web::Data<Db>,
    query: Query<TitlesQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let slice: Slice<Position> = Slice::new(query.limit, query.cursor.as_deref())?;
    let question = query.q.as_deref().and_then(asked);
    let sort = match query.sort {
        None | Some(TitleSort::Relevance) => Sort::Relevance,
        Some(TitleSort::Title) => Sort::Title,
        Some(TitleSort::Newest) => Sort::Newest,
    };
    let filter = Filter {
        format: query.format.map(|format| format.as_str().to_owned()),
        language: query.language,
        audience: query.audience.map(|audience| audience.as_str().to_owned()),
        subject: query.subject,
        branch_id: query.branch_id,
        available: query.available.unwrap_or(false),
    };
    let (answer, slice) = db
        .snapshot(move |conn| {
            search::search(conn, question.as_deref(), &filter, sort, &slice).map(|answer| (answer, slice))
        })
        .await?;
    let page = slice.page(
        answer.rows,
        |(_, position)| *position,
        |(row, _)| TitleSummary::from(row),
    );
    let body = TitlePage {
        items: page.items,
        next_cursor: page.next_cursor,
        corrected_to: answer.corrected_to,
    };
    Ok(page::respond(&uri, body.next_cursor.as_deref(), &body))
}

/// What was asked, unless it is nothing. An ISBN is asked for by its 13 digits, however it was written.
pub(super) fn asked(text: &str) -> Option<String> {
    let question = Isbn::parse(text).map_or_else(|_| kept(text), String::from);
    Some(question).filter(|question| !question.is_empty())
}
