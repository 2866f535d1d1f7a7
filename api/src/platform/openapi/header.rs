//! Headers that callers send, for `params(…)` of the operations that read them.

use utoipa::IntoParams;

/// For `params(…)` of an operation that requires a key.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(
    dead_code,
    reason = "exists for the document; the header is read by platform::idempotency"
)]
pub struct IdempotencyKey {
    /// New for each deed; a resend with the same key is answered from store.
    #[param(
        rename = "Idempotency-Key",
        min_length = 1,
        max_length = 64,
        pattern = "^[!-~]+$",
        example = "0b8f5a2e-scan-17"
    )]
    key: String,
}

/// For `params(…)` of an operation that takes a key and does without one.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(
    dead_code,
    reason = "exists for the document; the header is read by platform::idempotency"
)]
pub struct OptionalIdempotencyKey {
    /// New for each deed; a resend with the same key is answered from store.
    #[param(
        rename = "Idempotency-Key",
        required = false,
        min_length = 1,
        max_length = 64,
        pattern = "^[!-~]+$",
        example = "0b8f5a2e-scan-17"
    )]
    key: Option<String>,
}

/// For `params(…)` of an operation that changes a staff-edited record.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(dead_code, reason = "exists for the document; the header is read by platform::etag")]
pub struct IfMatch {
    /// The ETag of the record as it was read.
    #[param(
        rename = "If-Match",
        max_length = 32,
        pattern = "^\"v[0-9]{1,9}\"$",
        example = "\"v1\""
    )]
    tag: String,
}

/// For `params(…)` of a deed whose blocks a supervisor can lift at the assistant's screen.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[allow(
    dead_code,
    reason = "exists for the document; the header is read by auth::override_grant"
)]
pub struct OverrideGrant {
    /// From POST /api/v1/auth/override-grants.
    #[param(rename = "Override-Grant", min_length = 1, max_length = 128, required = false)]
    grant: Option<String>,
}
