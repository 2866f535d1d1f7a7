-- Holds: who waits for which title or item, in what order, and what has been put aside for them.

create table holds (
    id uuid not null,
    title_id uuid not null,
    -- Only this copy will do; none: any copy of the title.
    item_id uuid,
    -- Only copies of this part (a volume, a disc) will do.
    part text,
    -- Forgotten after the library's days, once the hold has ended.
    patron_id uuid,
    pickup_branch_id uuid not null,
    state text not null default 'pending',
    -- The order among the pending holds of a title. Positions are counted from it and never stored, so they have no gaps.
    rank numeric not null,
    is_suspended boolean not null default false,
    -- The day from which it counts again; none: until somebody says so.
    suspended_until date,
    placed_at timestamptz not null,
    placed_by uuid not null,
    placed_branch_id uuid not null,
    -- The last day the patron wants it.
    wanted_until date,
    note text,
    -- The copy put aside. Kept when a hold ends, so that whoever clears the shelf sees whose it was.
    captured_item_id uuid,
    captured_at timestamptz,
    waiting_since timestamptz,
    -- The last day it waits on the shelf; set when it first arrives there.
    shelf_expires_on date,
    closed_at timestamptz,
    close_reason text,
    -- In the words of whoever cancelled it.
    cancel_reason text,
    constraint holds_pkey primary key (id),
    constraint holds_title_id_fkey foreign key (title_id) references titles (id),
    constraint holds_item_id_fkey foreign key (item_id) references items (id),
    constraint holds_patron_id_fkey foreign key (patron_id) references patrons (id),
    constraint holds_pickup_branch_id_fkey foreign key (pickup_branch_id) references branches (id),
    constraint holds_placed_by_fkey foreign key (placed_by) references staff (id),
    constraint holds_placed_branch_id_fkey foreign key (placed_branch_id) references branches (id),
    constraint holds_captured_item_id_fkey foreign key (captured_item_id) references items (id),
    constraint holds_state_check check (
        state in ('pending', 'in_transit', 'waiting', 'filled', 'cancelled', 'expired')
    ),
    constraint holds_one_wish_check check (num_nonnulls(item_id, part) <= 1),
    constraint holds_open_has_patron_check check (patron_id is not null or closed_at is not null),
    constraint holds_closed_check check (
        (closed_at is null) = (state in ('pending', 'in_transit', 'waiting'))
        and (closed_at is null) = (close_reason is null)
    ),
    constraint holds_close_reason_check check (
        close_reason in ('checked_out', 'cancelled', 'not_wanted', 'not_collected', 'merged', 'item_gone')
    ),
    constraint holds_captured_check check (
        num_nonnulls(captured_item_id, captured_at) in (0, 2)
        and (state <> 'pending' or captured_item_id is null)
        and (state not in ('in_transit', 'waiting') or captured_item_id is not null)
    ),
    constraint holds_waiting_check check (
        num_nonnulls(waiting_since, shelf_expires_on) in (0, 2)
        and (state <> 'waiting' or waiting_since is not null)
        and (state not in ('pending', 'in_transit') or waiting_since is null)
    ),
    constraint holds_suspended_check check (
        (is_suspended or suspended_until is null) and not (is_suspended and state in ('in_transit', 'waiting'))
    )
);
-- One captured hold an item: the last judge of every race.
create unique index holds_one_captured_key on holds (captured_item_id) where state in ('in_transit', 'waiting');
create unique index holds_rank_key on holds (title_id, rank) where state = 'pending';
create index holds_open_by_patron_idx on holds (patron_id, title_id) where closed_at is null;
create index holds_by_patron_idx on holds (patron_id, closed_at) where patron_id is not null;
create index holds_by_title_idx on holds (title_id, placed_at, id);
create index holds_by_item_idx on holds (item_id) where item_id is not null and closed_at is null;
create index holds_captured_idx on holds (captured_item_id, captured_at desc) where captured_item_id is not null;
create index holds_pickup_idx on holds (pickup_branch_id, placed_at, id) where closed_at is null;
create index holds_placed_idx on holds (placed_at, id);
create index items_on_hold_shelf_idx on items (current_branch_id, status_at, id) where status = 'on_hold_shelf';
