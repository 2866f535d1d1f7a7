-- Spelling is corrected word by word. Comparing whole titles with a whole question reads a large part of the catalogue,
-- and takes "history of" for a good likeness of "history of tolkein".

drop function titles_like(text);
drop index titles_search_words_idx;

-- Every word that stands in some title. Two who add the same new word at once both write it: that does no harm, and
-- neither waits for the other.
create table title_words (
    id bigint generated always as identity,
    word text collate "C" not null,
    constraint title_words_pkey primary key (id)
);
create index title_words_word_idx on title_words (word);
create index title_words_likeness_idx on title_words using gin (word gin_trgm_ops);

create function note_title_words() returns trigger
language plpgsql
as $$
begin
    insert into title_words (word)
    select distinct lexeme
    from noted, unnest(noted.search)
    where lexeme !~ '^[0-9]+$' and char_length(lexeme) between 3 and 40
        and not exists (select from title_words known where known.word = lexeme);
    return null;
end
$$;
create trigger titles_note_added_words after insert on titles
    referencing new table as noted for each statement execute function note_title_words();
create trigger titles_note_changed_words after update on titles
    referencing new table as noted for each statement execute function note_title_words();

insert into title_words (word)
select distinct lexeme
from titles, unnest(search)
where lexeme !~ '^[0-9]+$' and char_length(lexeme) between 3 and 40;

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
