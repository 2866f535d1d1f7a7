use std::collections::BTreeSet;

use carrel_rules::block::{Block, Code, Fact};
use serde_json::json;

use crate::given::day;

#[test]
fn every_code_reads_back_from_its_word() {
    for code in Code::ALL {
        assert_eq!(code.as_str().parse(), Ok(*code));
        let json = serde_json::to_value(code).expect("json");
        assert_eq!(json, code.as_str());
        assert_eq!(serde_json::from_value::<Code>(json).expect("a code"), *code);
    }
    assert!("too-many".parse::<Code>().is_err());
}

#[test]
fn codes_are_kebab_case_and_each_its_own() {
    let words: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(words.len(), Code::ALL.len());
    for word in words {
        assert!(word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{word}");
    }
}

#[test]
fn every_code_has_a_sentence() {
    for code in Code::ALL {
        let detail = Block::new(*code).detail;
        assert!(detail.ends_with('.') && detail.len() > 15, "{code}: {detail}");
    }
}

#[test]
fn the_sentence_names_what_it_rests_on_but_no_amount() {
    let limit = Block::with(Code::LoanLimit, [("loans", Fact::Count(5)), ("max", Fact::Count(5))]);
    assert_eq!(
        limit.detail,
        "The patron has as many loans as allowed. Allowed loans: 5; now: 5."
    );
    let expired = Block::with(Code::CardExpired, [("expired_on", day("2026-03-01").into())]);
    assert_eq!(expired.detail, "The card has expired. It expired on 2026-03-01.");
    let balance = Block::with(
        Code::BalanceLimit,
        [("balance", Fact::Amount(1250)), ("max", Fact::Amount(1000))],
    );
    assert!(!balance.detail.contains("12"));
}

#[test]
fn a_block_on_the_wire() {
    let block = Block::with(
        Code::BalanceLimit,
        [("balance", Fact::Amount(1250)), ("max", Fact::Amount(1000))],
    );
    assert_eq!(
        serde_json::to_value(block).expect("json"),
        json!({
            "code": "balance-limit",
            "level": "supervisor",
            "detail": "The patron owes more than the limit allows.",
            "facts": {"balance": 1250, "max": 1000},
        })
    );
}
