-- One row, in nearly every statement of the desk. Autovacuum looks at a table after 50 changes, which this one never
-- sees; until then Postgres plans for some hundred rows and reads all cards to find one.
alter table library set (autovacuum_analyze_threshold = 0, autovacuum_analyze_scale_factor = 0);
analyze library;
