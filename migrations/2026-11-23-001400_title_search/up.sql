-- Titles as people search them: by the beginnings of words, whatever stands between them, and by what looks like it.

-- The words of a text, folded, without what stands between and inside them: "O'Brien" and "Catch-22" are two words each,
-- written with or without the sign. What people type and what titles say goes through the same function.
create function plain_words(value text) returns text
language sql immutable parallel safe strict
as $$ select translate(fold_text(value), '-/\''’‘`´.,:;!?¿¡()[]{}<>"“”„«»&+*#@=_|~^%$', repeat(' ', 60)) $$;

-- Every word of a question, the last one only begun. Null when it has none.
create function title_query(question text) returns tsquery
language sql immutable parallel safe
as $$ select (nullif(plainto_tsquery('simple', plain_words(question))::text, '') || ':*')::tsquery $$;

-- The titles that look most like a question no title answers, because somebody mistyped it.
create function titles_like(question text) returns table (title_id uuid, likeness real)
language sql stable parallel safe rows 50
set pg_trgm.word_similarity_threshold = 0.4
as $$
    select id, word_similarity(plain_words(question), search_words)
    from titles
    where plain_words(question) <% search_words
    order by 2 desc, id
    limit 200
$$;

alter table titles drop column search, drop column search_words;
alter table titles
    add column search tsvector not null generated always as (
        setweight(to_tsvector('simple', plain_words(title || ' ' || coalesce(subtitle, ''))), 'A')
        || setweight(to_tsvector('simple', plain_words(coalesce(author, '') || ' ' || join_text(contributors))), 'B')
        || setweight(to_tsvector('simple', plain_words(coalesce(series, '') || ' ' || join_text(subjects))), 'C')
        || setweight(to_tsvector('simple', join_text(isbns)), 'D')
    ) stored,
    add column search_words text not null generated always as (
        plain_words(title || ' ' || coalesce(subtitle, '') || ' ' || coalesce(author, ''))
    ) stored;
create index titles_search_idx on titles using gin (search);
create index titles_search_words_idx on titles using gin (search_words gin_trgm_ops);
