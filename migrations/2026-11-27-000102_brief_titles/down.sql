drop index titles_brief_idx;
alter table titles drop column is_brief;
