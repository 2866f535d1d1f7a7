-- The order of every list of patrons, kept with the row: folding thousands of names for each search takes longer than
-- finding them.
alter table patrons
    add column sort_name text not null generated always as (fold_text(family_name || ', ' || given_name)) stored;
drop index patrons_family_name_idx;
create index patrons_sort_name_idx on patrons (sort_name, id);
