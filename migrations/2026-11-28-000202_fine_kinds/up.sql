-- What a library charges for beside lateness and losses: kinds of its own, with a usual price and the fund the money goes to.
-- And how much an assistant may waive.

create table fine_kinds (
    id uuid not null,
    code text not null,
    name text not null,
    -- What it usually costs, in minor units; none: the desk says.
    price bigint,
    -- Where bookkeeping puts the money.
    fund_code text,
    is_active boolean not null default true,
    version integer not null default 1,
    constraint fine_kinds_pkey primary key (id),
    constraint fine_kinds_code_key unique (code),
    constraint fine_kinds_price_check check (price > 0),
    constraint fine_kinds_fund_code_check check (char_length(fund_code) between 1 and 32)
);

alter table fines
    -- The library's own kind; the fine's kind is then manual.
    add column fine_kind_id uuid,
    add constraint fines_fine_kind_id_fkey foreign key (fine_kind_id) references fine_kinds (id),
    add constraint fines_own_kind_check check (fine_kind_id is null or kind = 'manual');

alter table library
    -- The largest waiver an assistant gives, in minor units; more is a supervisor's.
    add column assistant_waiver_max bigint not null default 1000,
    add constraint library_assistant_waiver_max_check check (assistant_waiver_max between 0 and 100000000);
