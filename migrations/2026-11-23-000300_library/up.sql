-- The library itself, its branches and the words its staff use for places and kinds.

create table library (
    -- One row, always.
    id boolean not null default true,
    name text not null,
    currency text not null,
    currency_exponent smallint not null,
    default_language text not null,
    adult_at smallint not null default 18,
    own_account_at smallint not null default 13,
    -- Whose policies, calendar and zone govern a loan.
    controlling_branch text not null default 'check_out',
    -- How long a finished loan keeps its patron.
    history_days integer not null default 30,
    confirm_same_title_out boolean not null default true,
    confirm_previously_borrowed boolean not null default false,
    -- Changes whenever a policy or a limit does, so that a process knows whether its copy is current.
    policy_version uuid not null default gen_random_uuid(),
    version integer not null default 1,
    updated_at timestamptz not null default now(),
    constraint library_pkey primary key (id),
    constraint library_one_row_check check (id),
    constraint library_currency_check check (currency ~ '^[A-Z]{3}$'),
    constraint library_currency_exponent_check check (currency_exponent between 0 and 4),
    constraint library_controlling_branch_check check (controlling_branch in ('check_out', 'item_home', 'patron_home')),
    constraint library_ages_check check (own_account_at between 0 and adult_at and adult_at <= 30),
    constraint library_history_days_check check (history_days between 0 and 3650)
);
insert into library (name, currency, currency_exponent, default_language) values ('Library', 'EUR', 2, 'en');

create table branches (
    id uuid not null,
    code text not null,
    name text not null,
    -- IANA name, such as America/Chicago. Day arithmetic happens here.
    zone text not null,
    address text,
    phone text,
    email text,
    position integer not null default 0,
    is_active boolean not null default true,
    -- How long a returned item counts as recently returned; 0 makes it available at once.
    recently_returned_minutes integer not null default 0,
    -- Changes whenever hours, closures or openings do.
    calendar_version uuid not null default gen_random_uuid(),
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint branches_pkey primary key (id),
    constraint branches_code_key unique (code),
    constraint branches_recently_returned_check check (recently_returned_minutes between 0 and 10080)
);

create table desks (
    id uuid not null,
    branch_id uuid not null,
    name text not null,
    is_active boolean not null default true,
    version integer not null default 1,
    constraint desks_pkey primary key (id),
    constraint desks_branch_id_fkey foreign key (branch_id) references branches (id)
);
create unique index desks_name_key on desks (branch_id, lower(name));

create table opening_hours (
    id uuid not null,
    branch_id uuid not null,
    -- ISO: 1 is Monday.
    weekday smallint not null,
    opens_at time not null,
    closes_at time not null,
    constraint opening_hours_pkey primary key (id),
    constraint opening_hours_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint opening_hours_weekday_check check (weekday between 1 and 7),
    constraint opening_hours_order_check check (opens_at < closes_at),
    constraint opening_hours_no_overlap exclude using gist (
        branch_id with =,
        weekday with =,
        int4range((extract(epoch from opens_at) / 60)::integer, (extract(epoch from closes_at) / 60)::integer) with &&
    )
);

create table closures (
    id uuid not null,
    branch_id uuid not null,
    starts_on date not null,
    ends_on date not null,
    reason text not null,
    -- The same days every year; then only month and day count.
    repeats_yearly boolean not null default false,
    constraint closures_pkey primary key (id),
    constraint closures_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint closures_order_check check (starts_on <= ends_on),
    constraint closures_length_check check (ends_on - starts_on <= 366)
);
create index closures_branch_idx on closures (branch_id, starts_on);

-- Open although the week or a closure says closed. The exception wins.
create table openings (
    id uuid not null,
    branch_id uuid not null,
    on_date date not null,
    opens_at time not null,
    closes_at time not null,
    reason text not null,
    constraint openings_pkey primary key (id),
    constraint openings_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint openings_order_check check (opens_at < closes_at),
    constraint openings_no_overlap exclude using gist (
        branch_id with =,
        on_date with =,
        int4range((extract(epoch from opens_at) / 60)::integer, (extract(epoch from closes_at) / 60)::integer) with &&
    )
);

create function touch_calendar() returns trigger
language plpgsql
as $$
begin
    update branches set calendar_version = gen_random_uuid()
    where id in (coalesce(new.branch_id, old.branch_id), coalesce(old.branch_id, new.branch_id));
    return null;
end
$$;
create trigger opening_hours_touch_calendar after insert or update or delete on opening_hours
    for each row execute function touch_calendar();
create trigger closures_touch_calendar after insert or update or delete on closures
    for each row execute function touch_calendar();
create trigger openings_touch_calendar after insert or update or delete on openings
    for each row execute function touch_calendar();

create table locations (
    id uuid not null,
    branch_id uuid not null,
    code text not null,
    name text not null,
    is_public boolean not null default true,
    position integer not null default 0,
    version integer not null default 1,
    constraint locations_pkey primary key (id),
    constraint locations_code_key unique (branch_id, code),
    -- So that an item's location can be held to its branch.
    constraint locations_branch_key unique (id, branch_id),
    constraint locations_branch_id_fkey foreign key (branch_id) references branches (id)
);

create table collections (
    id uuid not null,
    code text not null,
    name text not null,
    version integer not null default 1,
    constraint collections_pkey primary key (id),
    constraint collections_code_key unique (code)
);

create table item_types (
    id uuid not null,
    code text not null,
    name text not null,
    version integer not null default 1,
    constraint item_types_pkey primary key (id),
    constraint item_types_code_key unique (code)
);

create table patron_categories (
    id uuid not null,
    code text not null,
    name text not null,
    min_age smallint,
    max_age smallint,
    enrolment_months smallint,
    version integer not null default 1,
    constraint patron_categories_pkey primary key (id),
    constraint patron_categories_code_key unique (code),
    constraint patron_categories_age_check check (min_age between 0 and 150 and max_age between min_age and 150),
    constraint patron_categories_enrolment_check check (enrolment_months between 1 and 240)
);

-- Where items may be sent. A pair that is not here is allowed.
create table transfer_rules (
    from_branch_id uuid not null,
    to_branch_id uuid not null,
    is_allowed boolean not null,
    constraint transfer_rules_pkey primary key (from_branch_id, to_branch_id),
    constraint transfer_rules_from_fkey foreign key (from_branch_id) references branches (id),
    constraint transfer_rules_to_fkey foreign key (to_branch_id) references branches (id)
);
