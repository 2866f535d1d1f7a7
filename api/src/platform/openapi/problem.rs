//! The problem document and its parts, as the OpenAPI document describes them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use carrel_rules::check_in::MessageCode;
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{Content, Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use super::super::problem::{Code, FieldCode, FieldError};

/// A problem as RFC 9457 writes it.
#[derive(ToSchema)]
#[schema(as = Problem)]
#[allow(
    dead_code,
    reason = "exists for its schema; answers are written by platform::problem"
)]
pub(super) struct ProblemBody {
    /// `/problems/<code>`: a page that explains it.
    #[schema(example = "/problems/not-found")]
    r#type: String,
    /// A short sentence that is the same every time.
    title: String,
    /// The HTTP status.
    status: u16,
    /// About this very occurrence.
    detail: String,
    /// The request id, as in the log.
    instance: String,
    /// The machine's word for it.
    code: CodeName,
    /// The wrong fields, with `invalid-fields` and `already-exists`.
    errors: Option<Vec<FieldError>>,
    /// The library's reasons, with `blocked`.
    blocks: Option<Vec<BlockBody>>,
}

/// One reason against a deed.
#[derive(ToSchema)]
#[schema(as = Block)]
#[allow(dead_code, reason = "exists for its schema; blocks are written by carrel-rules")]
pub struct BlockBody {
    /// Which reason.
    code: BlockCodeName,
    /// In plain words.
    detail: String,
    /// Who may lift it.
    level: LevelName,
    /// What it rests on, by name.
    #[schema(value_type = std::collections::HashMap<String, serde_json::Value>)]
    facts: BTreeMap<String, String>,
}

struct CodeName;
/// A reason against a deed, in the document.
pub struct BlockCodeName;
struct LevelName;
/// What is wrong with a field, in the document.
pub struct FieldCodeName;
/// What a message to staff is about, in the document.
pub struct MessageCodeName;

fn words(words: impl Iterator<Item = &'static str>) -> RefOr<utoipa::openapi::Schema> {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .enum_values(Some(words))
        .into()
}

impl PartialSchema for CodeName {
    fn schema() -> RefOr<utoipa::openapi::Schema> {
        words(
            Code::ALL
                .iter()
                .filter(|code| **code != Code::Replay)
                .map(|code| code.as_str()),
        )
    }
}
impl ToSchema for CodeName {
    fn name() -> Cow<'static, str> {
        "ProblemCode".into()
    }
}

impl PartialSchema for BlockCodeName {
    fn schema() -> RefOr<utoipa::openapi::Schema> {
        words(carrel_rules::block::Code::ALL.iter().map(|code| code.as_str()))
    }
}
impl ToSchema for BlockCodeName {
    fn name() -> Cow<'static, str> {
        "BlockCode".into()
    }
}

impl PartialSchema for LevelName {
    fn schema() -> RefOr<utoipa::openapi::Schema> {
        words(["confirm", "assistant", "supervisor", "nobody"].into_iter())
    }
}
impl ToSchema for LevelName {
    fn name() -> Cow<'static, str> {
        "BlockLevel".into()
    }
}

impl PartialSchema for FieldCodeName {
    fn schema() -> RefOr<utoipa::openapi::Schema> {
        words(FieldCode::ALL.iter().map(|code| code.as_str()))
    }
}
impl ToSchema for FieldCodeName {
    fn name() -> Cow<'static, str> {
        "FieldErrorCode".into()
    }
}

impl PartialSchema for MessageCodeName {
    fn schema() -> RefOr<utoipa::openapi::Schema> {
        words(MessageCode::ALL.iter().map(|code| code.as_str()))
    }
}
impl ToSchema for MessageCodeName {
    fn name() -> Cow<'static, str> {
        "MessageCode".into()
    }
}

/// The content of every refusal.
pub(super) fn content() -> Content {
    Content::new(Some(RefOr::Ref(Ref::from_schema_name("Problem"))))
}

/// The codes that come with this status, in the order of the table.
pub(super) fn codes(status: u16) -> Vec<&'static str> {
    Code::ALL
        .iter()
        .filter(|code| code.status() == status && **code != Code::Replay)
        .map(|code| code.as_str())
        .collect()
}
