//! What tables are made of: rows of text, read in batches by key.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Int4, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::platform::db::sql;

/// Where a table goes on: a part of it, and the last id that was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    part: i32,
    id: Uuid,
}

/// A row of a table.
#[derive(Debug, QueryableByName)]
pub(super) struct Row {
    #[diesel(sql_type = Int4)]
    part: i32,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Array<Nullable<Text>>)]
    pub cells: Vec<Option<String>>,
}

impl Row {
    pub(super) fn place(&self) -> Place {
        Place {
            part: self.part,
            id: self.id,
        }
    }
}

pub(super) const PATRON_COLUMNS: &[&str] = &[
    "external_id",
    "external_source",
    "card_number",
    "family_name",
    "given_name",
    "preferred_name",
    "birth_on",
    "category",
    "home_branch",
    "email",
    "phone",
    "address",
    "postal_code",
    "city",
    "country",
    "language",
    "expires_on",
    "desk_note",
    "wants_notices",
    "notice_channel",
    "keeps_history",
    "guardian_card_number",
];

/// Patrons; those for whom somebody answers after all others, so that a guardian comes first.
pub(super) fn patrons(conn: &mut PgConnection, after: Place, limit: i64) -> QueryResult<Vec<Row>> {
    asked(
        "select found.part, found.id, array[
                found.external_id, nullif(found.external_source, ''), card.number, found.family_name, found.given_name,
                found.preferred_name, to_char(found.birth_on, 'YYYY-MM-DD'), category.code, branch.code, found.email,
                found.phone, found.address, found.postal_code, found.city, found.country, found.language,
                to_char(found.expires_on, 'YYYY-MM-DD'), found.desk_note,
                case when found.wants_notices then 'yes' else 'no' end, found.notice_channel,
                case when found.keeps_history then 'yes' else 'no' end, found.guardian_card] as cells
         from (
            (select 0 as part, patron.*, null::text as guardian_card from patrons patron
             where $1 = 0 and patron.id > $2 and patron.state = 'active'
                and not exists (select from patron_guardians link where link.patron_id = patron.id)
             order by patron.id limit $3)
            union all
            (select 1, patron.*, (
                select card.number from patron_guardians link
                join patron_cards card on card.patron_id = link.guardian_id and card.state = 'active'
                where link.patron_id = patron.id and (link.ends_on is null or link.ends_on >= current_date)
                order by link.guardian_id limit 1)
             from patrons patron
             where patron.id > case $1 when 0 then '00000000-0000-0000-0000-000000000000'::uuid else $2 end
                and patron.state = 'active'
                and exists (select from patron_guardians link where link.patron_id = patron.id)
             order by patron.id limit $3)
         ) found
         join patron_categories category on category.id = found.patron_category_id
         join branches branch on branch.id = found.home_branch_id
         left join patron_cards card on card.patron_id = found.id and card.state = 'active'
         order by found.part, found.id limit $3",
        conn,
        after,
        limit,
    )
}

pub(super) const ITEM_COLUMNS: &[&str] = &[
    "barcode",
    "title_id",
    "isbn",
    "title",
    "author",
    "format",
    "item_type",
    "home_branch",
    "location",
    "collection",
    "call_number",
    "call_number_scheme",
    "part",
    "replacement_price",
    "parts_count",
    "missing_parts",
    "check_out_message",
    "check_in_message",
    "public_note",
    "staff_note",
    "status",
];

/// Items.
pub(super) fn items(conn: &mut PgConnection, after: Place, limit: i64) -> QueryResult<Vec<Row>> {
    asked(
        "select $1 as part, item.id, array[
                item.barcode, item.title_id::text, title.isbns[1], title.title, title.author, title.format, kind.code,
                branch.code, location.code, collection.code, item.call_number, item.call_number_scheme, item.part,
                round(item.replacement_price / power(10::numeric, library.currency_exponent), library.currency_exponent)::text,
                item.parts_count::text, item.missing_parts, item.check_out_message, item.check_in_message,
                item.public_note, item.staff_note, item.status] as cells
         from items item
         join titles title on title.id = item.title_id
         join item_types kind on kind.id = item.item_type_id
         join branches branch on branch.id = item.home_branch_id
         join locations location on location.id = item.location_id
         left join collections collection on collection.id = item.collection_id
         cross join library
         where item.id > $2 order by item.id limit $3",
        conn,
        after,
        limit,
    )
}

pub(super) const LOAN_COLUMNS: &[&str] = &[
    "item_barcode",
    "patron_external_id",
    "patron_source",
    "patron_card_number",
    "branch",
    "lent_at",
    "due_at",
    "renewals",
];

/// Open loans. A patron is named by the card in use, or else by external id.
pub(super) fn loans(conn: &mut PgConnection, after: Place, limit: i64) -> QueryResult<Vec<Row>> {
    asked(
        "select $1 as part, loan.id, array[
                item.barcode, case when card.number is null then patron.external_id end,
                case when card.number is null then nullif(patron.external_source, '') end, card.number, branch.code,
                to_char(loan.checked_out_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),
                to_char(loan.due_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),
                loan.renewals_count::text] as cells
         from loans loan
         join items item on item.id = loan.item_id
         join patrons patron on patron.id = loan.patron_id
         join branches branch on branch.id = loan.branch_id
         left join patron_cards card on card.patron_id = patron.id and card.state = 'active'
         where loan.id > $2 and loan.closed_at is null and loan.kind = 'loan' order by loan.id limit $3",
        conn,
        after,
        limit,
    )
}

pub(super) const BALANCE_COLUMNS: &[&str] = &[
    "external_id",
    "external_source",
    "patron_external_id",
    "patron_source",
    "patron_card_number",
    "amount",
    "kind",
    "description",
    "incurred_on",
    "branch",
];

/// Charges of which something is owed, and how much. One that was made here is called by its own id, under the source
/// `carrel`.
pub(super) fn balances(conn: &mut PgConnection, after: Place, limit: i64) -> QueryResult<Vec<Row>> {
    asked(
        "select $1 as part, fine.id, array[
                coalesce(fine.external_id, fine.id::text),
                case when fine.external_id is null then 'carrel' else nullif(fine.external_source, '') end,
                case when card.number is null then patron.external_id end,
                case when card.number is null then nullif(patron.external_source, '') end, card.number,
                round(amounts.outstanding / power(10::numeric, library.currency_exponent), library.currency_exponent)::text,
                fine.kind, fine.detail, to_char(fine.charged_at at time zone branch.zone, 'YYYY-MM-DD'), branch.code] as cells
         from fines fine
         join fine_amounts amounts on amounts.id = fine.id
         join accounts account on account.id = fine.account_id
         join patrons patron on patron.id = account.patron_id
         join branches branch on branch.id = fine.branch_id
         left join patron_cards card on card.patron_id = patron.id and card.state = 'active'
         cross join library
         where fine.id > $2 and amounts.outstanding > 0 and patron.state = 'active' order by fine.id limit $3",
        conn,
        after,
        limit,
    )
}

/// Part, id and how many as $1 to $3.
fn asked(text: &'static str, conn: &mut PgConnection, after: Place, limit: i64) -> QueryResult<Vec<Row>> {
    sql(text)
        .bind::<Int4, _>(after.part)
        .bind::<SqlUuid, _>(after.id)
        .bind::<BigInt, _>(limit)
        .load(conn)
}
