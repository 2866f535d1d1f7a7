-- How many rows of each kind the one check-out since shelf.sql has written.
select format('%s loans, %s items on loan, %s audit rows, %s events, %s answers',
    (select count(*) from loans where checked_out_at > now() - interval '1 hour'),
    (select count(*) from items where last_seen_at > now() - interval '1 hour'),
    (select count(*) from audit_events where deed = 'loan.checked_out'),
    (select count(*) from outbox where kind = 'loan.checked_out'), (select count(*) from idempotency_keys where status = 201));
