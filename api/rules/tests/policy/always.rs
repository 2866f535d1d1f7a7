//! What holds whatever the facts.

use super::*;

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let choice = || of(any::id());
    let some = (choice(), choice(), choice(), of(0..99_i32), of(0..9_i32), of(0..99_i64));
    vec(some, 0..14).prop_map(|rows| {
        let numbered = rows.into_iter().enumerate();
        let made = numbered.map(
            |(n, (branch_id, category_id, item_type_id, length, renewals, fine))| Row {
                id: Uuid::from_u128(n as u128),
                branch_id,
                category_id,
                item_type_id,
                attributes: Attributes {
                    loan_length: length,
                    renewals_max: renewals,
                    fine_amount: fine,
                    ..Attributes::default()
                },
            },
        );
        made.collect()
    })
}

proptest! {
    #[test]
    fn each_attribute_comes_from_the_most_specific_row_that_sets_it(rows in rows()) {
        let (branch, category, item_type) = (id(1), id(2), id(3));
        let found = resolve(&rows, branch, category, item_type);
        let weight = |row: &Row| {
            let matches = row.branch_id.is_none_or(|id| id == branch)
                && row.category_id.is_none_or(|id| id == category)
                && row.item_type_id.is_none_or(|id| id == item_type);
            let score = 4 * u8::from(row.branch_id.is_some())
                + 2 * u8::from(row.category_id.is_some())
                + u8::from(row.item_type_id.is_some());
            matches.then_some(score)
        };
        let best = rows.iter().filter(|row| row.attributes.loan_length.is_some()).filter_map(weight).max();
        prop_assert_eq!(found.sources.contains_key("loan_length"), best.is_some());
        if let Some(source) = found.sources.get("loan_length") {
            let row = rows.iter().find(|row| row.id == *source).expect("a row of these");
            prop_assert_eq!(weight(row), best);
            prop_assert_eq!(row.attributes.loan_length, found.attributes.loan_length);
        }
        prop_assert_eq!(found.matched, rows.iter().any(|row| weight(row).is_some()));
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(rows in rows(), turn in 0..14_usize) {
        let mut turned = rows.clone();
        turned.rotate_left(turn.min(rows.len()));
        turned.reverse();
        prop_assert_eq!(resolve(&rows, id(1), id(2), id(3)), resolve(&turned, id(1), id(2), id(3)));
    }

    #[test]
    fn terms_survive_json(terms in any::terms()) {
        let json = serde_json::to_string(&terms).expect("json");
        prop_assert_eq!(serde_json::from_str::<Terms>(&json).expect("terms"), terms);
    }
}
