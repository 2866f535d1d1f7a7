-- How many titles each further filter would leave.
--
-- Up to some thousands of titles are counted one by one. Of more, as many of the 256 shares are counted as make about five
-- hundred titles, and the counts are raised to the whole and rounded: an estimate, and it says so.

-- A count of a part, raised to the whole, with two digits that mean something.
create function estimated_count(counted bigint, shares integer) returns bigint
language sql immutable parallel safe
as $$
    select case
        when shares = 256 or counted = 0 then counted
        else round(counted * 256.0 / shares, 1 - floor(log(counted * 256.0 / shares))::integer)::bigint
    end
$$;

-- The titles that have all of these marks, or all but one: any title when there are fewer than two.
create function nearly_marks_query(marks text[]) returns tsquery
language sql immutable parallel safe
as $$
    select string_agg('(' || marks_query(array_remove(marks, mark))::text || ')', ' | ')::tsquery
    from unnest(marks) mark
    where cardinality(marks) > 1
$$;

-- How many shares have to be counted, of titles that so many of one share are.
create function shares_to_count(in_one_share bigint) returns integer
language sql immutable parallel safe
as $$ select case when in_one_share < 16 then 256 else least(256, ceil(500.0 / in_one_share))::integer end $$;

-- The titles to count, each with the filters that leave it. `shelved` instead of a question is a call number's beginning.
create function titles_to_count(
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

-- The counts. Each facet is counted with every filter but its own. Marks are null where nothing is asked.
create function title_facets(
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
