//! The OpenAPI document: what the areas declare, completed with what is true of every operation.

mod call_number_scheme;
mod header;
mod item_status;
mod problem;
mod role;
mod shape;

use utoipa::openapi::path::{HttpMethod, Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::schema::ArrayItems;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, OpenApi, Ref, RefOr, Response, ResponseBuilder, Schema};
use utoipa::{PartialSchema, ToSchema};

pub use call_number_scheme::CallNumberSchemeName;
pub use header::{IdempotencyKey, IfMatch, OptionalIdempotencyKey, OverrideGrant};
pub use item_status::ItemStatusName;
use problem::ProblemBody;
pub use problem::{BlockBody, BlockCodeName, FieldCodeName, MessageCodeName};
pub use role::RoleName;

/// Name of the security scheme of staff tokens. An operation that declares it answers 401 and 403.
pub const STAFF: &str = "staff";
/// Name of the security scheme of patron tokens.
pub const PATRON: &str = "patron";

const MERGE_PATCH: &str = "application/merge-patch+json";
const JSON: &str = "application/json";

/// Completes the document: error answers, security schemes, and what every operation of a kind has.
pub fn complete(api: &mut OpenApi) {
    let mut secured_by_patrons = false;
    for item in api.paths.paths.values_mut() {
        for (method, operation) in operations(item) {
            secured_by_patrons |= is_secured_by(operation, PATRON);
            open_to_all_unless_secured(operation);
            offer_both_patch_types(&method, operation);
            complete_operation(&method, operation);
        }
    }
    leave_out_unused_tags(api);
    let components = api.components.get_or_insert_default();
    let mut schemas = Vec::new();
    ProblemBody::schemas(&mut schemas);
    schemas.push((ProblemBody::name().into_owned(), ProblemBody::schema()));
    components.schemas.extend(schemas);
    name_rows_of_pages(components);
    let staff = "An access token of a staff member, from POST /api/v1/auth/login.";
    let patron = "An access token of a patron, from POST /api/v1/auth/patron-login.";
    for (name, text, is_used) in [(STAFF, staff, true), (PATRON, patron, secured_by_patrons)] {
        if is_used {
            components
                .security_schemes
                .insert(name.to_owned(), RefOr::T(bearer(text)));
        }
    }
    shape::settle(api);
}

/// The list of tags is written once for all areas; a document speaks only of those it has.
fn leave_out_unused_tags(api: &mut OpenApi) {
    let mut used = Vec::new();
    for item in api.paths.paths.values_mut() {
        for (_, operation) in operations(item) {
            used.extend(operation.tags.iter().flatten().cloned());
        }
    }
    api.tags
        .iter_mut()
        .for_each(|tags| tags.retain(|tag| used.contains(&tag.name)));
}

/// A page's rows are described once, by name; a generic page would describe them again inside itself.
fn name_rows_of_pages(components: &mut Components) {
    let names: Vec<String> = components.schemas.keys().cloned().collect();
    for (name, schema) in &mut components.schemas {
        let row = name
            .strip_prefix("Page_")
            .filter(|row| names.iter().any(|name| name == row));
        if let (Some(row), RefOr::T(Schema::Object(page))) = (row, schema)
            && let Some(RefOr::T(Schema::Array(items))) = page.properties.get_mut("items")
        {
            items.items = ArrayItems::RefOrSchema(Box::new(RefOr::Ref(Ref::from_schema_name(row))));
        }
    }
}

fn bearer(description: &str) -> SecurityScheme {
    let mut scheme = Http::new(HttpAuthScheme::Bearer);
    scheme.bearer_format = Some("JWT".to_owned());
    scheme.description = Some(description.to_owned());
    SecurityScheme::Http(scheme)
}

/// The operations of a path with their methods.
pub fn operations(item: &mut PathItem) -> Vec<(HttpMethod, &mut Operation)> {
    [
        (HttpMethod::Get, &mut item.get),
        (HttpMethod::Put, &mut item.put),
        (HttpMethod::Post, &mut item.post),
        (HttpMethod::Delete, &mut item.delete),
        (HttpMethod::Patch, &mut item.patch),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
    .collect()
}

/// The methods that the address `asked` has: for 405 and its `Allow`. An address with words of ours goes before one
/// where any id may stand.
pub fn allowed_methods(api: &OpenApi, asked: &str) -> Vec<&'static str> {
    let asked: Vec<&str> = asked.split('/').collect();
    let words = |template: &str| template.split('/').filter(|part| !part.starts_with('{')).count();
    let matching = api.paths.paths.iter().filter(|(template, _)| matches(template, &asked));
    matching
        .max_by_key(|(template, _)| words(template))
        .map_or_else(Vec::new, |(_, item)| methods(item))
}

fn matches(template: &str, asked: &[&str]) -> bool {
    let template: Vec<&str> = template.split('/').collect();
    let fits = |part: &str, asked: &str| part == asked || (part.starts_with('{') && !asked.is_empty());
    template.len() == asked.len() && template.iter().zip(asked).all(|(part, asked)| fits(part, asked))
}

fn methods(item: &PathItem) -> Vec<&'static str> {
    [
        ("GET", item.get.is_some()),
        ("HEAD", item.get.is_some()),
        ("POST", item.post.is_some()),
        ("PUT", item.put.is_some()),
        ("PATCH", item.patch.is_some()),
        ("DELETE", item.delete.is_some()),
    ]
    .into_iter()
    .filter_map(|(name, is_there)| is_there.then_some(name))
    .collect()
}

fn is_secured_by(operation: &Operation, scheme: &str) -> bool {
    let by_scheme = SecurityRequirement::new(scheme, Vec::<String>::new());
    operation
        .security
        .iter()
        .flatten()
        .any(|requirement| *requirement == by_scheme)
}

fn is_open_to_all(operation: &Operation) -> bool {
    operation
        .security
        .iter()
        .flatten()
        .any(|requirement| *requirement == SecurityRequirement::default())
}

/// An operation that declares nothing needs no token, and says so.
fn open_to_all_unless_secured(operation: &mut Operation) {
    let declared = operation.security.get_or_insert_default();
    if declared.is_empty() {
        declared.push(SecurityRequirement::default());
    }
}

/// A merge patch is also taken as plain JSON, for callers whose tools know no other media type.
fn offer_both_patch_types(method: &HttpMethod, operation: &mut Operation) {
    let (HttpMethod::Patch, Some(RefOr::T(body))) = (method, operation.request_body.as_mut()) else {
        return;
    };
    let declared = body.content.values().next().cloned();
    if let Some(content) = declared {
        for media_type in [MERGE_PATCH, JSON] {
            body.content
                .entry(media_type.to_owned())
                .or_insert_with(|| content.clone());
        }
    }
}

fn complete_operation(method: &HttpMethod, operation: &mut Operation) {
    let parameters = own_parameters(operation);
    let any_in = |place: &ParameterIn| parameters.iter().any(|parameter| parameter.parameter_in == *place);
    let named = |name: &str| parameters.iter().any(|parameter| parameter.name == name);
    let has_path = any_in(&ParameterIn::Path);
    let has_query = any_in(&ParameterIn::Query);
    let has_cursor = named("cursor");
    let has_key = named("Idempotency-Key");
    let has_if_match = named("If-Match");
    let has_body = operation.request_body.is_some();
    let takes_token = is_secured_by(operation, STAFF) || is_secured_by(operation, PATRON);
    let needs_token = takes_token && !is_open_to_all(operation);
    let conditions = [
        (400, has_body || has_cursor || has_key),
        (401, takes_token),
        (403, needs_token),
        (404, has_path),
        (409, has_key),
        (412, has_if_match),
        (413, has_body),
        (415, has_body),
        (422, has_body || has_query),
        (428, has_if_match),
        (429, *method == HttpMethod::Post && !needs_token),
        (503, true),
    ];
    for (status, applies) in conditions {
        if applies {
            add_problem(operation, status);
        }
    }
    // What an area declares without a body is a problem too.
    for (status, response) in &mut operation.responses.responses {
        if let (RefOr::T(response), Ok(400..)) = (response, status.parse::<u16>())
            && response.content.is_empty()
        {
            let content = RefOr::T(problem::content());
            response.content.insert("application/problem+json".to_owned(), content);
        }
    }
}

fn own_parameters(operation: &Operation) -> Vec<&Parameter> {
    let parameters = operation.parameters.iter().flatten();
    parameters
        .filter_map(|parameter| {
            if let RefOr::T(parameter) = parameter {
                Some(parameter)
            } else {
                None
            }
        })
        .collect()
}

fn add_problem(operation: &mut Operation, status: u16) {
    operation
        .responses
        .responses
        .entry(status.to_string())
        .or_insert_with(|| {
            let response: Response = ResponseBuilder::new()
                .description(format!("Problem: {}.", problem::codes(status).join(", ")))
                .content("application/problem+json", problem::content())
                .build();
            RefOr::T(response)
        });
}
