drop function titles_answering(tsquery, text, text, text, uuid, boolean);
drop function corrected_title_query(text);
drop trigger titles_note_added_words on titles;
drop trigger titles_note_changed_words on titles;
drop function note_title_words();
drop table title_words;

create index titles_search_words_idx on titles using gin (search_words gin_trgm_ops);
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
