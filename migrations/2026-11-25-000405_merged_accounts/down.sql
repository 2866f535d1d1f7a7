create or replace function forbid_rewriting() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'UPDATE' and tg_table_name = 'audit_events'
        and new.patron_id is null
        and (to_jsonb(new) - 'patron_id') = (to_jsonb(old) - 'patron_id') then
        return new;
    end if;
    raise exception 'rows of % are never changed or deleted', tg_table_name;
end
$$;
drop index accounts_patron_idx;
drop index accounts_patron_key;
alter table accounts
    drop column merged_from_id,
    add constraint accounts_patron_key unique (patron_id);
