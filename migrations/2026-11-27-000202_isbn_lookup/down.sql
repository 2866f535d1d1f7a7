drop index titles_isbns_idx;
