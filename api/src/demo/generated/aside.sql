create temporary table put_aside on commit drop as
select format('create%s', substr(pg_get_indexdef(found.indexrelid), 7)) as again,
    format('drop index %s', found.indexrelid::regclass) as away, 1 as turn
from pg_index found
where found.indrelid in (
        'titles'::regclass, 'items'::regclass, 'patrons'::regclass, 'title_words'::regclass, 'patron_words'::regclass,
        'name_spellings'::regclass
    )
    and not found.indisunique
union all
select format('alter table %s add constraint %I %s', held.conrelid::regclass, held.conname, pg_get_constraintdef(held.oid)),
    format('alter table %s drop constraint %I', held.conrelid::regclass, held.conname), 2
from pg_constraint held
where held.conrelid in ('items'::regclass, 'patrons'::regclass, 'patron_cards'::regclass, 'accounts'::regclass)
    and held.contype = 'f';

do $$
declare
    away text;
begin
    for away in select put_aside.away from put_aside loop
        execute away;
    end loop;
end
$$;

alter table titles disable trigger titles_note_added_words;
alter table patrons disable trigger patrons_note_added;
