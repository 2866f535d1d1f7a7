alter table import_problems
    drop column line_number,
    drop column external_id,
    drop column column_name;
delete from imports where kind <> 'marc';
alter table imports
    drop constraint imports_kind_check,
    add constraint imports_kind_check check (kind in ('marc')),
    drop column rows_added_count,
    drop column rows_changed_count,
    drop column rows_unchanged_count;
