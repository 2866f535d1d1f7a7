-- Answers to a question that reach from the best title to the last, however many there are.
--
-- What few titles answer is ranked. Of what thousands answer, ranking would read them all and put none of them first:
-- there the titles that begin with the question come first, then the others, the newest before the older. Which of the
-- two a question is follows from how many titles of the share `sample:00` answer.

drop function titles_answering(tsquery, text, text, text, uuid, boolean);
drop function corrected_title_query(text);

create index titles_beginning_idx on titles ((left(search_words, 100) collate "C"), id);
create index titles_newest_idx on titles (coalesce(published_year, -32768) desc, id desc);
create index items_call_words_idx on items ((plain_words(call_number) collate "C"), title_id) where call_number is not null;

-- Titles that have all these marks, in which a subject may be written in any case; null when none is asked for.
create function marks_query(marks text[]) returns tsquery
language sql immutable parallel safe
as $$
    select string_agg('''' || replace(replace(folded, '\', '\\'), '''', '''''') || '''', ' & ')::tsquery
    from unnest(marks) mark, left(fold_text(mark), 208) folded
$$;

-- Two conditions that must both hold; null is none.
create function both_queries(one tsquery, other tsquery) returns tsquery
language sql immutable parallel safe
as $$ select coalesce(one && other, one, other) $$;

-- The words of a question that are written to their end: all but the last. Null when there is only one.
create function settled_title_query(question text) returns tsquery
language sql immutable parallel safe
as $$
    select plainto_tsquery('simple', words) from substring(trim(plain_words(question)) from '^(.*)\s\S+$') words where words is not null
$$;

-- The word of the catalogue that a word means: itself when it stands there, or begins something there while it is only
-- begun; else what is spelt most like it. Null when nothing is.
create function title_words_meant(asked text, is_begun boolean) returns text[]
language plpgsql stable parallel safe
as $$
begin
    if char_length(asked) < 3 or asked ~ '^[0-9]+$'
        or exists (select from title_words where word = asked)
        or (is_begun and exists (select from title_words where word >= asked and word < asked || U&'\+10FFFF'))
    then
        return array[asked];
    end if;
    return (
        select array_agg(near.word order by near.likeness desc, near.word)
        from (
            select word, likeness, max(likeness) over () as best
            from (
                select distinct word, similarity(word, asked) as likeness
                from title_words where word % asked
                order by likeness desc, word limit 5
            ) nearest
        ) near
        where near.likeness > near.best - 0.1
    );
end
$$;

-- A question with each word that stands in no title replaced by those most like it, and how a person would write that.
-- No row when a word is like none.
create function corrected_title_question(question text) returns table (query tsquery, settled tsquery, written text)
language sql stable parallel safe
as $$
    with asked as (
        select word, position, position = max(position) over () as is_begun
        from regexp_split_to_table(trim(plain_words(question)), '\s+') with ordinality as typed (word, position)
        where word <> ''
    ), meant as (
        select position, is_begun, word, title_words_meant(word, is_begun) as words from asked
    ), said as (
        select position, is_begun, words[1] as written, case
            when words = array[word] then quote_literal(word) || case when is_begun then ':*' else '' end
            else '(' || (select string_agg(quote_literal(one), ' | ') from unnest(words) one) || ')'
        end as query
        from meant
    )
    select string_agg(query, ' & ' order by position)::tsquery,
        (string_agg(query, ' & ' order by position) filter (where not is_begun))::tsquery,
        string_agg(written, ' ' order by position)
    from said
    having bool_and(query is not null)
$$;

-- How a question is answered: by `words`; when no title has them, by the call number it begins (`shelf`); else, by the
-- words it was meant to have (`corrected`). No row when nothing answers.
create function understood_title_question(question text)
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

-- How many titles of one share of 256 have the settled words and the marks, and how many of those the whole question:
-- counted as far as it makes a difference, to 33 and to 16.
create function weigh_titles(asked tsquery, settled tsquery, marks tsquery)
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

-- The titles that answer, the best first; those that begin with the question are better than those that do not. They are
-- found in the index by `through`, which all of them have. A limit would tempt the planner to read the whole table for
-- answers it only believes to be many.
create function titles_ranked(
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

-- The titles that answer and begin with the question, in the order of their words.
create function titles_beginning(
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

-- The titles that answer, the newest first, without those that begin with the question. Null asks for any title.
create function titles_newest(
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

-- The titles that answer, in the order of the alphabet. Null asks for any title.
create function titles_alphabetical(
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

-- The same orders for what few titles answer: all of them are gathered by the index of words, then sorted.
create function titles_gathered(
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

-- The titles with copies whose call number begins so, in the order of the shelf.
create function titles_shelved(
    begins text, marks tsquery, at_branch_id uuid, is_available boolean, after_id uuid, how_many bigint
) returns table (id uuid, likeness real, turn bigint)
language plpgsql stable
set enable_seqscan = off
as $$
begin
    return query
    with shelved as materialized (
        select item.title_id, min(plain_words(item.call_number) collate "C") as place
        from items item
        where item.call_number is not null and item.status <> 'withdrawn'
            and plain_words(item.call_number) collate "C" >= begins
            and plain_words(item.call_number) collate "C" < begins || U&'\+10FFFF'
            and (at_branch_id is null or item.home_branch_id = at_branch_id)
            and (not is_available or item.status in ('available', 'recently_returned'))
        group by item.title_id
    )
    select found.title_id, 0::real, row_number() over (order by found.place, found.title_id)
    from shelved found
    where (after_id is null or (found.place, found.title_id) > (
            coalesce((select place from shelved where title_id = after_id), ''), after_id
        ))
        and (marks is null or exists (
            select from titles title where title.id = found.title_id and ts_match_vq(title.search, marks)
        ))
    order by 3 limit how_many;
end
$$;
