//! `carrel staff add`: the first supervisor, who makes all the others.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::platform::desk::{Role, role_name};
use crate::platform::password::{self, MAX_LENGTH, MIN_LENGTH, Unhashable};
use crate::platform::record::{Author, AuthorKind, note};

use super::create::{self, is_name, is_username};
use super::problem::StaffError;
use super::store::{self, NewStaff};

/// Whom to add.
pub struct NewMember {
    /// What they sign in with.
    pub username: String,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// They may work everywhere.
    pub all_branches: bool,
    /// Codes of the branches where they may work, unless everywhere.
    pub branch_codes: Vec<String>,
    /// In plain; only its hash is kept.
    pub password: String,
}

/// Why nobody was added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// See [`is_username`].
    #[error("a username has 1 to 64 of a-z, 0-9, dot, hyphen and underscore")]
    Username,
    /// See [`is_name`].
    #[error("a name has 1 to 200 characters")]
    Name,
    /// Too short or too long.
    #[error("a password has {MIN_LENGTH} to {MAX_LENGTH} characters")]
    Password,
    /// They could not work anywhere.
    #[error("say --all-branches, or --branch with the code of a branch")]
    NoBranch,
    /// No branch has one of the codes.
    #[error("one of the branches does not exist")]
    UnknownBranch,
    /// It could not be hashed.
    #[error(transparent)]
    Unhashable(#[from] Unhashable),
    /// It could not be written.
    #[error(transparent)]
    Refused(#[from] StaffError),
    /// Postgres refused.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

/// Writes the staff member and an audit row that names no author.
pub fn add(conn: &mut PgConnection, member: &NewMember, now: DateTime<Utc>) -> Result<Uuid, AddError> {
    check(member)?;
    let new = NewStaff {
        id: Uuid::now_v7(),
        username: member.username.clone(),
        name: member.name.clone(),
        role: role_name(member.role).to_owned(),
        password_hash: password::hash(&member.password)?,
        all_branches: member.all_branches,
        language: "en".to_owned(),
        patron_id: None,
        is_active: true,
        created_at: now,
        updated_at: now,
    };
    conn.transaction(|conn| {
        let codes: BTreeSet<&str> = member.branch_codes.iter().map(String::as_str).collect();
        let branch_ids = store::branches_by_code(conn, &codes)?;
        if branch_ids.len() != codes.len() {
            return Err(AddError::UnknownBranch);
        }
        create::write(conn, &new, &branch_ids)?;
        let author = Author {
            kind: AuthorKind::System,
            now,
            request_id: "".into(),
        };
        note(conn, &author, create::deed(&new, &branch_ids))?;
        Ok(new.id)
    })
}

fn check(member: &NewMember) -> Result<(), AddError> {
    let length = u64::try_from(member.password.chars().count()).unwrap_or(u64::MAX);
    if !is_username(&member.username) {
        Err(AddError::Username)
    } else if !is_name(&member.name) {
        Err(AddError::Name)
    } else if !(MIN_LENGTH..=MAX_LENGTH).contains(&length) {
        Err(AddError::Password)
    } else if !member.all_branches && member.branch_codes.is_empty() {
        Err(AddError::NoBranch)
    } else {
        Ok(())
    }
}
