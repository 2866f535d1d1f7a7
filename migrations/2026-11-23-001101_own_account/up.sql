-- Nobody waives, overrides or moves due dates on their own account or their child's. A function, so that the statements
-- which gather a deed's facts can ask it without a round trip of its own.
create function is_own_account(staff_member_id uuid, account_patron_id uuid, on_day date) returns boolean
language sql stable parallel safe
as $$
    select exists (
        select from staff s
        where s.id = staff_member_id
            and (s.patron_id = account_patron_id or exists (
                select from patron_guardians g
                where g.guardian_id = s.patron_id and g.patron_id = account_patron_id
                    and (g.ends_on is null or g.ends_on >= on_day)
            ))
    )
$$;
