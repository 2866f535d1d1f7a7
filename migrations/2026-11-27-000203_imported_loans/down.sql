update loans set staff_id = (select id from staff order by id limit 1) where staff_id is null;
alter table loans alter column staff_id set not null;
