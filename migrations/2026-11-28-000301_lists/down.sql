drop index in_house_uses_used_at_idx;
drop index renewals_renewed_at_idx;
drop index loans_closed_at_idx;
drop index loans_checked_out_at_idx;
drop index loans_claimed_idx;
drop index items_away_idx;
