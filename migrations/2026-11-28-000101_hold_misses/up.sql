-- Copies that the pull list asked for and that were not on their shelf. Their hold goes on to another branch, and the list
-- asks for the copy no more until it was seen again.

create table hold_misses (
    hold_id uuid not null,
    item_id uuid not null,
    branch_id uuid not null,
    staff_id uuid not null,
    missed_at timestamptz not null,
    constraint hold_misses_pkey primary key (hold_id, item_id),
    constraint hold_misses_hold_id_fkey foreign key (hold_id) references holds (id),
    constraint hold_misses_item_id_fkey foreign key (item_id) references items (id),
    constraint hold_misses_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint hold_misses_staff_id_fkey foreign key (staff_id) references staff (id)
);
create index hold_misses_item_idx on hold_misses (item_id, missed_at);
-- Copies on their shelf, for the pull list of a branch.
create index items_on_shelf_idx on items (title_id, current_branch_id) where status in ('available', 'recently_returned');
