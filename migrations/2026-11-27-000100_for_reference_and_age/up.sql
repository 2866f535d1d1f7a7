-- What keeps a single copy in the building, and a title from who is too young for it.

alter table items
    -- Whether it may be lent, as far as the copy itself is concerned. Its policy may forbid it all the same.
    add column is_for_loan boolean not null default true;

alter table titles
    -- The age from which it is lent; none means any.
    add column minimum_age smallint
        constraint titles_minimum_age_check check (minimum_age between 0 and 21);
