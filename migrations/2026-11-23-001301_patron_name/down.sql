alter table patrons drop column name;
