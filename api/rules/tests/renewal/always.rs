//! What holds whatever the facts.

use super::*;

proptest! {
    #[test]
    fn a_renewal_that_is_not_refused_extends_the_loan_beyond_now(
        calendar in any::calendar(),
        terms in any::terms(),
        patron in any::patron(),
        (first, second) in any::instants(8_000_000),
        overdue: bool,
    ) {
        let given = Renewal::with(|given| {
            given.now = if overdue { second } else { first };
            given.loan.due_at = if overdue { first } else { second };
            given.calendar = calendar;
            given.terms = terms;
            given.patron = patron;
        });
        let decision = given.decide();
        let refused = codes(&decision.blocks).contains(&Code::RenewalWouldNotExtend);
        prop_assert_eq!(refused, decision.due.at <= given.loan.due_at);
        prop_assert!(decision.due.at >= given.now);
    }
}
