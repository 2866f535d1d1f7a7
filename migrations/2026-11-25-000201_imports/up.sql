-- Files that are taken in by the service itself, away from the request that brought them.

create table imports (
    id uuid not null,
    kind text not null,
    -- 'receiving' while the file comes in; nobody sees those.
    state text not null default 'receiving',
    options jsonb not null default '{}',
    -- Where items go whose record names no branch of the library.
    branch_id uuid not null,
    -- None when it was started from the command line.
    staff_id uuid,
    filename text,
    size_bytes bigint not null default 0,
    -- Records looked at so far: an interrupted import goes on after them.
    records_count integer not null default 0,
    titles_added_count integer not null default 0,
    titles_changed_count integer not null default 0,
    titles_unchanged_count integer not null default 0,
    records_refused_count integer not null default 0,
    items_added_count integer not null default 0,
    items_unchanged_count integer not null default 0,
    items_refused_count integer not null default 0,
    problems_count integer not null default 0,
    -- Bytes of the file before the record that was looked at last.
    bytes_count bigint not null default 0,
    -- Why it failed, as a code.
    error text,
    version integer not null default 1,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    constraint imports_pkey primary key (id),
    constraint imports_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint imports_staff_id_fkey foreign key (staff_id) references staff (id),
    constraint imports_kind_check check (kind in ('marc')),
    constraint imports_state_check check (state in ('receiving', 'queued', 'running', 'done', 'failed', 'cancelled')),
    constraint imports_filename_check check (char_length(filename) <= 255),
    constraint imports_size_check check (size_bytes between 0 and 209715200 or staff_id is null)
);
create index imports_waiting_idx on imports (id) where state in ('queued', 'running');
create index imports_receiving_idx on imports (created_at) where state = 'receiving';

-- The file, until it has been taken in: any copy of the service can go on where another stopped.
create table import_chunks (
    import_id uuid not null,
    number integer not null,
    bytes bytea not null,
    constraint import_chunks_pkey primary key (import_id, number),
    constraint import_chunks_import_id_fkey foreign key (import_id) references imports (id) on delete cascade,
    constraint import_chunks_bytes_check check (octet_length(bytes) between 1 and 1048576)
);
-- Compressing costs more than a file that stays some minutes is worth.
alter table import_chunks alter column bytes set storage external;

-- What the import has to say about single records; 10,000 at most are kept.
create table import_problems (
    import_id uuid not null,
    number integer not null,
    -- The first record is 1.
    record_number integer not null,
    byte_offset bigint not null,
    control_number text,
    code text not null,
    -- The field it is about.
    tag text,
    detail text not null,
    -- The record, or its item, was not taken in.
    is_refusal boolean not null,
    constraint import_problems_pkey primary key (import_id, number),
    constraint import_problems_import_id_fkey foreign key (import_id) references imports (id) on delete cascade,
    constraint import_problems_number_check check (number between 1 and 10000),
    constraint import_problems_control_number_check check (char_length(control_number) <= 64),
    constraint import_problems_code_check check (char_length(code) <= 64),
    constraint import_problems_tag_check check (char_length(tag) <= 3),
    constraint import_problems_detail_check check (char_length(detail) <= 300)
);
