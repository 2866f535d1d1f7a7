drop function begin_deed(text, uuid, integer, bigint, bytea);
drop table signing_keys;
drop table override_grants;
drop table sign_in_failures;
drop table refresh_tokens;
drop table sessions;
alter table patron_restrictions
    drop constraint patron_restrictions_created_by_fkey,
    drop constraint patron_restrictions_lifted_by_fkey;
drop table staff_branches;
drop table staff;
