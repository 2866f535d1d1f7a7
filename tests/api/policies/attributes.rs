use carrel_rules::policy::Attributes;
use serde_json::Map;

use super::POLICIES;
use crate::support::{TestApp, Value, json};

fn schemas() -> Value {
    let document = serde_json::to_value(carrel::app::document()).expect("the document is JSON");
    document["components"]["schemas"].clone()
}

fn properties(schemas: &Value) -> Map<String, Value> {
    let schema = &schemas["PolicyAttributes"];
    assert_eq!(schema["additionalProperties"], false);
    schema["properties"].as_object().expect("properties").clone()
}

/// Follows the one reference of a property that may also be null.
fn target<'a>(schemas: &'a Value, property: &'a Value) -> &'a Value {
    let choices = property["oneOf"].as_array();
    let reference = choices.into_iter().flatten().find_map(|choice| choice["$ref"].as_str());
    reference.map_or(property, |name| &schemas[name.rsplit('/').next().unwrap_or_default()])
}

#[test]
fn the_document_has_every_attribute_of_the_rules_and_no_other() {
    let mut names: Vec<&str> = Attributes::NAMES.to_vec();
    names.sort_unstable();

    let documented = properties(&schemas());

    assert_eq!(documented.keys().collect::<Vec<_>>(), names);
    for (name, property) in documented {
        // A reference carries its description beside it.
        let is_described = property.to_string().contains("\"description\"");
        assert!(is_described, "{name} has no description");
    }
}

#[test]
fn the_bounds_of_the_document_are_those_of_the_rules() {
    let schemas = schemas();
    for (name, property) in properties(&schemas) {
        let (Some(lowest), Some(highest)) = (property["minimum"].as_i64(), property["maximum"].as_i64()) else {
            continue;
        };
        let is_valid = |value: i64| {
            let attributes: Attributes = serde_json::from_value(json!({ name.clone(): value })).expect("a number");
            attributes.validate().is_empty()
        };
        assert!(is_valid(lowest) && is_valid(highest), "{name}");
        assert!(!is_valid(lowest - 1) && !is_valid(highest + 1), "{name}");
    }
    let demand = &schemas[schemas_name(&schemas, "high_demand")]["properties"];
    for (name, other) in [("threshold", "length"), ("length", "threshold")] {
        let highest = demand[name]["maximum"].as_i64().expect("a bound");
        let is_valid = |value: i64| {
            let high_demand = json!({ "high_demand": { name: value, other: 1 } });
            let attributes: Attributes = serde_json::from_value(high_demand).expect("numbers");
            attributes.validate().is_empty()
        };
        assert!(
            is_valid(0) && is_valid(highest) && !is_valid(-1) && !is_valid(highest + 1),
            "{name}"
        );
    }
}

fn schemas_name(schemas: &Value, property: &str) -> String {
    let properties = properties(schemas);
    let choices = properties[property]["oneOf"].as_array().expect("choices").clone();
    let reference = choices
        .iter()
        .find_map(|choice| choice["$ref"].as_str())
        .expect("a reference");
    reference.rsplit('/').next().unwrap_or_default().to_owned()
}

#[test]
fn the_words_of_the_document_are_those_of_the_rules() {
    let schemas = schemas();
    let mut attributes_with_words = 0;
    for (name, property) in properties(&schemas) {
        let Some(words) = target(&schemas, &property)["enum"].as_array().cloned() else {
            continue;
        };
        attributes_with_words += 1;
        for word in &words {
            serde_json::from_value::<Attributes>(json!({ name.clone(): word })).expect("a word of the rules");
        }
        // The rules' own message lists their words.
        let refusal =
            serde_json::from_value::<Attributes>(json!({ name.clone(): "neither" })).expect_err("no such word");
        let expected = refusal.to_string();
        let known = expected.split('`').skip(3).step_by(2).count();
        assert_eq!(known, words.len(), "{name}: {expected}");
    }
    assert_eq!(attributes_with_words, 11);
}

#[actix_web::test]
async fn every_attribute_can_be_set_and_comes_back() {
    let app = TestApp::start().await;
    let schemas = schemas();
    let mut attributes = Map::new();
    for (name, property) in properties(&schemas) {
        let schema = target(&schemas, &property);
        let kind = schema["type"].as_array().map_or(&schema["type"], |kinds| &kinds[0]);
        let value = match (&schema["enum"], kind.as_str()) {
            (Value::Array(words), _) => words.last().expect("a word").clone(),
            (_, Some("boolean")) => json!(true),
            (_, Some("integer")) => schema["maximum"].clone(),
            (_, Some("string")) => json!("2026-12-31"),
            _ => json!({"threshold": 5, "length": 7}),
        };
        attributes.insert(name, value);
    }
    assert_eq!(attributes.len(), Attributes::NAMES.len());

    let body = json!({"branch_id": app.branch_id, "attributes": attributes});
    let added = app.supervisor().post(POLICIES, body).await;

    added.assert_status(201);
    assert_eq!(added.json["attributes"], Value::Object(attributes.clone()));
    assert_eq!(super::resolved(&app).await["attributes"], Value::Object(attributes));
}
