drop table patron_limits;
drop table policies;
drop function touch_policies();
