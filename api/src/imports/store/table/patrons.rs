//! Patrons, as an import of many finds and writes them.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Date, Json, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde::Serialize;
use uuid::Uuid;

use crate::patrons::intake::NewGuardian;
use crate::platform::db::sql;

/// Whom a name of the file stands for.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct NamedPatron {
    /// Of an external id; none for the number of a card.
    #[diesel(sql_type = Nullable<Text>)]
    pub source: Option<String>,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = SqlUuid)]
    pub patron_id: Uuid,
    /// Of a card.
    #[diesel(sql_type = Bool)]
    pub is_in_use: bool,
}

/// All that an import may say of a patron.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName, Serialize)]
pub(in crate::imports) struct PatronRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub patron_category_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub home_branch_id: Uuid,
    #[diesel(sql_type = Text)]
    pub given_name: String,
    #[diesel(sql_type = Text)]
    pub family_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub preferred_name: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    pub birth_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub phone: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub address: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub postal_code: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub city: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub country: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub language: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    pub expires_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    pub desk_note: Option<String>,
    #[diesel(sql_type = Bool)]
    pub wants_notices: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub notice_channel: Option<String>,
    #[diesel(sql_type = Bool)]
    pub keeps_history: bool,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Text)]
    pub external_source: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub external_id: Option<String>,
}

/// What stands around a patron's record.
#[derive(Debug, QueryableByName)]
pub(in crate::imports) struct Standing {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// Of the card in use.
    #[diesel(sql_type = Nullable<Text>)]
    pub card_number: Option<String>,
    /// Who answers for them.
    #[diesel(sql_type = Array<SqlUuid>)]
    pub guardian_ids: Vec<Uuid>,
}

/// A card to be.
#[derive(Debug)]
pub(in crate::imports) struct NewCard<'a> {
    pub patron_id: Uuid,
    pub number: &'a str,
}

/// A minor's link to be.
pub(in crate::imports) struct NewLink<'a> {
    pub patron_id: Uuid,
    pub link: &'a NewGuardian,
}

impl PatronRow {
    /// The names of the fields in which the two differ.
    pub(in crate::imports) fn differs_from(&self, other: &Self) -> Vec<&'static str> {
        let fields = [
            ("given_name", self.given_name != other.given_name),
            ("family_name", self.family_name != other.family_name),
            ("preferred_name", self.preferred_name != other.preferred_name),
            ("birth_on", self.birth_on != other.birth_on),
            (
                "patron_category_id",
                self.patron_category_id != other.patron_category_id,
            ),
            ("home_branch_id", self.home_branch_id != other.home_branch_id),
            ("email", self.email != other.email),
            ("phone", self.phone != other.phone),
            ("address", self.address != other.address),
            ("postal_code", self.postal_code != other.postal_code),
            ("city", self.city != other.city),
            ("country", self.country != other.country),
            ("language", self.language != other.language),
            ("expires_on", self.expires_on != other.expires_on),
            ("desk_note", self.desk_note != other.desk_note),
            ("wants_notices", self.wants_notices != other.wants_notices),
            ("notice_channel", self.notice_channel != other.notice_channel),
            ("keeps_history", self.keeps_history != other.keeps_history),
        ];
        let changed = fields.into_iter().filter(|(_, is_other)| *is_other);
        changed.map(|(name, _)| name).collect()
    }
}

/// The columns that an import may say, with `$before` and `$after` around them.
macro_rules! columns {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "patron_category_id, home_branch_id, given_name, family_name, preferred_name, birth_on, email, phone, address,
             postal_code, city, country, language, expires_on, desk_note, wants_notices, notice_channel, keeps_history,
             external_source, external_id",
            $after
        )
    };
}

/// The same with their types, as rows of JSON.
macro_rules! rows {
    () => {
        "json_to_recordset($1) as given (
            id uuid, patron_category_id uuid, home_branch_id uuid, given_name text, family_name text, preferred_name text,
            birth_on date, email text, phone text, address text, postal_code text, city text, country text, language text,
            expires_on date, desk_note text, wants_notices boolean, notice_channel text, keeps_history boolean,
            external_source text, external_id text)"
    };
}

/// Whom these external ids and these card numbers, which are in capitals, stand for.
pub(in crate::imports) fn patrons_named(
    conn: &mut PgConnection,
    external: &[(String, String)],
    cards: &[String],
) -> QueryResult<Vec<NamedPatron>> {
    let sources: Vec<&str> = external.iter().map(|(source, _)| source.as_str()).collect();
    let ids: Vec<&str> = external.iter().map(|(_, id)| id.as_str()).collect();
    sql(
        "select patron.external_source as source, patron.external_id as name, patron.id as patron_id, true as is_in_use
         from unnest($1, $2) as asked (source, id)
         join patrons patron on patron.external_source = asked.source and patron.external_id = asked.id
         union
         select null, upper(card.number), card.patron_id, card.state = 'active'
         from patron_cards card where upper(card.number) = any($3)",
    )
    .bind::<Array<Text>, _>(sources)
    .bind::<Array<Text>, _>(ids)
    .bind::<Array<Text>, _>(cards)
    .load(conn)
}

/// Locks the records and reads them as they are then. `ids` are in order.
pub(in crate::imports) fn lock_patrons(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<PatronRow>> {
    sql(columns!(
        "select id, state, ",
        " from patrons where id = any($1) order by id for no key update"
    ))
    .bind::<Array<SqlUuid>, _>(ids)
    .load(conn)
}

/// Cards in use and guardians. Ask after [`lock_patrons`].
pub(in crate::imports) fn standing_of(
    conn: &mut PgConnection,
    ids: &[Uuid],
    today: NaiveDate,
) -> QueryResult<Vec<Standing>> {
    sql("select asked.id,
            (select upper(card.number) from patron_cards card where card.patron_id = asked.id and card.state = 'active')
                as card_number,
            array(select link.guardian_id from patron_guardians link
                where link.patron_id = asked.id and (link.ends_on is null or link.ends_on >= $2)) as guardian_ids
         from unnest($1) as asked (id)")
    .bind::<Array<SqlUuid>, _>(ids)
    .bind::<Date, _>(today)
    .load(conn)
}

/// Adds patrons with their accounts.
pub(in crate::imports) fn insert_patrons(
    conn: &mut PgConnection,
    patrons: &[&PatronRow],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql(concat!(
        "with added as (",
        columns!("insert into patrons (id, created_at, updated_at, ", ")"),
        columns!(" select id, $2, $2, ", " from "),
        rows!(),
        " returning id)
         insert into accounts (id, patron_id, created_at)
         select opened.id, opened.patron_id, $2 from unnest($3, $4) as opened (id, patron_id)
         join added on added.id = opened.patron_id"
    ))
    .bind::<Json, _>(json(patrons)?)
    .bind::<Timestamptz, _>(now)
    .bind::<Array<SqlUuid>, _>(patrons.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(patrons.iter().map(|patron| patron.id).collect::<Vec<_>>())
    .execute(conn)
}

/// Changes records to what the rows say.
pub(in crate::imports) fn update_patrons(
    conn: &mut PgConnection,
    patrons: &[&PatronRow],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql(concat!(
        columns!("update patrons set version = version + 1, updated_at = $2, (", ")"),
        columns!(" = (select ", " from (select given.*) as one) from "),
        rows!(),
        " where patrons.id = given.id"
    ))
    .bind::<Json, _>(json(patrons)?)
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

fn json(patrons: &[&PatronRow]) -> QueryResult<serde_json::Value> {
    serde_json::to_value(patrons).map_err(|error| diesel::result::Error::SerializationError(error.into()))
}

/// Takes the cards that these patrons use out of use.
pub(in crate::imports) fn replace_cards(
    conn: &mut PgConnection,
    patron_ids: &[Uuid],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql("update patron_cards set state = 'replaced', ended_at = $2 where patron_id = any($1) and state = 'active'")
        .bind::<Array<SqlUuid>, _>(patron_ids)
        .bind::<Timestamptz, _>(now)
        .execute(conn)
}

/// Gives patrons cards.
pub(in crate::imports) fn insert_cards(
    conn: &mut PgConnection,
    cards: &[NewCard<'_>],
    now: DateTime<Utc>,
) -> QueryResult<usize> {
    sql("insert into patron_cards (id, patron_id, number, created_at)
         select given.*, $4 from unnest($1, $2, $3) as given")
    .bind::<Array<SqlUuid>, _>(cards.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(cards.iter().map(|card| card.patron_id).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(cards.iter().map(|card| card.number).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(now)
    .execute(conn)
}

/// Links guardians, over earlier links that have ended.
pub(in crate::imports) fn link_guardians(
    conn: &mut PgConnection,
    links: &[NewLink<'_>],
    today: NaiveDate,
) -> QueryResult<usize> {
    sql(
        "insert into patron_guardians (patron_id, guardian_id, sees_charges, sees_loans, ends_on)
         select * from unnest($1, $2, $3, $4, $5)
         on conflict (patron_id, guardian_id) do update
            set sees_charges = excluded.sees_charges, sees_loans = excluded.sees_loans, ends_on = excluded.ends_on
            where patron_guardians.ends_on < $6",
    )
    .bind::<Array<SqlUuid>, _>(links.iter().map(|link| link.patron_id).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(links.iter().map(|link| link.link.guardian_id).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(links.iter().map(|link| link.link.sees_charges).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(links.iter().map(|link| link.link.sees_loans).collect::<Vec<_>>())
    .bind::<Array<Nullable<Date>>, _>(links.iter().map(|link| link.link.ends_on).collect::<Vec<_>>())
    .bind::<Date, _>(today)
    .execute(conn)
}
