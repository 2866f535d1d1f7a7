//! `POST /barcodes/lookup`.

use actix_web::{post, web};
use carrel_rules::barcode::Barcode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Json;
use crate::platform::openapi::ItemStatusName;
use crate::platform::problem::Problem;

use super::store::{self, MatchRow};

/// What was scanned or typed.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BarcodeLookup {
    /// As the scanner sends it: blanks around it, lower case and Codabar letters do not matter.
    #[validate(length(max = 64))]
    #[schema(max_length = 64, example = "3000000001")]
    barcode: String,
}

/// What it can be.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BarcodeMatches {
    /// A card and an item may share a number; empty when nothing has it.
    #[schema(max_items = 2)]
    matches: Vec<BarcodeMatch>,
}

/// A card or an item with this number.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BarcodeMatch {
    /// A patron's card or an item.
    kind: BarcodeKind,
    /// Of the patron or of the item.
    id: Uuid,
    /// The patron's name or the title of the item.
    #[schema(example = "Pride and Prejudice")]
    name: String,
    /// Whether the card is good; null for an item.
    card_state: Option<CardStateName>,
    /// What the item is doing; null for a card.
    #[schema(value_type = Option<ItemStatusName>)]
    status: Option<String>,
}

/// What has a barcode.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BarcodeKind {
    /// A patron's card.
    Patron,
    /// An item.
    Item,
}

/// The state of a card.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CardStateName {
    /// Good.
    Active,
    /// Another card has taken its place.
    Replaced,
    /// Reported lost.
    Lost,
}

pub(crate) fn configure(config: &mut ServiceConfig) {
    config.service(look_up_barcode);
}

/// Tell what a barcode is.
///
/// Finds patron cards in any state and items. A card number never stands in a URL, so it is asked by POST. What can be no
/// barcode is found nowhere: that is no error.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "barcodes",
    operation_id = "lookUpBarcode",
    request_body = BarcodeLookup,
    responses((status = 200, description = "What has it.", body = BarcodeMatches)),
    security(("staff" = []))
)]
#[post("/barcodes/lookup")]
async fn look_up_barcode(
    _desk: Desk,
    db: web::Data<Db>,
    body: Json<BarcodeLookup>,
) -> Result<web::Json<BarcodeMatches>, Problem> {
    let rows = match Barcode::parse(&body.0.barcode) {
        Ok(barcode) => db.read(move |conn| store::find(conn, &barcode)).await?,
        Err(_) => Vec::new(),
    };
    let matches = rows.into_iter().map(BarcodeMatch::from).collect();
    Ok(web::Json(BarcodeMatches { matches }))
}

impl From<MatchRow> for BarcodeMatch {
    fn from(row: MatchRow) -> Self {
        let kind = if row.kind == "patron" {
            BarcodeKind::Patron
        } else {
            BarcodeKind::Item
        };
        Self {
            kind,
            id: row.id,
            name: row.name,
            card_state: row.card_state.as_deref().map(CardStateName::stored),
            status: row.status,
        }
    }
}

impl CardStateName {
    /// The column's check constraint allows no other word.
    fn stored(word: &str) -> Self {
        match word {
            "replaced" => Self::Replaced,
            "lost" => Self::Lost,
            _ => Self::Active,
        }
    }
}
