drop index audit_events_at_idx;
drop trigger fines_kept on fines;
drop trigger allocations_append_only on allocations;
