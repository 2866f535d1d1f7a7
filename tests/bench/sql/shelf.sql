-- Items 1 to 16,000 on their shelves: where each measurement of a deed begins, so that none inherits the rows of the one
-- before. As in any library, each item was lent before, one in five is out, and each patron owes for one fine and has
-- paid another. Without all that, Postgres would keep plans it made for empty tables while these fill.

truncate loans, renewals, in_house_uses, fines, ledger_entries, allocations, audit_events, outbox, idempotency_keys
    restart identity;
update items
set status = case when barcode <= '3000016000' then 'available' else 'on_loan' end, current_branch_id = home_branch_id,
    in_transit_to_id = null, last_seen_at = null
where last_seen_at is not null or status <> case when barcode <= '3000016000' then 'available' else 'on_loan' end;

insert into fines (id, account_id, kind, item_id, branch_id, charged_at, detail)
select bench.id(15, n), bench.id(14, 1 + (n - 1) % 5000), case when n <= 5000 then 'damage' else 'manual' end,
    bench.id(11, n), bench.id(1, 1), now() - interval '9 days', 'Charged before'
from generate_series(1, 10000) n;
insert into ledger_entries (id, account_id, kind, amount, fine_id, entered_at, branch_id, staff_id)
select bench.id(16, n), bench.id(14, 1 + (n - 1) % 5000), 'charge', 250, bench.id(15, n), now() - interval '9 days',
    bench.id(1, 1), staff.id
from generate_series(1, 10000) n, staff where username = 'bench-1';
insert into ledger_entries (id, account_id, kind, amount, entered_at, branch_id, staff_id)
select bench.id(16, 10000 + n), bench.id(14, n), 'payment', -250, now() - interval '8 days', bench.id(1, 1), staff.id
from generate_series(1, 5000) n, staff where username = 'bench-1';
insert into allocations (id, credit_entry_id, fine_id, amount)
select bench.id(17, n), bench.id(16, 10000 + n), bench.id(15, n), 250 from generate_series(1, 5000) n;

insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id, staff_id,
    checked_out_at, due_at, due_on, due_reasons, terms, sources, limit_policy_id, closed_at, close_reason, returned_at,
    return_branch_id)
select bench.id(20, n), item.id, bench.id(12, 1 + (n + 2000) % 5000), item.title_id, item.item_type_id, model.kind,
    model.branch_id, model.controlling_branch_id, model.staff_id, now() - interval '20 days', model.due_at, model.due_on,
    model.due_reasons, model.terms, model.sources, model.limit_policy_id, now() - interval '5 days', 'returned',
    now() - interval '5 days', model.branch_id
from generate_series(1, 20000) n join items item on item.id = bench.id(11, n), bench.model;
insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id, desk_id,
    staff_id, checked_out_at, due_at, due_on, due_reasons, terms, sources, limit_policy_id)
select bench.id(19, n), item.id, bench.id(12, 1 + (n - 1) % 5000), item.title_id, item.item_type_id, model.kind,
    model.branch_id, model.controlling_branch_id, model.desk_id, model.staff_id, now() - interval '1 day', model.due_at,
    model.due_on, model.due_reasons, model.terms, model.sources, model.limit_policy_id
from generate_series(16001, 20000) n join items item on item.id = bench.id(11, n), bench.model;
insert into audit_events (id, at, deed, actor_kind, actor_id, role, branch_id, subject_kind, subject_id, patron_id)
select bench.id(21, n), now() - interval '5 days', 'loan.checked_in', 'staff', staff.id, staff.role, bench.id(1, 1), 'loan',
    bench.id(20, n), bench.id(12, 1 + (n + 2000) % 5000)
from generate_series(1, 20000) n, staff where username = 'bench-1';
insert into outbox (at, kind, branch_id, subject_id)
select now() - interval '5 days', 'loan.checked_in', bench.id(1, 1), bench.id(20, n) from generate_series(1, 20000) n;
insert into idempotency_keys (scope, request_hash, status, body, created_at)
select sha256(convert_to('past ' || n, 'UTF8')), sha256(convert_to('past ' || n, 'UTF8')), 200, '{}', now() - interval '5 days'
from generate_series(1, 20000) n;
