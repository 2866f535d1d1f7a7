//! The write of a changed due date.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use uuid::Uuid;

use crate::schema::loans;

/// Moves the due date of an open loan.
pub(in crate::loans) fn write(
    conn: &mut PgConnection,
    loan_id: Uuid,
    due_at: DateTime<Utc>,
    due_on: NaiveDate,
) -> QueryResult<()> {
    diesel::update(loans::table.find(loan_id))
        .set((
            loans::due_at.eq(due_at),
            loans::due_on.eq(due_on),
            loans::due_reasons.eq(Vec::<String>::new()),
        ))
        .execute(conn)?;
    Ok(())
}
