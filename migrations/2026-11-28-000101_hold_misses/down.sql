drop index items_on_shelf_idx;
drop table hold_misses;
