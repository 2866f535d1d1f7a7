drop index fines_loan_idx;
alter table library
    drop constraint library_claims_max_check,
    drop column claims_max;
alter table loans
    drop constraint loans_close_reason_check,
    add constraint loans_close_reason_check check (close_reason in ('returned', 'taken_over'));
drop table claims;
drop table losses;
