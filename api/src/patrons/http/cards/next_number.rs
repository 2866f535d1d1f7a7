//! `GET /card-numbers/next`.

use actix_web::{HttpResponse, get, web};
use carrel_rules::card_number::Series;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::patrons::cards::{self, Whose};
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::problem::{FieldCode, Problem};
use crate::platform::text;

/// Whose series.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(in crate::patrons::http) struct NextCardQuery {
    /// The branch the card is for; the desk's own unless said otherwise.
    branch_id: Option<Uuid>,
    /// Instead of a branch: the number under this prefix of 1 to 9 digits, as it would be if the library chose it.
    #[validate(custom(function = text::card_prefix))]
    #[param(min_length = 1, max_length = 9, pattern = "^[0-9]+$")]
    prefix: Option<String>,
}

/// A card number that nobody has yet.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::patrons::http) struct NextCardNumber {
    /// A prefix, a running number and a check digit, 14 digits in all.
    #[schema(example = "20000000000014")]
    card_number: String,
}

/// Offer the next card number.
///
/// What a registration or a new card without a number would get now. It is not kept for the caller: leave the number out
/// to get whichever is next then.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "patrons",
    operation_id = "getNextCardNumber",
    params(NextCardQuery),
    responses(
        (status = 200, description = "The number.", body = NextCardNumber),
        (status = 409, description = "Problem: conflict (no number is left under the prefix)."),
    ),
    security(("staff" = []))
)]
#[get("/card-numbers/next")]
pub(in crate::patrons::http) async fn get_next_card_number(
    desk: Desk,
    db: web::Data<Db>,
    query: Query<NextCardQuery>,
) -> Result<HttpResponse, Problem> {
    let NextCardQuery { branch_id, prefix } = query.0;
    let whose = match (prefix.as_deref().and_then(Series::parse), branch_id) {
        (Some(_), Some(_)) => return Err(Problem::field("/prefix", FieldCode::OneOf, "A branch or a prefix.")),
        (Some(series), None) => Whose::Prefix(series),
        (None, branch_id) => Whose::Branch(branch_id.unwrap_or(desk.branch_id)),
    };
    let card_number = db.snapshot(move |conn| cards::offer(conn, &whose)).await?;
    Ok(HttpResponse::Ok().json(NextCardNumber { card_number }))
}
