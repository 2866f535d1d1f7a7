alter table library reset (autovacuum_analyze_threshold, autovacuum_analyze_scale_factor);
