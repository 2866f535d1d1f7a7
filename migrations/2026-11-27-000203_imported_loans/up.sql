-- Open loans that are brought along from another system: nobody here lent them.

-- None when an import from the command line brought the loan.
alter table loans alter column staff_id drop not null;
