-- What a fine is called in the system that first charged it, so that an import charges it once.

alter table fines
    add column external_id text,
    -- Which system it is; empty while there is only one.
    add column external_source text not null default '',
    add constraint fines_external_id_check check (char_length(external_id) between 1 and 64),
    add constraint fines_external_source_check check (char_length(external_source) <= 64);
create unique index fines_external_id_key on fines (external_source, external_id) where external_id is not null;
