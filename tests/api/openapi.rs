//! The OpenAPI document promises enough: to people, to generators of clients and to generators of requests.

mod bounds;
pub(crate) mod document;

use document::{Operation, document, operations};

/// What anybody may ask without a token; nothing else (design, "People, tokens, places").
const PUBLIC: &[&str] = &[
    "GET /.well-known/jwks.json",
    "GET /api/v1/branches",
    "GET /api/v1/branches/{id}",
    "GET /api/v1/branches/{id}/calendar",
    "GET /api/v1/branches/{id}/closures",
    "GET /api/v1/branches/{id}/hours",
    "GET /api/v1/branches/{id}/openings",
    "GET /api/v1/collections",
    "GET /api/v1/collections/{id}",
    "GET /api/v1/library",
    "GET /api/v1/titles",
    "GET /api/v1/titles/{id}",
    "GET /api/v1/titles/{id}/availability",
    "GET /api/v1/titles/facets",
    "GET /health/live",
    "GET /problems",
    "GET /problems/{code}",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/logout",
    "POST /api/v1/auth/patron-login",
    "POST /api/v1/auth/refresh",
];

/// Deeds on what has no version: a queue moves under everybody's eyes (design, "The wire").
const UNVERSIONED: &[&str] = &["PATCH /api/v1/holds/{id}"];

/// What lends, returns, renews or registers is done once, however often it is sent.
const NEEDS_KEY: &[&str] = &[
    "POST /api/v1/fines",
    "POST /api/v1/fines/{id}/refunds",
    "POST /api/v1/fines/{id}/waivers",
    "POST /api/v1/fines/{id}/write-offs",
    "POST /api/v1/holds",
    "POST /api/v1/loans",
    "POST /api/v1/loans/{id}/claim-resolutions",
    "POST /api/v1/loans/{id}/claims",
    "POST /api/v1/loans/{id}/losses",
    "POST /api/v1/loans/{id}/renewals",
    "POST /api/v1/patrons",
    "POST /api/v1/patrons/{id}/card-renewals",
    "POST /api/v1/patrons/{id}/merges",
    "POST /api/v1/patrons/{id}/payouts",
    "POST /api/v1/patrons/{id}/renewals",
    "POST /api/v1/payments",
    "POST /api/v1/payments/{id}/voids",
    "POST /api/v1/returns",
];

#[track_caller]
fn assert_none(found: &[String], law: &str) {
    assert!(found.is_empty(), "{law}\n  {}\n", found.join("\n  "));
}

fn those(is_wrong: impl Fn(&Operation) -> bool) -> Vec<String> {
    operations()
        .iter()
        .filter(|operation| is_wrong(operation))
        .map(Operation::name)
        .collect()
}

#[test]
fn the_checked_in_document_is_the_served_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/openapi.json");
    let checked_in = std::fs::read_to_string(path).unwrap_or_default();
    let served = carrel::app::document().to_pretty_json().expect("JSON");

    assert!(
        checked_in.trim_end() == served,
        "openapi/openapi.json is not what the service serves: run `make openapi`"
    );
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let mut ids: Vec<String> = operations().iter().map(Operation::id).collect();
    let is_camel =
        |id: &String| id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(|c| c.is_ascii_alphanumeric());
    let odd: Vec<String> = ids.iter().filter(|id| !is_camel(id)).cloned().collect();
    ids.sort();
    let twice: Vec<String> = ids
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0].clone())
        .collect();

    assert_none(&odd, "An operationId is camelCase:");
    assert_none(&twice, "An operationId is used once:");
}

#[test]
fn every_operation_says_what_it_does_and_who_may() {
    let tags = document()["tags"].clone();
    let described: Vec<&str> = tags
        .as_array()
        .into_iter()
        .flatten()
        .filter(|tag| tag["description"].as_str().is_some_and(|text| !text.is_empty()))
        .filter_map(|tag| tag["name"].as_str())
        .collect();

    assert_none(
        &those(|operation| {
            let tags = operation.json["tags"].as_array().cloned().unwrap_or_default();
            tags.len() != 1
                || !tags
                    .iter()
                    .all(|tag| described.contains(&tag.as_str().unwrap_or_default()))
        }),
        "An operation has one tag, and app.rs describes it:",
    );
    assert_none(
        &those(|operation| {
            !(1..=80).contains(&operation.text("summary").len()) || !operation.text("summary").ends_with('.')
        }),
        "The first line of a handler's comment is its summary, one short sentence:",
    );
    assert_none(
        &those(|operation| {
            !operation
                .text("description")
                .lines()
                .any(|line| line.starts_with("Permissions: "))
        }),
        "A handler's comment has a line `Permissions: …`:",
    );
}

#[test]
fn only_what_is_meant_to_be_public_is() {
    assert_none(
        &those(|operation| operation.is_open_to_all() != PUBLIC.contains(&operation.name().as_str())),
        "Needs a token and is on the list PUBLIC, or the other way round:",
    );
}

#[test]
fn every_refusal_is_a_problem() {
    let mut found = Vec::new();
    for operation in operations() {
        for (status, response) in operation
            .responses()
            .iter()
            .filter(|(status, _)| status.as_str() >= "400")
        {
            let content = response["content"].as_object();
            let only = content
                .filter(|content| content.len() == 1)
                .and_then(|content| content.get("application/problem+json"));
            let schema = only.and_then(|content| content["schema"]["$ref"].as_str());
            if schema != Some("#/components/schemas/Problem") {
                found.push(format!("{} {status}", operation.name()));
            }
        }
    }
    assert_none(
        &found,
        "An answer of 400 and above is application/problem+json, a Problem:",
    );
}

#[test]
fn every_answer_is_described() {
    let mut found = Vec::new();
    for operation in operations() {
        let responses = operation.responses();
        let successes = responses.iter().filter(|(status, _)| status.starts_with('2')).count();
        if successes == 0 {
            found.push(format!("{}: no 2xx", operation.name()));
        }
        for (status, response) in &responses {
            if response["description"].as_str().is_none_or(str::is_empty) {
                found.push(format!("{} {status}: no description", operation.name()));
            }
            if ["200", "201"].contains(&status.as_str())
                && response["content"].as_object().is_none_or(serde_json::Map::is_empty)
            {
                found.push(format!("{} {status}: no body", operation.name()));
            }
        }
    }
    assert_none(&found, "Every answer is described:");
}

#[test]
fn changes_of_records_name_the_version_read() {
    let tagged: Vec<String> = operations()
        .iter()
        .filter(|operation| operation.has_parameter("If-Match"))
        .map(|operation| operation.path.clone())
        .collect();

    assert_none(
        &those(|operation| {
            let sends_tag = operation
                .responses()
                .get("200")
                .is_some_and(|answer| answer["headers"]["ETag"].is_object());
            operation.method == "get" && tagged.contains(&operation.path) && !sends_tag
        }),
        "What is changed with If-Match is read with an ETag, and the document says so:",
    );
    assert_none(
        &those(|operation| {
            let is_versioned = !UNVERSIONED.contains(&operation.name().as_str());
            operation.method == "patch" && is_versioned && !operation.has_parameter("If-Match")
        }),
        "A PATCH needs If-Match:",
    );
    assert_none(
        &those(|operation| {
            let content = operation.json["requestBody"]["content"].as_object();
            operation.method == "patch" && content.is_none_or(|content| content.len() != 2)
        }),
        "A PATCH takes merge-patch+json and plain JSON:",
    );
}

#[test]
fn deeds_that_must_not_happen_twice_need_a_key() {
    assert_none(
        &those(|operation| {
            NEEDS_KEY.contains(&operation.name().as_str()) != operation.requires_parameter("Idempotency-Key")
        }),
        "Requires Idempotency-Key and is on the list NEEDS_KEY, or the other way round:",
    );
}

#[test]
fn lists_are_pages() {
    assert_none(
        &those(|operation| operation.has_parameter("cursor") != operation.has_parameter("limit")),
        "A list takes limit and cursor:",
    );
}
