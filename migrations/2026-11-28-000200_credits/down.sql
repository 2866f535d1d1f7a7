drop view fine_amounts;
create view fine_amounts as
select
    fine.id,
    fine.account_id,
    fine.loan_id,
    fine.kind,
    charged.amount,
    greatest(charged.amount - credited.amount, 0) as outstanding
from fines fine
cross join lateral (
    select coalesce(sum(entry.amount), 0)::bigint as amount
    from ledger_entries entry
    where entry.fine_id = fine.id and entry.kind in ('charge', 'adjustment')
) charged
cross join lateral (
    select coalesce(sum(allocation.amount), 0)::bigint as amount
    from allocations allocation
    where allocation.fine_id = fine.id
) credited;
drop view credit_amounts;

drop trigger allocations_hold_check on allocations;
drop function hold_allocations();
alter table allocations
    drop constraint allocations_occasion_id_fkey,
    drop constraint allocations_debit_entry_id_fkey,
    drop constraint allocations_target_check,
    drop constraint allocations_amount_check,
    drop column occasion_id,
    drop column debit_entry_id,
    alter column fine_id set not null,
    add constraint allocations_amount_check check (amount > 0);

drop index ledger_entries_undone_key;
alter table ledger_entries
    drop constraint ledger_entries_undoes_id_fkey,
    drop constraint ledger_entries_undoes_check,
    drop constraint ledger_entries_sign_check,
    drop constraint ledger_entries_kind_check,
    drop column undoes_id,
    add constraint ledger_entries_kind_check check (
        kind in ('charge', 'adjustment', 'payment', 'waiver', 'refund', 'void')
    ),
    add constraint ledger_entries_sign_check check (
        case kind when 'charge' then amount > 0 when 'payment' then amount < 0 when 'waiver' then amount < 0
            when 'refund' then amount > 0 else true end
    );
