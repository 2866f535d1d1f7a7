//! What callers may send has bounds, and the document says which.

use serde_json::Value;

use super::assert_none;
use super::document::{document, operations};

/// Formats that bound a string by themselves.
const BOUNDED_FORMATS: &[&str] = &["uuid", "date", "date-time", "time"];

#[test]
fn everything_sent_is_bounded() {
    let document = document();
    let mut found = Vec::new();
    for operation in operations() {
        for parameter in operation.parameters() {
            let at = format!(
                "{} ?{}",
                operation.name(),
                parameter["name"].as_str().unwrap_or_default()
            );
            look(document, &parameter["schema"], &at, &mut found);
            if parameter["description"].as_str().is_none_or(str::is_empty) {
                found.push(format!("{at}: no description"));
            }
        }
        if let Some(schema) = operation.body_schema() {
            look(document, &schema, &operation.name(), &mut found);
        }
    }
    assert_none(
        &found,
        "Strings have max_length (or a format or a pattern that ends), numbers both bounds, lists max_items:",
    );
}

fn look(document: &Value, schema: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default();
        return look(document, &document["components"]["schemas"][name], at, found);
    }
    if schema["allOf"].is_array() {
        found.push(format!(
            "{at}: #[schema(inline)] with a comment makes a schema that nothing meets"
        ));
    }
    for choice in ["oneOf", "anyOf"] {
        for schema in schema[choice].as_array().into_iter().flatten() {
            look(document, schema, at, found);
        }
    }
    if schema["enum"].is_array() || !schema["const"].is_null() {
        return;
    }
    let is = |kind: &str| {
        schema["type"] == kind
            || schema["type"]
                .as_array()
                .is_some_and(|kinds| kinds.iter().any(|one| one == kind))
    };
    if is("string")
        && schema["maxLength"].is_null()
        && !BOUNDED_FORMATS.contains(&schema["format"].as_str().unwrap_or_default())
    {
        found.push(format!("{at}: a string without max_length"));
    }
    if (is("integer") || is("number")) && (schema["minimum"].is_null() || schema["maximum"].is_null()) {
        found.push(format!("{at}: a number without minimum and maximum"));
    }
    if is("array") {
        if schema["maxItems"].is_null() {
            found.push(format!("{at}: a list without max_items"));
        }
        look(document, &schema["items"], &format!("{at}[]"), found);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        look(document, property, &format!("{at}/{name}"), found);
    }
    if is("object") && schema["additionalProperties"] != false && schema["properties"].is_object() {
        found.push(format!(
            "{at}: unknown fields are refused, and the schema does not say so"
        ));
    }
}

#[test]
fn everything_sent_has_an_example() {
    let document = document();
    let mut found = Vec::new();
    for operation in operations() {
        if let Some(schema) = operation.body_schema() {
            look_for_examples(document, &schema, &operation.name(), &mut found);
        }
    }
    assert_none(
        &found,
        "A text in a body has an example, of its own or as part of its object's, so that nobody has to guess:",
    );
}

fn look_for_examples(document: &Value, schema: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default();
        return look_for_examples(document, &document["components"]["schemas"][name], at, found);
    }
    let speaks_for_itself = !schema["example"].is_null()
        || schema["examples"].is_array()
        || schema["enum"].is_array()
        || BOUNDED_FORMATS.contains(&schema["format"].as_str().unwrap_or_default());
    if speaks_for_itself {
        return;
    }
    if schema["type"] == "string" || schema["type"][0] == "string" {
        found.push(at.to_owned());
    }
    let choices = ["oneOf", "anyOf"]
        .into_iter()
        .filter_map(|choice| schema[choice].as_array())
        .flatten();
    for choice in choices {
        look_for_examples(document, choice, at, found);
    }
    if schema["items"].is_object() {
        look_for_examples(document, &schema["items"], &format!("{at}[]"), found);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        look_for_examples(document, property, &format!("{at}/{name}"), found);
    }
}

#[test]
fn words_are_written_small() {
    let mut found = Vec::new();
    for (name, schema) in document()["components"]["schemas"].as_object().into_iter().flatten() {
        let words = schema["enum"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        found.extend(
            words
                .filter(|word| word.starts_with(char::is_uppercase))
                .map(|word| format!("{name}: {word}")),
        );
    }
    assert_none(
        &found,
        "The words of an enum begin small on the wire; the document has to say them as they are:",
    );
}
