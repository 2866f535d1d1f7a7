drop table in_house_uses;
drop table renewals;
drop table loans;
