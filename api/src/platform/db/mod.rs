//! The database: a pool, reads, and deeds.
//!
//! - [`Db::read`]: one autocommitted statement.
//! - [`Db::snapshot`]: several statements that see one moment.
//! - [`Db::write`]: a deed, all or nothing, rerun when Postgres asks for it.
//!
//! A deed's `BEGIN` also takes the caller's idempotency key and checks that the caller still may work here; its
//! `COMMIT` also stores the answer. So both cost no round trip of their own.

mod begin;
mod error;
mod json;
mod sql;

use std::error::Error;
use std::time::Duration;

use actix_web::web;
use diesel::PgConnection;
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Error as ConnectionError, Pool, PooledConnection};

use super::problem::{Code, Problem};

pub use begin::{Begin, CallerStamp, Claim};
pub use error::{constraint, is_replay};
pub use json::FromJson;
pub use sql::{Sql, sql};

/// How often a deed is run again when Postgres reports a serialization failure or a deadlock.
const RERUNS: usize = 3;
/// How long a request waits for a connection before it is told `busy`.
const CONNECTION_WAIT: Duration = Duration::from_secs(2);

/// A pool of connections to the library's database.
#[derive(Clone)]
pub struct Db {
    pool: Pool<ConnectionManager<PgConnection>>,
}

#[derive(Debug)]
struct SessionSettings;

impl CustomizeConnection<PgConnection, ConnectionError> for SessionSettings {
    fn on_acquire(&self, conn: &mut PgConnection) -> Result<(), ConnectionError> {
        conn.batch_execute(
            "set time zone 'UTC'; set lock_timeout = '2s'; set statement_timeout = '10s'; \
             set idle_in_transaction_session_timeout = '30s'; set application_name = 'carrel'",
        )
        .map_err(ConnectionError::QueryError)
    }
}

impl Db {
    /// Opens a pool of at most `size` connections. Fails when the database cannot be reached.
    pub fn connect(url: &str, size: u32) -> Result<Self, diesel::r2d2::PoolError> {
        let pool = Pool::builder()
            .max_size(size)
            .min_idle(Some(1))
            .connection_timeout(CONNECTION_WAIT)
            .test_on_check_out(false)
            .connection_customizer(Box::new(SessionSettings))
            .build(ConnectionManager::new(url))?;
        Ok(Self { pool })
    }

    /// Runs a read of one statement, autocommitted, off the async threads.
    pub async fn read<T, E, F>(&self, query: F) -> Result<T, Problem>
    where
        F: FnOnce(&mut PgConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Into<Problem> + Send + 'static,
    {
        self.run(move |conn| query(conn).map_err(Into::into)).await
    }

    /// Runs a read of several statements on one snapshot.
    pub async fn snapshot<T, E, F>(&self, query: F) -> Result<T, Problem>
    where
        F: FnOnce(&mut PgConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<diesel::result::Error> + Into<Problem> + Send + 'static,
    {
        self.run(move |conn| {
            conn.build_transaction()
                .read_only()
                .repeatable_read()
                .run(query)
                .map_err(Into::into)
        })
        .await
    }

    /// Runs a deed: one READ COMMITTED transaction. `deed` may run up to four times, so it must not keep state
    /// between runs. Its error rolls everything back.
    pub async fn write<T, E, F>(&self, begin: Begin, deed: F) -> Result<T, Problem>
    where
        F: Fn(&mut PgConnection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Error + From<diesel::result::Error> + Into<Problem> + Send + 'static,
    {
        self.run(move |conn| transact(conn, &begin, &deed, |_| Ok(None)).map(|(done, _)| done))
            .await
    }

    /// Like [`Db::write`] for a deed with an idempotency claim: `answer` turns what the deed gave into the
    /// response to store, which is kept in the same transaction. A deed whose key was used before is not run:
    /// the stored answer comes back instead.
    pub(super) async fn write_once<T, E, F, A>(
        &self,
        begin: Begin,
        deed: F,
        answer: A,
    ) -> Result<begin::Answer, Problem>
    where
        F: Fn(&mut PgConnection) -> Result<T, E> + Send + 'static,
        A: Fn(&T) -> Result<(u16, String), Problem> + Send + 'static,
        T: Send + 'static,
        E: Error + From<diesel::result::Error> + Into<Problem> + Send + 'static,
    {
        self.run(
            move |conn| match transact(conn, &begin, &deed, |done| answer(done).map(Some)) {
                Ok((_, Some((status, body)))) => Ok(begin::Answer {
                    status,
                    body,
                    replayed: false,
                }),
                Ok((_, None)) => Err(Problem::internal("a deed with a key gave no answer")),
                Err(problem) if problem.code() == Code::Replay => begin.stored_answer(conn),
                Err(problem) => Err(problem),
            },
        )
        .await
    }

    /// Takes a connection from the pool, for work outside requests: migrations, jobs, the demo library.
    pub fn connection(&self) -> Result<PooledConnection<ConnectionManager<PgConnection>>, Problem> {
        self.pool.get().map_err(|error| {
            tracing::warn!(%error, "no database connection");
            Problem::busy()
        })
    }

    async fn run<T, F>(&self, work: F) -> Result<T, Problem>
    where
        F: FnOnce(&mut PgConnection) -> Result<T, Problem> + Send + 'static,
        T: Send + 'static,
    {
        let db = self.clone();
        web::block(move || {
            let mut conn = db.connection()?;
            let outcome = work(&mut conn);
            if outcome.as_ref().is_err_and(|problem| problem.code() == Code::Busy) {
                discard_if_dead(&mut conn);
            }
            outcome
        })
        .await
        .map_err(|_| Problem::internal("the worker threads are gone"))?
    }
}

/// Keeps a connection that Postgres has closed from going back to the pool.
fn discard_if_dead(conn: &mut PgConnection) {
    if conn.batch_execute("select 1").is_err() {
        AnsiTransactionManager::transaction_manager_status_mut(conn).set_in_error();
    }
}

type Stored = Option<(u16, String)>;

fn transact<T, E>(
    conn: &mut PgConnection,
    begin: &Begin,
    deed: &(impl Fn(&mut PgConnection) -> Result<T, E> + ?Sized),
    answer: impl Fn(&T) -> Result<Stored, Problem>,
) -> Result<(T, Stored), Problem>
where
    E: Error + From<diesel::result::Error> + Into<Problem> + 'static,
{
    let mut reruns = 0;
    loop {
        begin.begin(conn)?;
        let outcome = deed(conn);
        match outcome {
            Ok(done) => {
                let stored = match answer(&done) {
                    Ok(stored) => stored,
                    Err(problem) => {
                        begin::roll_back(conn)?;
                        return Err(problem);
                    }
                };
                match begin.commit(conn, stored.as_ref()) {
                    Ok(()) => return Ok((done, stored)),
                    Err(error) if reruns < RERUNS && error::is_retriable(&error) => reruns += 1,
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) => {
                begin::roll_back(conn)?;
                if reruns < RERUNS && error::is_retriable(&error) {
                    reruns += 1;
                } else {
                    return Err(error.into());
                }
            }
        }
    }
}
