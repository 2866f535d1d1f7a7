-- What a patron is called in the system they were brought from, so that an import knows them again.

alter table patrons
    add column external_id text,
    -- Which system it is; empty while there is only one.
    add column external_source text not null default '',
    add constraint patrons_external_id_check check (char_length(external_id) between 1 and 64),
    add constraint patrons_external_source_check check (char_length(external_source) <= 64);
create unique index patrons_external_id_key on patrons (external_source, external_id) where external_id is not null;
