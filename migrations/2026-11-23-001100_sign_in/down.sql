delete from sessions;

drop index sign_in_failures_last_failed_at_idx;
alter table sign_in_failures drop column counted_from;

drop index refresh_tokens_issued_at_idx;
alter table refresh_tokens
    drop column generation,
    add column superseded_at timestamptz,
    add column successor_hash bytea;

alter table sessions
    drop column is_placed,
    drop column generation;
