//! The library, its branches with their hours, and its words for kinds.

use std::collections::HashMap;

use carrel_rules::calendar::{Calendar, Hours};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use diesel::PgConnection;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Today;
use crate::demo::store::{fill, set_library};
use crate::demo::{DataError, DemoError, id};

/// `data/library.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Places {
    name: String,
    currency: String,
    pub(super) zone: Tz,
    branches: Vec<BranchData>,
    collections: Vec<Kind>,
    item_types: Vec<Kind>,
    patron_categories: Vec<Category>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BranchData {
    code: String,
    name: String,
    address: String,
    phone: String,
    email: String,
    desks: Vec<String>,
    hours: Vec<HoursData>,
    locations: Vec<Location>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HoursData {
    /// ISO: 1 is Monday.
    days: Vec<u8>,
    opens_at: String,
    closes_at: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Location {
    code: String,
    name: String,
    #[serde(default = "yes")]
    is_public: bool,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    code: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Category {
    code: String,
    name: String,
    min_age: Option<i16>,
    max_age: Option<i16>,
    enrolment_months: Option<i16>,
}

/// A branch as loans need it.
pub(super) struct Branch {
    pub(super) id: Uuid,
    pub(super) calendar: Calendar,
}

/// The days that differ from the week.
struct SpecialDays {
    training: NaiveDate,
    open_sunday: NaiveDate,
    /// The first of January and Christmas Day, of this year; they repeat.
    holidays: [(NaiveDate, &'static str); 2],
}

pub(super) fn read() -> Result<Places, DataError> {
    serde_json::from_str(include_str!("../data/library.json"))
        .map_err(|error| DataError::new(format!("library.json: {error}")))
}

/// Inserts them all and tells when each branch, by its code, is open.
pub(super) fn insert(
    conn: &mut PgConnection,
    places: &Places,
    today: Today,
) -> Result<HashMap<String, Branch>, DemoError> {
    set_library(
        conn,
        json!({ "name": places.name, "currency": places.currency, "currency_exponent": 2, "default_language": "en",
            "updated_at": today.founded() }),
    )?;
    let special = special_days(today.date);
    fill(conn, "branches", branch_rows(places, today))?;
    fill(conn, "desks", desk_rows(places))?;
    fill(conn, "locations", location_rows(places))?;
    fill(conn, "opening_hours", hours_rows(places))?;
    fill(conn, "closures", closure_rows(places, &special))?;
    fill(conn, "openings", vec![opening_row(&special)])?;
    fill(conn, "collections", kind_rows("collection", &places.collections))?;
    fill(conn, "item_types", kind_rows("item_type", &places.item_types))?;
    fill(conn, "patron_categories", category_rows(&places.patron_categories))?;
    let branches = places.branches.iter();
    let branches = branches.map(|branch| {
        let calendar = calendar(places.zone, branch, &special)?;
        Ok((
            branch.code.clone(),
            Branch {
                id: id("branch", &branch.code),
                calendar,
            },
        ))
    });
    branches.collect::<Result<_, DataError>>().map_err(DemoError::from)
}

/// A training day on a Wednesday in two weeks or three, and a Sunday after it on which Central opens.
fn special_days(today: NaiveDate) -> SpecialDays {
    let next = |weekday: Weekday| {
        let from = today.checked_add_days(Days::new(14)).unwrap_or(today);
        from.iter_days().find(|day| day.weekday() == weekday).unwrap_or(from)
    };
    let of_this_year = |month, day| NaiveDate::from_ymd_opt(today.year(), month, day).unwrap_or(today);
    SpecialDays {
        training: next(Weekday::Wed),
        open_sunday: next(Weekday::Sun),
        holidays: [
            (of_this_year(1, 1), "New Year's Day"),
            (of_this_year(12, 25), "Christmas Day"),
        ],
    }
}

fn branch_rows(places: &Places, today: Today) -> Vec<Value> {
    let branches = places.branches.iter().zip(1..);
    branches
        .map(|(branch, position)| {
            json!({ "id": id("branch", &branch.code), "code": branch.code, "name": branch.name, "zone": places.zone,
                "address": branch.address, "phone": branch.phone, "email": branch.email, "position": position,
                "created_at": today.founded(), "updated_at": today.founded() })
        })
        .collect()
}

fn desk_rows(places: &Places) -> Vec<Value> {
    let desks = places
        .branches
        .iter()
        .flat_map(|branch| branch.desks.iter().map(move |desk| (branch, desk)));
    desks
        .map(|(branch, desk)| {
            json!({ "id": id("desk", &format!("{} {desk}", branch.code)), "branch_id": id("branch", &branch.code), "name": desk })
        })
        .collect()
}

fn location_rows(places: &Places) -> Vec<Value> {
    let rows = |branch: &BranchData| -> Vec<Value> {
        let locations = branch.locations.iter().zip(1..);
        locations
            .map(|(location, position)| {
                json!({ "id": location_id(&branch.code, &location.code), "branch_id": id("branch", &branch.code),
                    "code": location.code, "name": location.name, "is_public": location.is_public, "position": position })
            })
            .collect()
    };
    places.branches.iter().flat_map(rows).collect()
}

/// The id of a branch's location.
pub(in crate::demo) fn location_id(branch: &str, location: &str) -> Uuid {
    id("location", &format!("{branch} {location}"))
}

fn hours_rows(places: &Places) -> Vec<Value> {
    let mut rows = Vec::new();
    for branch in &places.branches {
        for hours in &branch.hours {
            rows.extend(hours.days.iter().map(|day| {
                let key = format!("{} {day} {}", branch.code, hours.opens_at);
                json!({ "id": id("hours", &key), "branch_id": id("branch", &branch.code), "weekday": day,
                    "opens_at": hours.opens_at, "closes_at": hours.closes_at })
            }));
        }
    }
    rows
}

fn closure_rows(places: &Places, special: &SpecialDays) -> Vec<Value> {
    let mut rows = Vec::new();
    for branch in &places.branches {
        let mut close = |on: NaiveDate, reason: &str, repeats: bool| {
            rows.push(json!({ "id": id("closure", &format!("{} {reason}", branch.code)), "branch_id": id("branch", &branch.code),
                "starts_on": on, "ends_on": on, "reason": reason, "repeats_yearly": repeats }));
        };
        for (on, reason) in special.holidays {
            close(on, reason, true);
        }
        close(special.training, "Staff training", false);
    }
    rows
}

fn opening_row(special: &SpecialDays) -> Value {
    json!({ "id": id("opening", "reading day"), "branch_id": id("branch", OPEN_ON_SUNDAY), "on_date": special.open_sunday,
        "opens_at": SUNDAY_HOURS.0, "closes_at": SUNDAY_HOURS.1, "reason": "Community reading day" })
}

/// The branch that opens on one Sunday.
const OPEN_ON_SUNDAY: &str = "CEN";
const SUNDAY_HOURS: (&str, &str) = ("13:00", "17:00");

fn kind_rows(kind: &str, kinds: &[Kind]) -> Vec<Value> {
    let row = |one: &Kind| json!({ "id": id(kind, &one.code), "code": one.code, "name": one.name });
    kinds.iter().map(row).collect()
}

fn category_rows(categories: &[Category]) -> Vec<Value> {
    let row = |one: &Category| {
        json!({ "id": id("patron_category", &one.code), "code": one.code, "name": one.name, "min_age": one.min_age,
            "max_age": one.max_age, "enrolment_months": one.enrolment_months })
    };
    categories.iter().map(row).collect()
}

fn calendar(zone: Tz, branch: &BranchData, special: &SpecialDays) -> Result<Calendar, DataError> {
    let mut calendar = Calendar::new(zone).with_closure(special.training, special.training);
    for (on, _) in special.holidays {
        calendar = calendar.with_yearly_closure(on.month(), on.day());
    }
    for data in &branch.hours {
        let hours = stretch(&data.opens_at, &data.closes_at)?;
        for day in &data.days {
            let weekday = Weekday::try_from(day.wrapping_sub(1)).map_err(|_| DataError::new("no such weekday"))?;
            calendar = calendar.with_weekly(weekday, hours);
        }
    }
    if branch.code == OPEN_ON_SUNDAY {
        calendar = calendar.with_exception(special.open_sunday, [stretch(SUNDAY_HOURS.0, SUNDAY_HOURS.1)?]);
    }
    Ok(calendar)
}

fn stretch(opens: &str, closes: &str) -> Result<Hours, DataError> {
    let time = |text| NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| DataError::new(format!("no time: {text}")));
    Hours::new(time(opens)?, time(closes)?).map_err(|error| DataError::new(error.to_string()))
}
