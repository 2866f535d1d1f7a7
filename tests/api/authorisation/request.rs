//! The smallest request that the document allows.

use reqwest::Method;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::openapi::document::{Operation, document};
use crate::support::{Answer, Client};

/// A request to one operation.
pub(super) struct Request {
    method: Method,
    path: String,
    query: Vec<(String, String)>,
    body: Option<Value>,
}

impl Request {
    /// With what is required and nothing else. Ids name nothing that exists.
    pub(super) fn minimal(operation: &Operation) -> Self {
        let document = document();
        let mut path = operation.path.clone();
        let mut query = Vec::new();
        for parameter in operation.parameters() {
            let name = parameter["name"].as_str().unwrap_or_default();
            let value = if parameter["example"].is_null() {
                value(document, &parameter["schema"])
            } else {
                parameter["example"].clone()
            };
            let text = value.as_str().map_or(value.to_string(), str::to_owned);
            if parameter["in"] == "path" {
                path = path.replace(&format!("{{{name}}}"), &text);
            } else if parameter["in"] == "query" && parameter["required"] == true {
                query.push((name.to_owned(), text));
            }
        }
        Self {
            method: operation.method.to_uppercase().parse().expect("a method"),
            path,
            query,
            body: operation
                .body_schema()
                .map(|schema| completed(&operation.id(), value(document, &schema))),
        }
    }

    /// About this patron.
    pub(super) fn about(mut self, patron_id: Uuid) -> Self {
        let mut parts: Vec<String> = self.path.split('/').map(str::to_owned).collect();
        if let Some(at) = parts.iter().position(|part| part == "patrons") {
            parts[at + 1] = patron_id.to_string();
        }
        self.path = parts.join("/");
        self
    }

    /// At this branch, where a branch is named: at one that is not there nobody may do anything.
    pub(super) fn at(mut self, branch_id: Uuid) -> Self {
        if let Some(named) = self.body.as_mut().and_then(|body| body.get_mut("branch_id")) {
            *named = json!(branch_id);
        }
        self
    }

    pub(super) async fn send(&self, caller: &Client) -> Answer {
        let query: Vec<String> = self
            .query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let address = if query.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, query.join("&"))
        };
        caller
            .once()
            .if_match("\"v1\"")
            .send(self.method.clone(), &address, self.body.clone())
            .await
    }
}

/// What a schema cannot say: of two fields one must be there.
fn completed(operation_id: &str, mut body: Value) -> Value {
    let more = match operation_id {
        "searchPatrons" => json!({ "q": "Ron" }),
        _ => json!({}),
    };
    if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
        body.extend(more.clone());
    }
    body
}

/// A value that the schema allows.
fn value(document: &Value, schema: &Value) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default();
        return value(document, &document["components"]["schemas"][name]);
    }
    for choice in ["oneOf", "anyOf", "allOf"] {
        let choices = schema[choice].as_array();
        if let Some(schema) = choices.into_iter().flatten().find(|schema| schema["type"] != "null") {
            return value(document, schema);
        }
    }
    if let Some(first) = schema["enum"].as_array().and_then(|words| words.first()) {
        return first.clone();
    }
    let example = [&schema["example"], &schema["examples"][0]]
        .into_iter()
        .find(|example| !example.is_null());
    if let Some(example) = example {
        return example.clone();
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match kind.unwrap_or("object") {
        "string" => json!(text(schema)),
        "integer" | "number" => schema.get("minimum").cloned().unwrap_or(json!(1)),
        "boolean" => json!(true),
        "array" => {
            let least = schema["minItems"].as_u64().unwrap_or(0);
            (0..least).map(|_| value(document, &schema["items"])).collect()
        }
        _ => {
            let required = schema["required"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str);
            let fields: Map<String, Value> = required
                .map(|name| (name.to_owned(), value(document, &schema["properties"][name])))
                .collect();
            Value::Object(fields)
        }
    }
}

fn text(schema: &Value) -> String {
    match schema["format"].as_str() {
        Some("uuid") => Uuid::now_v7().to_string(),
        Some("date") => "2026-03-10".to_owned(),
        Some("date-time") => "2026-03-10T12:00:00Z".to_owned(),
        _ => {
            let least = schema["minLength"].as_u64().unwrap_or(1).max(1);
            (0..least).map(|_| '7').collect()
        }
    }
}
