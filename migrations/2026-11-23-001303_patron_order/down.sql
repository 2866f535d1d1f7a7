alter table patrons drop column sort_name;
create index patrons_family_name_idx on patrons (fold_text(family_name), fold_text(given_name), id);
