//! SQL text whose prepared statement is kept.
//!
//! diesel's `sql_query` is parsed and planned on every call, which for the statements of a check-out costs more
//! than running them.

use diesel::backend::Backend;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::serialize::ToSql;
use diesel::sql_types::{HasSqlType, Untyped};

/// A statement with placeholders `$1`, `$2` …, each of which may be repeated.
pub struct Sql<'a> {
    text: &'static str,
    binds: Vec<Box<dyn QueryFragment<Pg> + Send + 'a>>,
}

/// Starts a statement. Rows are read by column name.
pub fn sql<'a>(text: &'static str) -> Sql<'a> {
    Sql {
        text,
        binds: Vec::new(),
    }
}

struct Bind<T, U> {
    value: U,
    sql_type: std::marker::PhantomData<fn() -> T>,
}

impl<T, U> QueryFragment<Pg> for Bind<T, U>
where
    Pg: HasSqlType<T>,
    U: ToSql<T, Pg>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_bind_param(&self.value)
    }
}

impl<'a> Sql<'a> {
    /// Gives the next placeholder, by number, its value.
    #[must_use]
    pub fn bind<T, U>(mut self, value: U) -> Self
    where
        Pg: HasSqlType<T>,
        T: 'a,
        U: ToSql<T, Pg> + Send + 'a,
    {
        self.binds.push(Box::new(Bind {
            value,
            sql_type: std::marker::PhantomData::<fn() -> T>,
        }));
        self
    }
}

impl QueryFragment<Pg> for Sql<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        // diesel numbers placeholders in the order in which they are pushed; the text has its own numbers.
        let mut numbers = vec![None; self.binds.len()];
        let mut pushed = 0;
        let mut rest = self.text;
        while let Some(at) = rest.find('$') {
            let digits = rest[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
            let end = at + 1 + digits;
            let index = rest[at + 1..end]
                .parse::<usize>()
                .ok()
                .and_then(|number| number.checked_sub(1));
            out.push_sql(&rest[..at]);
            match index.and_then(|index| Some((index, *numbers.get(index)?))) {
                Some((_, Some(number))) => out.push_sql(&format!("${number}")),
                Some((index, None)) => {
                    self.binds[index].walk_ast(out.reborrow())?;
                    pushed += 1;
                    numbers[index] = Some(pushed);
                }
                None => out.push_sql(&rest[at..end]),
            }
            rest = &rest[end..];
        }
        out.push_sql(rest);
        debug_assert_eq!(
            pushed,
            self.binds.len(),
            "a bind without its placeholder in {}",
            self.text
        );
        Ok(())
    }
}

impl QueryId for Sql<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Sql<'_> {
    type SqlType = Untyped;
}

impl<Conn> RunQueryDsl<Conn> for Sql<'_>
where
    Conn: Connection,
    Conn::Backend: Backend,
{
}
