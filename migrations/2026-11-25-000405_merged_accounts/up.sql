-- When two records of one person are merged, the account of the one goes over to the other with all its entries: the
-- ledger is not rewritten, its owner changes.

alter table accounts
    -- The merged record whose account it was. New entries go to the account without.
    add column merged_from_id uuid,
    drop constraint accounts_patron_key,
    add constraint accounts_merged_from_id_fkey foreign key (merged_from_id) references patrons (id),
    add constraint accounts_merged_from_check check (merged_from_id is null or patron_id is not null);
create unique index accounts_patron_key on accounts (patron_id) where merged_from_id is null;
create index accounts_patron_idx on accounts (patron_id);

-- History is not rewritten. What may be done is to forget: the patron of an audit row, and words that staff typed.
create or replace function forbid_rewriting() returns trigger
language plpgsql
as $$
begin
    -- A field is named only where the table has it.
    if tg_op = 'UPDATE' and tg_table_name = 'audit_events' then
        if new.patron_id is null
            and (new.reason is null or new.reason is not distinct from old.reason)
            and (to_jsonb(new) - 'patron_id' - 'reason') = (to_jsonb(old) - 'patron_id' - 'reason') then
            return new;
        end if;
    elsif tg_op = 'UPDATE' and tg_table_name = 'ledger_entries' then
        if new.reason is null and (to_jsonb(new) - 'reason') = (to_jsonb(old) - 'reason') then
            return new;
        end if;
    end if;
    raise exception 'rows of % are never changed or deleted', tg_table_name;
end
$$;
