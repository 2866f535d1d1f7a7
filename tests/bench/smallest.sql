-- The smallest check-out imaginable: five statements, no rule asked, no trace left. From outside: as check_out.sql.

\set n :n + 1
\if :n >= :last
\sleep 50 ms
\else
\set deed :n * :clients + :client_id + 1
\set item_barcode 3000000000 + :deed
\set patron 1 + (:deed - 1) % 5000

begin;
select id, title_id, item_type_id from items where upper(barcode) = :item_barcode for no key update
\gset item_
insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id, staff_id,
    checked_out_at, due_at, due_on, terms, sources)
values (lpad(to_hex(:deed::bigint), 32, '0')::uuid, :item_id, bench.id(12, :patron), :item_title_id,
    :item_item_type_id, 'loan', :branch_id, :branch_id, :staff_id, now(), now() + interval '21 days',
    current_date + 21, '{}', '{}');
update items set status = 'on_loan', status_at = now() where id = :item_id;
commit;
\endif
