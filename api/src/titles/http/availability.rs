//! `GET /titles/{id}/availability`.

use actix_web::{get, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::db::Db;
use crate::platform::desk::Viewer;
use crate::platform::openapi::ItemStatusName;
use crate::platform::problem::{Code, Problem};
use crate::platform::refs::{BranchRef, CodeRef};
use crate::titles::store::{self, Availability, Copy};

/// Where the copies of a title are.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TitleAvailability {
    /// The title.
    title_id: Uuid,
    /// Every copy in the stock, branch by branch.
    #[schema(max_items = 10_000)]
    items: Vec<TitleCopy>,
    /// How many of them can be taken from the shelf now.
    #[schema(minimum = 0)]
    available_count: usize,
    /// How many there are.
    #[schema(minimum = 0)]
    items_count: usize,
}

/// One copy.
#[derive(Debug, Serialize, ToSchema)]
struct TitleCopy {
    /// The item.
    id: Uuid,
    /// What its label says; null without a staff token.
    barcode: Option<String>,
    /// The branch it belongs to.
    branch: BranchRef,
    /// Where it stands there.
    location: CodeRef,
    /// The collection it is part of.
    collection: Option<CodeRef>,
    /// Where it stands on the shelf.
    #[schema(example = "FIC SHE")]
    call_number: Option<String>,
    /// Volume or disc, where the title has several.
    part: Option<String>,
    /// For everybody to read.
    public_note: Option<String>,
    /// What it is doing.
    #[schema(value_type = ItemStatusName)]
    status: String,
    /// When it is due, while it is on loan.
    due_on: Option<NaiveDate>,
    /// Whether it can be taken from the shelf now.
    is_available: bool,
    /// Whether it may be lent, unless its policy forbids it. One that may not is for reference.
    is_for_loan: bool,
}

/// Read where the copies of a title are.
///
/// Withdrawn copies are left out; barcodes are null without a staff token.
///
/// Permissions: none; staff see barcodes.
#[utoipa::path(
    tag = "titles",
    operation_id = "getTitleAvailability",
    params(("id" = Uuid, Path, description = "The title.")),
    responses((status = 200, description = "Where they are.", body = TitleAvailability)),
    security((), ("staff" = []))
)]
#[get("/titles/{id}/availability")]
pub(super) async fn get_availability(
    viewer: Viewer,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<web::Json<TitleAvailability>, Problem> {
    let found = db.read(move |conn| store::availability(conn, id.into_inner())).await?;
    let found = found.ok_or_else(|| Problem::of(Code::NotFound))?;
    Ok(web::Json(TitleAvailability::shown(found, viewer.is_staff())))
}

impl TitleAvailability {
    fn shown(found: Availability, to_staff: bool) -> Self {
        let copies = found.copies.0;
        Self {
            title_id: found.title_id,
            available_count: copies.iter().filter(|copy| copy.is_available).count(),
            items_count: copies.len(),
            items: copies
                .into_iter()
                .map(|copy| TitleCopy::shown(copy, to_staff))
                .collect(),
        }
    }
}

impl TitleCopy {
    fn shown(copy: Copy, to_staff: bool) -> Self {
        Self {
            id: copy.id,
            barcode: Some(copy.barcode).filter(|_| to_staff),
            branch: copy.branch,
            location: copy.location,
            collection: copy.collection,
            call_number: copy.call_number,
            part: copy.part,
            public_note: copy.public_note,
            status: copy.status,
            due_on: copy.due_on,
            is_available: copy.is_available,
            is_for_loan: copy.is_for_loan,
        }
    }
}
