//! Everything that can go wrong, as RFC 9457 problem details.
//!
//! The one table below makes the codes, the enum of the OpenAPI document and the pages under `/problems/{code}`.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER};
use actix_web::{HttpResponse, ResponseError};
use carrel_rules::block::Block;
use serde::Serialize;

use super::telemetry;

mod field;

pub use field::{FieldCode, FieldError};

macro_rules! problems {
    ($($variant:ident $code:literal $status:literal $title:literal $explanation:literal;)*) => {
        /// What kind of problem. Codes are never reused for something else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $(#[doc = $title] $variant,)* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// The kebab-case code that stands in answers.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $code,)* } }
            /// The HTTP status it comes with.
            pub const fn status(self) -> u16 { match self { $(Self::$variant => $status,)* } }
            /// A short sentence that is the same every time.
            pub const fn title(self) -> &'static str { match self { $(Self::$variant => $title,)* } }
            /// What it means and what the caller can do.
            pub const fn explanation(self) -> &'static str { match self { $(Self::$variant => $explanation,)* } }
        }
    };
}

problems! {
    UnreadableBody "unreadable-body" 400 "The body cannot be read"
        "The body is not JSON. Send one JSON value in UTF-8.";
    MissingHeader "missing-header" 400 "A header is missing or malformed"
        "The detail names the header. Idempotency-Key is 1 to 64 visible ASCII characters, a new one for each deed.";
    BadCursor "bad-cursor" 400 "The cursor cannot be read"
        "Cursors come from next_cursor of the same list. Start again without one.";
    Unauthenticated "unauthenticated" 401 "Sign in first"
        "The request carries no valid access token. Sign in, or refresh the session, and send the new token.";
    TokenExpired "token-expired" 401 "The access token has expired"
        "Refresh the session and send the request again.";
    WrongCredentials "wrong-credentials" 401 "The name or the password is wrong"
        "The account does not exist or the secret is wrong; which of the two is not told.";
    Forbidden "forbidden" 403 "This is not yours to do"
        "The caller's role, scope or branch does not allow the operation.";
    OwnAccount "own-account" 403 "Not on your own account"
        "Staff may not waive, refund, override or move due dates on their own or their own child's account. Ask a colleague.";
    ClaimLimit "claim-limit" 403 "One more claim is a supervisor's to record"
        "claims_max of the library is the most an assistant records for one patron.";
    WaiverLimit "waiver-limit" 403 "This much is a supervisor's to waive"
        "assistant_waiver_max of the library is the most an assistant waives at a time.";
    WrongOrigin "wrong-origin" 403 "The request comes from another site"
        "Cookie sessions are for Carrel's own client. Other sites use token sessions.";
    NotFound "not-found" 404 "There is no such thing"
        "Nothing is here under this address or id.";
    MethodNotAllowed "method-not-allowed" 405 "The address has no such method"
        "The Allow header lists the methods it has.";
    Conflict "conflict" 409 "The state does not allow it"
        "The thing is not in a state in which this can be done. The detail says why.";
    InProgress "in-progress" 409 "The same deed is being done"
        "An earlier request with this Idempotency-Key has not ended. Ask again after the time in Retry-After.";
    Blocked "blocked" 409 "The library's rules stand in the way"
        "Every reason is in blocks, with who may lift it. Send the deed again with override naming the codes to lift.";
    AlreadyExists "already-exists" 409 "There is one already"
        "Another record has this value. errors points at the field.";
    InUse "in-use" 409 "It is still in use"
        "Other records refer to it, so it cannot go.";
    LoanClosed "loan-closed" 409 "The loan has ended"
        "The item of this loan has been returned.";
    AlreadyLost "already-lost" 409 "The item counts as lost already"
        "It is lost once; what was charged for it stands on the account.";
    AlreadyClaimed "already-claimed" 409 "A claim is under way"
        "The patron said before that this item was returned. Resolve that claim first.";
    NotClaimed "not-claimed" 409 "No claim is under way"
        "Nobody says that the item of this loan was returned.";
    NothingOwed "nothing-owed" 409 "Nothing is owed"
        "There is nothing left to pay, waive or write off. Somebody else may just have done it; read the account again.";
    BeyondOwed "beyond-owed" 409 "It is more than is owed"
        "Nothing was done. Send what is owed, or, for a payment, keep_as_credit to leave the rest as a credit.";
    BeyondCredit "beyond-credit" 409 "It is more than the credit"
        "Only what the patron has as credit is paid out.";
    PaymentVoid "payment-void" 409 "The payment was undone before"
        "A payment is voided once.";
    PaymentGivenBack "payment-given-back" 409 "Something of the payment was given back"
        "A payment of which something was refunded or paid out cannot be voided.";
    HoldClosed "hold-closed" 409 "The hold has ended"
        "It was filled, cancelled or expired.";
    HoldCaptured "hold-captured" 409 "An item is put aside for this hold"
        "What waits on the hold shelf or is under way there keeps its place and its branch. Cancel the hold, or check the item in.";
    Stale "stale" 412 "Somebody changed it meanwhile"
        "The record's ETag is no longer the one in If-Match. Read it again and repeat the change.";
    BodyTooLarge "body-too-large" 413 "The body is too large"
        "Bodies may have 256 KB.";
    UnsupportedMediaType "unsupported-media-type" 415 "The body is of another kind"
        "Send application/json; for PATCH also application/merge-patch+json.";
    InvalidFields "invalid-fields" 422 "Some fields are not valid"
        "errors names each of them by JSON pointer, with a code and what would be right.";
    IdempotencyKeyReused "idempotency-key-reused" 422 "The key was used for another request"
        "An Idempotency-Key belongs to one deed. Make a new one.";
    IfMatchMissing "if-match-missing" 428 "If-Match is missing"
        "Send the ETag of the record as you read it, so that nobody's change is lost.";
    TooManyRequests "too-many-requests" 429 "Too many requests"
        "Wait for the time in Retry-After.";
    LockedOut "locked-out" 429 "Too many failed sign-ins"
        "The account or address is locked for a while. Retry-After says how long.";
    Internal "internal" 500 "Something went wrong in Carrel"
        "The request id in instance finds it in the log.";
    Busy "busy" 503 "Carrel is busy"
        "The database did not answer in time. Nothing was done. Try again after the time in Retry-After.";
    Replay "replay" 500 "The answer is stored"
        "Never leaves the service: the stored answer is sent instead.";
}

/// A problem on its way to the caller.
#[derive(Clone, Debug)]
pub struct Problem {
    code: Code,
    detail: Option<String>,
    errors: Vec<FieldError>,
    blocks: Vec<Block>,
    retry_after: Option<u64>,
    allow: Option<String>,
}

impl Problem {
    /// The problem of this code.
    pub fn of(code: Code) -> Self {
        Self {
            code,
            detail: None,
            errors: Vec::new(),
            blocks: Vec::new(),
            retry_after: None,
            allow: None,
        }
    }

    /// With a sentence about this very occurrence. It must not echo what was sent.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// With `Retry-After`, in seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// With the wrong fields.
    #[must_use]
    pub fn errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    /// With every pointer below this one: what is wrong stands in a part of what was sent.
    #[must_use]
    pub fn below(mut self, pointer: &str) -> Self {
        for error in &mut self.errors {
            error.pointer.insert_str(0, pointer);
        }
        self
    }

    /// One wrong field: 422.
    pub fn field(pointer: &str, code: FieldCode, detail: &str) -> Self {
        Self::of(Code::InvalidFields).errors(vec![FieldError::new(pointer, code, detail)])
    }

    /// Another record has the value of this field: 409.
    pub fn already_exists(pointer: &str, detail: &str) -> Self {
        Self::of(Code::AlreadyExists).errors(vec![FieldError::new(pointer, FieldCode::AlreadyExists, detail)])
    }

    /// The deed is refused for these reasons: 409.
    pub fn blocked(blocks: Vec<Block>) -> Self {
        Self {
            blocks,
            ..Self::of(Code::Blocked)
        }
    }

    /// 405 with the methods there are.
    pub fn method_not_allowed(allow: String) -> Self {
        Self {
            allow: Some(allow),
            ..Self::of(Code::MethodNotAllowed)
        }
    }

    /// A fault of ours: 500. `cause` goes to the log, never to the caller.
    pub fn internal(cause: &str) -> Self {
        tracing::error!(cause, "internal problem");
        Self::of(Code::Internal)
    }

    /// 503 with Retry-After.
    pub fn busy() -> Self {
        Self::of(Code::Busy).retry_after(1)
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The wrong fields.
    pub fn errors_of(&self) -> &[FieldError] {
        &self.errors
    }

    /// What it says.
    pub fn sentence(&self) -> &str {
        self.detail.as_deref().unwrap_or(self.code.explanation())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

impl std::error::Error for Problem {}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    instance: String,
    code: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [FieldError],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    blocks: &'a [Block],
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let code = self.code.as_str();
        let mut response = HttpResponse::build(self.status_code());
        response.insert_header((CONTENT_TYPE, "application/problem+json"));
        if let Some(seconds) = self.retry_after {
            response.insert_header((RETRY_AFTER, seconds.to_string()));
        }
        if let Some(allow) = &self.allow {
            response.insert_header((ALLOW, allow.as_str()));
        }
        if self.code.status() == 401 {
            response.insert_header(("WWW-Authenticate", "Bearer"));
        }
        response.json(Body {
            kind: format!("/problems/{code}"),
            title: self.code.title(),
            status: self.code.status(),
            detail: self.sentence(),
            instance: telemetry::request_id(),
            code,
            errors: &self.errors,
            blocks: &self.blocks,
        })
    }
}
