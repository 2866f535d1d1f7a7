//! The status of an item, in the document.

use std::borrow::Cow;

use carrel_rules::status::Status;
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// What fields that hold the word for a [`Status`] name as their `value_type`.
pub struct ItemStatusName;

impl PartialSchema for ItemStatusName {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .description(Some("What an item is doing."))
            .enum_values(Some(Status::ALL.map(Status::as_str)))
            .into()
    }
}

impl ToSchema for ItemStatusName {
    fn name() -> Cow<'static, str> {
        "ItemStatus".into()
    }
}
