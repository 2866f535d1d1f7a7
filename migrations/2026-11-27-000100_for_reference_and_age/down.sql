alter table titles drop column minimum_age;
alter table items drop column is_for_loan;
