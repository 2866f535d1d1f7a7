//! What a batch comes to.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::report::Remark;
use super::store::Counts;

/// What was done, and what there is to say about it.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pub counts: Counts,
    pub remarks: Vec<Remark>,
    /// What a dry run would have added, by the beginning of its key's hash: the rows after it may refer to it. With the
    /// date of birth where it is a patron.
    pub pretended: HashMap<u64, Option<NaiveDate>>,
}

impl Taken {
    /// Both.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.counts.add(&other.counts);
        self.remarks.extend(other.remarks);
        self.pretended.extend(other.pretended);
        self
    }
}
