//! The service under test and a small library to work in: two branches open every day from 9 to 18, one category, one
//! type, a policy of 14 days, an assistant and a supervisor.

use std::net::TcpListener;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use actix_web::HttpServer;
use actix_web::dev::ServerHandle;
use carrel::app::{self, Carrel};
use carrel::nights::{self, Ran};
use carrel::platform::client_address::TrustedProxies;
use carrel::platform::clock::Clock;
use carrel::platform::db::Db;
use carrel::platform::desk::Role;
use carrel::platform::password::Passwords;
use carrel::platform::rate_limit::SignInLimit;
use carrel::platform::secret::Secret;
use carrel::platform::token::{Audience, Claims, Tokens};
use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use uuid::Uuid;

use super::client::Client;
use super::database::TestDatabase;

/// A Tuesday noon, 13:00 at the branches.
pub(crate) const NOON: &str = "2026-03-10T12:00:00Z";

/// A running service.
pub(crate) struct TestApp {
    pub(crate) clock: Clock,
    pub(crate) branch_id: Uuid,
    pub(crate) other_branch_id: Uuid,
    pub(crate) desk_id: Uuid,
    pub(crate) category_id: Uuid,
    pub(crate) item_type_id: Uuid,
    pub(crate) location_id: Uuid,
    pub(crate) other_location_id: Uuid,
    pub(crate) policy_id: Uuid,
    pub(crate) assistant_id: Uuid,
    pub(crate) supervisor_id: Uuid,
    pub(crate) db: Db,
    tokens: Tokens,
    base: String,
    server: ServerHandle,
    numbers: AtomicU32,
    _database: TestDatabase,
}

/// A patron who may borrow.
#[derive(Clone)]
pub(crate) struct PatronFixture {
    pub(crate) id: Uuid,
    pub(crate) card: String,
}

/// An item on its shelf.
#[derive(Clone)]
pub(crate) struct ItemFixture {
    pub(crate) id: Uuid,
    pub(crate) barcode: String,
    pub(crate) title_id: Uuid,
}

impl TestApp {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// A service set up in another way than the usual one.
    pub(crate) async fn start_with(set_up: impl FnOnce(&mut Carrel)) -> Self {
        let database = TestDatabase::create();
        let db = Db::connect(&database.url, 4).expect("a pool");
        let clock = Clock::stopped(NOON.parse().expect("an instant"));
        let secret = Secret::new("a secret of thirty-two bytes, for tests").expect("a secret");
        let tokens = {
            let mut conn = db.connection().expect("a connection");
            Tokens::load(&mut conn, &secret, clock.now()).expect("keys")
        };
        let mut carrel = Carrel {
            db: db.clone(),
            clock: clock.clone(),
            tokens: tokens.clone(),
            secret,
            passwords: Passwords::default(),
            sign_in_limit: SignInLimit::per_minute(NonZeroU32::new(600).expect("not zero")),
            trusted_proxies: TrustedProxies::default(),
            client_dir: None,
            allowed_origins: vec!["https://library.example".to_owned()],
        };
        set_up(&mut carrel);
        let document = Arc::new(app::document());
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let server = HttpServer::new(move || app::build(&carrel, &document))
            .workers(1)
            .disable_signals()
            .listen(listener)
            .expect("listening")
            .run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        let id = Uuid::now_v7;
        let app = Self {
            clock,
            branch_id: id(),
            other_branch_id: id(),
            desk_id: id(),
            category_id: id(),
            item_type_id: id(),
            location_id: id(),
            other_location_id: id(),
            policy_id: id(),
            assistant_id: id(),
            supervisor_id: id(),
            db,
            tokens,
            base,
            server: handle,
            numbers: AtomicU32::new(1),
            _database: database,
        };
        app.furnish().await;
        app
    }

    async fn furnish(&self) {
        let Self {
            branch_id,
            other_branch_id,
            desk_id,
            category_id,
            item_type_id,
            location_id,
            ..
        } = self;
        let Self {
            other_location_id,
            policy_id,
            assistant_id,
            supervisor_id,
            ..
        } = self;
        self.sql(&format!(
            "insert into branches (id, code, name, zone, position) values
                ('{branch_id}', 'CEN', 'Central', 'Europe/Berlin', 1),
                ('{other_branch_id}', 'RIV', 'Riverside', 'Europe/Berlin', 2);
             insert into desks (id, branch_id, name) values ('{desk_id}', '{branch_id}', 'Front');
             insert into opening_hours (id, branch_id, weekday, opens_at, closes_at)
                select gen_random_uuid(), branch, day, '09:00', '18:00'
                from unnest(array['{branch_id}', '{other_branch_id}']::uuid[]) branch, generate_series(1, 7) day;
             insert into patron_categories (id, code, name) values ('{category_id}', 'ADULT', 'Adult');
             insert into item_types (id, code, name) values ('{item_type_id}', 'BOOK', 'Book');
             insert into locations (id, branch_id, code, name) values
                ('{location_id}', '{branch_id}', 'STACKS', 'Stacks'),
                ('{other_location_id}', '{other_branch_id}', 'STACKS', 'Stacks');
             insert into policies (id, attributes) values ('{policy_id}',
                '{{\"loanable\": true, \"loan_length\": 14, \"loan_unit\": \"days\", \"renewals_max\": 2,
                   \"renewal_length\": 14, \"renewal_from\": \"due\", \"fine_amount\": 20, \"fine_every\": 1,
                   \"fine_unit\": \"days\", \"fine_cap\": 500}}');
             insert into patron_limits (id, max_loans, max_balance) values (gen_random_uuid(), 20, 1000);
             insert into staff (id, username, name, role, password_hash, all_branches) values
                ('{assistant_id}', 'ada', 'Ada', 'assistant', 'none', true),
                ('{supervisor_id}', 'sam', 'Sam', 'supervisor', 'none', true)"
        ))
        .await;
    }

    /// Runs statements straight on the database: for what is given, never for what is tried.
    pub(crate) async fn sql(&self, statements: &str) {
        let statements = statements.to_owned();
        self.db
            .read(move |conn| conn.batch_execute(&statements))
            .await
            .expect("the statements run");
    }

    /// The one number a query gives.
    pub(crate) async fn count(&self, query: &str) -> i64 {
        let query = format!("({query})");
        self.db
            .read(move |conn| diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(&query)).get_result(conn))
            .await
            .expect("a number")
    }

    /// The one text a query gives.
    pub(crate) async fn text(&self, query: &str) -> String {
        let query = format!("({query})");
        self.db
            .read(move |conn| diesel::select(diesel::dsl::sql::<diesel::sql_types::Text>(&query)).get_result(conn))
            .await
            .expect("a text")
    }

    /// How many audit rows of this deed there are.
    pub(crate) async fn audit(&self, deed: &str) -> i64 {
        self.count(&format!("select count(*) from audit_events where deed = '{deed}'"))
            .await
    }

    /// How many events of this kind there are.
    pub(crate) async fn events(&self, kind: &str) -> i64 {
        self.count(&format!("select count(*) from outbox where kind = '{kind}'"))
            .await
    }

    pub(crate) fn set_clock(&self, at: &str) {
        self.clock.set(at.parse::<DateTime<Utc>>().expect("an instant"));
    }

    /// Does the night of a day at every branch, now.
    pub(crate) fn night(&self, on: &str) -> Vec<Ran> {
        let mut conn = self.db.connection().expect("a connection");
        let on = on.parse().expect("a date");
        nights::run_on(&mut conn, None, on, self.clock.now()).expect("the night is done")
    }

    /// The service's own origin, as a browser names it.
    pub(crate) fn origin(&self) -> &str {
        &self.base
    }

    pub(crate) fn anonymous(&self) -> Client {
        Client::new(&self.base)
    }

    /// Ada, at the front desk of Central.
    pub(crate) fn assistant(&self) -> Client {
        self.staff(self.assistant_id, Role::Assistant, self.branch_id)
    }

    /// Ada, at Riverside.
    pub(crate) fn assistant_elsewhere(&self) -> Client {
        self.staff(self.assistant_id, Role::Assistant, self.other_branch_id)
    }

    /// Sam, at Central.
    pub(crate) fn supervisor(&self) -> Client {
        self.staff(self.supervisor_id, Role::Supervisor, self.branch_id)
    }

    pub(crate) fn staff(&self, id: Uuid, role: Role, branch: Uuid) -> Client {
        let desk = (branch == self.branch_id).then_some(self.desk_id);
        self.anonymous()
            .bearer(&self.token(Audience::Staff, id, Some(role), branch, desk))
    }

    /// The patron, on the website.
    pub(crate) fn patron_caller(&self, patron: &PatronFixture) -> Client {
        self.anonymous()
            .bearer(&self.token(Audience::Patron, patron.id, None, self.branch_id, None))
    }

    /// One of the library's own servers.
    pub(crate) fn client(&self) -> Client {
        self.anonymous()
            .bearer(&self.token(Audience::Client, Uuid::now_v7(), None, self.branch_id, None))
    }

    fn token(&self, aud: Audience, sub: Uuid, role: Option<Role>, branch: Uuid, desk: Option<Uuid>) -> String {
        let claims = Claims {
            iss: String::new(),
            aud,
            sub,
            sid: Uuid::now_v7(),
            jti: Uuid::nil(),
            iat: 0,
            exp: 0,
            ver: 1,
            role,
            branch,
            desk,
            zone: chrono_tz::Europe::Berlin,
        };
        self.tokens.issue(claims, self.clock.now()).expect("a token")
    }

    /// A number no other fixture of this test has.
    pub(crate) fn number(&self) -> u32 {
        self.numbers.fetch_add(1, Ordering::Relaxed)
    }

    pub(crate) async fn patron(&self) -> PatronFixture {
        let (id, number) = (Uuid::now_v7(), self.number());
        let card = format!("P{number:06}");
        let Self {
            category_id, branch_id, ..
        } = self;
        self.sql(&format!(
            "insert into patrons (id, patron_category_id, home_branch_id, given_name, family_name, birth_on) values
                ('{id}', '{category_id}', '{branch_id}', 'Pat', 'Ron {number}', '1980-05-17');
             insert into patron_cards (id, patron_id, number) values (gen_random_uuid(), '{id}', '{card}');
             insert into accounts (id, patron_id) values (gen_random_uuid(), '{id}')"
        ))
        .await;
        PatronFixture { id, card }
    }

    pub(crate) async fn item(&self) -> ItemFixture {
        let title_id = Uuid::now_v7();
        let number = self.number();
        self.sql(&format!(
            "insert into titles (id, title, author, format) values ('{title_id}', 'Title {number}', 'Author', 'book')"
        ))
        .await;
        self.copy_of(title_id).await
    }

    /// One more item of a title.
    pub(crate) async fn copy_of(&self, title_id: Uuid) -> ItemFixture {
        let (id, number) = (Uuid::now_v7(), self.number());
        let barcode = format!("I{number:06}");
        let Self {
            item_type_id,
            branch_id,
            location_id,
            ..
        } = self;
        self.sql(&format!(
            "insert into items (id, title_id, barcode, item_type_id, home_branch_id, location_id, current_branch_id)
             values ('{id}', '{title_id}', '{barcode}', '{item_type_id}', '{branch_id}', '{location_id}', '{branch_id}')"
        ))
        .await;
        ItemFixture { id, barcode, title_id }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The server ends with the test's runtime; asking it first closes its connections to the database.
        drop(self.server.stop(false));
    }
}
