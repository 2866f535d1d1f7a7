//! Signing in: a staff member by name and password, a patron by card and PIN.
//!
//! Three steps: read what is known of the account (one statement), compare the secret (slow, off the database), and
//! settle (one transaction): count the failure, or start the session.

pub(super) mod http;
mod patron;
mod staff;
mod store;

pub(super) use store::{Credentials, staff_credentials};
