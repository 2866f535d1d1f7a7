//! The answers a policy attribute can take.

use serde::{Deserialize, Serialize};

/// What a length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Local days of the branch; a loan ends at 23:59:59.
    #[default]
    Days,
    /// Hours, to the minute.
    Hours,
}

/// How a hard due date meets the computed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HardDueMode {
    /// Always due on that date.
    #[default]
    Exact,
    /// Never later than that date.
    Ceiling,
    /// Never earlier than that date.
    Floor,
}

/// What closed days mean for a due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedDayMode {
    /// They are days like others.
    Ignore,
    /// A loan that would end in closed time ends when the branch opens next.
    #[default]
    MoveForward,
    /// Only open days count towards the length.
    CountOpenDays,
}

/// What a renewal counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenewalFrom {
    /// From the date the loan is due.
    #[default]
    Due,
    /// From the day of the renewal.
    Today,
}

/// When a period of lateness is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FineChargeAt {
    /// When it has passed: only whole periods.
    #[default]
    End,
    /// When it begins: every started period.
    Start,
}

/// What happens to the grace once it is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GraceMode {
    /// All lateness counts, the grace too.
    #[default]
    Threshold,
    /// The grace stays free.
    Deducted,
}

/// What is given back when a lost item returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LostRefund {
    /// What was paid is refunded and what is owed is cancelled.
    #[default]
    PaidAndUnpaid,
    /// Only what is still owed is cancelled.
    UnpaidOnly,
    /// Nothing.
    None,
}

/// What becomes of the overdue fine of an item that was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverdueOnLost {
    /// It is owed next to the replacement.
    #[default]
    Charge,
    /// It is forgiven when the item is lost.
    Forgive,
    /// It is forgiven when the item is lost, and owed again when it returns.
    Restore,
}

/// At which branches something may happen to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Where {
    /// At every branch.
    #[default]
    Anywhere,
    /// Only at the branch that owns it.
    Home,
    /// Only at the branch that holds it: for a loan, the one that lent it.
    Holding,
    /// At either of the two.
    HomeOrHolding,
}

impl Where {
    /// Whether it may happen `here`, for an item of `home` held by `holding`.
    pub fn permits<B: PartialEq>(self, here: &B, home: &B, holding: &B) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Home => here == home,
            Self::Holding => here == holding,
            Self::HomeOrHolding => here == home || here == holding,
        }
    }
}

/// When many wait for a title, loans of it get shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HighDemand {
    /// Demand is high when more holds than this wait.
    pub threshold: i32,
    /// How long a loan then lasts, in the unit of the loan.
    pub length: i32,
}
