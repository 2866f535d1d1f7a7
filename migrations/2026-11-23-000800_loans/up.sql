-- Loans and their renewals.

create table loans (
    id uuid not null,
    item_id uuid not null,
    -- Forgotten after the library's days unless the patron keeps history.
    patron_id uuid,
    -- Copied, because limits count them and a patron with 500 loans must not wait.
    title_id uuid not null,
    item_type_id uuid not null,
    kind text not null,
    branch_id uuid not null,
    -- For life: its policies, calendar and zone decide wherever the item is returned.
    controlling_branch_id uuid not null,
    desk_id uuid,
    staff_id uuid not null,
    checked_out_at timestamptz not null,
    due_at timestamptz not null,
    -- The local day of due_at at the controlling branch.
    due_on date not null,
    due_reasons text[] not null default '{}',
    renewals_count smallint not null default 0,
    -- The resolved policy as it was, and which row gave each attribute.
    terms jsonb not null,
    sources jsonb not null,
    claimed_returned_at timestamptz,
    closed_at timestamptz,
    close_reason text,
    -- When the patron brought it back, as far as the desk knows: never later than closed_at.
    returned_at timestamptz,
    return_branch_id uuid,
    constraint loans_pkey primary key (id),
    constraint loans_item_id_fkey foreign key (item_id) references items (id),
    constraint loans_patron_id_fkey foreign key (patron_id) references patrons (id),
    constraint loans_title_id_fkey foreign key (title_id) references titles (id),
    constraint loans_item_type_id_fkey foreign key (item_type_id) references item_types (id),
    constraint loans_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint loans_controlling_branch_id_fkey foreign key (controlling_branch_id) references branches (id),
    constraint loans_staff_id_fkey foreign key (staff_id) references staff (id),
    constraint loans_return_branch_id_fkey foreign key (return_branch_id) references branches (id),
    constraint loans_due_reasons_check check (array_position(due_reasons, null) is null),
    constraint loans_kind_check check (kind in ('loan', 'on_site')),
    constraint loans_open_has_patron_check check (patron_id is not null or closed_at is not null),
    constraint loans_closed_check check ((closed_at is null) = (close_reason is null)),
    constraint loans_returned_check check (returned_at between checked_out_at and closed_at),
    constraint loans_close_reason_check check (close_reason in ('returned', 'taken_over'))
);
-- One open loan an item: the last judge of every race.
create unique index loans_one_open_key on loans (item_id) where closed_at is null;
create index loans_open_by_patron_idx on loans (patron_id, due_at, item_type_id, kind) where closed_at is null;
create index loans_by_patron_idx on loans (patron_id, title_id) where patron_id is not null;
create index loans_by_item_idx on loans (item_id, checked_out_at desc);
create index loans_open_due_idx on loans (due_at, id) where closed_at is null;

create table renewals (
    id uuid not null,
    loan_id uuid not null,
    renewed_at timestamptz not null,
    branch_id uuid not null,
    staff_id uuid,
    due_at_before timestamptz not null,
    due_at_after timestamptz not null,
    constraint renewals_pkey primary key (id),
    constraint renewals_loan_id_fkey foreign key (loan_id) references loans (id),
    constraint renewals_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint renewals_staff_id_fkey foreign key (staff_id) references staff (id),
    constraint renewals_longer_check check (due_at_after > due_at_before)
);
create index renewals_loan_idx on renewals (loan_id);

-- Items found used in the building: counted, not lent.
create table in_house_uses (
    id uuid not null,
    item_id uuid not null,
    branch_id uuid not null,
    staff_id uuid not null,
    used_at timestamptz not null,
    constraint in_house_uses_pkey primary key (id),
    constraint in_house_uses_item_id_fkey foreign key (item_id) references items (id),
    constraint in_house_uses_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint in_house_uses_staff_id_fkey foreign key (staff_id) references staff (id)
);
create index in_house_uses_item_idx on in_house_uses (item_id);
