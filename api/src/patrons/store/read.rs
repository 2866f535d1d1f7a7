//! One patron with everything around them, in one statement.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Integer, Jsonb, Nullable, SmallInt, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};
use crate::platform::desk::{Desk, role_name};

use super::super::read::{Around, NoticeChannel, PatronState};

/// A patron with what is around them.
#[derive(Debug, QueryableByName)]
pub(in crate::patrons) struct PatronRow {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
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
    pub language: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    pub expires_on: Option<NaiveDate>,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = Bool)]
    pub has_pin: bool,
    #[diesel(sql_type = Nullable<Text>)]
    pub desk_note: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub postal_code: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub city: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub country: Option<String>,
    #[diesel(sql_type = Bool)]
    pub wants_notices: bool,
    #[diesel(sql_type = Nullable<Text>)]
    notice_channel: Option<String>,
    #[diesel(sql_type = Bool)]
    pub keeps_history: bool,
    #[diesel(sql_type = Integer)]
    card_warning_days: i32,
    #[diesel(sql_type = Integer)]
    pub version: i32,
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    #[diesel(sql_type = Timestamptz)]
    pub updated_at: DateTime<Utc>,
    /// Minor units.
    #[diesel(sql_type = BigInt)]
    pub balance: i64,
    #[diesel(sql_type = Jsonb)]
    pub around: FromJson<Around>,
    /// Years.
    #[diesel(sql_type = SmallInt)]
    pub adult_at: i16,
    #[diesel(sql_type = SqlUuid)]
    pub policy_version: Uuid,
}

impl PatronRow {
    /// The column's check constraint allows no other word.
    pub(in crate::patrons) fn state(&self) -> PatronState {
        match self.state.as_str() {
            "merged" => PatronState::Merged,
            "anonymised" => PatronState::Anonymised,
            _ => PatronState::Active,
        }
    }

    /// The column's check constraint allows no other word.
    pub(in crate::patrons) fn notice_channel(&self) -> Option<NoticeChannel> {
        self.notice_channel.as_deref().map(|channel| match channel {
            "email" => NoticeChannel::Email,
            "text_message" => NoticeChannel::TextMessage,
            _ => NoticeChannel::Post,
        })
    }

    /// The column's check constraint allows no negative number.
    pub(in crate::patrons) fn warning_days(&self) -> u32 {
        u32::try_from(self.card_warning_days).unwrap_or(0)
    }
}

/// How a patron `$alias` is named by others.
macro_rules! patron_ref {
    ($alias:literal) => {
        concat!(
            "jsonb_build_object('id', ",
            $alias,
            ".id, 'name', ",
            $alias,
            ".name, 'card_number', (
                select card.number from patron_cards card where card.patron_id = ",
            $alias,
            ".id and card.state = 'active'))"
        )
    };
}

/// The patron `asked.id` as of `asked.now`, the branch's day being `asked.today`.
macro_rules! patron_columns {
    () => {
        concat!(
            "select p.id, p.name, p.given_name, p.family_name, p.preferred_name, p.birth_on, p.email, p.phone, p.address,
            p.language, p.expires_on, p.state, p.pin_hash is not null as has_pin, p.desk_note, p.version,
            p.created_at, p.updated_at, p.postal_code, p.city, p.country, p.wants_notices, p.notice_channel, p.keeps_history,
            library.card_warning_days, library.adult_at, library.policy_version,
            coalesce((
                select sum(entry.amount) from accounts account
                join ledger_entries entry on entry.account_id = account.id where account.patron_id = p.id
            ), 0)::bigint as balance,
            jsonb_build_object(
                'category', jsonb_build_object('id', category.id, 'code', category.code, 'name', category.name),
                'max_age', category.max_age,
                'home_branch', jsonb_build_object('id', home.id, 'code', home.code, 'name', home.name),
                'merged_into', (select ",
            patron_ref!("other"),
            " from patrons other where other.id = p.merged_into_id),
                'cards', coalesce((
                    select jsonb_agg(jsonb_build_object('number', card.number, 'state', card.state)
                        order by card.state <> 'active', card.created_at desc, card.id desc)
                    from patron_cards card where card.patron_id = p.id
                ), '[]'),
                'restrictions', coalesce((
                    select jsonb_agg(jsonb_build_object('id', restriction.id, 'reason', restriction.reason,
                        'ends_on', restriction.ends_on, 'created_at', restriction.created_at,
                        'created_by', jsonb_build_object('id', staff.id, 'name', staff.name))
                        order by restriction.created_at, restriction.id)
                    from patron_restrictions restriction join staff on staff.id = restriction.created_by
                    where restriction.patron_id = p.id and restriction.lifted_at is null
                        and (restriction.ends_on is null or restriction.ends_on >= asked.today)
                ), '[]'),
                'messages', coalesce((
                    select jsonb_agg(jsonb_build_object('id', message.id, 'audience', message.audience,
                        'body', message.body, 'ends_on', message.ends_on, 'created_at', message.created_at,
                        'created_by', jsonb_build_object('id', staff.id, 'name', staff.name))
                        order by message.created_at desc, message.id desc)
                    from patron_messages message join staff on staff.id = message.created_by
                    where message.patron_id = p.id and message.removed_at is null
                        and (message.ends_on is null or message.ends_on >= asked.today)
                ), '[]'),
                'guardians', coalesce((
                    select jsonb_agg(jsonb_build_object('patron', ",
            patron_ref!("other"),
            ", 'sees_charges', link.sees_charges,
                        'sees_loans', link.sees_loans, 'ends_on', link.ends_on) order by other.name, other.id)
                    from patron_guardians link join patrons other on other.id = link.guardian_id
                    where link.patron_id = p.id and (link.ends_on is null or link.ends_on >= asked.today)
                ), '[]'),
                'children', coalesce((
                    select jsonb_agg(",
            patron_ref!("other"),
            " order by other.name, other.id)
                    from patron_guardians link join patrons other on other.id = link.patron_id
                    where link.guardian_id = p.id and (link.ends_on is null or link.ends_on >= asked.today)
                ), '[]'),
                'counts', (
                    select jsonb_build_object(
                        'loans', count(*) filter (where loan.kind = 'loan' and loan.claimed_returned_at is null),
                        'on_site_loans', count(*) filter (where loan.kind = 'on_site' and loan.claimed_returned_at is null),
                        'overdue', count(*) filter (where loan.due_at < asked.now
                            and loan.claimed_returned_at is null and loan.lost_at is null),
                        'lost', count(*) filter (where loan.lost_at is not null),
                        'claims', count(*) filter (where loan.claimed_returned_at is not null))
                    from loans loan where loan.patron_id = p.id and loan.closed_at is null
                )
            ) as around
            from asked
            join patrons p on p.id = asked.id
            join patron_categories category on category.id = p.patron_category_id
            join branches home on home.id = p.home_branch_id
            cross join library"
        )
    };
}

pub(in crate::patrons) fn find(conn: &mut PgConnection, desk: &Desk, id: Uuid) -> QueryResult<Option<PatronRow>> {
    sql(concat!(
        "with asked as (select $1 as id, $2 as now, $3 as today) ",
        patron_columns!()
    ))
    .bind::<SqlUuid, _>(id)
    .bind::<Timestamptz, _>(desk.now)
    .bind::<Date, _>(desk.today)
    .get_result(conn)
    .optional()
}

/// Reads the patron and, in the same statement, writes who looked.
pub(in crate::patrons) fn view(conn: &mut PgConnection, desk: &Desk, id: Uuid) -> QueryResult<Option<PatronRow>> {
    sql(concat!(
        "with asked as (select $1 as id, $2 as now, $3 as today), noted as (
            insert into audit_events
                (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id, patron_id, request_id)
            select $4, asked.now, 'patron.viewed', 'staff', $5, $6, $7, 'patron', p.id, p.id, $8
            from asked join patrons p on p.id = asked.id
        ) ",
        patron_columns!()
    ))
    .bind::<SqlUuid, _>(id)
    .bind::<Timestamptz, _>(desk.now)
    .bind::<Date, _>(desk.today)
    .bind::<SqlUuid, _>(Uuid::now_v7())
    .bind::<SqlUuid, _>(desk.staff_id)
    .bind::<Text, _>(role_name(desk.role))
    .bind::<SqlUuid, _>(desk.branch_id)
    .bind::<Text, _>(desk.request_id.as_ref())
    .get_result(conn)
    .optional()
}
