//! What a row says of a patron.

use chrono::{DateTime, NaiveDate, Utc};

use crate::patrons::fields;
use crate::patrons::intake;

use super::super::super::report::Remark;
use super::super::super::store::PatronRow;
use super::super::cells::Reader;
use super::super::patron_name::{Name, named_by};
use super::super::{Context, Row};

/// A patron as a row gives them. None is what it does not say.
#[derive(Debug)]
pub(super) struct Person {
    pub key: Option<(String, String)>,
    pub card_number: Option<String>,
    pub family_name: String,
    pub given_name: String,
    pub preferred_name: Option<String>,
    pub birth_on: Option<NaiveDate>,
    pub category: String,
    pub home_branch: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub language: Option<String>,
    pub expires_on: Option<NaiveDate>,
    pub desk_note: Option<String>,
    pub wants_notices: Option<bool>,
    pub notice_channel: Option<&'static str>,
    pub keeps_history: Option<bool>,
    /// With the column that names them.
    pub guardian: Option<(&'static str, Name)>,
    pub reason: Option<String>,
}

/// A date that a patron's record may hold.
fn date(reader: &mut Reader<'_>, column: &'static str) -> Option<NaiveDate> {
    let date = reader.date(column)?;
    reader.fits(column, fields::date(date)).map(|()| date)
}

fn notice_channel(reader: &mut Reader<'_>) -> Option<&'static str> {
    let column = "notice_channel";
    let word = reader.row.get(column)?.trim();
    let channel = intake::notice_channel(word);
    let channel = channel.ok_or_else(|| {
        reader
            .row
            .refusal(column, "unknown", "Write email, text_message or post.")
    });
    reader.keep(channel)
}

impl Person {
    pub(super) fn read(row: &Row, context: &Context, now: DateTime<Utc>) -> Result<Self, Vec<Remark>> {
        let mut reader = Reader::of(row);
        let key = context.key(row, "external_id");
        let source = row.get("external_source").unwrap_or(&context.source);
        let birth_on = date(&mut reader, "birth_on");
        reader.fits("birth_on", fields::born(birth_on, context.today(now)));
        let person = Self {
            card_number: reader.barcode("card_number"),
            family_name: reader.wanted("family_name", &fields::NAME),
            given_name: reader.wanted("given_name", &fields::NAME),
            preferred_name: reader.text("preferred_name", &fields::NAME),
            birth_on,
            category: reader.wanted_code("category"),
            home_branch: reader.code("home_branch"),
            email: reader.text("email", &fields::EMAIL),
            phone: reader.text("phone", &fields::PHONE),
            address: reader.text("address", &fields::ADDRESS),
            postal_code: reader.text("postal_code", &fields::POSTAL_CODE),
            city: reader.text("city", &fields::CITY),
            country: reader.text("country", &fields::COUNTRY),
            language: reader.text("language", &fields::LANGUAGE),
            expires_on: date(&mut reader, "expires_on"),
            desk_note: reader.text("desk_note", &fields::DESK_NOTE),
            wants_notices: reader.flag("wants_notices"),
            notice_channel: notice_channel(&mut reader),
            keeps_history: reader.flag("keeps_history"),
            guardian: named_by(&mut reader, source, ("guardian_external_id", "guardian_card_number")),
            reason: reader.text("reason", &fields::REASON),
            key,
        };
        if row.get("external_id").is_none() && row.get("card_number").is_none() {
            let detail = "A row has an external id, or the number of a card.";
            reader.refuse("external_id", "missing", detail);
        }
        reader.end(person)
    }

    /// All names the row goes by.
    pub(super) fn names(&self) -> impl Iterator<Item = Name> {
        let key = self.key.clone().map(|(source, id)| Name::External(source, id));
        key.into_iter().chain(self.card_number.clone().map(Name::Card))
    }
}

impl Person {
    /// Puts what the row says in the place of what the record says. Category and branch are the caller's.
    pub(super) fn write_over(&self, record: &mut PatronRow) {
        let say = |field: &mut Option<String>, said: &Option<String>| {
            if said.is_some() {
                field.clone_from(said);
            }
        };
        record.family_name.clone_from(&self.family_name);
        record.given_name.clone_from(&self.given_name);
        say(&mut record.preferred_name, &self.preferred_name);
        record.birth_on = self.birth_on.or(record.birth_on);
        say(&mut record.email, &self.email);
        say(&mut record.phone, &self.phone);
        say(&mut record.address, &self.address);
        say(&mut record.postal_code, &self.postal_code);
        say(&mut record.city, &self.city);
        say(&mut record.country, &self.country);
        say(&mut record.language, &self.language);
        record.expires_on = self.expires_on.or(record.expires_on);
        say(&mut record.desk_note, &self.desk_note);
        record.wants_notices = self.wants_notices.unwrap_or(record.wants_notices);
        say(&mut record.notice_channel, &self.notice_channel.map(str::to_owned));
        record.keeps_history = self.keeps_history.unwrap_or(record.keeps_history);
    }
}
