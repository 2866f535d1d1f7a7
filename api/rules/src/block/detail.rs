//! A block in a sentence that staff can read out.

use super::{Code, Fact, Facts};

/// The sentence for a code and what it rests on.
pub(super) fn sentence(code: Code, facts: &Facts) -> String {
    let plain = plain(code);
    let more = match code {
        Code::CardExpired => date(facts, "expired_on").map(|on| format!("It expired on {on}.")),
        Code::PatronRestricted => date(facts, "until").map(|on| format!("The restriction ends on {on}.")),
        Code::LoanLimit | Code::OnSiteLoanLimit | Code::ItemTypeLimit => of(facts, "loans", "loans"),
        Code::HoldLimit | Code::HoldsPerTitle => of(facts, "holds", "holds"),
        Code::LostLimit => of(facts, "lost", "lost items"),
        Code::OverdueItems => of(facts, "overdue", "overdue items"),
        Code::AgeRestricted => number(facts, "min_age").map(|age| format!("It is for patrons of {age} and older.")),
        Code::ItemMissingParts | Code::ItemMessage => text(facts, "message").map(str::to_owned),
        Code::HighDemand => number(facts, "waiting").map(|waiting| format!("Waiting: {waiting}.")),
        Code::RenewalLimit => of(facts, "renewals", "renewals"),
        Code::RenewalTooSoon => date(facts, "renewable_on").map(|on| format!("It can be renewed from {on}.")),
        Code::OpenLoans => number(facts, "loans").map(|loans| format!("Open loans: {loans}.")),
        Code::OpenHolds => number(facts, "holds").map(|holds| format!("Open holds: {holds}.")),
        Code::GuardianOfMinors => number(facts, "minors").map(|minors| format!("Minors: {minors}.")),
        Code::TitleHold => number(facts, "waiting").map(|waiting| format!("Waiting: {waiting}.")),
        _ => None,
    };
    more.map_or_else(|| plain.to_owned(), |more| format!("{plain} {more}"))
}

fn plain(code: Code) -> &'static str {
    match code {
        Code::PatronMerged => "This record was merged into another patron's.",
        Code::PatronAnonymised => "This record was anonymised and belongs to nobody.",
        Code::CardLost => "This card was reported lost.",
        Code::CardReplaced => "This card was replaced by a newer one.",
        Code::OwnAccount => "Nobody may override anything on their own or their child's account.",
        Code::CardExpired => "The card has expired.",
        Code::PatronRestricted => "The patron is restricted.",
        Code::BalanceLimit => "The patron owes more than the limit allows.",
        Code::LoanLimit => "The patron has as many loans as allowed.",
        Code::OnSiteLoanLimit => "The patron has as many on-site loans as allowed.",
        Code::ItemTypeLimit => "The patron has as many loans of this kind as allowed.",
        Code::HoldLimit => "The patron has as many holds as allowed.",
        Code::HoldsPerTitle => "The patron has as many holds on this title as allowed.",
        Code::AlreadyHeld => "The patron has this hold already.",
        Code::NoCopy => "The title has no copy that could fill a hold.",
        Code::NotHoldable => "No copy of this may be held by this patron.",
        Code::ItemHoldsOff => "Holds on one very copy are not taken.",
        Code::CopyOnShelf => "A copy is on its shelf and can be taken from there.",
        Code::PickupNotAllowed => "No copy may be picked up at this branch.",
        Code::LostLimit => "The patron has more lost items than allowed.",
        Code::OverdueItems => "The patron has more overdue items than allowed.",
        Code::AgeRestricted => "The patron is too young for this item.",
        Code::NoPolicy => "No policy covers this patron and this item at this branch.",
        Code::NotForLoan => "This item is not for loan.",
        Code::ItemWithdrawn => "This item was withdrawn.",
        Code::ItemLost => "This item is recorded as lost.",
        Code::ItemClaimedReturned => "This item is recorded as claimed returned.",
        Code::ItemMissing => "This item is recorded as missing.",
        Code::ItemInProcessing => "This item is still being made ready or repaired.",
        Code::ItemOnOrder => "This item is recorded as on order.",
        Code::ItemInTransit => "This item is recorded as in transit.",
        Code::ItemOnHoldShelf => "This item waits on the hold shelf for another patron.",
        Code::OnLoanToAnother => "This item is on loan to another patron.",
        Code::OnLoanToPatron => "The patron already has this item; it can be renewed instead.",
        Code::ItemMissingParts => "Parts of this item are missing.",
        Code::ItemMessage => "This item carries a message.",
        Code::PreviouslyBorrowed => "The patron has borrowed this title before.",
        Code::SameTitleOut => "The patron has another item of this title on loan.",
        Code::HighDemand => "Many wait for this title, so the loan is shorter.",
        Code::DueDateEarlier => "The wished due date is earlier than the one that holds.",
        Code::DueDateLater => "The wished due date is later than the one that holds.",
        Code::LoanClosed => "This loan is already closed.",
        Code::OnSiteLoan => "A loan for use on site cannot be renewed.",
        Code::RenewalLimit => "This loan was renewed as often as allowed.",
        Code::RenewalTooSoon => "It is too early to renew this loan.",
        Code::RenewalWouldNotExtend => "A renewal would not give a later due date.",
        Code::TitleHold => "Others wait for this title and no other copy is free for them.",
        Code::ItemHold => "Somebody waits for exactly this item.",
        Code::ReturnRefusedHere => "This item may not be returned at this branch.",
        Code::PossibleDuplicate => "Somebody very like this one has a record already.",
        Code::OpenLoans => "The patron has items on loan.",
        Code::OpenHolds => "The patron waits for something.",
        Code::UnsettledAccount => "The patron's account is not at zero.",
        Code::GuardianOfMinors => "The patron answers for a minor.",
        Code::StaffRecord => "This is a staff member's own record.",
        Code::ClaimUnresolved => {
            "This item is claimed returned: say whether the patron brought it or the library found it."
        }
    }
}

fn of(facts: &Facts, count: &str, things: &str) -> Option<String> {
    Some(format!(
        "Allowed {things}: {}; now: {}.",
        number(facts, "max")?,
        number(facts, count)?
    ))
}

fn number(facts: &Facts, name: &str) -> Option<i64> {
    match facts.get(name) {
        Some(Fact::Count(count)) => Some(*count),
        _ => None,
    }
}

fn date(facts: &Facts, name: &str) -> Option<chrono::NaiveDate> {
    match facts.get(name) {
        Some(Fact::Date(date)) => Some(*date),
        _ => None,
    }
}

fn text<'a>(facts: &'a Facts, name: &str) -> Option<&'a str> {
    match facts.get(name) {
        Some(Fact::Text(text)) => Some(text),
        _ => None,
    }
}
