drop function is_own_account(uuid, uuid, date);
