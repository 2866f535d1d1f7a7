drop index items_on_hold_shelf_idx;
drop table holds;
