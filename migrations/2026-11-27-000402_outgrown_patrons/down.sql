drop index patrons_birth_idx;
