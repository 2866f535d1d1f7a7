//! `GET /reports/…` and `GET /statistics/circulation`: as JSON page by page, or whole as CSV for who accepts that.

mod circulation;
mod items;
mod loans;
mod patrons;

use actix_web::http::header::ACCEPT;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::csv::stream;
use crate::platform::dates::SortKey;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::page::Slice;
use crate::platform::problem::Problem;

use super::list::{Asked, List};
use super::store;

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(loans::list_overdue)
        .service(loans::list_claims)
        .service(items::list_lost)
        .service(items::list_in_transit)
        .service(patrons::list_expired_cards)
        .service(circulation::count_circulation);
}

/// Which rows, and how many at once. A table has them all.
#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Of this branch.
    branch_id: Option<Uuid>,
    /// How many on a page; a table has all.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// The same with a time that must have passed.
#[derive(Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct WaitQuery {
    /// Of this branch.
    branch_id: Option<Uuid>,
    /// For at least so many days.
    #[validate(range(min = 0, max = 3650))]
    #[param(minimum = 0, maximum = 3650)]
    days: Option<i64>,
    /// How many on a page; a table has all.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

impl From<ListQuery> for WaitQuery {
    fn from(query: ListQuery) -> Self {
        Self {
            branch_id: query.branch_id,
            days: None,
            limit: query.limit,
            cursor: query.cursor,
        }
    }
}

/// Whether the caller would rather have a table.
fn wants_table(req: &HttpRequest) -> bool {
    let accept = req.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|kinds| {
        kinds
            .split(',')
            .any(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "text/csv"))
    })
}

/// Answers with a page of the list, or with all of it as a table.
async fn deliver<R, K, W>(
    req: &HttpRequest,
    desk: Desk,
    db: web::Data<Db>,
    list: &'static List<R, K>,
    query: WaitQuery,
    wire: fn(R, &Desk) -> W,
) -> Result<HttpResponse, Problem>
where
    R: Send + 'static,
    K: Copy + Serialize + DeserializeOwned + SortKey + Send + 'static,
    W: Serialize,
{
    let asked = Asked {
        branch_id: query.branch_id,
        days: query.days.unwrap_or(0),
        now: desk.now,
        today: desk.today,
    };
    if wants_table(req) {
        return Ok(stream(&db, list.name, move |conn, out| {
            let exponent = store::currency_exponent(conn)?;
            let sent = list.write(conn, &desk, &asked, exponent, |piece| out.send(piece));
            sent.map_err(Problem::from)
        }));
    }
    let slice: Slice<K> = Slice::new(query.limit, query.cursor.as_deref())?;
    let (after, limit, reader) = (slice.after, slice.fetch(), desk.clone());
    let rows = db
        .read(move |conn| list.page(conn, &reader, &asked, after, limit))
        .await?;
    let page = slice.page(rows, list.key, |row| wire(row, &desk));
    Ok(page.respond(req.uri()))
}
