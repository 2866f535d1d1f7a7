//! The demo library is consistent, whatever day it is loaded.
#![expect(clippy::disallowed_methods, reason = "questions put once, whose text is made here")]

use carrel::demo::{self, DemoError};
use carrel_rules::barcode::Barcode;
use carrel_rules::policy::Terms;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Jsonb, Text};
use serde_json::Value;

use crate::items::shelf_keys::assert_stored_is_recomputed;
use crate::support::TestDatabase;

/// Ordinary days, the ends of the year, a leap day, and the nights when the clocks change.
const DAYS: [&str; 6] = [
    "2026-03-10T12:00:00Z",
    "2026-12-31T23:30:00Z",
    "2027-01-01T15:00:00Z",
    "2028-02-29T18:00:00Z",
    "2026-03-08T09:00:00Z",
    "2026-11-01T07:30:00Z",
];

fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().expect("an instant")
}

fn loaded(now: &str) -> (TestDatabase, PgConnection) {
    let database = TestDatabase::create();
    let mut conn = PgConnection::establish(&database.url).expect("a connection");
    demo::load(&mut conn, at(now)).expect("the demo library loads");
    (database, conn)
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

fn count(conn: &mut PgConnection, query: &str) -> i64 {
    let row: Number = diesel::sql_query(query).get_result(conn).expect("a number");
    row.count
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

/// Everything in the database, without what the database itself draws by lot or by the clock.
fn everything(conn: &mut PgConnection) -> Vec<String> {
    let tables = lines(
        conn,
        "select table_name::text as line from information_schema.tables
         where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like '\\_\\_%' order by 1",
    );
    let mut all = Vec::new();
    for table in tables {
        let query = format!(
            "select '{table} ' || (to_jsonb(t) - 'policy_version' - 'calendar_version' - 'password_hash' - 'pin_hash')::text as line from {table} t order by 1"
        );
        all.extend(lines(conn, &query));
    }
    all
}

#[test]
fn it_is_the_same_all_day_and_every_time() {
    let (_morning, mut morning) = loaded("2026-03-10T12:00:00Z");
    let (_evening, mut evening) = loaded("2026-03-10T23:00:00Z");

    let (morning, evening) = (everything(&mut morning), everything(&mut evening));

    assert!(morning.len() > 500, "{} rows", morning.len());
    assert_eq!(morning, evening);
}

#[test]
fn it_only_goes_into_an_empty_database() {
    let (_database, mut conn) = loaded(DAYS[0]);

    let again = demo::load(&mut conn, at(DAYS[0]));

    assert!(matches!(again, Err(DemoError::NotEmpty)));
    assert_eq!(count(&mut conn, "select count(*) from branches"), 2);
}

#[test]
fn a_database_with_one_patron_is_not_empty() {
    let database = TestDatabase::create();
    let mut conn = PgConnection::establish(&database.url).expect("a connection");
    diesel::sql_query("insert into titles (id, title, format) values (gen_random_uuid(), 'Mine', 'book')")
        .execute(&mut conn)
        .expect("a title");

    assert!(matches!(demo::load(&mut conn, at(DAYS[0])), Err(DemoError::NotEmpty)));
}

#[test]
fn it_is_consistent_on_every_day() {
    for day in DAYS {
        let (_database, mut conn) = loaded(day);
        loans_and_items_agree(&mut conn, day);
        the_money_adds_up(&mut conn, day);
    }
}

fn loans_and_items_agree(conn: &mut PgConnection, day: &str) {
    let wrong = lines(
            conn,
            "select items.barcode as line from items left join loans on loans.item_id = items.id and loans.closed_at is null
             where (items.status in ('on_loan', 'lost', 'claimed_returned')) <> (loans.id is not null)
                or (items.status = 'claimed_returned') <> (loans.claimed_returned_at is not null)
                or (items.status = 'lost') <> (loans.lost_at is not null)
                or items.title_id <> coalesce(loans.title_id, items.title_id)
                or items.item_type_id <> coalesce(loans.item_type_id, items.item_type_id)",
        );
    assert_eq!(wrong, [""; 0], "{day}");
    let now = at(day);
    let late = count(
        conn,
        &format!("select count(*) from loans where closed_at is null and due_at < '{now}'"),
    );
    assert!(late >= 3, "{late} overdue loans on {day}");
    let future = format!(
        "select count(*) from loans where greatest(checked_out_at, returned_at, claimed_returned_at, lost_at) > '{now}'"
    );
    assert_eq!(count(conn, &future), 0, "{day}");
    let wrongly_due = "select count(*) from loans join branches on branches.id = controlling_branch_id
            where due_on <> (due_at at time zone zone)::date or due_at <= checked_out_at
                or renewals_count <> (select count(*) from renewals where loan_id = loans.id)
                or controlling_branch_id <> branch_id";
    assert_eq!(count(conn, wrongly_due), 0, "{day}");
    let overlaps =
        "select count(*) from loans one join loans other on one.item_id = other.item_id and one.id < other.id
            and tstzrange(one.checked_out_at, one.closed_at) && tstzrange(other.checked_out_at, other.closed_at)";
    assert_eq!(count(conn, overlaps), 0, "{day}");
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Jsonb)]
    terms: Value,
}

#[test]
fn the_terms_of_every_loan_are_those_of_a_policy() {
    let (_database, mut conn) = loaded(DAYS[0]);
    let stored: Vec<Stored> = diesel::sql_query("select terms from loans")
        .load(&mut conn)
        .expect("terms");

    for row in &stored {
        let terms: Terms = serde_json::from_value(row.terms.clone()).expect("terms");
        assert_eq!(
            serde_json::to_value(&terms).expect("json"),
            row.terms,
            "nothing is lost on the way"
        );
    }
    assert!(stored.len() > 30);
    let strange_sources = "select count(*) from loans, jsonb_each_text(sources) as source (attribute, policy)
        where not exists (select from policies where id = policy::uuid and attributes ? attribute)";
    assert_eq!(count(&mut conn, strange_sources), 0);
}

fn the_money_adds_up(conn: &mut PgConnection, day: &str) {
    let wrong = count(
            conn,
            "select count(*) from fines where (select count(*) from ledger_entries where fine_id = fines.id and kind = 'charge'
                and ledger_entries.account_id = fines.account_id) <> 1",
        );
    assert_eq!(wrong, 0, "every fine is charged once, on its own account: {day}");
    let unallocated = count(
            conn,
            "select count(*) from ledger_entries where kind in ('payment', 'waiver')
                and -amount <> (select coalesce(sum(amount), 0) from allocations where credit_entry_id = ledger_entries.id)",
        );
    assert_eq!(unallocated, 0, "every credit is allocated: {day}");
    let below_zero = count(
            conn,
            "select count(*) from (select sum(amount) over (partition by account_id order by seq) as balance from ledger_entries) b
             where balance < 0",
        );
    assert_eq!(below_zero, 0, "nothing is paid before it is owed: {day}");
    let late = count(conn, "select count(*) from fines where kind = 'overdue'");
    assert!(late >= 3, "{late} overdue fines on {day}");
    let over = "select count(*) from (select sum(amount) as balance from ledger_entries group by account_id) b where balance > 2000";
    assert!(count(conn, over) >= 2, "some patrons owe more than the limit");
}

#[test]
fn every_barcode_is_as_a_scanner_gives_it() {
    let (_database, mut conn) = loaded(DAYS[0]);
    let barcodes = lines(
        &mut conn,
        "select barcode as line from items union all select number from patron_cards",
    );

    for barcode in barcodes {
        assert_eq!(Barcode::parse(&barcode).expect("a barcode").as_str(), barcode);
    }
}

#[test]
fn every_item_has_its_place_on_a_shelf() {
    let (_database, mut conn) = loaded(DAYS[0]);

    assert!(assert_stored_is_recomputed(&mut conn) > 200);
    let unread = "select count(*) from items where call_number_parsed is not true";
    assert_eq!(count(&mut conn, unread), 0);
}

/// What a desk meets, and where it shows.
const SITUATIONS: [(&str, &str); 14] = [
    ("an expired card", "patrons where expires_on < '2026-03-10'"),
    ("a restriction", "patron_restrictions where ends_on > '2026-03-10'"),
    ("a lost card", "patron_cards where state = 'lost'"),
    ("a replaced card", "patron_cards where state = 'replaced'"),
    ("a merged patron", "patrons where state = 'merged'"),
    ("a child with a guardian", "patron_guardians"),
    ("a staff member's own card", "staff where patron_id is not null"),
    (
        "an item in transit",
        "items where status = 'in_transit' and current_branch_id <> in_transit_to_id",
    ),
    ("a missing item", "items where status = 'missing'"),
    ("a message", "items where check_out_message is not null"),
    ("missing parts", "items where missing_parts is not null"),
    (
        "a closed Sunday",
        "(select 7 except select weekday from opening_hours) sunday",
    ),
    (
        "an upcoming closure",
        "closures where not repeats_yearly and starts_on > '2026-03-10'",
    ),
    ("an open exception", "openings where on_date > '2026-03-10'"),
];

#[test]
fn every_situation_is_there() {
    let (_database, mut conn) = loaded(DAYS[0]);
    for (what, place) in SITUATIONS {
        let query = format!("select count(*) from {place}");
        assert!(count(&mut conn, &query) > 0, "{what}");
    }
}

#[test]
fn the_barcodes_it_tells_to_try_are_there() {
    let (_database, mut conn) = loaded(DAYS[0]);
    assert!(count(&mut conn, "select count(*) from titles") >= 100);
    assert!(count(&mut conn, "select count(*) from items") >= 180);
    for number in ["2000000001", "2000000009", "2000000013", "2000000912"] {
        assert!(demo::LOGINS.contains(number));
        assert_eq!(
            count(
                &mut conn,
                &format!("select count(*) from patron_cards where number = '{number}'")
            ),
            1
        );
    }
    for barcode in ["3000000001", "3000000036", "3000000103", "3000000126"] {
        assert!(demo::LOGINS.contains(barcode));
        assert_eq!(
            count(
                &mut conn,
                &format!("select count(*) from items where barcode = '{barcode}'")
            ),
            1
        );
    }
}
