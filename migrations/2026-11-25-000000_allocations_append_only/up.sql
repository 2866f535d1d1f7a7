-- What a credit has settled is history, as the entries are: an allocation is never changed, and neither it nor a fine ever
-- goes. And the audit is searched by time without an index that each deed would pay for.

create trigger allocations_append_only
    before update or delete on allocations
    for each row execute function forbid_rewriting();
create trigger fines_kept
    before delete on fines
    for each row execute function forbid_rewriting();

create index audit_events_at_idx on audit_events using brin (at);
