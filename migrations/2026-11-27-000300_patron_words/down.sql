drop function patrons_answering(text, uuid[], integer, integer, text, uuid, bigint, boolean);
drop function patrons_alike(text[]);
drop function spellings_near(text);
drop function name_patterns(text);
drop function asked_words(text);
drop trigger patrons_note_added on patrons;
drop trigger patrons_note_changed on patrons;
drop function note_added_patrons();
drop function note_changed_patrons();
drop function add_patron_words(uuid[]);
drop function remove_patron_words(uuid[]);
drop function patron_place(text);
drop table name_spellings;
drop table patron_words;

alter table patrons
    alter column sort_name type text,
    add column search_words text not null
        generated always as (name_words(given_name || ' ' || family_name || ' ' || coalesce(preferred_name, ''))) stored;
create index patrons_search_words_idx on patrons using gin (search_words gin_trgm_ops);

create function patrons_alike(words text) returns table (id uuid, distance integer)
language sql stable parallel safe strict
set pg_trgm.word_similarity_threshold = 0.4
as $$
    select patrons.id, (1000 - 1000 * word_similarity(name_words(words), patrons.search_words))::integer
    from patrons
    where name_words(words) <% patrons.search_words
$$;
