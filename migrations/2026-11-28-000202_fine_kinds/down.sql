alter table library
    drop constraint library_assistant_waiver_max_check,
    drop column assistant_waiver_max;
alter table fines
    drop constraint fines_own_kind_check,
    drop constraint fines_fine_kind_id_fkey,
    drop column fine_kind_id;
drop table fine_kinds;
