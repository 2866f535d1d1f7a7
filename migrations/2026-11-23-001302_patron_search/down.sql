drop index patrons_phone_end_idx;
drop function phone_end(text);
create index patrons_phone_idx on patrons (regexp_replace(phone, '[^0-9]', '', 'g')) where phone is not null;
drop function patrons_alike(text);
alter table patrons
    drop column search_words,
    add column search_name text generated always as (
        fold_text(given_name || ' ' || family_name || ' ' || coalesce(preferred_name, ''))
    ) stored;
create index patrons_search_name_idx on patrons using gin (search_name gin_trgm_ops);
drop function name_words(text);
