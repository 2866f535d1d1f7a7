drop function name_beginnings(text[]);
drop function rarest_word(text[]);

create or replace function spellings_near(asked text) returns table (word text, distance integer)
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

drop index name_spellings_likeness_idx;
alter table name_spellings drop column likeness;
create index name_spellings_likeness_idx on name_spellings using gin (word gin_trgm_ops);
