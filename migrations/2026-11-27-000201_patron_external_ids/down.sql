drop index patrons_external_id_key;
alter table patrons
    drop column external_id,
    drop column external_source;
