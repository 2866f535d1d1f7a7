//! How long a patron may have to wait.

/// Fewer finished loans than this say nothing.
const LOANS_NEEDED: usize = 3;

/// A range of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// If the copies come back as soon as they can.
    pub min_days: i64,
    /// If each is kept as long as usual.
    pub max_days: i64,
}

/// How long the hold at `position` waits for one of `copies`, when loans lasted so many days. Each round of the queue
/// takes the median loan; the first copy back may come today. None when too little is known.
pub fn wait(position: i64, copies: i64, loan_days: &[i64]) -> Option<Wait> {
    if position < 1 || copies < 1 || loan_days.len() < LOANS_NEEDED {
        return None;
    }
    let mut days: Vec<i64> = loan_days.iter().map(|days| (*days).clamp(1, 3650)).collect();
    days.sort_unstable();
    let median = days[days.len() / 2];
    let rounds = position.saturating_add(copies - 1) / copies;
    Some(Wait {
        min_days: (rounds - 1).saturating_mul(median),
        max_days: rounds.saturating_mul(median),
    })
}
