drop function titles_shelved(text, tsquery, uuid, boolean, uuid, bigint);
drop function titles_gathered(tsquery, tsquery, boolean, uuid, boolean, uuid, bigint);
drop function titles_alphabetical(tsquery, uuid, boolean, uuid, bigint);
drop function titles_newest(tsquery, text, uuid, boolean, uuid, bigint);
drop function titles_beginning(tsquery, text, uuid, boolean, uuid, bigint);
drop function titles_ranked(tsquery, tsquery, tsquery, text, uuid, boolean, real, uuid, bigint);
drop function weigh_titles(tsquery, tsquery, tsquery);
drop function understood_title_question(text);
drop function corrected_title_question(text);
drop function title_words_meant(text, boolean);
drop function settled_title_query(text);
drop function both_queries(tsquery, tsquery);
drop function marks_query(text[]);
drop index items_call_words_idx, titles_newest_idx, titles_beginning_idx;

-- The question with each word that stands in no title replaced by those most like it. Null when a word is like none.
create function corrected_title_query(question text) returns tsquery
language sql stable parallel safe
as $$
    with asked as (
        select word, position, position = max(position) over () as is_begun
        from regexp_split_to_table(trim(plain_words(question)), '\s+') with ordinality as typed (word, position)
        where word <> ''
    ), understood as (
        select asked.position, case
            when exists (
                select from title_words known
                where known.word = asked.word or (asked.is_begun and known.word like asked.word || '%')
            ) or char_length(asked.word) < 3 or asked.word ~ '^[0-9]+$'
            then quote_literal(asked.word) || case when asked.is_begun then ':*' else '' end
            else (
                select '(' || string_agg(quote_literal(near.word), ' | ') || ')'
                from (
                    select word, likeness, max(likeness) over () as best
                    from (
                        select distinct word, similarity(word, asked.word) as likeness
                        from title_words where word % asked.word
                        order by likeness desc, word limit 5
                    ) nearest
                ) near
                where near.likeness > near.best - 0.1
            )
        end as word
        from asked
    )
    select case when bool_and(word is not null) then string_agg(word, ' & ' order by position) end::tsquery
    from understood
$$;

-- The titles that answer a question, with how well, and what equal answers are sorted by. Of a question that thousands
-- of titles answer the first 2,000 are compared: ranking every title with "the" would take seconds and put none of them
-- first. The index is always used, because a limit tempts the planner to read the whole table for answers it only
-- believes to be many.
create function titles_answering(
    question tsquery, asked_format text, asked_language text, asked_audience text, at_branch_id uuid, is_available boolean
) returns table (id uuid, place text, likeness real)
language plpgsql stable
set enable_seqscan = off
as $$
begin
    return query
    select title.id, title.search_words, ts_rank('{0.1, 0.3, 0.6, 1.0}', title.search, question, 1)
    from titles title
    where title.search @@ question
        and (asked_format is null or title.format = asked_format)
        and (asked_language is null or title.language = asked_language)
        and (asked_audience is null or title.audience = asked_audience)
        and ((at_branch_id is null and not is_available) or exists (
            select from items item
            where item.title_id = title.id and item.status <> 'withdrawn'
                and (at_branch_id is null or item.home_branch_id = at_branch_id)
                and (not is_available or item.status in ('available', 'recently_returned'))
        ))
    limit 2000;
end
$$;
