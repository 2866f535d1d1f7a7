-- What every title that is written is searched by is computed by these four functions, which says how fast a catalogue can be taken
-- in. They answer as before; in plpgsql they keep their plans, where Postgres plans a function in SQL anew in each statement.

create or replace function fold_text(value text) returns text
language plpgsql immutable parallel safe strict
as $$
begin
    return lower(public.unaccent('public.unaccent'::regdictionary, value));
end
$$;

create or replace function join_text(parts text[]) returns text
language plpgsql immutable parallel safe strict
as $$
begin
    return array_to_string(parts, ' ');
end
$$;

-- A class of characters is looked up for each character; translate() compared each with sixty.
create or replace function plain_words(value text) returns text
language plpgsql immutable parallel safe strict
as $$
begin
    return regexp_replace(
        regexp_replace(fold_text(value), '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]', '', 'g'),
        '[-/\\''’‘`´.,:;!?¿¡()[\]{}<>"“”„«»&+*#@=_|~^%$־]', ' ', 'g'
    );
end
$$;

create or replace function title_marks(id uuid, format text, language text, audience text, subjects text[]) returns text[]
language plpgsql immutable parallel safe
as $$
declare
    marks text[] := array['sample:' || left(md5(id::text), 2), 'format:' || format, 'audience:' || audience];
    subject text;
begin
    if language is not null then
        marks := marks || ('language:' || language);
    end if;
    foreach subject in array subjects loop
        marks := marks || ('subject:' || left(fold_text(subject), 200));
    end loop;
    return marks;
end
$$;
