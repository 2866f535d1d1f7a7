-- Patrons are found by the words of their names, each kept with all that a search shows the order by: twenty thousand
-- Smiths are read from one index, and none of their records but those that are shown.

-- Beginnings are looked for by code point, in the order of every list.
alter table patrons alter column sort_name type text collate "C";
drop function patrons_alike(text);
alter table patrons drop column search_words;

-- One row for each word of an active patron's name.
create table patron_words (
    word text collate "C" not null,
    -- What lists are sorted by, as far as an index can hold it.
    place text collate "C" not null,
    patron_id uuid not null,
    -- The words of the name, a space before each.
    words text collate "C" not null,
    constraint patron_words_pkey primary key (word, place, patron_id) include (words),
    constraint patron_words_patron_id_fkey foreign key (patron_id) references patrons (id)
);
create index patron_words_patron_idx on patron_words (patron_id);

-- Every word that some active patron is called by: what a misspelt one is compared with.
create table name_spellings (
    word text collate "C" not null,
    constraint name_spellings_pkey primary key (word)
);
create index name_spellings_likeness_idx on name_spellings using gin (word gin_trgm_ops);

create function patron_place(sort_name text) returns text
language sql immutable parallel safe strict
as $$ select left(sort_name, 150) $$;

-- Writes the words of these patrons. Spellings that are known are locked, so that whoever takes the last patron of that
-- name away at the same time waits, and sees that there is one more.
create function add_patron_words(patron_ids uuid[]) returns void
language plpgsql
as $$
declare
    fresh text[];
    known text[];
begin
    with written as (
        insert into patron_words (word, place, patron_id, words)
        select distinct left(word, 40), patron_place(patron.sort_name), patron.id, left(name.words, 200)
        from patrons patron
        cross join lateral name_words(
            patron.given_name || ' ' || patron.family_name || ' ' || coalesce(patron.preferred_name, '')
        ) name (words)
        cross join regexp_split_to_table(name.words, '\s+') word
        where patron.id = any(patron_ids) and patron.state = 'active' and word <> ''
        returning word
    )
    select array_agg(distinct word) into fresh from written;
    known := array(select word from name_spellings where word = any(fresh) order by word for key share);
    insert into name_spellings (word)
    select word from unnest(fresh) word except select unnest(known)
    on conflict do nothing;
end
$$;

-- Takes the words of these patrons away, and spellings that are nobody's any more.
create function remove_patron_words(patron_ids uuid[]) returns void
language plpgsql
as $$
declare
    gone text[];
begin
    with removed as (
        delete from patron_words where patron_id = any(patron_ids) returning word
    )
    select array_agg(distinct word) into gone from removed;
    perform from name_spellings where word = any(gone) order by word for update;
    delete from name_spellings spelling
    where spelling.word = any(gone)
        and not exists (select from patron_words used where used.word = spelling.word);
end
$$;

-- The words of a question, the longest first; eight at most. Null when there is none.
create function asked_words(question text) returns text[]
language sql immutable parallel safe strict
as $$
    select array_agg(word order by char_length(word) desc, word)
    from (
        select distinct left(word, 40) as word
        from regexp_split_to_table(name_words(question), '\s+') word
        where word <> ''
        limit 8
    ) typed
$$;

-- What the words of a name must be like to have words that begin with each of the question's.
create function name_patterns(question text) returns text[]
language sql immutable parallel safe strict
as $$
    select array_agg('% ' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%')
    from unnest(asked_words(question)) word
$$;

create function note_added_patrons() returns trigger
language plpgsql
as $$
begin
    perform add_patron_words(array(select id from noted));
    return null;
end
$$;
create function note_changed_patrons() returns trigger
language plpgsql
as $$
declare
    changed uuid[] := array(
        select before.id
        from noted join before using (id)
        where (before.name, before.sort_name, before.state)
            is distinct from (noted.name, noted.sort_name, noted.state)
    );
begin
    if cardinality(changed) > 0 then
        perform remove_patron_words(changed);
        perform add_patron_words(changed);
    end if;
    return null;
end
$$;
create trigger patrons_note_added after insert on patrons
    referencing new table as noted for each statement execute function note_added_patrons();
create trigger patrons_note_changed after update on patrons
    referencing old table as before new table as noted for each statement execute function note_changed_patrons();

select add_patron_words(array(select id from patrons));

-- Spellings that begin with this or are like it, and how far off each is in thousandths. The threshold is lower than
-- usual: people spell names as they hear them.
create function spellings_near(asked text) returns table (word text, distance integer)
language sql stable parallel safe strict
set pg_trgm.similarity_threshold = 0.2
as $$
    (
        select word, 0 from name_spellings where word >= asked and word < asked || U&'\+10FFFF' order by word limit 6
    ) union all (
        select word, (1000 - 1000 * similarity(word, asked))::integer as distance
        from name_spellings where word % asked and not starts_with(word, asked)
        order by distance, word limit 6
    )
$$;

-- Patrons whose names are spelt like the asked words: at most 50, the same for every page. Two words are a family name
-- and a given name, whichever comes first, or two of the family name.
create function patrons_alike(asked text[]) returns table (id uuid, distance integer)
language plpgsql stable
set enable_seqscan = off
as $$
begin
    return query
    with near as materialized (
        select typed.position, spelling.word, spelling.distance
        from unnest(asked[:4]) with ordinality typed (word, position)
        cross join lateral spellings_near(typed.word) spelling
    ), alike as (
        select called.patron_id, near.distance, called.place
        from near
        cross join lateral (
            select w.patron_id, w.place from patron_words w
            where w.word = near.word order by w.place, w.patron_id limit 50
        ) called
        where cardinality(asked) = 1
        union all
        select called.id, family.distance + given.distance, patron_place(called.sort_name)
        from near family
        join near given on given.position <> family.position
        cross join (values (', '), (' ')) link (between_words)
        cross join lateral (
            select p.id, p.sort_name from patrons p
            where p.sort_name >= family.word || link.between_words || given.word
                and p.sort_name < family.word || link.between_words || given.word || U&'\+10FFFF'
                and p.state = 'active'
            order by p.sort_name, p.id limit 50
        ) called
    )
    select best.patron_id, best.distance
    from (
        select distinct on (alike.patron_id) alike.patron_id, alike.distance, alike.place
        from alike order by alike.patron_id, alike.distance
    ) best
    order by best.distance, best.place, best.patron_id
    limit 50;
end
$$;

-- The next `how_many` patrons who answer a question, after the last one of the page before: those whose family name it
-- begins (2), those who have words that begin with its words (3), those spelt alike (4). Not those in `apart`, who were
-- found otherwise. Each kind is looked for only when those before it do not fill the page.
create function patrons_answering(
    question text, apart uuid[], after_rank integer, after_distance integer, after_place text, after_id uuid,
    how_many bigint, is_spelling_forgiven boolean
) returns table (id uuid, rank integer, distance integer, place text)
language plpgsql stable
set enable_seqscan = off
as $$
declare
    begins text := fold_text(trim(question));
    asked text[] := asked_words(question);
    patterns text[] := name_patterns(question);
    found_now bigint;
    missing bigint := how_many;
begin
    if asked is null then
        return;
    end if;

    return query
    select p.id, 2, 0, patron_place(p.sort_name)
    from patrons p
    where p.sort_name >= begins and p.sort_name < begins || U&'\+10FFFF' and p.state = 'active'
        and (after_id is null or (2, patron_place(p.sort_name), p.id) > (after_rank, after_place, after_id))
        and p.id <> all(apart)
    order by p.sort_name, p.id
    limit missing;
    get diagnostics found_now = row_count;
    missing := missing - found_now;

    if missing > 0 then
        return query
        select named.patron_id, 3, 0, named.place
        from (
            select distinct w.place, w.patron_id
            from patron_words w
            where w.word >= asked[1] and w.word < asked[1] || U&'\+10FFFF'
                and w.words like all (patterns)
                and not starts_with(w.place, begins)
                and (after_id is null or (3, w.place, w.patron_id) > (after_rank, after_place, after_id))
                and w.patron_id <> all(apart)
        ) named
        order by named.place, named.patron_id
        limit missing;
        get diagnostics found_now = row_count;
        missing := missing - found_now;
    end if;

    if missing > 0 and is_spelling_forgiven then
        return query
        select alike.id, 4, alike.distance, patron_place(p.sort_name)
        from patrons_alike(asked) alike
        join patrons p on p.id = alike.id
        where not starts_with(p.sort_name, begins)
            and not exists (
                select from patron_words w where w.patron_id = p.id and w.words like all (patterns)
            )
            and (
                after_id is null
                or (4, alike.distance, patron_place(p.sort_name), p.id) > (after_rank, after_distance, after_place, after_id)
            )
            and p.id <> all(apart)
        order by alike.distance, patron_place(p.sort_name), p.id
        limit missing;
    end if;
end
$$;
