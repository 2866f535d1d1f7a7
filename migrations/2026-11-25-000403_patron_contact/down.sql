drop table patron_messages;
alter table patrons
    drop column postal_code,
    drop column city,
    drop column country,
    drop column wants_notices,
    drop column notice_channel;
