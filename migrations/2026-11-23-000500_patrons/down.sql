drop table patron_guardians;
drop table patron_restrictions;
drop table patron_cards;
drop table patrons;
