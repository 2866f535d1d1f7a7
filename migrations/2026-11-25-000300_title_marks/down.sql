create or replace function plain_words(value text) returns text
language sql immutable parallel safe strict
as $$ select translate(fold_text(value), '-/\''’‘`´.,:;!?¿¡()[]{}<>"“”„«»&+*#@=_|~^%$', repeat(' ', 60)) $$;

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
drop function title_marks(uuid, text, text, text, text[]);

create or replace function note_title_words() returns trigger
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
