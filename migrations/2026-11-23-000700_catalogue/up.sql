-- Titles and their items.

create table titles (
    id uuid not null,
    title text not null,
    subtitle text,
    author text,
    contributors text[] not null default '{}',
    format text not null,
    -- ISO 639-1.
    language text,
    audience text not null default 'general',
    published_year smallint,
    publisher text,
    edition text,
    series text,
    -- ISBN-13, digits only.
    isbns text[] not null default '{}',
    subjects text[] not null default '{}',
    summary text,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    search tsvector generated always as (
        setweight(to_tsvector('simple', fold_text(title || ' ' || coalesce(subtitle, ''))), 'A')
        || setweight(to_tsvector('simple', fold_text(coalesce(author, '') || ' ' || join_text(contributors))), 'B')
        || setweight(to_tsvector('simple', fold_text(coalesce(series, '') || ' ' || join_text(subjects))), 'C')
        || setweight(to_tsvector('simple', join_text(isbns)), 'D')
    ) stored,
    search_words text generated always as (
        fold_text(title || ' ' || coalesce(subtitle, '') || ' ' || coalesce(author, ''))
    ) stored,
    constraint titles_pkey primary key (id),
    constraint titles_format_check check (
        format in ('book', 'large_print', 'audiobook', 'music', 'film', 'magazine', 'game', 'map', 'kit', 'other')
    ),
    constraint titles_audience_check check (audience in ('general', 'adult', 'teen', 'child')),
    constraint titles_lists_check check (
        array_position(contributors, null) is null and array_position(isbns, null) is null
        and array_position(subjects, null) is null
    ),
    constraint titles_published_year_check check (published_year between -3000 and 2200)
);
create index titles_search_idx on titles using gin (search);
create index titles_search_words_idx on titles using gin (search_words gin_trgm_ops);
create index titles_order_idx on titles (fold_text(title), id);

create table items (
    id uuid not null,
    title_id uuid not null,
    barcode text not null,
    item_type_id uuid not null,
    home_branch_id uuid not null,
    location_id uuid not null,
    collection_id uuid,
    call_number text,
    -- Volume, disc: what a hold may ask for.
    part text,
    status text not null default 'available',
    status_at timestamptz not null default now(),
    current_branch_id uuid not null,
    in_transit_to_id uuid,
    -- Minor units; none means the policy's default.
    replacement_price bigint,
    parts_count smallint not null default 1,
    missing_parts text,
    check_out_message text,
    check_in_message text,
    public_note text,
    staff_note text,
    last_seen_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint items_pkey primary key (id),
    constraint items_title_id_fkey foreign key (title_id) references titles (id),
    constraint items_item_type_id_fkey foreign key (item_type_id) references item_types (id),
    constraint items_home_branch_id_fkey foreign key (home_branch_id) references branches (id),
    constraint items_location_fkey foreign key (location_id, home_branch_id) references locations (id, branch_id),
    constraint items_collection_id_fkey foreign key (collection_id) references collections (id),
    constraint items_current_branch_id_fkey foreign key (current_branch_id) references branches (id),
    constraint items_in_transit_to_id_fkey foreign key (in_transit_to_id) references branches (id),
    constraint items_status_check check (
        status in (
            'available', 'on_loan', 'on_hold_shelf', 'in_transit', 'recently_returned', 'in_processing', 'in_repair',
            'on_order', 'lost', 'missing', 'claimed_returned', 'withdrawn'
        )
    ),
    constraint items_in_transit_check check ((status = 'in_transit') = (in_transit_to_id is not null)),
    constraint items_replacement_price_check check (replacement_price >= 0),
    constraint items_parts_count_check check (parts_count between 1 and 999)
);
create unique index items_barcode_key on items (upper(barcode));
create index items_title_idx on items (title_id);
create index items_home_branch_idx on items (home_branch_id, id);
create index items_recently_returned_idx on items (status_at) where status = 'recently_returned';
