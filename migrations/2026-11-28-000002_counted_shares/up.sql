-- How many shares have to be counted, of titles that so many of one share are. Up to about two thousand titles are counted one by one, where
-- it were four thousand: at that many the counts took longer than the search they stand beside.
create or replace function shares_to_count(in_one_share bigint) returns integer
language sql immutable parallel safe
as $$ select case when in_one_share < 8 then 256 else least(256, ceil(500.0 / in_one_share))::integer end $$;
