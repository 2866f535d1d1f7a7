//! How a deed's transaction opens and closes.

use diesel::PgConnection;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager, TransactionManagerStatus};
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use diesel::sql_types::{Binary, SmallInt, Text};
use std::fmt::Write;
use uuid::Uuid;

use super::super::problem::{Code, Problem};
use super::error;
use super::sql::sql;

/// What a deed's first round trip checks.
#[derive(Clone, Default)]
pub struct Begin {
    caller: Option<CallerStamp>,
    claim: Option<Claim>,
}

/// Who the access token says the caller is. A deed is refused when that person was disabled or changed since.
#[derive(Clone)]
pub struct CallerStamp {
    /// `staff` or `patron`.
    pub kind: &'static str,
    /// The staff member's or patron's id.
    pub id: Uuid,
    /// `ver` of the token.
    pub token_version: i32,
}

/// An idempotency key as it is kept: hashes only.
#[derive(Clone)]
pub struct Claim {
    /// SHA-256 over caller, operation and key.
    pub scope: [u8; 32],
    /// SHA-256 over method, route and canonical body.
    pub request_hash: [u8; 32],
}

/// What a deed with a key answers.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON.
    pub body: String,
    /// The deed was done by an earlier request with the same key.
    pub replayed: bool,
}

#[derive(QueryableByName)]
struct StoredAnswer {
    #[diesel(sql_type = Binary)]
    request_hash: Vec<u8>,
    #[diesel(sql_type = SmallInt)]
    status: i16,
    #[diesel(sql_type = Text)]
    body: String,
}

impl Begin {
    /// A deed of nobody signed in: signing in itself, or the service's own work.
    pub fn anonymous() -> Self {
        Self::default()
    }

    /// A deed of this caller.
    pub fn by(caller: CallerStamp) -> Self {
        Self {
            caller: Some(caller),
            claim: None,
        }
    }

    /// The same deed, done once only for this key.
    #[must_use]
    pub fn once(mut self, claim: Claim) -> Self {
        self.claim = Some(claim);
        self
    }

    /// Opens the transaction. Every literal here is made by us from ids and hashes.
    pub(super) fn begin(&self, conn: &mut PgConnection) -> Result<(), Problem> {
        let mut batch = String::from("begin isolation level read committed");
        if self.caller.is_some() || self.claim.is_some() {
            let (kind, id, version) = match &self.caller {
                Some(caller) => (caller.kind, caller.id, caller.token_version),
                None => ("none", Uuid::nil(), 0),
            };
            let (lock, scope) = match &self.claim {
                Some(claim) => (claim.lock(), format!("'\\x{}'", hex(&claim.scope))),
                None => (0, "null".to_owned()),
            };
            // Writing to a String cannot fail.
            let _ = write!(
                batch,
                "; select begin_deed('{kind}', '{id}', {version}, {lock}, {scope})"
            );
        }
        let Err(error) = AnsiTransactionManager::begin_transaction_sql(conn, &batch) else {
            return Ok(());
        };
        // The manager does not know that BEGIN itself succeeded.
        conn.batch_execute("rollback").map_err(Problem::from)?;
        if error::is_replay(&error) {
            Err(Problem::of(Code::Replay))
        } else if self.claim.is_some() && error::is_lock_timeout(&error) {
            Err(Problem::of(Code::InProgress).retry_after(1))
        } else {
            Err(error.into())
        }
    }

    /// Stores the answer, if there is one, and commits, in one round trip.
    pub(super) fn commit(&self, conn: &mut PgConnection, answer: Option<&(u16, String)>) -> Result<(), DieselError> {
        let (Some(claim), Some((status, body))) = (&self.claim, answer) else {
            return AnsiTransactionManager::commit_transaction(conn);
        };
        let batch = format!(
            "insert into idempotency_keys (scope, request_hash, status, body) \
             values ('\\x{}', '\\x{}', {status}, '{}'); commit",
            hex(&claim.scope),
            hex(&claim.request_hash),
            // standard_conforming_strings is on since Postgres 9.1; JSON text holds no NUL.
            body.replace('\'', "''"),
        );
        // After every statement the manager takes over what the connection says of itself: it has seen this COMMIT.
        if let Err(error) = conn.batch_execute(&batch) {
            // Before COMMIT the transaction is still open; a COMMIT that fails has ended it.
            if is_open(conn) {
                AnsiTransactionManager::rollback_transaction(conn)?;
            }
            return Err(error);
        }
        Ok(())
    }

    /// The answer kept for this key, when it was given to the same request.
    pub(super) fn stored_answer(&self, conn: &mut PgConnection) -> Result<Answer, Problem> {
        let Some(claim) = &self.claim else {
            return Err(Problem::internal("a replay without a key"));
        };
        let stored: Option<StoredAnswer> =
            sql("select request_hash, status, body from idempotency_keys where scope = $1")
                .bind::<Binary, _>(claim.scope.to_vec())
                .get_result(conn)
                .optional()?;
        match stored {
            Some(answer) if answer.request_hash == claim.request_hash => Ok(Answer {
                status: u16::try_from(answer.status).unwrap_or(200),
                body: answer.body,
                replayed: true,
            }),
            Some(_) => Err(Problem::of(Code::IdempotencyKeyReused)),
            // It was purged between the two statements.
            None => Err(Problem::of(Code::InProgress).retry_after(1)),
        }
    }
}

impl Claim {
    /// The advisory lock of this key. Two keys that share one only wait for each other.
    fn lock(&self) -> i64 {
        let mut first = [0; 8];
        first.copy_from_slice(&self.scope[..8]);
        i64::from_be_bytes(first)
    }
}

fn is_open(conn: &mut PgConnection) -> bool {
    match AnsiTransactionManager::transaction_manager_status_mut(conn) {
        TransactionManagerStatus::Valid(status) => status.transaction_depth().is_some(),
        TransactionManagerStatus::InError => true,
    }
}

/// Ends the transaction without a trace.
pub(super) fn roll_back(conn: &mut PgConnection) -> Result<(), DieselError> {
    AnsiTransactionManager::rollback_transaction(conn)
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}
