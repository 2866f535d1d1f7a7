//! `api/src/schema.rs` says what the migrations make, and the migrations can be taken back.
#![allow(
    clippy::disallowed_methods,
    reason = "the catalogue is asked once a test; nothing is gained by keeping the statement"
)]

use std::collections::BTreeMap;

use carrel::migrate::{self, MIGRATIONS};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use diesel_migrations::MigrationHarness;

use crate::support::TestDatabase;

/// A table as diesel writes it: the name with the primary key, then `column -> Type` in order.
type Tables = BTreeMap<String, Vec<String>>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Bool)]
    is_nullable: bool,
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

fn names(conn: &mut PgConnection, query: &str) -> Vec<String> {
    let rows: Vec<Name> = diesel::sql_query(query).load(conn).expect("the catalogue answers");
    rows.into_iter().map(|row| row.name).collect()
}

/// The tables of the database, each with its primary key.
fn migrated(conn: &mut PgConnection) -> Tables {
    let mut tables: Tables = names(
        conn,
        "select format('%s (%s)', c.relname, string_agg(a.attname, ', ' order by k.ord)) as name
         from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
         cross join lateral unnest(i.indkey) with ordinality k (attnum, ord)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum and k.ord <= i.indnkeyatts
         where c.relnamespace = 'public'::regnamespace and c.relname <> '__diesel_schema_migrations'
         group by c.relname",
    )
    .into_iter()
    .map(|heading| (heading, Vec::new()))
    .collect();
    let columns: Vec<Column> = diesel::sql_query(
        "select table_name::text as table, column_name::text as name, udt_name::text as kind, is_nullable = 'YES' as is_nullable
         from information_schema.columns join information_schema.tables using (table_schema, table_name)
         where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> '__diesel_schema_migrations'
         order by table_name, ordinal_position",
    )
    .load(conn)
    .expect("the columns");
    for column in columns {
        let start = format!("{} (", column.table);
        let (_, lines) = tables
            .iter_mut()
            .find(|(heading, _)| heading.starts_with(&start))
            .unwrap_or_else(|| panic!("{} has no primary key", column.table));
        lines.push(format!(
            "{} -> {}",
            column.name,
            diesel_type(&column.kind, column.is_nullable)
        ));
    }
    tables
}

fn diesel_type(kind: &str, is_nullable: bool) -> String {
    let (element, is_array) = kind.strip_prefix('_').map_or((kind, false), |element| (element, true));
    let mut name = element.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if is_array {
        name = format!("Array<{name}>");
    }
    if is_nullable { format!("Nullable<{name}>") } else { name }
}

/// The tables as `schema.rs` declares them.
fn declared() -> Tables {
    let text = include_str!("../../api/src/schema.rs");
    let mut tables = Tables::new();
    for block in text.split("diesel::table! {").skip(1) {
        let mut lines = block
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("use "));
        let heading = lines.next().unwrap_or_default().trim_end_matches(" {").to_owned();
        let columns = lines
            .take_while(|line| *line != "}")
            .map(|line| line.trim_end_matches(',').to_owned());
        tables.insert(heading, columns.collect());
    }
    tables
}

#[test]
fn the_declared_tables_are_the_migrated_ones() {
    let database = TestDatabase::create();
    let mut conn = PgConnection::establish(&database.url).expect("a connection");

    let (migrated, declared) = (migrated(&mut conn), declared());

    assert!(!migrated.is_empty());
    for (heading, columns) in &migrated {
        let declared = declared.get(heading);
        assert_eq!(
            declared,
            Some(columns),
            "api/src/schema.rs, table {heading}: run `make schema`"
        );
    }
    for heading in declared.keys() {
        assert!(
            migrated.contains_key(heading),
            "api/src/schema.rs has {heading}, the migrations do not: run `make schema`"
        );
    }
}

#[test]
fn lists_hold_no_nulls() {
    let database = TestDatabase::create();
    let mut conn = PgConnection::establish(&database.url).expect("a connection");

    let open = names(
        &mut conn,
        "select format('%s.%s', c.relname, a.attname) as name
         from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and t.typcategory = 'A'
         and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
                         and pg_get_constraintdef(k.oid) like '%array_position(' || a.attname || ', NULL%')",
    );

    assert_eq!(
        open,
        Vec::<String>::new(),
        "schema.rs says that these hold no null, so a check has to"
    );
}

#[test]
fn constraints_are_named_by_what_they_are() {
    let database = TestDatabase::create();
    let mut conn = PgConnection::establish(&database.url).expect("a connection");

    let unnamed = names(
        &mut conn,
        "select conname::text as name from pg_constraint
         where connamespace = 'public'::regnamespace and contype <> 'n' and conrelid <> 0
         and conrelid <> to_regclass('public.__diesel_schema_migrations')
         and conname !~ '_(pkey|fkey|key|check|no_overlap)$'",
    );

    assert_eq!(
        unnamed,
        Vec::<String>::new(),
        "a constraint ends in _pkey, _fkey, _key, _check or _no_overlap"
    );
}

#[test]
fn every_migration_can_be_taken_back_and_run_again() {
    let database = TestDatabase::create();
    let mut conn = PgConnection::establish(&database.url).expect("a connection");
    let before = migrated(&mut conn);

    conn.revert_all_migrations(MIGRATIONS).expect("every down.sql runs");
    let left = names(
        &mut conn,
        "select relname::text as name from pg_class
         where relnamespace = 'public'::regnamespace and relname !~ '^__diesel_schema_migrations'
         union all
         select proname::text from pg_proc p
         where pronamespace = 'public'::regnamespace and proname !~ '^diesel_'
         and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
         union all
         select typname::text from pg_type t
         where typnamespace = 'public'::regnamespace and typtype = 'e'",
    );
    migrate::run(&mut conn).expect("every up.sql runs again");

    assert_eq!(left, Vec::<String>::new(), "a down.sql left these behind");
    assert_eq!(migrated(&mut conn), before);
}
