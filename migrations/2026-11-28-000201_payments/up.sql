-- Money that changes hands, with its receipt: a payment, a refund or a payout. The entry says how much and when.

-- The number of the last receipt of each branch. It is raised in the deed's own transaction, so that no number is left out.
create table branch_receipts (
    branch_id uuid not null,
    last_number bigint not null,
    constraint branch_receipts_pkey primary key (branch_id),
    constraint branch_receipts_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint branch_receipts_number_check check (last_number > 0)
);

create table payments (
    entry_id uuid not null,
    branch_id uuid not null,
    receipt_number bigint not null,
    method text not null,
    -- What was put on the desk, and what went back over it; cash alone.
    tendered bigint,
    change bigint not null default 0,
    -- The drawer it went into, where the branch counts drawers.
    drawer_session_id uuid,
    -- How often the receipt was printed; every one after the first is a copy.
    prints integer not null default 0,
    constraint payments_pkey primary key (entry_id),
    constraint payments_receipt_key unique (branch_id, receipt_number),
    constraint payments_entry_id_fkey foreign key (entry_id) references ledger_entries (id),
    constraint payments_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint payments_method_check check (method in ('cash', 'card', 'cheque', 'voucher', 'online')),
    constraint payments_tendered_check check (tendered is null or method = 'cash'),
    constraint payments_change_check check (change >= 0 and change <= coalesce(tendered, 0)),
    constraint payments_prints_check check (prints >= 0)
);

-- Of a receipt nothing changes but how often it was printed.
create function keep_payment() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'UPDATE' and new.prints > old.prints
        and (to_jsonb(new) - 'prints') = (to_jsonb(old) - 'prints') then
        return new;
    end if;
    raise exception 'rows of % are never changed or deleted', tg_table_name;
end
$$;
create trigger payments_kept
    before update or delete on payments
    for each row execute function keep_payment();
