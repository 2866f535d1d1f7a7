-- What titles are narrowed by stands in the index of their words: a question and its filters are then one look-up there,
-- however common each of them is, and how many titles answer is guessed from a fixed share of them.

-- A mark is a word that nobody can type, because of its colon. `sample:00` to `sample:ff` divide the titles at random
-- into 256 shares.
create function title_marks(id uuid, format text, language text, audience text, subjects text[]) returns text[]
language sql immutable parallel safe
as $$
    select array['sample:' || left(md5(id::text), 2), 'format:' || format, 'audience:' || audience]
        || coalesce(array['language:' || language], '{}')
        || array(select 'subject:' || left(fold_text(subject), 200) from unnest(subjects) subject)
$$;

-- As before, and without the signs that stand above and below letters: vowels and cantillation that a title has and a
-- question has not, accents that no single letter has.
create or replace function plain_words(value text) returns text
language sql immutable parallel safe strict
as $$
    select translate(
        regexp_replace(fold_text(value), '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]', '', 'g'),
        '-/\''’‘`´.,:;!?¿¡()[]{}<>"“”„«»&+*#@=_|~^%$־', repeat(' ', 60)
    )
$$;

alter table titles drop column search, drop column search_words;
alter table titles
    add column search tsvector not null generated always as (
        setweight(to_tsvector('simple', plain_words(title || ' ' || coalesce(subtitle, ''))), 'A')
        || setweight(to_tsvector('simple', plain_words(coalesce(author, '') || ' ' || join_text(contributors))), 'B')
        || setweight(to_tsvector('simple', plain_words(coalesce(series, '') || ' ' || join_text(subjects))), 'C')
        || setweight(to_tsvector('simple', join_text(isbns) || ' ' || coalesce(published_year::text, '')), 'D')
        || array_to_tsvector(array_remove(title_marks(id, format, language, audience, subjects), null))
    ) stored,
    add column search_words text not null generated always as (
        plain_words(title || ' ' || coalesce(subtitle, '') || ' ' || coalesce(author, ''))
    ) stored;
create index titles_search_idx on titles using gin (search);

create or replace function note_title_words() returns trigger
language plpgsql
as $$
begin
    insert into title_words (word)
    select distinct lexeme
    from noted, unnest(noted.search)
    where lexeme !~ '^[0-9]+$' and lexeme !~ ':' and char_length(lexeme) between 3 and 40
        and not exists (select from title_words known where known.word = lexeme);
    return null;
end
$$;
