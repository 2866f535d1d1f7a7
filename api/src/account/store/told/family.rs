//! The accounts of a family.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Date, Jsonb, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::{FromJson, sql};

use crate::account::family::{Family, Member};

#[derive(QueryableByName)]
struct FamilyRow {
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = Nullable<Jsonb>)]
    members: Option<FromJson<Vec<Member>>>,
}

/// A patron with at most 50 children.
pub(in crate::account) fn family(
    conn: &mut PgConnection,
    patron_id: Uuid,
    today: NaiveDate,
) -> QueryResult<Option<Family>> {
    let row: FamilyRow = sql("with member as (
            select id, false as is_child from patrons where id = $1
            union all
            (
                select guard.patron_id, true from patron_guardians guard
                where guard.guardian_id = $1 and coalesce(guard.ends_on >= $2, true)
                order by guard.patron_id limit 50
            )
         )
         select library.currency, (
            select jsonb_agg(jsonb_build_object(
                'patron', jsonb_build_object(
                    'id', patron.id,
                    'name', coalesce(patron.preferred_name, patron.given_name) || ' ' || patron.family_name,
                    'card_number', card.number),
                'balance', coalesce((
                    select sum(entry.amount) from accounts account
                    join ledger_entries entry on entry.account_id = account.id
                    where account.patron_id = patron.id
                ), 0)
            ) order by member.is_child, patron.given_name, patron.id)
            from member join patrons patron on patron.id = member.id
            left join patron_cards card on card.patron_id = patron.id and card.state = 'active'
         ) as members
         from library")
    .bind::<SqlUuid, _>(patron_id)
    .bind::<Date, _>(today)
    .get_result(conn)?;
    let currency = row.currency;
    Ok(row.members.map(|members| Family {
        currency,
        members: members.0,
    }))
}
