-- What the desk calls the patron, said once for every list that names people.
alter table patrons
    add column name text not null generated always as (coalesce(preferred_name, given_name) || ' ' || family_name) stored;
