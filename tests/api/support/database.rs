//! A database per test, copied from a template that is migrated once.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use carrel::migrate::MIGRATIONS;
use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::pg::Pg;
use diesel::prelude::*;
use uuid::Uuid;

const TEMPLATE_LOCK: i64 = 0x7465_7374;

/// A database that is dropped with this value.
pub(crate) struct TestDatabase {
    pub(crate) url: String,
    cluster: String,
    name: String,
}

fn cluster() -> String {
    std::env::var("CARREL_TEST_CLUSTER").expect(
        "CARREL_TEST_CLUSTER names no Postgres: run the tests by `make test`, or one of them by \
         `node tools/with-cluster.mjs -- cargo nextest run NAME`",
    )
}

fn named(cluster: &str, name: &str) -> String {
    let (server, _) = cluster.rsplit_once('/').expect("CARREL_TEST_CLUSTER names a database");
    format!("{server}/{name}")
}

/// Names the template by what the migrations say, so that a changed one makes a new template.
fn template_name() -> String {
    let mut hasher = DefaultHasher::new();
    let migrations = MigrationSource::<Pg>::migrations(&MIGRATIONS).expect("migrations are readable");
    for migration in migrations {
        migration.name().to_string().hash(&mut hasher);
    }
    include_dir_hash().hash(&mut hasher);
    format!("carrel_template_{:016x}", hasher.finish())
}

/// The text of every up.sql, read where the tests run.
fn include_dir_hash() -> u64 {
    let mut hasher = DefaultHasher::new();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../migrations");
    let mut folders: Vec<_> = std::fs::read_dir(root)
        .expect("migrations")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    for folder in folders {
        std::fs::read(folder.join("up.sql"))
            .unwrap_or_default()
            .hash(&mut hasher);
    }
    hasher.finish()
}

fn ensure_template(conn: &mut PgConnection, cluster: &str, name: &str) {
    conn.batch_execute(&format!("select pg_advisory_lock({TEMPLATE_LOCK})"))
        .expect("lock");
    let exists: bool = diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(&format!(
        "exists (select from pg_database where datname = '{name}' and datistemplate)"
    )))
    .get_result(conn)
    .expect("pg_database");
    if !exists {
        conn.batch_execute(&format!("drop database if exists {name}"))
            .expect("drop half a template");
        conn.batch_execute(&format!("create database {name} template template0 encoding 'UTF8'"))
            .expect("template");
        let mut template = PgConnection::establish(&named(cluster, name)).expect("template");
        carrel::migrate::run(&mut template).expect("migrations run");
        drop(template);
        conn.batch_execute(&format!("alter database {name} is_template true"))
            .expect("template");
    }
    conn.batch_execute(&format!("select pg_advisory_unlock({TEMPLATE_LOCK})"))
        .expect("unlock");
}

impl TestDatabase {
    /// Copies the template.
    pub(crate) fn create() -> Self {
        let cluster = cluster();
        let template = template_name();
        let mut conn = PgConnection::establish(&cluster).expect("the test cluster answers");
        ensure_template(&mut conn, &cluster, &template);
        let name = format!("test_{}", Uuid::now_v7().simple());
        conn.batch_execute(&format!("create database {name} template {template}"))
            .expect("copy of the template");
        Self {
            url: named(&cluster, &name),
            cluster,
            name,
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // The cluster itself is thrown away after the run, so a database that stays does no harm.
        if let Ok(mut conn) = PgConnection::establish(&self.cluster) {
            let _ = conn.batch_execute(&format!("drop database if exists {} with (force)", self.name));
        }
    }
}
