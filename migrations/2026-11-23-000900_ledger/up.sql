-- Money: immutable entries on an account, with allocations that link credits to fines. Balances are sums.

create table accounts (
    id uuid not null,
    patron_id uuid,
    -- A branch's walk-in account, for people without a card.
    branch_id uuid,
    created_at timestamptz not null default now(),
    constraint accounts_pkey primary key (id),
    constraint accounts_patron_key unique (patron_id),
    constraint accounts_branch_key unique (branch_id),
    constraint accounts_patron_id_fkey foreign key (patron_id) references patrons (id),
    constraint accounts_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint accounts_owner_check check (num_nonnulls(patron_id, branch_id) = 1)
);

create table fines (
    id uuid not null,
    account_id uuid not null,
    kind text not null,
    loan_id uuid,
    item_id uuid,
    branch_id uuid not null,
    charged_at timestamptz not null,
    detail text,
    constraint fines_pkey primary key (id),
    constraint fines_account_id_fkey foreign key (account_id) references accounts (id),
    constraint fines_loan_id_fkey foreign key (loan_id) references loans (id),
    constraint fines_item_id_fkey foreign key (item_id) references items (id),
    constraint fines_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint fines_kind_check check (kind in ('overdue', 'lost', 'processing', 'damage', 'card', 'manual'))
);
create index fines_account_idx on fines (account_id, charged_at desc);
-- One overdue fine a loan: adjusted, never doubled.
create unique index fines_one_overdue_key on fines (loan_id) where kind = 'overdue';

create table ledger_entries (
    id uuid not null,
    seq bigint generated always as identity,
    account_id uuid not null,
    kind text not null,
    -- Minor units: what the account owes more (positive) or less (negative).
    amount bigint not null,
    -- The fine this entry charges, adjusts or waives.
    fine_id uuid,
    entered_at timestamptz not null,
    branch_id uuid not null,
    desk_id uuid,
    staff_id uuid,
    reason text,
    constraint ledger_entries_pkey primary key (id),
    constraint ledger_entries_account_id_fkey foreign key (account_id) references accounts (id),
    constraint ledger_entries_fine_id_fkey foreign key (fine_id) references fines (id),
    constraint ledger_entries_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint ledger_entries_staff_id_fkey foreign key (staff_id) references staff (id),
    constraint ledger_entries_kind_check check (
        kind in ('charge', 'adjustment', 'payment', 'waiver', 'refund', 'void')
    ),
    constraint ledger_entries_amount_check check (amount <> 0),
    constraint ledger_entries_sign_check check (
        case kind when 'charge' then amount > 0 when 'payment' then amount < 0 when 'waiver' then amount < 0
            when 'refund' then amount > 0 else true end
    )
);
create index ledger_entries_balance_idx on ledger_entries (account_id, seq) include (amount);
create index ledger_entries_fine_idx on ledger_entries (fine_id) where fine_id is not null;
create trigger ledger_entries_append_only
    before update or delete on ledger_entries
    for each row execute function forbid_rewriting();

create table allocations (
    id uuid not null,
    credit_entry_id uuid not null,
    fine_id uuid not null,
    amount bigint not null,
    constraint allocations_pkey primary key (id),
    constraint allocations_credit_entry_id_fkey foreign key (credit_entry_id) references ledger_entries (id),
    constraint allocations_fine_id_fkey foreign key (fine_id) references fines (id),
    constraint allocations_amount_check check (amount > 0)
);
create index allocations_fine_idx on allocations (fine_id);
create index allocations_credit_entry_idx on allocations (credit_entry_id);
