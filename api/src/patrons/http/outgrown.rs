//! `GET /patrons/outgrown`.

use actix_web::http::Uri;
use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::patrons::outgrown::{self, Outgrown};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;
use crate::platform::refs::{BranchRef, CodeRef};

/// Which page.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct OutgrownQuery {
    /// How many at most; 50 unless told.
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[param(max_length = 512)]
    cursor: Option<String>,
}

/// A patron of another age than their category is for.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OutgrownPatron {
    /// The patron.
    id: Uuid,
    /// As the desk says it: the preferred name, if there is one, and the family name.
    #[schema(example = "Ines Ortega")]
    name: String,
    /// Date of birth.
    birth_on: NaiveDate,
    /// In whole years, on the branch's day.
    #[schema(minimum = 0, example = 13)]
    age: u32,
    /// The category they are in.
    category: CodeRef,
    /// The youngest it is for, in years; null for any.
    min_age: Option<i16>,
    /// The oldest it is for, in years; null for any.
    max_age: Option<i16>,
    /// The category for their age; of several the one for the fewest ages; null when there is none.
    suggested_category: Option<CodeRef>,
    /// The branch whose limits hold.
    home_branch: BranchRef,
    /// Last day the card is good for; null is for ever.
    expires_on: Option<NaiveDate>,
}

/// List patrons who outgrew their category.
///
/// Everybody who is older or younger, on the branch's day, than their category is for, by the category's code, the oldest
/// first. Renew their cards in another category, or change the category of a card that never ends. Leaves the audit row
/// of a search.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "listOutgrownPatrons",
    params(OutgrownQuery),
    responses((status = 200, description = "One page.", body = Page<OutgrownPatron>)),
    security(("staff" = []))
)]
#[get("/patrons/outgrown")]
pub(super) async fn list_outgrown_patrons(
    uri: Uri,
    desk: Desk,
    db: web::Data<Db>,
    query: Query<OutgrownQuery>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::new(query.0.limit, query.0.cursor.as_deref())?;
    let (found, slice) = db
        .read(move |conn| outgrown::list(conn, &desk, &slice).map(|found| (found, slice)))
        .await?;
    let page = slice.page(found, Outgrown::place, OutgrownPatron::from);
    Ok(page.respond(&uri))
}

impl From<Outgrown> for OutgrownPatron {
    fn from(found: Outgrown) -> Self {
        Self {
            id: found.row.id,
            name: found.row.name,
            birth_on: found.row.birth_on,
            age: found.age,
            category: found.row.category.0,
            min_age: found.row.min_age,
            max_age: found.row.max_age,
            suggested_category: found.suggested,
            home_branch: found.row.home_branch.0,
            expires_on: found.row.expires_on,
        }
    }
}
