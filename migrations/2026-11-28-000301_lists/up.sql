-- Lists of what is lost, claimed returned or under way, and counts over time, without reading every item and loan.

create index items_away_idx on items (status, status_at, id) where status in ('lost', 'in_transit');
create index loans_claimed_idx on loans (claimed_returned_at, id)
    where closed_at is null and claimed_returned_at is not null;

-- What happened in a time lies together on disk, so a few bytes for each block are enough to find it.
create index loans_checked_out_at_idx on loans using brin (checked_out_at) with (autosummarize = on);
create index loans_closed_at_idx on loans using brin (closed_at) with (autosummarize = on);
create index renewals_renewed_at_idx on renewals using brin (renewed_at) with (autosummarize = on);
create index in_house_uses_used_at_idx on in_house_uses using brin (used_at) with (autosummarize = on);
