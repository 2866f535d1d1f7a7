drop function join_text(text[]);
drop function fold_text(text);
drop extension if exists btree_gist;
drop extension if exists pg_trgm;
drop extension if exists unaccent;
