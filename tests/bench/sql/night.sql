-- :loans open loans at the demo library's branches, each of an item of its own, and three patrons for ten of them. One loan
-- in 21 is due today and half of those renew themselves; one in 20 is overdue; one patron in a hundred has a card that ran
-- out yesterday; for each 20 open loans one was returned so long ago that its patron is to be forgotten.

-- No triggers, no foreign keys: what is made here fits together.
set session_replication_role = replica;

create schema bench;
create function bench.id(kind integer, n bigint) returns uuid
language sql immutable parallel safe
as $$ select ('019a' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
create table bench.branch as
select row_number() over (order by position, code) - 1 as place, branch.id, location.id as location_id,
    (now() at time zone branch.zone - interval '2 hours')::date as today, branch.zone
from branches branch cross join lateral (
    select id from locations where branch_id = branch.id order by position, code limit 1
) location;
create table bench.model as
select loans.*, (select count(*) from bench.branch) as branches, (select count(*) from titles) as titles
from loans where closed_at is null order by id limit 1;
create table bench.title as select row_number() over (order by id) - 1 as place, id from titles;

insert into patrons (id, patron_category_id, home_branch_id, given_name, family_name, expires_on)
select bench.id(1, n), (select id from patron_categories order by code limit 1), branch.id, 'Pat', 'Ron ' || n,
    case when n / model.branches % 100 = 0 then branch.today - 1 else branch.today + 300 end
from generate_series(1, :loans * 3 / 10) n cross join bench.model join bench.branch on branch.place = n % model.branches;
insert into accounts (id, patron_id) select bench.id(2, n), bench.id(1, n) from generate_series(1, :loans * 3 / 10) n;

insert into items (id, title_id, barcode, item_type_id, home_branch_id, current_branch_id, location_id, status)
select bench.id(3, n), title.id, '88' || lpad(n::text, 10, '0'), model.item_type_id, branch.id, branch.id, branch.location_id,
    case when n <= :loans then 'on_loan' else 'available' end
from generate_series(1, :loans + :loans / 20) n cross join bench.model
join bench.branch on branch.place = n % model.branches
join bench.title on title.place = n % model.titles;

insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id, staff_id,
    checked_out_at, due_at, due_on, terms, sources, limit_policy_id, closed_at, close_reason, returned_at)
select bench.id(4, n), item.id, bench.id(1, 1 + n % (:loans * 3 / 10)), item.title_id, item.item_type_id, 'loan', branch.id,
    branch.id, model.staff_id, due.lent_on at time zone branch.zone, (due.on_date + time '23:59:59') at time zone branch.zone,
    due.on_date, model.terms || jsonb_build_object('auto_renew', n / model.branches % 2 = 0, 'renewals_max', 5, 'no_renewal_before_days', 0),
    model.sources, model.limit_policy_id,
    case when n > :loans then now() - interval '40 days' end, case when n > :loans then 'returned' end,
    case when n > :loans then now() - interval '40 days' end
from generate_series(1, :loans + :loans / 20) n cross join bench.model
join items item on item.id = bench.id(3, n)
join bench.branch on branch.id = item.home_branch_id
cross join lateral (
    select branch.today + case when n % 20 = 1 then - (n % 60)::integer else (n / 20 % 21)::integer end as on_date,
        branch.today - 90 as lent_on
) due;
insert into audit_events (id, at, deed, actor_kind, branch_id, subject_kind, subject_id, patron_id)
select bench.id(5, n), now() - interval '40 days', 'loan.checked_in', 'staff', loan.branch_id, 'loan', loan.id, loan.patron_id
from generate_series(:loans + 1, :loans + :loans / 20) n join loans loan on loan.id = bench.id(4, n);

set client_min_messages = warning;
drop schema bench cascade;
-- As autovacuum has done in any library.
vacuum (analyze) patrons, accounts, items, loans, audit_events, renewals, outbox;
