-- Circulation policies: rows that name any of branch, category and type; each attribute is resolved on its own.

create table policies (
    id uuid not null,
    branch_id uuid,
    patron_category_id uuid,
    item_type_id uuid,
    attributes jsonb not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint policies_pkey primary key (id),
    constraint policies_scope_key unique nulls not distinct (branch_id, patron_category_id, item_type_id),
    constraint policies_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint policies_patron_category_id_fkey foreign key (patron_category_id) references patron_categories (id),
    constraint policies_item_type_id_fkey foreign key (item_type_id) references item_types (id),
    constraint policies_attributes_check check (jsonb_typeof(attributes) = 'object')
);

create table patron_limits (
    id uuid not null,
    branch_id uuid,
    patron_category_id uuid,
    max_loans integer,
    max_holds integer,
    max_balance bigint,
    max_overdue integer,
    max_lost integer,
    fine_cap bigint,
    version integer not null default 1,
    constraint patron_limits_pkey primary key (id),
    constraint patron_limits_scope_key unique nulls not distinct (branch_id, patron_category_id),
    constraint patron_limits_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint patron_limits_patron_category_id_fkey foreign key (patron_category_id) references patron_categories (id),
    constraint patron_limits_not_negative_check check (
        least(max_loans, max_holds, max_overdue, max_lost) >= 0 and least(max_balance, fine_cap) >= 0
    )
);

create function touch_policies() returns trigger
language plpgsql
as $$
begin
    update library set policy_version = gen_random_uuid();
    return null;
end
$$;
create trigger policies_touch after insert or update or delete on policies
    for each statement execute function touch_policies();
create trigger patron_limits_touch after insert or update or delete on patron_limits
    for each statement execute function touch_policies();
