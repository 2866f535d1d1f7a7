use carrel_rules::anonymise::{Holdings, blocks};
use carrel_rules::block::{Code, Level};

use crate::given::codes;

#[test]
fn a_record_that_holds_nothing_may_go() {
    assert_eq!(blocks(Holdings::default()), []);
}

#[test]
fn every_reason_is_told_at_once_and_nobody_lifts_one() {
    let holdings = Holdings {
        loans: 2,
        holds: 3,
        balance: -1,
        minors: 1,
        is_staff: true,
    };
    let blocks = blocks(holdings);
    assert_eq!(
        codes(&blocks),
        [
            Code::OpenLoans,
            Code::OpenHolds,
            Code::UnsettledAccount,
            Code::GuardianOfMinors,
            Code::StaffRecord
        ]
    );
    assert!(blocks.iter().all(|block| block.level == Level::Nobody));
    assert_eq!(blocks[0].detail, "The patron has items on loan. Open loans: 2.");
}
