drop index loans_remembered_idx;
