mod always;
mod cases;

use crate::given::{any, id};
use carrel_rules::policy::{
    Attributes, HighDemand, Limits, LimitsRow, Row, Terms, Unit, Where, resolve, resolve_limits,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use uuid::Uuid;

fn row(n: u128, choices: [Option<u128>; 3], attributes: Attributes) -> Row {
    let [branch_id, category_id, item_type_id] = choices.map(|choice| choice.map(id));
    Row {
        id: id(n),
        branch_id,
        category_id,
        item_type_id,
        attributes,
    }
}

fn length(days: i32) -> Attributes {
    Attributes {
        loan_length: Some(days),
        ..Attributes::default()
    }
}

#[test]
fn a_branch_beats_a_category_beats_a_type() {
    let rows = [
        row(1, [None, None, None], length(1)),
        row(2, [None, None, Some(3)], length(2)),
        row(3, [None, Some(2), None], length(3)),
        row(4, [None, Some(2), Some(3)], length(4)),
        row(5, [Some(1), None, None], length(5)),
        row(6, [Some(1), None, Some(3)], length(6)),
    ];
    for upto in 1..=rows.len() {
        let found = resolve(&rows[..upto], id(1), id(2), id(3));
        assert_eq!(found.attributes.loan_length, Some(i32::try_from(upto).expect("small")));
        assert_eq!(found.sources["loan_length"], id(upto as u128));
    }
}

#[test]
fn each_attribute_falls_through_on_its_own() {
    let rows = [
        row(
            1,
            [None, None, None],
            Attributes {
                renewals_max: Some(3),
                fine_amount: Some(25),
                ..length(21)
            },
        ),
        row(
            2,
            [Some(1), None, Some(3)],
            Attributes {
                fine_amount: Some(10),
                ..Attributes::default()
            },
        ),
    ];
    let found = resolve(&rows, id(1), id(2), id(3));
    assert_eq!(
        found.attributes,
        Attributes {
            renewals_max: Some(3),
            fine_amount: Some(10),
            ..length(21)
        }
    );
    let sources: Vec<_> = found.sources.into_iter().collect();
    assert_eq!(
        sources,
        [("fine_amount", id(2)), ("loan_length", id(1)), ("renewals_max", id(1))]
    );
}

#[test]
fn patron_limits_resolve_one_by_one_too() {
    let row = |n, branch: Option<u128>, category: Option<u128>, limits| LimitsRow {
        id: id(n),
        branch_id: branch.map(id),
        category_id: category.map(id),
        limits,
    };
    let rows = [
        row(
            1,
            None,
            None,
            Limits {
                max_loans: Some(50),
                max_balance: Some(1000),
                ..Limits::default()
            },
        ),
        row(
            2,
            None,
            Some(2),
            Limits {
                max_loans: Some(5),
                ..Limits::default()
            },
        ),
        row(
            3,
            Some(1),
            None,
            Limits {
                max_loans: Some(8),
                ..Limits::default()
            },
        ),
    ];
    let found = resolve_limits(&rows, id(1), id(2));
    assert_eq!(
        found.limits,
        Limits {
            max_loans: Some(8),
            max_balance: Some(1000),
            ..Limits::default()
        }
    );
    assert_eq!(found.sources["max_balance"], id(1));
    assert_eq!(resolve_limits(&rows, id(7), id(2)).limits.max_loans, Some(5));
}

#[test]
fn unknown_attributes_and_choices_are_refused() {
    for json in [
        r#"{"loan_lenght": 7}"#,
        r#"{"loan_unit": "weeks"}"#,
        r#"{"high_demand": {"threshold": 1, "length": 1, "x": 0}}"#,
    ] {
        assert!(serde_json::from_str::<Attributes>(json).is_err(), "{json}");
    }
    assert!(serde_json::from_str::<Limits>(r#"{"max_reserves": 1}"#).is_err());
}

#[test]
fn attributes_on_the_wire_hold_only_what_is_set() {
    let set = Attributes {
        loan_unit: Some(Unit::Hours),
        return_allowed: Some(Where::HomeOrHolding),
        high_demand: Some(HighDemand {
            threshold: 1,
            length: 3,
        }),
        ..length(4)
    };
    let json = serde_json::json!({
        "loan_length": 4,
        "loan_unit": "hours",
        "return_allowed": "home_or_holding",
        "high_demand": {"threshold": 1, "length": 3},
    });
    assert_eq!(serde_json::to_value(&set).expect("json"), json);
    assert_eq!(serde_json::from_value::<Attributes>(json).expect("attributes"), set);
}

#[test]
fn the_attributes_are_those_of_the_design() {
    assert_eq!(Attributes::NAMES.len(), 35);
    assert_eq!(
        Limits::NAMES,
        [
            "max_loans",
            "max_holds",
            "max_balance",
            "max_overdue",
            "max_lost",
            "fine_cap"
        ]
    );
}

#[test]
fn values_out_of_range_are_named_each() {
    let wrong = Attributes {
        grace: Some(-1),
        fine_every: Some(0),
        fine_cap: Some(-5),
        renewals_max: Some(-1),
        high_demand: Some(HighDemand {
            threshold: 0,
            length: 4000,
        }),
        ..length(3651)
    };
    let fields: Vec<_> = wrong.validate().into_iter().map(|error| error.field).collect();
    assert_eq!(
        fields,
        [
            "loan_length",
            "grace",
            "high_demand/length",
            "fine_every",
            "renewals_max",
            "fine_cap"
        ]
    );
    assert_eq!(
        Attributes {
            fine_cap: Some(0),
            grace: Some(0),
            ..length(3650)
        }
        .validate(),
        []
    );
    let limits = Limits {
        max_loans: Some(-1),
        fine_cap: Some(-1),
        ..Limits::default()
    };
    assert_eq!(limits.validate().len(), 2);
}

#[test]
fn what_is_unset_has_its_documented_default() {
    let terms = Terms::default();
    assert_eq!(
        (terms.loanable, terms.loan_length, terms.loan_unit),
        (true, 21, Unit::Days)
    );
    assert_eq!((terms.renewals_max, terms.fine_amount, terms.fine_cap), (0, 0, None));
    let hourly = Terms::from(&Attributes {
        loan_unit: Some(Unit::Hours),
        ..length(4)
    });
    assert_eq!((hourly.renewal_length, hourly.fine_unit), (4, Unit::Hours));
}

#[test]
fn terms_stored_before_a_member_existed_are_read_with_its_default() {
    let old = r#"{"loan_length": 14, "a_member_that_is_gone": true}"#;
    let read: Terms = serde_json::from_str(old).expect("terms");
    assert_eq!(
        read,
        Terms {
            loan_length: 14,
            ..Terms::default()
        }
    );
}
