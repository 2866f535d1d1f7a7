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
create index titles_beginning_idx on titles ((left(search_words, 100) collate "C"), id);
