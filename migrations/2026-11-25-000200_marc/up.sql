-- Whole MARC records beside the fields that desks search and see, and what of them the fields could not hold so far.

alter table titles
    add column issns text[] not null default '{}',
    -- Control number of the Library of Congress.
    add column lccn text,
    -- Where it was published.
    add column place text,
    add column physical_description text,
    -- What it contains: chapters, pieces of music.
    add column contents text,
    -- Where it, or more about it, is on the web: http and https alone.
    add column links text[] not null default '{}',
    add constraint titles_record_lists_check check (
        array_position(issns, null) is null and array_position(links, null) is null
    );

create table title_records (
    title_id uuid not null,
    -- Whose numbers they are: field 003, or what the import was told; empty when nobody said.
    source text not null default '',
    -- Field 001.
    control_number text,
    -- SHA-256 of the record without the fields of its items and the time of its last change.
    content_hash bytea not null,
    -- ISO 2709 in UTF-8; a record too long for it has nines for the numbers that do not fit.
    marc bytea not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint title_records_pkey primary key (title_id),
    constraint title_records_title_id_fkey foreign key (title_id) references titles (id),
    constraint title_records_source_check check (char_length(source) <= 64),
    constraint title_records_control_number_check check (char_length(control_number) between 1 and 64),
    constraint title_records_content_hash_check check (octet_length(content_hash) = 32)
);
-- A record is known again by its number, and one without a number by what it says.
create unique index title_records_number_key on title_records (source, control_number) where control_number is not null;
create unique index title_records_content_key on title_records (content_hash) where control_number is null;
