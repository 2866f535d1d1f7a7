-- The library that is measured: one busy branch, 16,000 titles with 20,000 items, 5,000 patrons. The same rows every time.
-- Second copies are among the items that are out and stay out: nobody is lent two copies of a title, which would be asked about.

create schema bench;

-- Ids that anybody can tell from a number: `ids.rs` writes the same. In order, as those of the service are.
create function bench.id(kind integer, n bigint) returns uuid
language sql immutable parallel safe
as $$ select ('019a' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;

insert into branches (id, code, name, zone, position) values
    (bench.id(1, 1), 'CEN', 'Central', 'Europe/Berlin', 1),
    (bench.id(1, 2), 'RIV', 'Riverside', 'Europe/Berlin', 2);
insert into opening_hours (id, branch_id, weekday, opens_at, closes_at)
select bench.id(2, branch * 10 + weekday), bench.id(1, branch), weekday, '09:00', '19:00'
from generate_series(1, 2) branch, generate_series(1, 6) weekday;
insert into closures (id, branch_id, starts_on, ends_on, reason, repeats_yearly)
select bench.id(3, branch), bench.id(1, branch), '2026-12-24', '2026-12-26', 'Holidays', true
from generate_series(1, 2) branch;
insert into desks (id, branch_id, name) select bench.id(4, n), bench.id(1, 1), 'Desk ' || n from generate_series(1, 16) n;
insert into locations (id, branch_id, code, name)
select bench.id(5, n), bench.id(1, 1), 'A' || n, 'Shelves ' || n from generate_series(1, 10) n;
insert into item_types (id, code, name) values
    (bench.id(6, 1), 'BOOK', 'Books'), (bench.id(6, 2), 'DVD', 'Films'), (bench.id(6, 3), 'NEW', 'New books');
insert into patron_categories (id, code, name) values
    (bench.id(7, 1), 'ADULT', 'Adults'), (bench.id(7, 2), 'CHILD', 'Children');

-- Limits that are counted and never reached; renewals by a day, so that one loan can be renewed over and over.
insert into policies (id, branch_id, patron_category_id, item_type_id, attributes) values
    (bench.id(8, 1), null, null, null, '{
        "loanable": true, "loan_length": 21, "loan_unit": "days", "closed_day_mode": "move_forward",
        "renewals_max": 10000, "renewal_length": 1, "renewal_from": "due", "max_loans": 10000,
        "fine_amount": 25, "fine_every": 1, "fine_unit": "days", "fine_charge_at": "end", "fine_cap": 1000,
        "fine_counts_closed": false, "replacement_default": 2000, "processing_fee": 500,
        "lost_refund": "paid_and_unpaid", "lost_refund_days": 180, "overdue_on_lost": "forgive", "aged_to_lost_days": 45,
        "holdable": true, "on_shelf_holds": true, "item_level_holds": false, "holds_per_title": 1,
        "pickup_allowed": "anywhere", "hold_shelf_open_days": 7, "return_allowed": "anywhere"}'),
    (bench.id(8, 2), null, null, bench.id(6, 2), '{"loan_length": 7, "fine_amount": 50}'),
    (bench.id(8, 3), null, null, bench.id(6, 3), '{"loan_length": 14}'),
    (bench.id(8, 4), null, bench.id(7, 2), null, '{"fine_amount": 0}'),
    (bench.id(8, 5), bench.id(1, 1), null, null, '{"grace": 1, "grace_mode": "deducted"}');
insert into patron_limits (id, branch_id, patron_category_id, max_loans, max_holds, max_balance, max_overdue, max_lost,
    fine_cap)
values (bench.id(9, 1), null, null, 10000, 100, 100000, 10, 10, 5000);

insert into titles (id, title, author, format, language, published_year, isbns, subjects)
select bench.id(10, n),
    (array['A Short', 'The Long', 'An Unlikely', 'The Complete', 'A Quiet', 'The Last', 'Another'])[1 + n % 7] || ' '
        || (array['History', 'Journey', 'Winter', 'Garden', 'Letter', 'Harbour', 'Atlas', 'Song', 'Portrait', 'Night', 'Map'])[1 + n % 11]
        || ' of ' || (array['Rivers', 'Glass', 'Islands', 'Bread', 'Stars', 'Salt', 'Birds', 'Stones', 'Light', 'Wool', 'Bridges',
        'Clocks', 'Snow'])[1 + n % 13] || ', volume ' || n,
    (array['Ortega', 'Lindqvist', 'Okafor', 'Moreau', 'Tanaka', 'Novak', 'Haddad', 'Silva', 'Keller'])[1 + n % 9] || ', '
        || (array['Ines', 'Jonas', 'Amara', 'Luc', 'Yuki', 'Petra', 'Sami', 'Rosa'])[1 + n % 8],
    'book', 'en', 1950 + n % 75, array[(9780000000000 + n)::text], array['Fiction', 'Travel']
from generate_series(1, 16000) n;
insert into items (id, title_id, barcode, item_type_id, home_branch_id, current_branch_id, location_id, call_number)
select bench.id(11, n), bench.id(10, 1 + (n - 1) % 16000), (3000000000 + n)::text,
    bench.id(6, case when n % 10 = 0 then 2 when n % 10 = 5 then 3 else 1 end),
    bench.id(1, 1), bench.id(1, 1), bench.id(5, 1 + n % 10), 'FIC ' || n % 1000
from generate_series(1, 20000) n;

insert into patrons (id, patron_category_id, home_branch_id, given_name, family_name, birth_on, email, phone)
select bench.id(12, n), bench.id(7, case when n % 6 = 0 then 2 else 1 end), bench.id(1, 1),
    (array['Ada', 'Ben', 'Carla', 'David', 'Elif', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jana', 'Kofi'])[1 + n % 11],
    (array['Abel', 'Brandt', 'Costa', 'Dietz', 'Egger', 'Fontaine', 'Grau', 'Holm', 'Ivers', 'Jung', 'Klein', 'Lopes',
        'Marek'])[1 + n % 13] || ' ' || n,
    date '1950-01-01' + n * 3, 'patron' || n || '@library.example', '030 ' || 1000000 + n
from generate_series(1, 5000) n;
insert into patron_cards (id, patron_id, number)
select bench.id(13, n), bench.id(12, n), (2000000000 + n)::text from generate_series(1, 5000) n;
insert into accounts (id, patron_id) select bench.id(14, n), bench.id(12, n) from generate_series(1, 5000) n;

-- The service has made the first of them; all have the same password.
insert into staff (id, username, name, role, password_hash, all_branches)
select bench.id(18, n), 'bench-' || n, 'Bench ' || n, role, password_hash, all_branches
from staff, generate_series(2, 16) n
where username = 'bench-1';

-- One row, later: what the service wrote for one check-out.
create table bench.model as select loans.*, '' as answer, '{}'::jsonb as changes from loans;

-- As autovacuum has done in any library, but for tables too small for it.
vacuum (analyze) titles, items, patrons, patron_cards, accounts;
