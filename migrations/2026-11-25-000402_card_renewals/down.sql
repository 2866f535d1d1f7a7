drop table card_renewals;
alter table patron_categories drop column enrolment_fee;
alter table library
    drop column card_renewal_from,
    drop column card_warning_days,
    drop column enrolment_fee_on_renewal,
    drop column enrolment_fee_on_category_change;
