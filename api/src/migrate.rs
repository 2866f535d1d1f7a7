//! Bringing the database to this version's tables.

use std::error::Error;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

/// The migrations of this version.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations");

/// One advisory lock, so that two copies starting together do not both migrate. The number is arbitrary.
const LOCK: i64 = 0x6361_7272_656c;

/// Runs what is pending and returns its names, in order.
pub fn run(conn: &mut PgConnection) -> Result<Vec<String>, Box<dyn Error + Send + Sync>> {
    conn.batch_execute(&format!("select pg_advisory_lock({LOCK})"))?;
    let outcome = conn
        .run_pending_migrations(MIGRATIONS)
        .map(|done| done.iter().map(ToString::to_string).collect());
    conn.batch_execute(&format!("select pg_advisory_unlock({LOCK})"))?;
    outcome
}

/// Whether something is pending.
pub fn is_pending(conn: &mut PgConnection) -> Result<bool, Box<dyn Error + Send + Sync>> {
    conn.has_pending_migration(MIGRATIONS)
}

/// Creates the database that `url` names when the server does not have it.
pub fn create_database(url: &str) -> Result<(), Box<dyn Error + Send + Sync>> {
    if PgConnection::establish(url).is_ok() {
        return Ok(());
    }
    let (server, name) = url.rsplit_once('/').ok_or("DATABASE_URL names no database")?;
    let (name, options) = name
        .split_once('?')
        .map_or((name, String::new()), |(name, rest)| (name, format!("?{rest}")));
    let mut conn = PgConnection::establish(&format!("{server}/postgres{options}"))?;
    conn.batch_execute(&format!(
        "create database \"{}\" template template0 encoding 'UTF8'",
        name.replace('"', "\"\"")
    ))?;
    Ok(())
}
