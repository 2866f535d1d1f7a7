-- The people the library serves.

create table patrons (
    id uuid not null,
    patron_category_id uuid not null,
    home_branch_id uuid not null,
    given_name text not null,
    family_name text not null,
    preferred_name text,
    birth_on date,
    email text,
    phone text,
    address text,
    language text,
    -- Last day the card is good for; none is for ever.
    expires_on date,
    pin_hash text,
    token_version integer not null default 1,
    state text not null default 'active',
    merged_into_id uuid,
    desk_note text,
    -- Kept history is the patron's own choice.
    keeps_history boolean not null default false,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    search_name text generated always as (
        fold_text(given_name || ' ' || family_name || ' ' || coalesce(preferred_name, ''))
    ) stored,
    constraint patrons_pkey primary key (id),
    constraint patrons_patron_category_id_fkey foreign key (patron_category_id) references patron_categories (id),
    constraint patrons_home_branch_id_fkey foreign key (home_branch_id) references branches (id),
    constraint patrons_merged_into_id_fkey foreign key (merged_into_id) references patrons (id),
    constraint patrons_state_check check (state in ('active', 'merged', 'anonymised')),
    constraint patrons_merged_check check ((state = 'merged') = (merged_into_id is not null))
);
create index patrons_search_name_idx on patrons using gin (search_name gin_trgm_ops);
create index patrons_family_name_idx on patrons (fold_text(family_name), fold_text(given_name), id);
create index patrons_email_idx on patrons (lower(email)) where email is not null;
create index patrons_phone_idx on patrons (regexp_replace(phone, '[^0-9]', '', 'g')) where phone is not null;

create table patron_cards (
    id uuid not null,
    patron_id uuid not null,
    number text not null,
    state text not null default 'active',
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    constraint patron_cards_pkey primary key (id),
    constraint patron_cards_patron_id_fkey foreign key (patron_id) references patrons (id),
    constraint patron_cards_state_check check (state in ('active', 'replaced', 'lost')),
    constraint patron_cards_ended_check check ((state = 'active') = (ended_at is null))
);
create unique index patron_cards_number_key on patron_cards (upper(number));
create unique index patron_cards_one_active_key on patron_cards (patron_id) where state = 'active';
create index patron_cards_patron_idx on patron_cards (patron_id);

create table patron_restrictions (
    id uuid not null,
    patron_id uuid not null,
    reason text not null,
    -- Last day it holds; none is until lifted.
    ends_on date,
    created_at timestamptz not null default now(),
    created_by uuid not null,
    lifted_at timestamptz,
    lifted_by uuid,
    constraint patron_restrictions_pkey primary key (id),
    constraint patron_restrictions_patron_id_fkey foreign key (patron_id) references patrons (id),
    constraint patron_restrictions_lifted_check check ((lifted_at is null) = (lifted_by is null))
);
create index patron_restrictions_patron_idx on patron_restrictions (patron_id) where lifted_at is null;

create table patron_guardians (
    patron_id uuid not null,
    guardian_id uuid not null,
    sees_charges boolean not null,
    sees_loans boolean not null,
    ends_on date,
    constraint patron_guardians_pkey primary key (patron_id, guardian_id),
    constraint patron_guardians_patron_id_fkey foreign key (patron_id) references patrons (id),
    constraint patron_guardians_guardian_id_fkey foreign key (guardian_id) references patrons (id),
    constraint patron_guardians_not_self_check check (patron_id <> guardian_id)
);
create index patron_guardians_guardian_idx on patron_guardians (guardian_id);
