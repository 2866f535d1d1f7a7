-- What came of items that did not come back: losses with what was charged for them, and claims that something had been
-- returned long ago.

create table losses (
    id uuid not null,
    loan_id uuid not null,
    item_id uuid not null,
    -- Declared at a desk, or out for so long that it counts as lost.
    cause text not null,
    lost_at timestamptz not null,
    -- What was charged, so that it can be given back; none once the loan has forgotten its patron.
    lost_fine_id uuid,
    processing_fine_id uuid,
    -- The waiver of the overdue fine, where a loss forgives it.
    forgiven_entry_id uuid,
    -- When the item came to light, or the loss turned out to be none.
    ended_at timestamptz,
    constraint losses_pkey primary key (id),
    constraint losses_loan_id_fkey foreign key (loan_id) references loans (id),
    constraint losses_item_id_fkey foreign key (item_id) references items (id),
    constraint losses_lost_fine_id_fkey foreign key (lost_fine_id) references fines (id),
    constraint losses_processing_fine_id_fkey foreign key (processing_fine_id) references fines (id),
    constraint losses_forgiven_entry_id_fkey foreign key (forgiven_entry_id) references ledger_entries (id),
    constraint losses_cause_check check (cause in ('declared', 'aged'))
);
-- A loan is lost once at a time, and so is an item.
create unique index losses_one_open_key on losses (item_id) where ended_at is null;
create index losses_loan_idx on losses (loan_id);

create table claims (
    id uuid not null,
    loan_id uuid not null,
    -- When the patron says it was.
    claimed_at timestamptz not null,
    made_at timestamptz not null,
    branch_id uuid not null,
    staff_id uuid not null,
    note text,
    resolved_at timestamptz,
    resolution text,
    constraint claims_pkey primary key (id),
    constraint claims_loan_id_fkey foreign key (loan_id) references loans (id),
    constraint claims_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint claims_staff_id_fkey foreign key (staff_id) references staff (id),
    constraint claims_resolved_check check ((resolved_at is null) = (resolution is null)),
    constraint claims_resolution_check check (
        resolution in ('returned_by_patron', 'found_by_library', 'missing', 'lost', 'taken_back')
    )
);
create unique index claims_one_open_key on claims (loan_id) where resolved_at is null;
create index claims_loan_idx on claims (loan_id);

alter table loans
    drop constraint loans_close_reason_check,
    add constraint loans_close_reason_check check (close_reason in ('returned', 'taken_over', 'paid', 'claim_believed'));

alter table library
    -- How many claims of one patron an assistant records; more are a supervisor's.
    add column claims_max integer not null default 5,
    add constraint library_claims_max_check check (claims_max between 0 and 1000);

-- The money of a loan.
create index fines_loan_idx on fines (loan_id) where loan_id is not null;
