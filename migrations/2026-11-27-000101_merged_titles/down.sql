-- What finds and counts titles, as it was.

create or replace function understood_title_question(question text)
    returns table (source text, query tsquery, settled tsquery, written text)
language plpgsql stable
set enable_seqscan = off
as $$
declare
    asked tsquery := title_query(question);
    before tsquery := settled_title_query(question);
    shelved text := trim(plain_words(question));
begin
    if asked is null then
        return;
    end if;
    if exists (select from titles title where title.search @@ both_queries('''sample:00''', before) and ts_match_vq(title.search, asked))
        or exists (select from titles title where title.search @@ asked)
    then
        return query select 'words', asked, before, null::text;
    elsif exists (
        select from items item
        where item.call_number is not null and item.status <> 'withdrawn'
            and plain_words(item.call_number) collate "C" >= shelved
            and plain_words(item.call_number) collate "C" < shelved || U&'\+10FFFF'
    ) then
        return query select 'shelf', null::tsquery, null::tsquery, null::text;
    else
        return query select 'corrected', corrected.* from corrected_title_question(question) corrected where corrected.query is not null;
    end if;
end
$$;

create or replace function weigh_titles(asked tsquery, settled tsquery, marks tsquery)
    returns table (settled_count bigint, asked_count bigint)
language plpgsql stable
set enable_seqscan = off
as $$
begin
    return query
    select (
        select count(*) from (
            select from titles title
            where title.search @@ both_queries('''sample:00''', settled)
                and (marks is null or ts_match_vq(title.search, marks))
            limit 33
        ) counted
    ), (
        select count(*) from (
            select from titles title
            where title.search @@ both_queries('''sample:00''', settled)
                and (marks is null or ts_match_vq(title.search, marks))
                and (asked is null or ts_match_vq(title.search, asked))
            limit 16
        ) counted
    );
end
$$;

create or replace function titles_ranked(
    asked tsquery, through tsquery, marks tsquery, begins text, at_branch_id uuid, is_available boolean,
    after_likeness real, after_id uuid, how_many bigint
) returns table (id uuid, likeness real, turn bigint)
language plpgsql stable
set enable_seqscan = off
set work_mem = '32MB'
as $$
begin
    return query
    with answering as materialized (
        select title.id, title.search_words as place, (
            ts_rank('{0.1, 0.3, 0.6, 1.0}', title.search, asked, 1)
            + case when starts_with(title.search_words, begins) then 1 else 0 end
        )::real as likeness
        from titles title
        where title.search @@ both_queries(through, marks) and ts_match_vq(title.search, asked)
            and ((at_branch_id is null and not is_available) or exists (
                select from items item
                where item.title_id = title.id and item.status <> 'withdrawn'
                    and (at_branch_id is null or item.home_branch_id = at_branch_id)
                    and (not is_available or item.status in ('available', 'recently_returned'))
            ))
    )
    select found.id, found.likeness, row_number() over (order by found.likeness desc, found.place, found.id)
    from answering found
    where found.likeness < after_likeness or (found.likeness = after_likeness and (found.place, found.id) > (
        coalesce((select last.search_words from titles last where last.id = after_id), ''), after_id
    ))
    order by 3 limit how_many;
end
$$;

create or replace function titles_beginning(
    asked tsquery, begins text, at_branch_id uuid, is_available boolean, after_id uuid, how_many bigint
) returns table (id uuid, likeness real, turn bigint)
language plpgsql stable
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
as $$
begin
    return query
    select found.id, 0::real, row_number() over ()
    from (
        select title.id
        from titles title
        where left(title.search_words, 100) collate "C" >= begins
            and left(title.search_words, 100) collate "C" < begins || U&'\+10FFFF'
            and (left(title.search_words, 100) collate "C", title.id) > (
                coalesce((select left(last.search_words, 100) from titles last where last.id = after_id), '') collate "C",
                coalesce(after_id, '00000000-0000-0000-0000-000000000000')
            )
            and ts_match_vq(title.search, asked)
            and ((at_branch_id is null and not is_available) or exists (
                select from items item
                where item.title_id = title.id and item.status <> 'withdrawn'
                    and (at_branch_id is null or item.home_branch_id = at_branch_id)
                    and (not is_available or item.status in ('available', 'recently_returned'))
            ))
        order by left(title.search_words, 100) collate "C", title.id limit how_many
    ) found;
end
$$;

create or replace function titles_newest(
    asked tsquery, begins text, at_branch_id uuid, is_available boolean, after_id uuid, how_many bigint
) returns table (id uuid, likeness real, turn bigint)
language plpgsql stable
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
as $$
begin
    return query
    select found.id, 0::real, row_number() over ()
    from (
        select title.id
        from titles title
        where (coalesce(title.published_year, -32768), title.id) < (
                coalesce((select coalesce(last.published_year, -32768) from titles last where last.id = after_id), 32767),
                coalesce(after_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
            )
            and (asked is null or ts_match_vq(title.search, asked))
            and (begins is null or not starts_with(title.search_words, begins))
            and ((at_branch_id is null and not is_available) or exists (
                select from items item
                where item.title_id = title.id and item.status <> 'withdrawn'
                    and (at_branch_id is null or item.home_branch_id = at_branch_id)
                    and (not is_available or item.status in ('available', 'recently_returned'))
            ))
        order by coalesce(title.published_year, -32768) desc, title.id desc limit how_many
    ) found;
end
$$;

create or replace function titles_alphabetical(
    asked tsquery, at_branch_id uuid, is_available boolean, after_id uuid, how_many bigint
) returns table (id uuid, likeness real, turn bigint)
language plpgsql stable
set enable_seqscan = off
set enable_bitmapscan = off
set enable_sort = off
as $$
begin
    return query
    select found.id, 0::real, row_number() over ()
    from (
        select title.id
        from titles title
        where (fold_text(title.title), title.id) > (
                coalesce((select fold_text(last.title) from titles last where last.id = after_id), ''),
                coalesce(after_id, '00000000-0000-0000-0000-000000000000')
            )
            and (asked is null or ts_match_vq(title.search, asked))
            and ((at_branch_id is null and not is_available) or exists (
                select from items item
                where item.title_id = title.id and item.status <> 'withdrawn'
                    and (at_branch_id is null or item.home_branch_id = at_branch_id)
                    and (not is_available or item.status in ('available', 'recently_returned'))
            ))
        order by fold_text(title.title), title.id limit how_many
    ) found;
end
$$;

create or replace function titles_gathered(
    asked tsquery, through tsquery, is_newest_first boolean, at_branch_id uuid, is_available boolean,
    after_id uuid, how_many bigint
) returns table (id uuid, likeness real, turn bigint)
language plpgsql stable
set enable_seqscan = off
set work_mem = '32MB'
as $$
begin
    return query
    with answering as materialized (
        select title.id, fold_text(title.title) as place, coalesce(title.published_year, -32768) as year
        from titles title
        where title.search @@ through and ts_match_vq(title.search, asked)
            and ((at_branch_id is null and not is_available) or exists (
                select from items item
                where item.title_id = title.id and item.status <> 'withdrawn'
                    and (at_branch_id is null or item.home_branch_id = at_branch_id)
                    and (not is_available or item.status in ('available', 'recently_returned'))
            ))
    ), last as (
        select fold_text(title.title) as place, coalesce(title.published_year, -32768) as year
        from titles title where title.id = after_id
    )
    select found.id, 0::real, row_number() over (
        order by case when is_newest_first then found.year end desc, case when is_newest_first then found.id end desc,
            found.place, found.id
    )
    from answering found
    where after_id is null or case
        when is_newest_first then (found.year, found.id) < (coalesce((select year from last), 32767), after_id)
        else (found.place, found.id) > (coalesce((select place from last), ''), after_id)
    end
    order by 3 limit how_many;
end
$$;

create or replace function titles_to_count(
    asked tsquery, settled tsquery, shelved text, near tsquery, shares integer,
    asked_format text, asked_language text, asked_audience text, asked_subject text, at_branch_id uuid, is_available boolean
) returns table (
    format text, language text, audience text, subjects text[], branches uuid[],
    fits_format boolean, fits_language boolean, fits_audience boolean, fits_subject boolean, fits_branch boolean,
    fits_available boolean, can_be_had boolean
)
language plpgsql stable
set enable_seqscan = off
set work_mem = '32MB'
as $$
declare
    share tsquery := case when shares = 256 then '''audience:'':*' else (
        select string_agg('''sample:' || lpad(to_hex(number), 2, '0') || '''', ' | ')::tsquery
        from generate_series(0, shares - 1) number
    ) end;
    -- The last word is only begun: where very many words begin so, the shares find the titles faster than it does.
    through tsquery := both_queries(both_queries(case when shares < 8 then settled else asked end, near), share);
begin
    if shares = 256 and (asked is not null or near is not null) then
        through := both_queries(asked, near);
    end if;
    return query
    with answering as materialized (
        select title.id, title.format, title.language, title.audience, title.subjects, title.search
        from titles title
        where shelved is null and title.search @@ through and (asked is null or ts_match_vq(title.search, asked))
        union all
        select title.id, title.format, title.language, title.audience, title.subjects, title.search
        from titles title
        where shelved is not null and title.id in (
            select item.title_id from items item
            where item.call_number is not null and item.status <> 'withdrawn'
                and plain_words(item.call_number) collate "C" >= shelved
                and plain_words(item.call_number) collate "C" < shelved || U&'\+10FFFF'
            limit 4096
        )
    )
    select found.format, found.language, found.audience, found.subjects,
        case when is_available then copies.with_one_to_have else copies.branches end,
        asked_format is null or found.format = asked_format,
        asked_language is null or found.language is not distinct from asked_language,
        asked_audience is null or found.audience = asked_audience,
        asked_subject is null or ts_match_vq(found.search, marks_query(array[asked_subject])),
        at_branch_id is null or coalesce(at_branch_id = any(copies.branches), false),
        not is_available or copies.can_be_had,
        copies.can_be_had
    from answering found
    cross join lateral (
        select array_agg(distinct item.home_branch_id) as branches,
            array_agg(distinct item.home_branch_id) filter (where item.status in ('available', 'recently_returned'))
                as with_one_to_have,
            coalesce(bool_or(item.status in ('available', 'recently_returned')
                and (at_branch_id is null or item.home_branch_id = at_branch_id)), false) as can_be_had
        from items item where item.title_id = found.id and item.status <> 'withdrawn'
    ) copies;
end
$$;

create or replace function title_facets(
    asked tsquery, settled tsquery, shelved text,
    asked_format text, asked_language text, asked_audience text, asked_subject text, at_branch_id uuid, is_available boolean
) returns jsonb
language plpgsql stable
set enable_seqscan = off
as $$
declare
    near tsquery := nearly_marks_query(array_remove(array[
        'format:' || asked_format, 'language:' || asked_language, 'audience:' || asked_audience, asked_subject
    ], null));
    shares integer := case when shelved is null then (
        select shares_to_count(count(*)) from titles title
        where title.search @@ both_queries('''sample:00''', settled)
            and (near is null or ts_match_vq(title.search, near)) and (asked is null or ts_match_vq(title.search, asked))
    ) else 256 end;
begin
    return (
        with counted as materialized (
            select * from titles_to_count(asked, settled, shelved, near, shares,
                asked_format, asked_language, asked_audience, asked_subject, at_branch_id, is_available)
        ), values as (
            select 'formats' as facet, format as value, null::text as written, count(*) as titles from counted
            where fits_language and fits_audience and fits_subject and fits_branch and fits_available group by 2
            union all
            select 'languages', language, null, count(*) from counted
            where language is not null and fits_format and fits_audience and fits_subject and fits_branch and fits_available
            group by 2
            union all
            select 'audiences', audience, null, count(*) from counted
            where fits_format and fits_language and fits_subject and fits_branch and fits_available group by 2
            union all
            select 'branches', branch::text, null, count(*) from counted, unnest(branches) branch
            where fits_format and fits_language and fits_audience and fits_subject group by 2
            union all (
                select 'subjects', fold_text(subject), min(subject), count(*) from counted, unnest(subjects) subject
                where fits_format and fits_language and fits_audience and fits_branch and fits_available
                group by 2 order by 4 desc, 2 limit 20
            )
        ), sums as (
            select count(*) filter (where fits_branch and fits_available) as total,
                count(*) filter (where fits_branch and can_be_had) as can_be_had
            from counted where fits_format and fits_language and fits_audience and fits_subject
        )
        select jsonb_build_object(
            'is_estimate', shares < 256,
            'total_count', estimated_count(sums.total, shares),
            'available_count', estimated_count(sums.can_be_had, shares)
        ) || coalesce((
            select jsonb_object_agg(facet, counts) from (
                select facet, jsonb_agg(
                    jsonb_build_object('value', coalesce(written, value), 'count', estimated_count(titles, shares))
                    order by titles desc, value
                ) as counts
                from values group by facet
            ) facets
        ), '{}')
        from sums
    );
end
$$;

drop index titles_merged_into_idx;
alter table titles drop column merged_into_id;
