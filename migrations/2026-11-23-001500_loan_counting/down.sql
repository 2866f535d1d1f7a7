drop index loans_open_by_patron_due_idx;
drop index loans_open_by_patron_idx;
create index loans_open_by_patron_idx on loans (patron_id, due_at, item_type_id, kind) where closed_at is null;
alter table loans
    drop constraint loans_fine_before_renewal_check,
    drop column lost_at,
    drop column fine_before_renewal,
    drop column limit_policy_id;
