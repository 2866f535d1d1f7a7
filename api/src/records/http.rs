//! `GET /titles/{id}/record`.

use actix_web::{HttpResponse, get, web};
use carrel_marc::{iso2709, marcxml};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::desk::Desk;
use crate::platform::json::Query;
use crate::platform::problem::{Code, Problem};

use super::{build, store};

/// How a record is written.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum RecordFormat {
    /// ISO 2709 in UTF-8.
    #[default]
    Marc,
    /// MARCXML.
    Marcxml,
}

/// Which way.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct RecordQuery {
    /// ISO 2709 unless told.
    #[param(inline)]
    format: Option<RecordFormat>,
}

pub(crate) fn configure(config: &mut ServiceConfig) {
    config.service(get_title_record);
}

/// Read the MARC record of a title.
///
/// The record it came with, whole; for a title catalogued here one made of its fields. A record that is too long for
/// ISO 2709 is refused in it and given as MARCXML.
///
/// Permissions: staff.
#[utoipa::path(
    tag = "titles",
    operation_id = "getTitleRecord",
    params(("id" = Uuid, Path, description = "The title."), RecordQuery),
    responses((status = 200, description = "The record.", content(
        (String = "application/marc"), (String = "application/marcxml+xml")
    ))),
    security(("staff" = []))
)]
#[get("/titles/{id}/record")]
async fn get_title_record(
    _desk: Desk,
    db: web::Data<Db>,
    id: web::Path<Uuid>,
    query: Query<RecordQuery>,
) -> Result<HttpResponse, Problem> {
    let found = db.read(move |conn| store::find(conn, id.into_inner())).await?;
    let record = build::record(&found.ok_or_else(|| Problem::of(Code::NotFound))?);
    match query.0.format.unwrap_or_default() {
        RecordFormat::Marc => {
            let bytes = iso2709::write(&record).map_err(|_| {
                Problem::of(Code::Conflict).detail("The record is too long for ISO 2709: ask for MARCXML.")
            })?;
            Ok(HttpResponse::Ok().content_type("application/marc").body(bytes))
        }
        RecordFormat::Marcxml => {
            let xml = [marcxml::OPEN, &marcxml::write(&record, false), marcxml::CLOSE].concat();
            Ok(HttpResponse::Ok().content_type("application/marcxml+xml").body(xml))
        }
    }
}
