create or replace function shares_to_count(in_one_share bigint) returns integer
language sql immutable parallel safe
as $$ select case when in_one_share < 16 then 256 else least(256, ceil(500.0 / in_one_share))::integer end $$;
