-- The people who work here, how they sign in, and the keys that sign their tokens.

create table staff (
    id uuid not null,
    username text not null,
    name text not null,
    role text not null,
    password_hash text not null,
    -- Works at every branch, including those to come.
    all_branches boolean not null default false,
    language text not null default 'en',
    -- Their own card, so that nobody waives their own fines.
    patron_id uuid,
    is_active boolean not null default true,
    token_version integer not null default 1,
    last_branch_id uuid,
    last_desk_id uuid,
    last_signed_in_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint staff_pkey primary key (id),
    constraint staff_role_check check (role in ('assistant', 'supervisor')),
    constraint staff_patron_id_fkey foreign key (patron_id) references patrons (id),
    constraint staff_last_branch_id_fkey foreign key (last_branch_id) references branches (id),
    constraint staff_last_desk_id_fkey foreign key (last_desk_id) references desks (id)
);
create unique index staff_username_key on staff (lower(username));
create unique index staff_patron_key on staff (patron_id) where patron_id is not null;

create table staff_branches (
    staff_id uuid not null,
    branch_id uuid not null,
    constraint staff_branches_pkey primary key (staff_id, branch_id),
    constraint staff_branches_staff_id_fkey foreign key (staff_id) references staff (id),
    constraint staff_branches_branch_id_fkey foreign key (branch_id) references branches (id)
);

alter table patron_restrictions
    add constraint patron_restrictions_created_by_fkey foreign key (created_by) references staff (id),
    add constraint patron_restrictions_lifted_by_fkey foreign key (lifted_by) references staff (id);

create table sessions (
    id uuid not null,
    subject_kind text not null,
    subject_id uuid not null,
    -- Where the refresh token lives: 'token' in the caller's hands, 'cookie' in our own client's.
    kind text not null,
    branch_id uuid,
    desk_id uuid,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    idle_seconds integer not null,
    ends_at timestamptz not null,
    revoked_at timestamptz,
    constraint sessions_pkey primary key (id),
    constraint sessions_subject_kind_check check (subject_kind in ('staff', 'patron')),
    constraint sessions_kind_check check (kind in ('token', 'cookie')),
    constraint sessions_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint sessions_desk_id_fkey foreign key (desk_id) references desks (id)
);
create index sessions_subject_idx on sessions (subject_id) where revoked_at is null;
create index sessions_ends_at_idx on sessions (ends_at);

create table refresh_tokens (
    -- SHA-256 of the token; the token itself is never kept.
    token_hash bytea not null,
    session_id uuid not null,
    issued_at timestamptz not null,
    -- Set when its successor was issued. The immediate predecessor stays good for 30 s.
    superseded_at timestamptz,
    successor_hash bytea,
    constraint refresh_tokens_pkey primary key (token_hash),
    constraint refresh_tokens_session_id_fkey foreign key (session_id) references sessions (id) on delete cascade
);
create index refresh_tokens_session_idx on refresh_tokens (session_id);

-- Failed sign-ins, per account and per address.
create table sign_in_failures (
    -- 'staff:<name>', 'patron:<id>', 'address:<ip>', hashed.
    subject_hash bytea not null,
    failures integer not null,
    last_failed_at timestamptz not null,
    locked_until timestamptz,
    constraint sign_in_failures_pkey primary key (subject_hash)
);

-- A supervisor's leave, given at an assistant's screen: one deed, its subjects, its codes, two minutes.
create table override_grants (
    token_hash bytea not null,
    staff_id uuid not null,
    supervisor_id uuid not null,
    branch_id uuid not null,
    operation_id text not null,
    subject_ids uuid[] not null,
    codes text[] not null,
    reason text not null,
    expires_at timestamptz not null,
    consumed_at timestamptz,
    constraint override_grants_pkey primary key (token_hash),
    constraint override_grants_staff_id_fkey foreign key (staff_id) references staff (id),
    constraint override_grants_supervisor_id_fkey foreign key (supervisor_id) references staff (id),
    constraint override_grants_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint override_grants_lists_check check (
        array_position(subject_ids, null) is null and array_position(codes, null) is null
    ),
    constraint override_grants_not_self_check check (staff_id <> supervisor_id)
);
create index override_grants_expires_at_idx on override_grants (expires_at);

create table signing_keys (
    kid text not null,
    public_key bytea not null,
    -- Sealed with the service's secret.
    sealed_private_key bytea not null,
    created_at timestamptz not null,
    -- Signs until then; verifies for one token's life longer.
    retires_at timestamptz not null,
    constraint signing_keys_pkey primary key (kid)
);

-- What opens every deed, in the round trip of its BEGIN: a second deed with the same key waits for the first,
-- a stored answer is told, and a caller who was disabled or changed since the token was made is refused.
create function begin_deed(
    caller_kind text, caller_id uuid, caller_token_version integer, idempotency_lock bigint, idempotency_scope bytea
) returns void
language plpgsql
as $$
begin
    if idempotency_scope is not null then
        perform pg_advisory_xact_lock(idempotency_lock);
        -- A statement of its own, so that it sees what the one we waited for has committed.
        perform from idempotency_keys where scope = idempotency_scope;
        if found then
            raise exception 'carrel:replay';
        end if;
    end if;
    if caller_kind = 'staff' then
        perform from staff where id = caller_id and is_active and token_version = caller_token_version;
        if not found then
            raise exception 'carrel:caller-revoked';
        end if;
    elsif caller_kind = 'patron' then
        perform from patrons where id = caller_id and state = 'active' and token_version = caller_token_version;
        if not found then
            raise exception 'carrel:caller-revoked';
        end if;
    end if;
end
$$;
