-- Imports of tables: patrons, items, open loans and opening balances, row by row.

alter table imports
    drop constraint imports_kind_check,
    add constraint imports_kind_check check (kind in ('marc', 'patrons', 'items', 'loans', 'balances')),
    -- Rows of a table; those that were refused are counted with records.
    add column rows_added_count integer not null default 0,
    add column rows_changed_count integer not null default 0,
    add column rows_unchanged_count integer not null default 0;

alter table import_problems
    -- The line of the file that the row begins on.
    add column line_number integer,
    -- What the row is called in the system it comes from.
    add column external_id text,
    -- The column it is about.
    add column column_name text,
    add constraint import_problems_external_id_check check (char_length(external_id) <= 64),
    add constraint import_problems_column_name_check check (char_length(column_name) <= 64);
