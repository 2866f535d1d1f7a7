-- Items in the order of their shelves.

alter table items
    -- How the call number is read; none leaves it to the service to guess.
    add column call_number_scheme text
        constraint items_call_number_scheme_check check (call_number_scheme in ('dewey', 'lcc', 'fiction', 'own')),
    -- The place on the shelf, made from scheme and call number by the service and compared byte by byte. What has no place
    -- stands last, as `~`.
    add column shelf_key text collate "C" not null default '~'
        constraint items_shelf_key_check check (octet_length(shelf_key) between 1 and 400),
    -- The version of the rules that made it. Any other than the service's is made anew by a job; 0 is none yet.
    add column shelf_key_version smallint not null default 0,
    -- Whether the call number reads as its scheme says; none without a call number, or before it was looked at.
    add column call_number_parsed boolean;

-- Walks a shelf from an item in both directions. What was withdrawn stands on none.
create index items_shelf_idx on items (home_branch_id, location_id, shelf_key, barcode collate "C")
    where status <> 'withdrawn';
-- Finds keys of other versions, of which there are none nearly always.
create index items_shelf_key_version_idx on items (shelf_key_version);
