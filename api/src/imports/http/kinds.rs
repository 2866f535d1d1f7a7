//! `GET /import-kinds`.

use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::imports::kind::Kind;
use crate::imports::table::TableKind;
use crate::platform::desk::SupervisorDesk;
use crate::platform::problem::Problem;

use super::options::ImportKind;

/// A column of a table.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportColumn {
    /// As the first row names it.
    #[schema(example = "family_name")]
    name: &'static str,
    /// Whether a table without it is refused.
    is_required: bool,
}

/// A kind of table.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TableShape {
    /// What its rows are.
    kind: ImportKind,
    /// Its columns; a table may have them in any order.
    columns: Vec<ImportColumn>,
}

/// All kinds of tables.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TableShapes {
    /// Each with its columns.
    items: Vec<TableShape>,
}

/// List the kinds of tables with their columns.
///
/// Permissions: supervisor.
#[utoipa::path(
    tag = "imports",
    operation_id = "listImportKinds",
    responses((status = 200, description = "The kinds.", body = TableShapes)),
    security(("staff" = []))
)]
#[get("/import-kinds")]
pub(super) async fn list_import_kinds(_desk: SupervisorDesk) -> Result<web::Json<TableShapes>, Problem> {
    let shape = |kind: &TableKind| TableShape {
        kind: ImportKind::of(Kind::Table(*kind)),
        columns: kind
            .columns()
            .iter()
            .map(|column| ImportColumn {
                name: column.name,
                is_required: column.is_required,
            })
            .collect(),
    };
    Ok(web::Json(TableShapes {
        items: TableKind::ALL.iter().map(shape).collect(),
    }))
}
