alter table titles drop column search, drop column search_words;
alter table titles
    add column search tsvector generated always as (
        setweight(to_tsvector('simple', fold_text(title || ' ' || coalesce(subtitle, ''))), 'A')
        || setweight(to_tsvector('simple', fold_text(coalesce(author, '') || ' ' || join_text(contributors))), 'B')
        || setweight(to_tsvector('simple', fold_text(coalesce(series, '') || ' ' || join_text(subjects))), 'C')
        || setweight(to_tsvector('simple', join_text(isbns)), 'D')
    ) stored,
    add column search_words text generated always as (
        fold_text(title || ' ' || coalesce(subtitle, '') || ' ' || coalesce(author, ''))
    ) stored;
create index titles_search_idx on titles using gin (search);
create index titles_search_words_idx on titles using gin (search_words gin_trgm_ops);
drop function titles_like(text);
drop function title_query(text);
drop function plain_words(text);
