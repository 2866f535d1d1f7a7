-- What the desk finds a patron by while it types: beginnings of the words of a name, and the end of a phone number.

-- Every word follows a space, also the parts of O'Neill and Smith-Jones.
create function name_words(value text) returns text
language sql immutable parallel safe strict
as $$ select ' ' || translate(public.fold_text(value), '-''’.,', '     ') $$;

alter table patrons
    drop column search_name,
    add column search_words text not null
        generated always as (name_words(given_name || ' ' || family_name || ' ' || coalesce(preferred_name, ''))) stored;
create index patrons_search_words_idx on patrons using gin (search_words gin_trgm_ops);

-- Patrons with a name spelt like this one, and how far it is off in thousandths. The threshold is lower than usual:
-- people spell names as they hear them, and what begins with what was typed is told first anyway.
create function patrons_alike(words text) returns table (id uuid, distance integer)
language sql stable parallel safe strict
set pg_trgm.word_similarity_threshold = 0.4
as $$
    select patrons.id, (1000 - 1000 * word_similarity(name_words(words), patrons.search_words))::integer
    from patrons
    where name_words(words) <% patrons.search_words
$$;

-- A number is the same with and without its country and area code when it ends the same.
create function phone_end(value text) returns text
language sql immutable parallel safe strict
as $$ select reverse(regexp_replace(value, '[^0-9]', '', 'g')) $$;

drop index patrons_phone_idx;
create index patrons_phone_end_idx on patrons (phone_end(phone) text_pattern_ops) where phone is not null;
