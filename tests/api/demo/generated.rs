//! The generated library: the same every time, as consistent as one that was typed in, and only where it may go.
#![expect(clippy::disallowed_methods, reason = "questions put once, whose text is made here")]

use carrel::demo::{self, DemoError};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::support::TestDatabase;

const SIZE: u32 = 250;

fn now() -> DateTime<Utc> {
    "2026-03-10T12:00:00Z".parse().expect("an instant")
}

fn database() -> (TestDatabase, PgConnection) {
    let database = TestDatabase::create();
    let conn = PgConnection::establish(&database.url).expect("a connection");
    (database, conn)
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(conn: &mut PgConnection, query: &str) -> Vec<String> {
    let rows: Vec<Line> = diesel::sql_query(query).load(conn).expect("lines");
    rows.into_iter().map(|row| row.line).collect()
}

fn generate(conn: &mut PgConnection) -> Result<(), DemoError> {
    demo::load_generated(conn, now(), SIZE, &mut |_| ())
}

/// What the tables have besides rows.
fn shape(conn: &mut PgConnection) -> Vec<String> {
    lines(
        conn,
        "select pg_get_indexdef(indexrelid) as line from pg_index where indrelid > 16384
         union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated
            from pg_constraint where conrelid > 16384
         union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger
            where not tgisinternal
         order by 1",
    )
}

#[test]
fn it_is_as_large_as_wanted_beside_the_demo_library() {
    let (_database, mut conn) = database();
    generate(&mut conn).expect("it loads");

    let counts = lines(
        &mut conn,
        "select format('%s titles, %s patrons, %s cards, %s accounts',
            (select count(*) from titles where created_at = '2026-03-10T12:00:00Z'),
            (select count(*) from patrons where created_at = '2026-03-10T12:00:00Z'),
            (select count(*) from patron_cards where number > '2100000000'),
            (select count(*) from accounts where created_at = '2026-03-10T12:00:00Z')) as line",
    );
    assert_eq!(counts, ["250 titles, 75 patrons, 75 cards, 75 accounts"]);
    let items = lines(
        &mut conn,
        "select count(*)::text as line from items where barcode > '3100000000'",
    );
    let items: u32 = items[0].parse().expect("a number");
    assert!((275..=400).contains(&items), "{items} items");
}

#[test]
fn nothing_of_the_tables_is_lost_on_the_way() {
    let (_database, mut conn) = database();
    let before = shape(&mut conn);
    generate(&mut conn).expect("it loads");

    assert!(before.len() > 100, "{}", before.len());
    assert_eq!(shape(&mut conn), before);
    let unknown = lines(
        &mut conn,
        "select distinct lexeme as line from titles, unnest(search)
         where lexeme !~ '^[0-9]+$' and lexeme !~ ':' and char_length(lexeme) between 3 and 40
         except select word from title_words",
    );
    assert_eq!(unknown, [""; 0], "words that nobody noted");
}

#[test]
fn two_of_one_size_are_the_same() {
    let content = |conn: &mut PgConnection| {
        ["titles", "items", "patrons", "patron_cards", "accounts"]
            .iter()
            .flat_map(|table| {
                lines(
                    conn,
                    &format!("select (to_jsonb(t) - 'pin_hash')::text as line from {table} t order by 1"),
                )
            })
            .collect::<Vec<_>>()
    };
    let (_one, mut one) = database();
    let (_other, mut other) = database();
    generate(&mut one).expect("it loads");
    demo::load(&mut other, now()).expect("the demo library loads");
    generate(&mut other).expect("it loads beside the demo library");

    assert_eq!(content(&mut one), content(&mut other));
}

#[test]
fn it_goes_nowhere_else() {
    let (_database, mut conn) = database();
    generate(&mut conn).expect("it loads");
    assert!(matches!(generate(&mut conn), Err(DemoError::NotEmpty)), "twice");

    let (_database, mut conn) = database();
    demo::load(&mut conn, now()).expect("the demo library loads");
    diesel::sql_query("insert into titles (id, title, format) values (gen_random_uuid(), 'Mine', 'book')")
        .execute(&mut conn)
        .expect("a title");
    assert!(
        matches!(generate(&mut conn), Err(DemoError::NotEmpty)),
        "somebody works there"
    );
    assert_eq!(
        lines(&mut conn, "select title as line from titles where title = 'Mine'"),
        ["Mine"]
    );
}
