drop table job_runs;
drop table idempotency_keys;
drop table outbox;
drop table audit_events;
drop function forbid_rewriting();
