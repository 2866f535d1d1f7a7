//! `GET /items/{id}/shelf`.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use super::item::ItemTitle;
use crate::items::store::{self, Neighbour};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::openapi::ItemStatusName;
use crate::platform::problem::{Code, Problem};
use crate::platform::refs::{BranchRef, CodeRef};

/// Neighbours on either side, unless said otherwise.
const NEIGHBOURS: i64 = 10;

/// How much of the shelf is wanted.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ShelfQuery {
    /// Items before it; 10 unless said otherwise.
    #[validate(range(min = 0, max = 50))]
    #[param(minimum = 0, maximum = 50, example = 5)]
    before: Option<i64>,
    /// Items after it; 10 unless said otherwise.
    #[validate(range(min = 0, max = 50))]
    #[param(minimum = 0, maximum = 50, example = 5)]
    after: Option<i64>,
}

/// An item and what stands beside it.
#[derive(Debug, Serialize, ToSchema)]
struct Shelf {
    /// The branch the items belong to.
    branch: BranchRef,
    /// Where they stand there.
    location: CodeRef,
    /// What stands before it, the nearest last.
    #[schema(max_items = 50)]
    before: Vec<ShelfItem>,
    /// The item that was asked for.
    item: ShelfItem,
    /// What stands after it, the nearest first.
    #[schema(max_items = 50)]
    after: Vec<ShelfItem>,
}

/// An item on a shelf.
#[derive(Debug, Serialize, ToSchema)]
struct ShelfItem {
    /// The item.
    id: Uuid,
    /// What its label says.
    #[schema(example = "3000000001")]
    barcode: String,
    /// What it is a copy of.
    title: ItemTitle,
    /// Where it stands on the shelf.
    #[schema(example = "FIC AUS")]
    call_number: Option<String>,
    /// Whether the call number reads as its scheme says; null without one.
    call_number_parsed: Option<bool>,
    /// Volume or disc, where the title has several.
    part: Option<String>,
    /// What it is doing.
    #[schema(value_type = ItemStatusName)]
    status: String,
}

/// Read the shelf around an item.
///
/// The items of its home branch and location in the order of their call numbers, then of their barcodes, whatever they are
/// doing; withdrawn ones are left out. What has no call number, or one that does not read as its scheme says, stands at the
/// end. To walk on, ask for the shelf of the outermost item.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "items",
    operation_id = "getItemShelf",
    params(("id" = Uuid, Path, description = "The item."), ShelfQuery),
    responses((status = 200, description = "The shelf.", body = Shelf)),
    security(("staff" = []))
)]
#[get("/items/{id}/shelf")]
pub(super) async fn get_shelf(
    _: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    query: Query<ShelfQuery>,
) -> Result<web::Json<Shelf>, Problem> {
    let ShelfQuery { before, after } = query.0;
    let (before, after) = (before.unwrap_or(NEIGHBOURS), after.unwrap_or(NEIGHBOURS));
    let rows = db
        .read(move |conn| store::shelf(conn, id.into_inner(), before, after))
        .await?;
    Shelf::of(rows)
        .map(web::Json)
        .ok_or_else(|| Problem::of(Code::NotFound))
}

impl Shelf {
    /// Of rows in order; none without the item itself.
    fn of(rows: Vec<Neighbour>) -> Option<Self> {
        let (mut before, mut this, mut after) = (Vec::new(), None, Vec::new());
        for row in rows {
            match row.side {
                ..0 => before.push(ShelfItem::of(row)),
                0 => this = Some(row),
                1.. => after.push(ShelfItem::of(row)),
            }
        }
        let this = this?;
        Some(Self {
            branch: this.branch.0.clone(),
            location: this.location.0.clone(),
            before,
            item: ShelfItem::of(this),
            after,
        })
    }
}

impl ShelfItem {
    fn of(row: Neighbour) -> Self {
        Self {
            id: row.id,
            barcode: row.barcode,
            title: row.title.0.into(),
            call_number: row.call_number,
            call_number_parsed: row.call_number_parsed,
            part: row.part,
            status: row.status,
        }
    }
}
