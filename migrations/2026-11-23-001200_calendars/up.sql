-- A calendar is what a process keeps of a branch: it must see a new zone, and be able to read every date.

create function touch_calendar_of_zone() returns trigger
language plpgsql
as $$
begin
    new.calendar_version := gen_random_uuid();
    return new;
end
$$;
create trigger branches_touch_calendar before update of zone on branches
    for each row when (old.zone is distinct from new.zone) execute function touch_calendar_of_zone();

-- The years that ISO 8601 writes with four digits.
alter table closures add constraint closures_years_check
    check (starts_on >= date '0001-01-01' and ends_on <= date '9999-12-31');
alter table openings add constraint openings_years_check
    check (on_date between date '0001-01-01' and date '9999-12-31');
