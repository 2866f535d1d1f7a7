//! The document as JSON, by operation.

use std::sync::LazyLock;

use serde_json::{Map, Value};

static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::to_value(carrel::app::document()).expect("the document is JSON"));

/// One operation.
pub(crate) struct Operation {
    /// In lower case.
    pub(crate) method: String,
    /// With its parameters in braces.
    pub(crate) path: String,
    pub(crate) json: Value,
}

/// The document the service serves.
pub(crate) fn document() -> &'static Value {
    &DOCUMENT
}

/// Every operation, in order of path.
pub(crate) fn operations() -> Vec<Operation> {
    let document = document();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in ["get", "post", "put", "patch", "delete"] {
            if let Some(json) = item.get(method) {
                found.push(Operation {
                    method: method.to_owned(),
                    path: path.clone(),
                    json: json.clone(),
                });
            }
        }
    }
    found
}

impl Operation {
    /// As people say it: `GET /api/v1/loans`.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    pub(crate) fn id(&self) -> String {
        self.text("operationId").to_owned()
    }

    /// A string of the operation; empty when it is not there.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.json[name].as_str().unwrap_or_default()
    }

    pub(crate) fn responses(&self) -> Map<String, Value> {
        self.json["responses"].as_object().cloned().unwrap_or_default()
    }

    pub(crate) fn parameters(&self) -> Vec<Value> {
        self.json["parameters"].as_array().cloned().unwrap_or_default()
    }

    pub(crate) fn has_parameter(&self, name: &str) -> bool {
        self.parameters().iter().any(|parameter| parameter["name"] == name)
    }

    pub(crate) fn requires_parameter(&self, name: &str) -> bool {
        let parameters = self.parameters();
        parameters
            .iter()
            .any(|parameter| parameter["name"] == name && parameter["required"] == true)
    }

    /// The schema of what is sent, if anything is.
    pub(crate) fn body_schema(&self) -> Option<Value> {
        let content = self.json["requestBody"]["content"].as_object()?;
        content.values().next().map(|content| content["schema"].clone())
    }

    /// Whether its body is JSON; a file comes as a form.
    pub(crate) fn takes_json(&self) -> bool {
        let content = self.json["requestBody"]["content"].as_object();
        content.is_some_and(|content| content.keys().all(|kind| kind.ends_with("json")))
    }

    /// Whether it may be asked without a token.
    pub(crate) fn is_open_to_all(&self) -> bool {
        let requirements = self.json["security"].as_array().cloned().unwrap_or_default();
        requirements
            .iter()
            .any(|requirement| requirement.as_object().is_some_and(Map::is_empty))
    }
}
