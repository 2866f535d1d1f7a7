create or replace function title_marks(id uuid, format text, language text, audience text, subjects text[]) returns text[]
language sql immutable parallel safe
as $$
    select array['sample:' || left(md5(id::text), 2), 'format:' || format, 'audience:' || audience]
        || coalesce(array['language:' || language], '{}')
        || array(select 'subject:' || left(fold_text(subject), 200) from unnest(subjects) subject)
$$;

create or replace function plain_words(value text) returns text
language sql immutable parallel safe strict
as $$
    select translate(
        regexp_replace(fold_text(value), '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]', '', 'g'),
        '-/\''’‘`´.,:;!?¿¡()[]{}<>"“”„«»&+*#@=_|~^%$־', repeat(' ', 60)
    )
$$;

create or replace function join_text(parts text[]) returns text
language sql immutable parallel safe strict
as $$ select array_to_string(parts, ' ') $$;

create or replace function fold_text(value text) returns text
language sql immutable parallel safe strict
as $$ select lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;
