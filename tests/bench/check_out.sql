-- The yardstick: what a check-out asks of Postgres, by pgbench, with nothing around it. The statements and the round
-- trips are those of api/src/platform/db/begin.rs and api/src/loans/store/{lock,check_out}.rs: change them together. The
-- bench refuses to run when the two do not write the same rows.
--
-- From outside: n (-1), clients, last (rounds a client has items for), staff_id, branch_id, and of the model loan
-- policy_id, terms, sources, changes, answer.

\set n :n + 1
\if :n >= :last
\sleep 50 ms
\else
\set deed :n * :clients + :client_id + 1
\set item_barcode 3000000000 + :deed
\set card_number 2000000001 + (:deed - 1) % 5000

\startpipeline
begin isolation level read committed;
select begin_deed('staff', :staff_id, 1, :deed, sha256(int8send(:deed)));
\endpipeline

with asked as materialized (
    select (select id from items where upper(barcode) = :item_barcode) as item_id,
        (select patron_id from patron_cards where upper(number) = :card_number) as patron_id
),
item as materialized (
    select i.id from items i where i.id = (select item_id from asked) for no key update
),
borrower as materialized (
    select l.patron_id from loans l where l.item_id = (select id from item) and l.closed_at is null
),
people as materialized (
    select p.id from patrons p
    where p.id in (select patron_id from asked union select patron_id from borrower)
        and (select count(*) from item) >= 0
    order by p.id for no key update
)
select (select id from item) as item_id,
    (select id from people where id = (select patron_id from asked)) as patron_id,
    (select state from patron_cards where upper(number) = :card_number) as card_state,
    (select id from people where id = (select patron_id from borrower)) as borrower_id
\gset locked_

select i.id as item_id, i.barcode as item_barcode, i.call_number as item_call_number, i.part as item_part,
    i.status as item_status, i.item_type_id, i.home_branch_id as item_home_branch_id,
    i.missing_parts as item_missing_parts, i.check_out_message as item_message,
    t.id as title_id, t.title, t.author as title_author,
    o.id as open_loan_id, o.patron_id as open_loan_patron_id, o.due_at as open_loan_due_at,
    o.branch_id as open_loan_branch_id, o.terms as open_loan_terms,
    p.id as patron_id, coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name as patron_name,
    card.number as patron_card, p.patron_category_id, p.home_branch_id as patron_home_branch_id,
    p.state as patron_state, p.expires_on as patron_expires_on, p.birth_on as patron_birth_on,
    array(select r.ends_on from patron_restrictions r where r.patron_id = p.id and r.lifted_at is null)
        as restriction_ends,
    standing.loans, standing.overdue, standing.lost, standing.loans_by_rule,
    coalesce((
        select sum(e.amount)::bigint from ledger_entries e join accounts a on a.id = e.account_id
        where a.patron_id = p.id
    ), 0) as balance,
    caller.own_account,
    library.confirm_same_title_out and exists (
        select from loans l
        where l.patron_id = p.id and l.title_id = i.title_id and l.item_id <> i.id and l.closed_at is null
    ) as same_title_out,
    library.confirm_previously_borrowed and p.keeps_history and exists (
        select from loans l
        where l.patron_id = p.id and l.title_id = i.title_id and l.closed_at is not null
    ) as previously_borrowed,
    library.policy_version,
    here.id as branch_id, here.code as branch_code, here.name as branch_name,
    controlling.id as controlling_branch_id, controlling.code as controlling_branch_code,
    controlling.name as controlling_branch_name, controlling.calendar_version
from items i
join titles t on t.id = i.title_id
left join loans o on o.item_id = i.id and o.closed_at is null
join patrons p on p.id = :locked_patron_id
left join patron_cards card on card.patron_id = p.id and card.state = 'active'
cross join library
join branches here on here.id = :branch_id
join branches controlling on controlling.id = case library.controlling_branch
    when 'item_home' then i.home_branch_id when 'patron_home' then p.home_branch_id else :branch_id end
cross join lateral (
    select coalesce(sum(rule.loans), 0)::bigint as loans, coalesce(sum(rule.overdue), 0)::bigint as overdue,
        coalesce(sum(rule.lost), 0)::bigint as lost,
        coalesce(jsonb_object_agg(rule.name, rule.counted) filter (where rule.name is not null), '{}')
            as loans_by_rule
    from (
        select l.kind || ' ' || l.limit_policy_id as name,
            count(*) filter (where l.claimed_returned_at is null) as counted,
            count(*) filter (where l.kind = 'loan' and l.claimed_returned_at is null) as loans,
            count(*) filter (where l.due_at < now() and l.claimed_returned_at is null and l.lost_at is null) as overdue,
            count(*) filter (where l.lost_at is not null) as lost
        from loans l
        where l.patron_id = p.id and l.closed_at is null
        group by l.kind, l.limit_policy_id
    ) rule
) standing
cross join lateral (
    select exists (
        select from staff s
        where s.id = :staff_id and (
            s.patron_id = p.id or exists (
                select from patron_guardians g where g.patron_id = p.id and g.guardian_id = s.patron_id
            )
        )
    ) as own_account
) caller
where i.id = :locked_item_id
\gset fact_

with loan as (
    insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id,
        desk_id, staff_id, checked_out_at, due_at, due_on, due_reasons, terms, sources, limit_policy_id)
    values (lpad(to_hex(:deed::bigint), 32, '0')::uuid, :locked_item_id, :locked_patron_id, :fact_title_id,
        :fact_item_type_id, 'loan', :branch_id, :branch_id, null, :staff_id, now(), now() + interval '21 days',
        current_date + 21, '{}', :terms, :sources, :policy_id)
), item as (
    update items
    set status = 'on_loan', status_at = now(), current_branch_id = :branch_id, in_transit_to_id = null,
        last_seen_at = now()
    where id = :locked_item_id
), event as (
    insert into outbox (at, kind, branch_id, subject_id, payload)
    values (now(), 'loan.checked_out', :branch_id, lpad(to_hex(:deed::bigint), 32, '0')::uuid,
        jsonb_build_object('item_id', :locked_item_id::uuid, 'patron_id', :locked_patron_id::uuid))
)
insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id, patron_id,
    reason, authorised_by, changes, request_id)
values (lpad(to_hex(:deed::bigint), 32, '0')::uuid, now(), 'loan.checked_out', 'staff', :staff_id, 'assistant',
    :branch_id, 'loan', lpad(to_hex(:deed::bigint), 32, '0')::uuid, :locked_patron_id, null, null, :changes,
    lpad(to_hex(:deed::bigint), 36, '0'));

\startpipeline
insert into idempotency_keys (scope, request_hash, status, body)
values (sha256(int8send(:deed)), sha256(int8send(:deed)), 201, :answer);
commit;
\endpipeline
\endif
