drop table payments;
drop function keep_payment();
drop table branch_receipts;
