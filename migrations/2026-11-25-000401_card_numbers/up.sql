-- Card numbers that the library gives itself: a prefix, a running number and a check digit, 14 digits in all.

alter table library
    add column card_prefix text not null default '20000',
    add constraint library_card_prefix_check check (card_prefix ~ '^[0-9]{1,9}$');
alter table branches
    -- None: the library's.
    add column card_prefix text,
    add constraint branches_card_prefix_check check (card_prefix ~ '^[0-9]{1,9}$');

-- One row for each prefix in use. A deed that gives a number holds the row until it ends, so no number is given twice.
create table card_counters (
    prefix text not null,
    next_sequence bigint not null default 1,
    constraint card_counters_pkey primary key (prefix),
    constraint card_counters_next_sequence_check check (next_sequence >= 1)
);
