drop table import_problems;
drop table import_chunks;
drop table imports;
