//! `GET /patrons/{id}/account/family`.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::account::family::{self, Family};
use crate::account::problem::MoneyError;
use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::problem::Problem;
use crate::platform::refs::PatronRef;

/// What a family owes together.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FamilyAccount {
    /// The sum over its members, in minor units; negative for a credit.
    balance: i64,
    /// What it owes without counting anybody's credit, in minor units.
    #[schema(minimum = 0)]
    owed: i64,
    /// ISO 4217 code of all amounts.
    #[schema(example = "EUR")]
    currency: String,
    /// The patron first, then the children they answer for today.
    #[schema(max_items = 51)]
    members: Vec<FamilyMember>,
}

/// One of a family.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FamilyMember {
    /// Who.
    patron: PatronRef,
    /// What they owe, in minor units; negative for a credit.
    balance: i64,
}

/// Read what a family owes.
///
/// The patron and the children they answer for today.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "account",
    operation_id = "getFamilyAccount",
    params(("id" = Uuid, Path, description = "The patron.")),
    responses((status = 200, description = "The family's accounts.", body = FamilyAccount)),
    security(("staff" = []))
)]
#[get("/patrons/{id}/account/family")]
pub(super) async fn get_family_account(
    desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let family = db
        .read(move |conn| family::read(conn, *id, desk.today)?.ok_or(MoneyError::NotFound))
        .await?;
    Ok(HttpResponse::Ok().json(FamilyAccount::from(family)))
}

impl From<Family> for FamilyAccount {
    fn from(family: Family) -> Self {
        Self {
            balance: family.members.iter().map(|member| member.balance).sum(),
            owed: family.members.iter().map(|member| member.balance.max(0)).sum(),
            currency: family.currency,
            members: family
                .members
                .into_iter()
                .map(|member| FamilyMember {
                    patron: member.patron,
                    balance: member.balance,
                })
                .collect(),
        }
    }
}
