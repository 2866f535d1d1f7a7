-- The account of one patron, by pgbench: the SELECT of api/src/account/store.rs, to be changed with it.

\set patron random(1, 5000)

with account as (
    select account.id from accounts account where account.patron_id = bench.id(12, :patron)
), running as (
    select entry.seq, sum(entry.amount) over (order by entry.seq)::bigint as balance_after
    from account join ledger_entries entry on entry.account_id = account.id
), page as (
    select entry.*, running.balance_after
    from (
        select * from running where null::bigint is null or seq < null order by seq desc limit 51
    ) running
    cross join account
    join ledger_entries entry on entry.account_id = account.id and entry.seq = running.seq
)
select
    library.currency,
    coalesce((select balance_after from running order by seq desc limit 1), 0) as balance,
    coalesce((
        select jsonb_agg(jsonb_build_object(
            'id', fine.id, 'kind', fine.kind, 'amount', amount, 'outstanding', outstanding, 'loan_id', fine.loan_id,
            'charged_at', fine.charged_at, 'detail', fine.detail,
            'branch', (
                select jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name)
                from branches branch where branch.id = fine.branch_id
            ),
            'item', (
                select jsonb_build_object('id', item.id, 'barcode', item.barcode, 'call_number', item.call_number,
                    'part', item.part,
                    'title', jsonb_build_object('id', title.id, 'title', title.title, 'author', title.author))
                from items item join titles title on title.id = item.title_id where item.id = fine.item_id
            )
        ) order by fine.charged_at desc, fine.id desc)
        from account
        join fine_amounts amounts on amounts.account_id = account.id
        join fines fine on fine.id = amounts.id
        where amounts.outstanding > 0 or fine.id in (select fine_id from page)
    ), '[]') as fines,
    coalesce((
        select jsonb_agg(jsonb_build_object(
            'id', page.id, 'seq', page.seq, 'kind', page.kind, 'amount', page.amount,
            'fine_id', page.fine_id, 'at', page.entered_at, 'reason', page.reason,
            'balance_after', page.balance_after,
            'branch', jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name),
            'staff', case when staff.id is not null
                then jsonb_build_object('id', staff.id, 'name', staff.name) end
        ) order by page.seq desc)
        from page
        join branches branch on branch.id = page.branch_id
        left join staff on staff.id = page.staff_id
    ), '[]') as entries
from patrons cross join library
where patrons.id = bench.id(12, :patron);
