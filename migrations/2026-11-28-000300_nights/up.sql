-- Nights: what is due at a branch once a day, how it is found among a million loans, and what keeps a second run from
-- doing it again.

alter table job_runs
    add constraint job_runs_branch_id_fkey foreign key (branch_id) references branches (id);
create index job_runs_nights_idx on job_runs (business_day desc, id desc) where branch_id is not null;

alter table loans
    -- The last night that tried to renew it, whether it could or not: each night tries once.
    add column auto_renewal_tried_on date;
-- By the first day on which a loan may renew itself (carrel_rules::renewal::renews_itself_from).
create index loans_auto_renewal_idx on loans (
    controlling_branch_id,
    (due_on - greatest(coalesce((terms ->> 'no_renewal_before_days')::integer, 0), 0))
) where closed_at is null and terms @> '{"auto_renew": true}';

alter table renewals
    -- The night in which the loan renewed itself; none when somebody renewed it.
    add column night_on date,
    add constraint renewals_night_check check (night_on is null or staff_id is null);
create unique index renewals_one_a_night_key on renewals (loan_id, night_on) where night_on is not null;

alter table patrons
    -- The last day of a card of which it was told that it is over: each expiry is told once.
    add column expiry_told_on date;
create index patrons_expiry_idx on patrons (home_branch_id, expires_on, id)
    where state = 'active' and expires_on is not null;

-- Forgetting goes by branch now.
drop index loans_remembered_idx;
create index loans_remembered_idx on loans (controlling_branch_id, closed_at)
    where patron_id is not null and closed_at is not null;
