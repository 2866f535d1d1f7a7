//! Columns that a statement builds as JSON: references and small lists that come with a row.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::pg::{Pg, PgValue};
use diesel::sql_types::Jsonb;
use serde::de::DeserializeOwned;

/// A `jsonb` column read as `T`.
#[derive(Clone, Debug, FromSqlRow)]
pub struct FromJson<T>(pub T);

impl<T: DeserializeOwned> FromSql<Jsonb, Pg> for FromJson<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        match value.as_bytes() {
            // The binary form begins with its version.
            [1, json @ ..] => Ok(Self(serde_json::from_slice(json)?)),
            _ => Err("an unknown version of jsonb".into()),
        }
    }
}
