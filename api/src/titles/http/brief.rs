//! `GET /titles/brief`.

use actix_web::http::Uri;
use actix_web::{HttpResponse, get, web};
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;
use crate::titles::store;

use super::title::TitleSummary;

/// How many of them are wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct BriefTitlesQuery {
    /// Titles wanted; 50 unless said otherwise.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// List titles that are still to be completed.
///
/// What desks wrote down in a hurry, the oldest first. A title leaves the list when `is_brief` is set to false.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "titles",
    operation_id = "listBriefTitles",
    params(BriefTitlesQuery),
    responses((status = 200, description = "A page of titles.", body = Page<TitleSummary>)),
    security(("staff" = []))
)]
#[get("/titles/brief")]
pub(super) async fn list_brief_titles(
    uri: Uri,
    _: Desk,
    db: web::Data<Db>,
    query: Query<BriefTitlesQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::new(query.0.limit, query.0.cursor.as_deref())?;
    let (rows, slice) = db
        .snapshot(move |conn| {
            let ids = store::brief(conn, &slice)?;
            store::list(conn, &ids).map(|rows| (rows, slice))
        })
        .await?;
    let page = slice.page(rows, |row| (row.created_at, row.id), TitleSummary::from);
    Ok(page.respond(&uri))
}
