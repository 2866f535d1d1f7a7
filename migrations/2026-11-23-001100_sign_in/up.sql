-- Sessions know the newest generation of their refresh tokens, so that an old token is told from a late one.

-- Nobody's session survives this: tokens handed out before have no generation.
delete from sessions;

alter table sessions
    -- Newest generation of refresh tokens; last_used_at is when it began.
    add column generation integer not null,
    -- Whoever signed in has said where they work; until then the client asks.
    add column is_placed boolean not null;

-- A token of the newest generation is good. One of the generation before is good for 30 s longer: its answer may have
-- been lost. Any older one means that somebody else has a copy.
alter table refresh_tokens
    drop column superseded_at,
    drop column successor_hash,
    add column generation integer not null;
create index refresh_tokens_issued_at_idx on refresh_tokens (issued_at);

-- Failures are counted in windows that start with the first one.
alter table sign_in_failures add column counted_from timestamptz not null default now();
alter table sign_in_failures alter column counted_from drop default;
create index sign_in_failures_last_failed_at_idx on sign_in_failures (last_failed_at);
