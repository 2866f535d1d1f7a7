alter table titles enable trigger titles_note_added_words;
alter table patrons enable trigger patrons_note_added;

set local maintenance_work_mem = '512MB';
set local work_mem = '256MB';

insert into title_words (word)
select distinct lexeme
from titles, unnest(search)
where lexeme !~ '^[0-9]+$' and lexeme !~ ':' and char_length(lexeme) between 3 and 40
except
select word from title_words;

select add_patron_words(array(
    select id from patrons
    where state = 'active' and not exists (select from patron_words known where known.patron_id = patrons.id)
));

do $$
declare
    again text;
begin
    for again in select put_aside.again from put_aside order by turn loop
        execute again;
    end loop;
end
$$;
