drop index fines_external_id_key;
alter table fines
    drop column external_id,
    drop column external_source;
