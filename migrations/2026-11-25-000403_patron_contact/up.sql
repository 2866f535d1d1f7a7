-- The whole of a patron's record: an address in its parts, how they want to be written to, and messages with an end.

alter table patrons
    -- address keeps what stands above these on an envelope.
    add column postal_code text,
    add column city text,
    -- ISO 3166-1, two letters.
    add column country text,
    -- Off: nothing is sent unasked.
    add column wants_notices boolean not null default true,
    -- How they want to be written to; none leaves it to the library.
    add column notice_channel text,
    add constraint patrons_country_check check (country ~ '^[A-Z]{2}$'),
    add constraint patrons_notice_channel_check check (notice_channel in ('email', 'text_message', 'post'));

create table patron_messages (
    id uuid not null,
    patron_id uuid not null,
    -- Whom it is for: staff who serve the patron, or the patron.
    audience text not null,
    body text not null,
    created_at timestamptz not null,
    created_by uuid not null,
    -- Last day it is shown; none is until it is taken down.
    ends_on date,
    removed_at timestamptz,
    removed_by uuid,
    constraint patron_messages_pkey primary key (id),
    constraint patron_messages_patron_id_fkey foreign key (patron_id) references patrons (id),
    constraint patron_messages_created_by_fkey foreign key (created_by) references staff (id),
    constraint patron_messages_removed_by_fkey foreign key (removed_by) references staff (id),
    constraint patron_messages_audience_check check (audience in ('desk', 'patron')),
    constraint patron_messages_removed_check check ((removed_at is null) = (removed_by is null))
);
create index patron_messages_patron_idx on patron_messages (patron_id) where removed_at is null;
