-- Patrons are found within a blink among hundreds of thousands: fewer look-ups for each question, and each by the index that is meant for it.

-- The index of likeness answers equality too, a thousand times slower than the key, and Postgres may take it for that: so it stands on a
-- column that nothing is looked up by.
drop index name_spellings_likeness_idx;
alter table name_spellings add column likeness text not null generated always as (word) stored;
create index name_spellings_likeness_idx on name_spellings using gin (likeness gin_trgm_ops);

-- Spellings that begin with this or are like it, and how far off each is in thousandths. The threshold is lower than usual: people spell
-- names as they hear them.
create or replace function spellings_near(asked text) returns table (word text, distance integer)
language plpgsql stable parallel safe strict
set pg_trgm.similarity_threshold = 0.2
set enable_seqscan = off
as $$
begin
    return query (
        select spelling.word, 0 from name_spellings spelling
        where spelling.word >= asked and spelling.word < asked || U&'\+10FFFF'
        order by spelling.word limit 4
    ) union all (
        select spelling.word, (1000 - 1000 * similarity(spelling.likeness, asked))::integer as off_by
        from name_spellings spelling
        where spelling.likeness % asked and not starts_with(spelling.word, asked)
        order by off_by, spelling.word limit 4
    );
end
$$;

-- As before, with fewer pairs to look up: what begins like the given name is found with it.
create or replace function patrons_alike(asked text[]) returns table (id uuid, distance integer)
language plpgsql stable
set enable_seqscan = off
as $$
begin
    return query
    with near as materialized (
        select typed.position, spelling.word, spelling.distance
        from unnest(asked[:4]) with ordinality typed (word, position)
        cross join lateral spellings_near(typed.word) spelling
    ), given as materialized (
        select near.position, near.word, near.distance from near where near.distance > 0
        union all
        select typed.position, typed.word, 0 from unnest(asked[:4]) with ordinality typed (word, position)
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
        join given on given.position <> family.position
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

-- The word of a question that the fewest names have a beginning of, so that the fewest are read; three thousand count as any number.
create function rarest_word(asked text[]) returns text
language plpgsql stable
set enable_seqscan = off
as $$
begin
    if cardinality(asked) = 1 then
        return asked[1];
    end if;
    return (
        select typed.word
        from unnest(asked) with ordinality typed (word, turn)
        cross join lateral (
            select count(*) as bearers from (
                select from patron_words w
                where w.word >= typed.word and w.word < typed.word || U&'\+10FFFF'
                limit 3000
            ) called
        ) counted
        order by counted.bearers, typed.turn
        limit 1
    );
end
$$;

-- What names are sorted by begins so when one of two asked words begins the family name and the other the given name. Not where more than
-- fifty family names begin so: that would be more to look up than to read.
create function name_beginnings(asked text[]) returns text[]
language plpgsql stable
set enable_seqscan = off
as $$
begin
    if cardinality(asked) <> 2 then
        return '{}';
    end if;
    return array(
        select distinct family || ', ' || pair.given
        from (values (asked[1], asked[2]), (asked[2], asked[1])) pair (begun, given)
        cross join lateral (
            select array_agg(known.word) as families from (
                select word from name_spellings
                where word >= pair.begun and word < pair.begun || U&'\+10FFFF'
                order by word limit 51
            ) known
        ) spelt
        cross join unnest(spelt.families) family
        where cardinality(spelt.families) <= 50
    );
end
$$;

-- As before, and in fewer steps: names of two words are looked up where lists are sorted by them (3) before the words of all names are
-- read (4); spelling (5) is forgiven when fewer than five are called what was asked.
create or replace function patrons_answering(
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
    beginnings text[];
    rarest text;
    few constant bigint := 5;
    called_so bigint;
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
    if missing <= 0 then
        return;
    end if;

    beginnings := name_beginnings(asked);
    return query
    select distinct called.id, 3, 0, called.place
    from unnest(beginnings) beginning
    cross join lateral (
        select p.id, patron_place(p.sort_name) as place
        from patrons p
        where p.sort_name >= beginning and p.sort_name < beginning || U&'\+10FFFF' and p.state = 'active'
            and not starts_with(p.sort_name, begins)
            and (after_id is null or (3, patron_place(p.sort_name), p.id) > (after_rank, after_place, after_id))
            and p.id <> all(apart)
        order by p.sort_name, p.id
        limit missing
    ) called
    order by called.place, called.id
    limit missing;
    get diagnostics found_now = row_count;
    missing := missing - found_now;
    if missing <= 0 then
        return;
    end if;

    rarest := rarest_word(asked);
    return query
    select distinct w.patron_id, 4, 0, w.place
    from patron_words w
    where w.word >= rarest and w.word < rarest || U&'\+10FFFF'
        and w.words like all (patterns)
        and not starts_with(w.place, begins)
        and not exists (select from unnest(beginnings) beginning where starts_with(w.place, beginning))
        and (after_id is null or (4, w.place, w.patron_id) > (after_rank, after_place, after_id))
        and w.patron_id <> all(apart)
    order by w.place, w.patron_id
    limit missing;
    get diagnostics found_now = row_count;
    missing := missing - found_now;
    if missing <= 0 or not is_spelling_forgiven then
        return;
    end if;

    -- Of a later page as of the first: what it shows does not hang on where the page before ended.
    called_so := case when after_id is null then how_many - missing else (
        select count(*) from (
            select distinct w.patron_id
            from patron_words w
            where w.word >= rarest and w.word < rarest || U&'\+10FFFF' and w.words like all (patterns)
                and w.patron_id <> all(apart)
            limit few
        ) called
    ) end;
    if called_so >= few then
        return;
    end if;
    return query
    select alike.id, 5, alike.distance, patron_place(p.sort_name)
    from patrons_alike(asked) alike
    join patrons p on p.id = alike.id
    where not starts_with(p.sort_name, begins)
        and not exists (
            select from patron_words w where w.patron_id = p.id and w.words like all (patterns)
        )
        and (
            after_id is null
            or (5, alike.distance, patron_place(p.sort_name), p.id) > (after_rank, after_distance, after_place, after_id)
        )
        and p.id <> all(apart)
    order by alike.distance, patron_place(p.sort_name), p.id
    limit missing;
end
$$;
