-- What a desk counts at every check-out stands on the loan itself, so that an index alone can count 500 loans.

alter table loans
    -- The policy row that gave max_loans (for an on-site loan: max_onsite_loans). That row's limit counts this loan.
    -- No foreign key: the row may be deleted while the loan lasts.
    add column limit_policy_id uuid,
    -- What the overdue fine came to for times that renewals have ended, in minor units.
    add column fine_before_renewal bigint not null default 0,
    -- When the item was declared lost, or had been out for so long that it counts as lost.
    add column lost_at timestamptz,
    add constraint loans_fine_before_renewal_check check (fine_before_renewal >= 0);

drop index loans_open_by_patron_idx;
create index loans_open_by_patron_idx on loans (patron_id, kind, limit_policy_id)
    include (due_at, claimed_returned_at, lost_at)
    where closed_at is null;
-- For the patron's list, in the order in which things are due.
create index loans_open_by_patron_due_idx on loans (patron_id, due_at, id) where closed_at is null;
