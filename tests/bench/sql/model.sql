-- What the service wrote for one check-out: shelf.sql and lent.sql lend that way, and check_out.sql writes the same.

insert into bench.model
select loans.*, idempotency_keys.body, audit_events.changes
from loans, idempotency_keys, audit_events
where loans.checked_out_at > now() - interval '1 hour' and idempotency_keys.status = 201
    and audit_events.deed = 'loan.checked_out';
