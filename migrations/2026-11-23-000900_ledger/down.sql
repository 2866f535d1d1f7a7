drop table allocations;
drop table ledger_entries;
drop table fines;
drop table accounts;
