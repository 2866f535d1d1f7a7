-- What each fine stands at. A credit above what a fine has been adjusted down to is the account's, not the fine's, so
-- nothing is outstanding then.
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
