//! Makes the schemas say what is on the wire, so that types made from the document are exact: what an answer holds is
//! always there, null included, and a described enum is that enum and no more.

use std::collections::BTreeSet;

use serde_json::Value;
use utoipa::openapi::schema::ArrayItems;
use utoipa::openapi::{Object, OpenApi, RefOr, Schema};

use super::operations;

/// Schemas whose fields are left out when they say nothing.
const SPARSE: [&str; 2] = ["FieldError", "Problem"];

/// Goes through all schemas of the document.
pub(super) fn settle(api: &mut OpenApi) {
    let asked = asked_of_callers(api);
    let Some(components) = api.components.as_mut() else {
        return;
    };
    for (name, schema) in &mut components.schemas {
        let is_answer = !asked.contains(name) && !SPARSE.contains(&name.as_str());
        visit(schema, is_answer);
    }
}

/// The schemas that callers send, with all they are made of: there an absent field has a meaning.
fn asked_of_callers(api: &mut OpenApi) -> BTreeSet<String> {
    let mut open = Vec::new();
    for item in api.paths.paths.values_mut() {
        for (_, operation) in operations(item) {
            open.extend(names_in(&operation.request_body));
        }
    }
    let schemas = api.components.as_ref().map(|components| &components.schemas);
    let mut asked = BTreeSet::new();
    while let Some(name) = open.pop() {
        if let Some(schema) = schemas.and_then(|schemas| schemas.get(&name)) {
            open.extend(names_in(schema).into_iter().filter(|name| !asked.contains(name)));
        }
        asked.insert(name);
    }
    asked
}

fn names_in(part: &impl serde::Serialize) -> Vec<String> {
    let mut open = vec![serde_json::to_value(part).unwrap_or_default()];
    let mut names = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => open.extend(fields.into_iter().map(|(_, value)| value)),
            Value::Array(items) => open.extend(items),
            Value::String(text) => names.extend(text.strip_prefix("#/components/schemas/").map(str::to_owned)),
            _ => {}
        }
    }
    names
}

fn visit(schema: &mut RefOr<Schema>, is_answer: bool) {
    if let Some(plain) = described(schema) {
        *schema = plain;
    }
    let RefOr::T(schema) = schema else { return };
    match schema {
        Schema::Object(object) => {
            for property in object.properties.values_mut() {
                visit(property, is_answer);
            }
            if is_answer {
                object.required = object.properties.keys().cloned().collect();
            }
        }
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(items) = &mut array.items {
                visit(items, is_answer);
            }
        }
        Schema::OneOf(choice) => choice.items.iter_mut().for_each(|item| visit(item, is_answer)),
        Schema::AllOf(parts) => parts.items.iter_mut().for_each(|item| visit(item, is_answer)),
        Schema::AnyOf(choice) => choice.items.iter_mut().for_each(|item| visit(item, is_answer)),
        _ => {}
    }
}

/// An inlined field with a comment comes as "that schema and an object with a description", which nothing satisfies.
/// Gives the schema with the description.
fn described(schema: &RefOr<Schema>) -> Option<RefOr<Schema>> {
    let RefOr::T(Schema::AllOf(parts)) = schema else {
        return None;
    };
    let [RefOr::T(Schema::Object(inner)), RefOr::T(Schema::Object(note))] = parts.items.as_slice() else {
        return None;
    };
    let mut says_only = note.clone();
    says_only.description = None;
    if says_only != Object::default() {
        return None;
    }
    let mut plain = inner.clone();
    plain.description.clone_from(&note.description);
    Some(RefOr::T(Schema::Object(plain)))
}
