mod calendar;
mod change;
mod closures;
mod create;
mod desks;
mod hours;
mod list;
mod locations;
mod openings;
mod read;
mod transfers;

use crate::support::TestApp;

/// The address of Central, or of something below it.
fn central(app: &TestApp, below: &str) -> String {
    format!("/api/v1/branches/{}{below}", app.branch_id)
}
