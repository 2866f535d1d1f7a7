-- What every deed leaves behind: its audit row, its event, and its answer for a caller who asks again.

create table audit_events (
    id uuid not null,
    at timestamptz not null,
    deed text not null,
    actor_kind text not null,
    actor_id uuid,
    role text,
    branch_id uuid,
    subject_kind text not null,
    subject_id uuid not null,
    -- Removed when the person is anonymised; the row stays.
    patron_id uuid,
    reason text,
    -- The supervisor who lifted a block at the actor's screen.
    authorised_by uuid,
    -- Before and after, without personal data.
    changes jsonb not null default '{}',
    request_id text,
    constraint audit_events_pkey primary key (id),
    constraint audit_events_actor_kind_check check (actor_kind in ('staff', 'patron', 'client', 'system'))
);
create index audit_events_subject_idx on audit_events (subject_id, id desc);
create index audit_events_patron_idx on audit_events (patron_id, id desc) where patron_id is not null;
create index audit_events_actor_idx on audit_events (actor_id, id desc);

-- History is not rewritten. The one change allowed is to forget the patron.
create function forbid_rewriting() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'UPDATE' and tg_table_name = 'audit_events'
        and new.patron_id is null
        and (to_jsonb(new) - 'patron_id') = (to_jsonb(old) - 'patron_id') then
        return new;
    end if;
    raise exception 'rows of % are never changed or deleted', tg_table_name;
end
$$;

create trigger audit_events_append_only
    before update or delete on audit_events
    for each row execute function forbid_rewriting();

-- One row per change of state. Readers take rows whose transaction no longer can be overtaken, in order of
-- (xid, seq): a bare sequence would lose those that commit late.
create table outbox (
    seq bigint generated always as identity,
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz not null,
    kind text not null,
    branch_id uuid,
    subject_id uuid not null,
    -- Ids only.
    payload jsonb not null default '{}',
    constraint outbox_pkey primary key (seq)
);
create index outbox_order_idx on outbox (xid, seq);
create index outbox_at_idx on outbox (at);

-- Answers of deeds that succeeded, for a resend with the same key.
create table idempotency_keys (
    -- SHA-256 over caller, operation and key.
    scope bytea not null,
    -- SHA-256 over method, route and canonical body.
    request_hash bytea not null,
    status smallint not null,
    body text not null,
    created_at timestamptz not null default now(),
    constraint idempotency_keys_pkey primary key (scope)
);
create index idempotency_keys_created_at_idx on idempotency_keys (created_at);

-- One row for each run of a nightly job: what makes a second run add nothing.
create table job_runs (
    id uuid not null,
    job text not null,
    branch_id uuid,
    business_day date not null,
    state text not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    counts jsonb not null default '{}',
    error text,
    constraint job_runs_pkey primary key (id),
    constraint job_runs_once_key unique nulls not distinct (job, branch_id, business_day),
    constraint job_runs_state_check check (state in ('running', 'done', 'failed'))
);
