drop index items_shelf_key_version_idx;
drop index items_shelf_idx;
alter table items
    drop column call_number_parsed,
    drop column shelf_key_version,
    drop column shelf_key,
    drop column call_number_scheme;
