//! `POST /patrons/search`. A POST, because what people are searched by must not stand in an address.

use actix_web::{HttpResponse, post, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::patrons::search::{Criteria, search};
use crate::patrons::store::Found;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Json;
use crate::platform::page::{Page, Slice};
use crate::platform::problem::Problem;
use crate::platform::refs::{BranchRef, CodeRef};

use super::fields;
use super::patron::Card;

/// Whom to look for. Every field that is given must fit; without any, everybody is listed by name.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"q": "ort in"}))]
pub(super) struct PatronSearch {
    /// The beginnings of names in any order, as one types; or a card number, an e-mail address or a phone number.
    #[validate(length(min = 1, max = 200), custom(function = fields::line))]
    #[schema(min_length = 1, max_length = 200, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    q: Option<String>,
    /// The number of a card, in use or not.
    #[validate(length(min = 1, max = 40), custom(function = fields::card_number))]
    #[schema(min_length = 1, max_length = 40)]
    card_number: Option<String>,
    /// E-mail address, in any case.
    #[validate(length(min = 3, max = 254), custom(function = fields::email))]
    #[schema(
        min_length = 3,
        max_length = 254,
        pattern = r"^[^@\s\u0000-\u001f\u007f-\u009f]+@[^@\s\u0000-\u001f\u007f-\u009f]+$"
    )]
    email: Option<String>,
    /// Phone number or its last digits.
    #[validate(length(min = 1, max = 32), custom(function = fields::phone))]
    #[schema(min_length = 1, max_length = 32, pattern = "^[0-9+ ()/.-]*[0-9][0-9+ ()/.-]*$")]
    phone: Option<String>,
    /// Patrons wanted; 50 unless said otherwise.
    #[validate(range(min = 1, max = 200))]
    #[schema(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[validate(length(max = 512))]
    #[schema(max_length = 512)]
    cursor: Option<String>,
}

/// What tells one patron from another.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PatronSummary {
    /// The patron.
    id: Uuid,
    /// As the desk says it: the preferred name, if there is one, and the family name.
    #[schema(example = "Ines Ortega")]
    name: String,
    /// Number of the card in use.
    card_number: Option<String>,
    /// The card whose number was asked for, which may be an old one; null when none was.
    matched_card: Option<Card>,
    /// Date of birth.
    birth_on: Option<NaiveDate>,
    /// What kind of patron.
    category: CodeRef,
    /// The branch whose limits hold.
    home_branch: BranchRef,
    /// Last day the card is good for; null is for ever.
    expires_on: Option<NaiveDate>,
    /// E-mail address.
    email: Option<String>,
    /// Phone number.
    phone: Option<String>,
}

/// Search patrons.
///
/// The best fit first: a card's number, then e-mail or phone, then names that begin so; when those do not fill a page,
/// also names spelt alike. Leaves an audit row that says who searched and by which fields, not for whom.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "searchPatrons",
    request_body = PatronSearch,
    responses((status = 200, description = "One page.", body = Page<PatronSummary>)),
    security(("staff" = []))
)]
#[post("/patrons/search")]
pub(super) async fn search_patrons(
    desk: Desk,
    db: web::Data<Db>,
    body: Json<PatronSearch>,
) -> Result<HttpResponse, Problem> {
    let slice = Slice::new(body.0.limit, body.0.cursor.as_deref())?;
    let criteria = body.0.criteria()?;
    let (found, slice) = db
        .read(move |conn| search(conn, &desk, &criteria, &slice).map(|found| (found, slice)))
        .await?;
    let page = slice.page(found, Found::place, PatronSummary::from);
    Ok(HttpResponse::Ok().json(page))
}

impl PatronSearch {
    fn criteria(&self) -> Result<Criteria, Problem> {
        let text = |text: &Option<String>| text.as_deref().map(fields::kept);
        let card_number = self.card_number.as_deref();
        Ok(Criteria {
            q: text(&self.q),
            card_number: fields::barcode_if_given("/card_number", card_number)?,
            email: text(&self.email),
            phone: text(&self.phone),
        })
    }
}

impl From<Found> for PatronSummary {
    fn from(found: Found) -> Self {
        Self {
            id: found.id,
            name: found.name,
            card_number: found.card_number,
            matched_card: found.matched_card.map(|card| card.0.into()),
            birth_on: found.birth_on,
            category: found.category.0,
            home_branch: found.home_branch.0,
            expires_on: found.expires_on,
            email: found.email,
            phone: found.phone,
        }
    }
}
