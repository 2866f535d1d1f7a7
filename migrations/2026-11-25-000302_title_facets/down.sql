drop function title_facets(tsquery, tsquery, text, text, text, text, text, uuid, boolean);
drop function titles_to_count(
    tsquery, tsquery, text, tsquery, integer, text, text, text, text, uuid, boolean
);
drop function shares_to_count(bigint);
drop function nearly_marks_query(text[]);
drop function estimated_count(bigint, integer);
