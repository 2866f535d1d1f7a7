drop table card_counters;
alter table branches drop column card_prefix;
alter table library drop column card_prefix;
