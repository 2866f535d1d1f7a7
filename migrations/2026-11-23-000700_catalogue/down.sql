drop table items;
drop table titles;
