-- Who is older or younger than a category is for is found by their dates of birth.
create index patrons_birth_idx on patrons (patron_category_id, birth_on, id)
    where state = 'active' and birth_on is not null;
