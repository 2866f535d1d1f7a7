//! What is wrong with a field, by JSON pointer, without repeating what was sent.

use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use super::super::problem::{Code, FieldCode, FieldError, Problem};

/// Turns a deserializer's message into a field error that does not repeat what was sent.
pub(super) fn mistyped(path: &str, message: &str) -> Problem {
    let parent = if path == "." { String::new() } else { pointer(path) };
    let quoted = message.split('`').nth(1).unwrap_or_default();
    if message.starts_with("missing field") {
        Problem::field(
            &format!("{parent}/{quoted}"),
            FieldCode::Missing,
            "This field is required.",
        )
    } else if message.starts_with("unknown field") {
        Problem::field(&parent, FieldCode::UnknownField, "There is no such field here.")
    } else if message.starts_with("duplicate field") {
        Problem::field(
            &format!("{parent}/{quoted}"),
            FieldCode::DuplicateField,
            "This field is given twice.",
        )
    } else {
        let expected = message.rsplit_once("expected ").map(|(_, text)| text);
        let expected = expected.map(|text| text.split(" at line ").next().unwrap_or(text));
        let detail = expected.map_or("It cannot be read as this field's type.".to_owned(), |text| {
            format!("Expected {text}.")
        });
        Problem::field(&parent, FieldCode::WrongType, &detail)
    }
}

fn pointer(path: &str) -> String {
    path.split(['.', '['])
        .filter(|part| !part.is_empty())
        .fold(String::new(), |at, part| format!("{at}/{}", part.trim_end_matches(']')))
}

pub(super) fn invalid(errors: &ValidationErrors) -> Problem {
    let mut found = Vec::new();
    collect(errors, "", &mut found);
    found.sort_by(|one: &FieldError, other| one.pointer.cmp(&other.pointer));
    Problem::of(Code::InvalidFields).errors(found)
}

fn collect(errors: &ValidationErrors, at: &str, found: &mut Vec<FieldError>) {
    for (field, kind) in errors.errors() {
        // A field named by a keyword, such as `override`, is a raw identifier.
        let field = field.trim_start_matches("r#");
        let pointer = if field == "__all__" {
            at.to_owned()
        } else {
            format!("{at}/{field}")
        };
        match kind {
            ValidationErrorsKind::Field(errors) => {
                found.extend(errors.iter().map(|error| field_error(&pointer, error)))
            }
            ValidationErrorsKind::Struct(inner) => collect(inner, &pointer, found),
            ValidationErrorsKind::List(inner) => {
                for (index, errors) in inner {
                    collect(errors, &format!("{pointer}/{index}"), found);
                }
            }
        }
    }
}

/// The value stays out: the rules' own limits are all that is said.
fn field_error(pointer: &str, error: &ValidationError) -> FieldError {
    let limit = |name: &str| error.params.get(name).map(ToString::to_string);
    let detail = match (&error.message, error.code.as_ref()) {
        (Some(message), _) => message.to_string(),
        (None, "length") => match (limit("min"), limit("max")) {
            (Some(min), Some(max)) => format!("Between {min} and {max} long."),
            (_, Some(max)) => format!("At most {max} long."),
            (Some(min), _) => format!("At least {min} long."),
            _ => "The length is wrong.".to_owned(),
        },
        (None, "range") => match (limit("min"), limit("max")) {
            (Some(min), Some(max)) => format!("From {min} to {max}."),
            (_, Some(max)) => format!("At most {max}."),
            (Some(min), _) => format!("At least {min}."),
            _ => "Out of range.".to_owned(),
        },
        (None, "email") => "An e-mail address.".to_owned(),
        _ => "This value is not valid here.".to_owned(),
    };
    let facts = ["min", "max"]
        .into_iter()
        .filter_map(|name| Some((name, error.params.get(name)?.as_i64()?)));
    FieldError {
        facts: facts.collect(),
        ..FieldError::new(pointer, FieldCode::named(&error.code), detail)
    }
}
