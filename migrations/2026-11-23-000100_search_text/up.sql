-- Text as people search it: case and diacritics folded, spelling mistakes forgiven by trigrams.
create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

-- unaccent() is only stable, because its dictionary could be swapped; ours is named, so an index may use it.
create function fold_text(value text) returns text
language sql immutable parallel safe strict
as $$ select lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;

-- array_to_string() is only stable, because of types whose text form depends on settings; text has none.
create function join_text(parts text[]) returns text
language sql immutable parallel safe strict
as $$ select array_to_string(parts, ' ') $$;
