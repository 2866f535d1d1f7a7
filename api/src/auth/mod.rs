//! Who may come in: passwords and PINs, sessions, access tokens, and a supervisor's leave at an assistant's screen.
//!
//! - Unknown and wrong are the same answer after the same work; failures are counted per account and per address and
//!   are kept although the sign-in fails.
//! - An access token lives 15 minutes and is checked without a query. A refresh token is opaque, kept as a hash, and
//!   replaced at every use; an old one that turns up again ends the session.
//! - A new password, PIN or role, and being disabled, end every session and make every access token useless for deeds.

mod http;
mod lock_out;
pub mod override_grant;
mod password;
mod problem;
mod session;
mod sign_in;

pub(crate) use http::{configure, configure_root};
pub(crate) use lock_out::{forgive_patron, forgive_staff};
pub(crate) use session::{Subject, end_sessions};
