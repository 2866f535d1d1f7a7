-- Finished loans that still know their patron, by when they ended: what the night looks through to forget.
create index loans_remembered_idx on loans (closed_at) where patron_id is not null and closed_at is not null;
