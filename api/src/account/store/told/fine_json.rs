//! A fine as statements tell it.

/// A fine with its references, as [`Fine`] reads it. Wants `fine` (a row of `fines`), `amount` and `outstanding`.
macro_rules! fine_json {
    () => {
        "jsonb_build_object(
            'id', fine.id, 'kind', fine.kind, 'amount', amount, 'outstanding', outstanding, 'loan_id', fine.loan_id,
            'charged_at', fine.charged_at, 'detail', fine.detail,
            'branch', (
                select jsonb_build_object('id', branch.id, 'code', branch.code, 'name', branch.name)
                from branches branch where branch.id = fine.branch_id
            ),
            'item', (
                select jsonb_build_object('id', item.id, 'barcode', item.barcode, 'call_number', item.call_number,
                    'part', item.part,
                    'title', jsonb_build_object('id', title.id, 'title', title.title, 'author', title.author))
                from items item join titles title on title.id = item.title_id where item.id = fine.item_id
            )
        )"
    };
}

/// The same as [`ToldFine`](crate::account::ledger::ToldFine) reads it. Wants `fine`, and `amounts`: its row of
/// `fine_amounts`.
macro_rules! told_fine_json {
    () => {
        concat!(
            super::fine_json!(),
            " || jsonb_build_object(
                'paid', amounts.paid, 'waived', amounts.waived, 'written_off', amounts.written_off,
                'refunded', amounts.refunded,
                'patron_id', (select patron_id from accounts owner where owner.id = fine.account_id),
                'fine_kind', (
                    select jsonb_build_object('id', own.id, 'code', own.code, 'name', own.name)
                    from fine_kinds own where own.id = fine.fine_kind_id
                )
            )"
        )
    };
}

pub(in crate::account::store) use {fine_json, told_fine_json};
