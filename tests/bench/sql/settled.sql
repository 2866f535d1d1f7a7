-- Nothing left to tidy up during a measurement, and plans made for what is there.
vacuum (analyze) loans, renewals, items, fines, ledger_entries, allocations, audit_events, outbox, idempotency_keys;
checkpoint;
