//! The scheme of a call number, in the document.

use std::borrow::Cow;

use carrel_rules::call_number::Scheme;
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// What fields that hold the word for a [`Scheme`] name as their `value_type`.
pub struct CallNumberSchemeName;

impl PartialSchema for CallNumberSchemeName {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .description(Some(
                "How a call number is read: Dewey, Library of Congress, without a class by author, subject or title, or the \
                 library's own.",
            ))
            .enum_values(Some(Scheme::ALL.map(Scheme::as_str)))
            .into()
    }
}

impl ToSchema for CallNumberSchemeName {
    fn name() -> Cow<'static, str> {
        "CallNumberScheme".into()
    }
}
