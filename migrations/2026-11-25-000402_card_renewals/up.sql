-- Renewing cards, warning of their end, and the fee for enrolling.

alter table library
    -- From when a renewed card counts: today, its last day, or the later of the two.
    add column card_renewal_from text not null default 'later',
    -- How many days before its end a card is said to end soon; 0 never.
    add column card_warning_days integer not null default 30,
    add column enrolment_fee_on_renewal boolean not null default true,
    add column enrolment_fee_on_category_change boolean not null default false,
    add constraint library_card_renewal_from_check check (card_renewal_from in ('today', 'expiry', 'later')),
    add constraint library_card_warning_days_check check (card_warning_days between 0 and 365);

alter table patron_categories
    -- Minor units; none costs nothing.
    add column enrolment_fee bigint,
    add constraint patron_categories_enrolment_fee_check check (enrolment_fee between 1 and 100000000);

create table card_renewals (
    id uuid not null,
    patron_id uuid not null,
    renewed_at timestamptz not null,
    branch_id uuid not null,
    staff_id uuid not null,
    expires_on_before date not null,
    -- None is for ever.
    expires_on_after date,
    -- What it cost, in minor units.
    fee bigint,
    constraint card_renewals_pkey primary key (id),
    constraint card_renewals_patron_id_fkey foreign key (patron_id) references patrons (id),
    constraint card_renewals_branch_id_fkey foreign key (branch_id) references branches (id),
    constraint card_renewals_staff_id_fkey foreign key (staff_id) references staff (id),
    constraint card_renewals_longer_check check (expires_on_after > expires_on_before)
);
create index card_renewals_patron_idx on card_renewals (patron_id);
