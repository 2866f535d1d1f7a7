drop index loans_remembered_idx;
create index loans_remembered_idx on loans (closed_at) where patron_id is not null and closed_at is not null;
drop index patrons_expiry_idx;
alter table patrons drop column expiry_told_on;
drop index renewals_one_a_night_key;
alter table renewals
    drop constraint renewals_night_check,
    drop column night_on;
drop index loans_auto_renewal_idx;
alter table loans drop column auto_renewal_tried_on;
drop index job_runs_nights_idx;
alter table job_runs drop constraint job_runs_branch_id_fkey;
