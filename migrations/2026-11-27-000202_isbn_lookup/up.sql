-- Finds the titles of an ISBN, which an import of items asks for row by row.
create index titles_isbns_idx on titles using gin (isbns);
