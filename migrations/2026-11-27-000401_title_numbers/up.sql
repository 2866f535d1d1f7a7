-- Titles are found by their ISSNs and their control number of the Library of Congress as well: written as they are kept,
-- in parts, and in one piece. Writes every title anew, which takes a minute for some millions.

alter table titles drop column search;
alter table titles add column search tsvector not null generated always as (
    setweight(to_tsvector('simple', plain_words(title || ' ' || coalesce(subtitle, ''))), 'A')
    || setweight(to_tsvector('simple', plain_words(coalesce(author, '') || ' ' || join_text(contributors))), 'B')
    || setweight(to_tsvector('simple', plain_words(coalesce(series, '') || ' ' || join_text(subjects))), 'C')
    || setweight(to_tsvector('simple', join_text(isbns) || ' ' || coalesce(published_year::text, '')), 'D')
    || setweight(to_tsvector('simple', plain_words(join_text(issns) || ' ' || coalesce(lccn, ''))), 'D')
    || setweight(to_tsvector('simple',
        replace(join_text(issns), '-', '') || ' ' || translate(coalesce(lccn, ''), ' -', '')), 'D')
    || array_to_tsvector(array_remove(title_marks(id, format, language, audience, subjects), null))
) stored;
create index titles_search_idx on titles using gin (search);
