//! The character NUL, which no text of the library's holds.

use super::super::problem::{Code, FieldCode, Problem};

/// Postgres text holds no NUL, so neither does anything sent to it. JSON can only write it escaped.
pub(in crate::platform) fn refuse_nul(body: &[u8]) -> Result<(), Problem> {
    const ESCAPE: &[u8] = br"\u0000";
    if !body.windows(ESCAPE.len()).any(|window| window == ESCAPE) {
        return Ok(());
    }
    let value: serde_json::Value = serde_json::from_slice(body).map_err(|_| Problem::of(Code::UnreadableBody))?;
    match find_nul(&value, String::new()) {
        Some(pointer) => Err(Problem::field(
            &pointer,
            FieldCode::NulCharacter,
            "Text may not hold the character NUL.",
        )),
        None => Ok(()),
    }
}

fn find_nul(value: &serde_json::Value, at: String) -> Option<String> {
    match value {
        serde_json::Value::String(text) => text.contains('\0').then_some(at),
        serde_json::Value::Array(values) => values
            .iter()
            .enumerate()
            .find_map(|(index, value)| find_nul(value, format!("{at}/{index}"))),
        serde_json::Value::Object(fields) => fields.iter().find_map(|(name, value)| {
            if name.contains('\0') {
                Some(at.clone())
            } else {
                find_nul(value, format!("{at}/{name}"))
            }
        }),
        _ => None,
    }
}
