// @generated automatically by Diesel CLI.

pub mod sql_types {
    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "tsvector", schema = "pg_catalog"))]
    pub struct Tsvector;

    #[derive(diesel::sql_types::SqlType)]
    #[diesel(postgres_type(name = "xid8", schema = "pg_catalog"))]
    pub struct Xid8;
}

diesel::table! {
    use diesel::sql_types::*;

    accounts (id) {
        id -> Uuid,
        patron_id -> Nullable<Uuid>,
        branch_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        merged_from_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    allocations (id) {
        id -> Uuid,
        credit_entry_id -> Uuid,
        fine_id -> Nullable<Uuid>,
        amount -> Int8,
        debit_entry_id -> Nullable<Uuid>,
        occasion_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    audit_events (id) {
        id -> Uuid,
        at -> Timestamptz,
        deed -> Text,
        actor_kind -> Text,
        actor_id -> Nullable<Uuid>,
        role -> Nullable<Text>,
        branch_id -> Nullable<Uuid>,
        subject_kind -> Text,
        subject_id -> Uuid,
        patron_id -> Nullable<Uuid>,
        reason -> Nullable<Text>,
        authorised_by -> Nullable<Uuid>,
        changes -> Jsonb,
        request_id -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    branch_receipts (branch_id) {
        branch_id -> Uuid,
        last_number -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    branches (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        zone -> Text,
        address -> Nullable<Text>,
        phone -> Nullable<Text>,
        email -> Nullable<Text>,
        position -> Int4,
        is_active -> Bool,
        recently_returned_minutes -> Int4,
        calendar_version -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        card_prefix -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    card_counters (prefix) {
        prefix -> Text,
        next_sequence -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    card_renewals (id) {
        id -> Uuid,
        patron_id -> Uuid,
        renewed_at -> Timestamptz,
        branch_id -> Uuid,
        staff_id -> Uuid,
        expires_on_before -> Date,
        expires_on_after -> Nullable<Date>,
        fee -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    claims (id) {
        id -> Uuid,
        loan_id -> Uuid,
        claimed_at -> Timestamptz,
        made_at -> Timestamptz,
        branch_id -> Uuid,
        staff_id -> Uuid,
        note -> Nullable<Text>,
        resolved_at -> Nullable<Timestamptz>,
        resolution -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    closures (id) {
        id -> Uuid,
        branch_id -> Uuid,
        starts_on -> Date,
        ends_on -> Date,
        reason -> Text,
        repeats_yearly -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    collections (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    desks (id) {
        id -> Uuid,
        branch_id -> Uuid,
        name -> Text,
        is_active -> Bool,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    fine_kinds (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        price -> Nullable<Int8>,
        fund_code -> Nullable<Text>,
        is_active -> Bool,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    fines (id) {
        id -> Uuid,
        account_id -> Uuid,
        kind -> Text,
        loan_id -> Nullable<Uuid>,
        item_id -> Nullable<Uuid>,
        branch_id -> Uuid,
        charged_at -> Timestamptz,
        detail -> Nullable<Text>,
        external_id -> Nullable<Text>,
        external_source -> Text,
        fine_kind_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    hold_misses (hold_id, item_id) {
        hold_id -> Uuid,
        item_id -> Uuid,
        branch_id -> Uuid,
        staff_id -> Uuid,
        missed_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    holds (id) {
        id -> Uuid,
        title_id -> Uuid,
        item_id -> Nullable<Uuid>,
        part -> Nullable<Text>,
        patron_id -> Nullable<Uuid>,
        pickup_branch_id -> Uuid,
        state -> Text,
        rank -> Numeric,
        is_suspended -> Bool,
        suspended_until -> Nullable<Date>,
        placed_at -> Timestamptz,
        placed_by -> Uuid,
        placed_branch_id -> Uuid,
        wanted_until -> Nullable<Date>,
        note -> Nullable<Text>,
        captured_item_id -> Nullable<Uuid>,
        captured_at -> Nullable<Timestamptz>,
        waiting_since -> Nullable<Timestamptz>,
        shelf_expires_on -> Nullable<Date>,
        closed_at -> Nullable<Timestamptz>,
        close_reason -> Nullable<Text>,
        cancel_reason -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    idempotency_keys (scope) {
        scope -> Bytea,
        request_hash -> Bytea,
        status -> Int2,
        body -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    import_chunks (import_id, number) {
        import_id -> Uuid,
        number -> Int4,
        bytes -> Bytea,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    import_problems (import_id, number) {
        import_id -> Uuid,
        number -> Int4,
        record_number -> Int4,
        byte_offset -> Int8,
        control_number -> Nullable<Text>,
        code -> Text,
        tag -> Nullable<Text>,
        detail -> Text,
        is_refusal -> Bool,
        line_number -> Nullable<Int4>,
        external_id -> Nullable<Text>,
        column_name -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    imports (id) {
        id -> Uuid,
        kind -> Text,
        state -> Text,
        options -> Jsonb,
        branch_id -> Uuid,
        staff_id -> Nullable<Uuid>,
        filename -> Nullable<Text>,
        size_bytes -> Int8,
        records_count -> Int4,
        titles_added_count -> Int4,
        titles_changed_count -> Int4,
        titles_unchanged_count -> Int4,
        records_refused_count -> Int4,
        items_added_count -> Int4,
        items_unchanged_count -> Int4,
        items_refused_count -> Int4,
        problems_count -> Int4,
        bytes_count -> Int8,
        error -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        started_at -> Nullable<Timestamptz>,
        finished_at -> Nullable<Timestamptz>,
        rows_added_count -> Int4,
        rows_changed_count -> Int4,
        rows_unchanged_count -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    in_house_uses (id) {
        id -> Uuid,
        item_id -> Uuid,
        branch_id -> Uuid,
        staff_id -> Uuid,
        used_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    item_types (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    items (id) {
        id -> Uuid,
        title_id -> Uuid,
        barcode -> Text,
        item_type_id -> Uuid,
        home_branch_id -> Uuid,
        location_id -> Uuid,
        collection_id -> Nullable<Uuid>,
        call_number -> Nullable<Text>,
        part -> Nullable<Text>,
        status -> Text,
        status_at -> Timestamptz,
        current_branch_id -> Uuid,
        in_transit_to_id -> Nullable<Uuid>,
        replacement_price -> Nullable<Int8>,
        parts_count -> Int2,
        missing_parts -> Nullable<Text>,
        check_out_message -> Nullable<Text>,
        check_in_message -> Nullable<Text>,
        public_note -> Nullable<Text>,
        staff_note -> Nullable<Text>,
        last_seen_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        call_number_scheme -> Nullable<Text>,
        shelf_key -> Text,
        shelf_key_version -> Int2,
        call_number_parsed -> Nullable<Bool>,
        is_for_loan -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    job_runs (id) {
        id -> Uuid,
        job -> Text,
        branch_id -> Nullable<Uuid>,
        business_day -> Date,
        state -> Text,
        started_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
        counts -> Jsonb,
        error -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    ledger_entries (id) {
        id -> Uuid,
        seq -> Int8,
        account_id -> Uuid,
        kind -> Text,
        amount -> Int8,
        fine_id -> Nullable<Uuid>,
        entered_at -> Timestamptz,
        branch_id -> Uuid,
        desk_id -> Nullable<Uuid>,
        staff_id -> Nullable<Uuid>,
        reason -> Nullable<Text>,
        undoes_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    library (id) {
        id -> Bool,
        name -> Text,
        currency -> Text,
        currency_exponent -> Int2,
        default_language -> Text,
        adult_at -> Int2,
        own_account_at -> Int2,
        controlling_branch -> Text,
        history_days -> Int4,
        confirm_same_title_out -> Bool,
        confirm_previously_borrowed -> Bool,
        policy_version -> Uuid,
        version -> Int4,
        updated_at -> Timestamptz,
        card_prefix -> Text,
        card_renewal_from -> Text,
        card_warning_days -> Int4,
        enrolment_fee_on_renewal -> Bool,
        enrolment_fee_on_category_change -> Bool,
        assistant_waiver_max -> Int8,
        claims_max -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    loans (id) {
        id -> Uuid,
        item_id -> Uuid,
        patron_id -> Nullable<Uuid>,
        title_id -> Uuid,
        item_type_id -> Uuid,
        kind -> Text,
        branch_id -> Uuid,
        controlling_branch_id -> Uuid,
        desk_id -> Nullable<Uuid>,
        staff_id -> Nullable<Uuid>,
        checked_out_at -> Timestamptz,
        due_at -> Timestamptz,
        due_on -> Date,
        due_reasons -> Array<Text>,
        renewals_count -> Int2,
        terms -> Jsonb,
        sources -> Jsonb,
        claimed_returned_at -> Nullable<Timestamptz>,
        closed_at -> Nullable<Timestamptz>,
        close_reason -> Nullable<Text>,
        returned_at -> Nullable<Timestamptz>,
        return_branch_id -> Nullable<Uuid>,
        limit_policy_id -> Nullable<Uuid>,
        fine_before_renewal -> Int8,
        lost_at -> Nullable<Timestamptz>,
        auto_renewal_tried_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    locations (id) {
        id -> Uuid,
        branch_id -> Uuid,
        code -> Text,
        name -> Text,
        is_public -> Bool,
        position -> Int4,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    name_spellings (word) {
        word -> Text,
        likeness -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    losses (id) {
        id -> Uuid,
        loan_id -> Uuid,
        item_id -> Uuid,
        cause -> Text,
        lost_at -> Timestamptz,
        lost_fine_id -> Nullable<Uuid>,
        processing_fine_id -> Nullable<Uuid>,
        forgiven_entry_id -> Nullable<Uuid>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    opening_hours (id) {
        id -> Uuid,
        branch_id -> Uuid,
        weekday -> Int2,
        opens_at -> Time,
        closes_at -> Time,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    openings (id) {
        id -> Uuid,
        branch_id -> Uuid,
        on_date -> Date,
        opens_at -> Time,
        closes_at -> Time,
        reason -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Xid8;

    outbox (seq) {
        seq -> Int8,
        xid -> Xid8,
        at -> Timestamptz,
        kind -> Text,
        branch_id -> Nullable<Uuid>,
        subject_id -> Uuid,
        payload -> Jsonb,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    override_grants (token_hash) {
        token_hash -> Bytea,
        staff_id -> Uuid,
        supervisor_id -> Uuid,
        branch_id -> Uuid,
        operation_id -> Text,
        subject_ids -> Array<Uuid>,
        codes -> Array<Text>,
        reason -> Text,
        expires_at -> Timestamptz,
        consumed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    patron_cards (id) {
        id -> Uuid,
        patron_id -> Uuid,
        number -> Text,
        state -> Text,
        created_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    patron_categories (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        min_age -> Nullable<Int2>,
        max_age -> Nullable<Int2>,
        enrolment_months -> Nullable<Int2>,
        version -> Int4,
        enrolment_fee -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    patron_guardians (patron_id, guardian_id) {
        patron_id -> Uuid,
        guardian_id -> Uuid,
        sees_charges -> Bool,
        sees_loans -> Bool,
        ends_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    patron_limits (id) {
        id -> Uuid,
        branch_id -> Nullable<Uuid>,
        patron_category_id -> Nullable<Uuid>,
        max_loans -> Nullable<Int4>,
        max_holds -> Nullable<Int4>,
        max_balance -> Nullable<Int8>,
        max_overdue -> Nullable<Int4>,
        max_lost -> Nullable<Int4>,
        fine_cap -> Nullable<Int8>,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    patron_messages (id) {
        id -> Uuid,
        patron_id -> Uuid,
        audience -> Text,
        body -> Text,
        created_at -> Timestamptz,
        created_by -> Uuid,
        ends_on -> Nullable<Date>,
        removed_at -> Nullable<Timestamptz>,
        removed_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    patron_restrictions (id) {
        id -> Uuid,
        patron_id -> Uuid,
        reason -> Text,
        ends_on -> Nullable<Date>,
        created_at -> Timestamptz,
        created_by -> Uuid,
        lifted_at -> Nullable<Timestamptz>,
        lifted_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    patron_words (word, place, patron_id) {
        word -> Text,
        place -> Text,
        patron_id -> Uuid,
        words -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    patrons (id) {
        id -> Uuid,
        patron_category_id -> Uuid,
        home_branch_id -> Uuid,
        given_name -> Text,
        family_name -> Text,
        preferred_name -> Nullable<Text>,
        birth_on -> Nullable<Date>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        address -> Nullable<Text>,
        language -> Nullable<Text>,
        expires_on -> Nullable<Date>,
        pin_hash -> Nullable<Text>,
        token_version -> Int4,
        state -> Text,
        merged_into_id -> Nullable<Uuid>,
        desk_note -> Nullable<Text>,
        keeps_history -> Bool,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        name -> Text,
        sort_name -> Text,
        postal_code -> Nullable<Text>,
        city -> Nullable<Text>,
        country -> Nullable<Text>,
        wants_notices -> Bool,
        notice_channel -> Nullable<Text>,
        external_id -> Nullable<Text>,
        external_source -> Text,
        expiry_told_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    payments (entry_id) {
        entry_id -> Uuid,
        branch_id -> Uuid,
        receipt_number -> Int8,
        method -> Text,
        tendered -> Nullable<Int8>,
        change -> Int8,
        drawer_session_id -> Nullable<Uuid>,
        prints -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    policies (id) {
        id -> Uuid,
        branch_id -> Nullable<Uuid>,
        patron_category_id -> Nullable<Uuid>,
        item_type_id -> Nullable<Uuid>,
        attributes -> Jsonb,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    refresh_tokens (token_hash) {
        token_hash -> Bytea,
        session_id -> Uuid,
        issued_at -> Timestamptz,
        generation -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    renewals (id) {
        id -> Uuid,
        loan_id -> Uuid,
        renewed_at -> Timestamptz,
        branch_id -> Uuid,
        staff_id -> Nullable<Uuid>,
        due_at_before -> Timestamptz,
        due_at_after -> Timestamptz,
        night_on -> Nullable<Date>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sessions (id) {
        id -> Uuid,
        subject_kind -> Text,
        subject_id -> Uuid,
        kind -> Text,
        branch_id -> Nullable<Uuid>,
        desk_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        last_used_at -> Timestamptz,
        idle_seconds -> Int4,
        ends_at -> Timestamptz,
        revoked_at -> Nullable<Timestamptz>,
        generation -> Int4,
        is_placed -> Bool,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sign_in_failures (subject_hash) {
        subject_hash -> Bytea,
        failures -> Int4,
        last_failed_at -> Timestamptz,
        locked_until -> Nullable<Timestamptz>,
        counted_from -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    signing_keys (kid) {
        kid -> Text,
        public_key -> Bytea,
        sealed_private_key -> Bytea,
        created_at -> Timestamptz,
        retires_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    staff (id) {
        id -> Uuid,
        username -> Text,
        name -> Text,
        role -> Text,
        password_hash -> Text,
        all_branches -> Bool,
        language -> Text,
        patron_id -> Nullable<Uuid>,
        is_active -> Bool,
        token_version -> Int4,
        last_branch_id -> Nullable<Uuid>,
        last_desk_id -> Nullable<Uuid>,
        last_signed_in_at -> Nullable<Timestamptz>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    staff_branches (staff_id, branch_id) {
        staff_id -> Uuid,
        branch_id -> Uuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    title_records (title_id) {
        title_id -> Uuid,
        source -> Text,
        control_number -> Nullable<Text>,
        content_hash -> Bytea,
        marc -> Bytea,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    title_words (id) {
        id -> Int8,
        word -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::sql_types::Tsvector;

    titles (id) {
        id -> Uuid,
        title -> Text,
        subtitle -> Nullable<Text>,
        author -> Nullable<Text>,
        contributors -> Array<Text>,
        format -> Text,
        language -> Nullable<Text>,
        audience -> Text,
        published_year -> Nullable<Int2>,
        publisher -> Nullable<Text>,
        edition -> Nullable<Text>,
        series -> Nullable<Text>,
        isbns -> Array<Text>,
        subjects -> Array<Text>,
        summary -> Nullable<Text>,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        issns -> Array<Text>,
        lccn -> Nullable<Text>,
        place -> Nullable<Text>,
        physical_description -> Nullable<Text>,
        contents -> Nullable<Text>,
        links -> Array<Text>,
        search_words -> Text,
        minimum_age -> Nullable<Int2>,
        merged_into_id -> Nullable<Uuid>,
        is_brief -> Bool,
        search -> Tsvector,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    transfer_rules (from_branch_id, to_branch_id) {
        from_branch_id -> Uuid,
        to_branch_id -> Uuid,
        is_allowed -> Bool,
    }
}

diesel::joinable!(accounts -> branches (branch_id));
diesel::joinable!(allocations -> fines (fine_id));
diesel::joinable!(branch_receipts -> branches (branch_id));
diesel::joinable!(card_renewals -> branches (branch_id));
diesel::joinable!(card_renewals -> patrons (patron_id));
diesel::joinable!(card_renewals -> staff (staff_id));
diesel::joinable!(claims -> branches (branch_id));
diesel::joinable!(claims -> loans (loan_id));
diesel::joinable!(claims -> staff (staff_id));
diesel::joinable!(closures -> branches (branch_id));
diesel::joinable!(desks -> branches (branch_id));
diesel::joinable!(fines -> accounts (account_id));
diesel::joinable!(fines -> branches (branch_id));
diesel::joinable!(fines -> fine_kinds (fine_kind_id));
diesel::joinable!(fines -> items (item_id));
diesel::joinable!(fines -> loans (loan_id));
diesel::joinable!(hold_misses -> branches (branch_id));
diesel::joinable!(hold_misses -> holds (hold_id));
diesel::joinable!(hold_misses -> items (item_id));
diesel::joinable!(hold_misses -> staff (staff_id));
diesel::joinable!(holds -> patrons (patron_id));
diesel::joinable!(holds -> staff (placed_by));
diesel::joinable!(holds -> titles (title_id));
diesel::joinable!(import_chunks -> imports (import_id));
diesel::joinable!(import_problems -> imports (import_id));
diesel::joinable!(imports -> branches (branch_id));
diesel::joinable!(imports -> staff (staff_id));
diesel::joinable!(in_house_uses -> branches (branch_id));
diesel::joinable!(in_house_uses -> items (item_id));
diesel::joinable!(in_house_uses -> staff (staff_id));
diesel::joinable!(items -> collections (collection_id));
diesel::joinable!(items -> item_types (item_type_id));
diesel::joinable!(items -> titles (title_id));
diesel::joinable!(job_runs -> branches (branch_id));
diesel::joinable!(ledger_entries -> accounts (account_id));
diesel::joinable!(ledger_entries -> branches (branch_id));
diesel::joinable!(ledger_entries -> fines (fine_id));
diesel::joinable!(ledger_entries -> staff (staff_id));
diesel::joinable!(loans -> item_types (item_type_id));
diesel::joinable!(loans -> items (item_id));
diesel::joinable!(loans -> patrons (patron_id));
diesel::joinable!(loans -> staff (staff_id));
diesel::joinable!(loans -> titles (title_id));
diesel::joinable!(locations -> branches (branch_id));
diesel::joinable!(losses -> items (item_id));
diesel::joinable!(losses -> ledger_entries (forgiven_entry_id));
diesel::joinable!(losses -> loans (loan_id));
diesel::joinable!(opening_hours -> branches (branch_id));
diesel::joinable!(openings -> branches (branch_id));
diesel::joinable!(override_grants -> branches (branch_id));
diesel::joinable!(patron_cards -> patrons (patron_id));
diesel::joinable!(patron_limits -> branches (branch_id));
diesel::joinable!(patron_limits -> patron_categories (patron_category_id));
diesel::joinable!(patron_messages -> patrons (patron_id));
diesel::joinable!(patron_restrictions -> patrons (patron_id));
diesel::joinable!(patron_words -> patrons (patron_id));
diesel::joinable!(patrons -> branches (home_branch_id));
diesel::joinable!(patrons -> patron_categories (patron_category_id));
diesel::joinable!(payments -> branches (branch_id));
diesel::joinable!(payments -> ledger_entries (entry_id));
diesel::joinable!(policies -> branches (branch_id));
diesel::joinable!(policies -> item_types (item_type_id));
diesel::joinable!(policies -> patron_categories (patron_category_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(renewals -> branches (branch_id));
diesel::joinable!(renewals -> loans (loan_id));
diesel::joinable!(renewals -> staff (staff_id));
diesel::joinable!(sessions -> branches (branch_id));
diesel::joinable!(sessions -> desks (desk_id));
diesel::joinable!(staff -> branches (last_branch_id));
diesel::joinable!(staff -> desks (last_desk_id));
diesel::joinable!(staff -> patrons (patron_id));
diesel::joinable!(staff_branches -> branches (branch_id));
diesel::joinable!(staff_branches -> staff (staff_id));
diesel::joinable!(title_records -> titles (title_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    allocations,
    audit_events,
    branch_receipts,
    branches,
    card_counters,
    card_renewals,
    claims,
    closures,
    collections,
    desks,
    fine_kinds,
    fines,
    hold_misses,
    holds,
    idempotency_keys,
    import_chunks,
    import_problems,
    imports,
    in_house_uses,
    item_types,
    items,
    job_runs,
    ledger_entries,
    library,
    loans,
    locations,
    name_spellings,
    losses,
    opening_hours,
    openings,
    outbox,
    override_grants,
    patron_cards,
    patron_categories,
    patron_guardians,
    patron_limits,
    patron_messages,
    patron_restrictions,
    patron_words,
    patrons,
    payments,
    policies,
    refresh_tokens,
    renewals,
    sessions,
    sign_in_failures,
    signing_keys,
    staff,
    staff_branches,
    title_records,
    title_words,
    titles,
    transfer_rules,
);
