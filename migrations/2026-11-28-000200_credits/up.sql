-- Credits that are used up: by fines, or by what is given back, paid out or undone. What a credit no longer settles is told by
-- an allocation below zero, so that nothing is ever rewritten.

alter table ledger_entries
    -- What a void undoes.
    add column undoes_id uuid,
    drop constraint ledger_entries_kind_check,
    drop constraint ledger_entries_sign_check,
    add constraint ledger_entries_kind_check check (
        kind in ('charge', 'adjustment', 'payment', 'waiver', 'write_off', 'refund', 'payout', 'void')
    ),
    add constraint ledger_entries_sign_check check (
        case when kind in ('charge', 'refund', 'payout', 'void') then amount > 0
            when kind in ('payment', 'waiver', 'write_off') then amount < 0 else true end
    ),
    add constraint ledger_entries_undoes_check check ((kind = 'void') = (undoes_id is not null)),
    add constraint ledger_entries_undoes_id_fkey foreign key (undoes_id) references ledger_entries (id);
-- Undone once.
create unique index ledger_entries_undone_key on ledger_entries (undoes_id) where undoes_id is not null;

alter table allocations
    alter column fine_id drop not null,
    -- The refund, payout or void that takes the credit; then there is no fine.
    add column debit_entry_id uuid,
    -- The entry on whose occasion this was allocated; none: the credit itself.
    add column occasion_id uuid,
    drop constraint allocations_amount_check,
    add constraint allocations_amount_check check (amount <> 0 and (amount > 0 or fine_id is not null)),
    add constraint allocations_target_check check (num_nonnulls(fine_id, debit_entry_id) = 1),
    add constraint allocations_debit_entry_id_fkey foreign key (debit_entry_id) references ledger_entries (id),
    add constraint allocations_occasion_id_fkey foreign key (occasion_id) references ledger_entries (id);

-- The last judge: no credit is used beyond its amount, no fine is credited beyond its own, and nothing is taken off that was
-- not there.
create function hold_allocations() returns trigger
language plpgsql
as $$
declare
    used bigint;
    credited bigint;
begin
    select coalesce(sum(amount), 0) into used from allocations where credit_entry_id = new.credit_entry_id;
    if new.amount > 0 and used > (select -amount from ledger_entries where id = new.credit_entry_id) then
        raise exception 'a credit is used beyond its amount'
            using errcode = 'check_violation', constraint = 'allocations_credit_check';
    end if;
    if new.fine_id is not null then
        select coalesce(sum(amount), 0) into credited from allocations where fine_id = new.fine_id;
        if new.amount > 0 and credited > (
            select sum(amount) from ledger_entries where fine_id = new.fine_id and kind in ('charge', 'adjustment')
        ) then
            raise exception 'a fine is credited beyond its amount'
                using errcode = 'check_violation', constraint = 'allocations_fine_check';
        end if;
        if (
            select sum(amount) from allocations
            where fine_id = new.fine_id and credit_entry_id = new.credit_entry_id
        ) < 0 then
            raise exception 'more is taken off a fine than was credited'
                using errcode = 'check_violation', constraint = 'allocations_taken_check';
        end if;
    end if;
    return null;
end
$$;
create constraint trigger allocations_hold_check after insert on allocations
    deferrable initially deferred
    for each row execute function hold_allocations();

-- What is left of each credit.
create view credit_amounts as
select
    entry.id,
    entry.account_id,
    entry.seq,
    entry.kind,
    -entry.amount as amount,
    -entry.amount - coalesce((
        select sum(allocation.amount) from allocations allocation where allocation.credit_entry_id = entry.id
    ), 0)::bigint as unused
from ledger_entries entry
where entry.amount < 0 and entry.kind in ('payment', 'waiver', 'write_off');

create or replace view fine_amounts as
select
    fine.id,
    fine.account_id,
    fine.loan_id,
    fine.kind,
    charged.amount,
    greatest(charged.amount - credited.amount, 0) as outstanding,
    -- What of it was settled by whom: counted only where it is asked for.
    coalesce((
        select sum(allocation.amount) from allocations allocation
        join ledger_entries credit on credit.id = allocation.credit_entry_id and credit.kind = 'payment'
        where allocation.fine_id = fine.id
    ), 0)::bigint as paid,
    coalesce((
        select sum(allocation.amount) from allocations allocation
        join ledger_entries credit on credit.id = allocation.credit_entry_id and credit.kind = 'waiver'
        where allocation.fine_id = fine.id
    ), 0)::bigint as waived,
    coalesce((
        select sum(allocation.amount) from allocations allocation
        join ledger_entries credit on credit.id = allocation.credit_entry_id and credit.kind = 'write_off'
        where allocation.fine_id = fine.id
    ), 0)::bigint as written_off,
    coalesce((
        select sum(refund.amount) from ledger_entries refund where refund.fine_id = fine.id and refund.kind = 'refund'
    ), 0)::bigint as refunded
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
