alter table openings drop constraint openings_years_check;
alter table closures drop constraint closures_years_check;
drop trigger branches_touch_calendar on branches;
drop function touch_calendar_of_zone();
