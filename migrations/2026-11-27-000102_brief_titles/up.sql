-- Titles that a desk wrote down in a hurry, for a cataloguer to complete.

alter table titles
    -- Whether it was added with a few words at the desk, and nobody has completed it yet.
    add column is_brief boolean not null default false;
-- The oldest first.
create index titles_brief_idx on titles (created_at, id) where is_brief and merged_into_id is null;
