//! What one measurement saw.

use std::time::Duration;

/// When measuring begins and ends, counted from the first request.
#[derive(Clone, Copy)]
pub struct Timing {
    /// Done, but not counted: caches, plans and connections settle.
    pub warm_up: Duration,
    /// Counted.
    pub counted: Duration,
}

/// One request or transaction that was done.
#[derive(Clone, Copy)]
pub struct Done {
    /// When it ended, counted from the first request.
    pub ended: Duration,
    /// How long it took.
    pub took: Duration,
}

/// A measurement, summed up.
#[derive(Clone, Copy)]
pub struct Sample {
    /// How many were done in a second.
    pub per_second: f64,
    /// Half of them took no longer; milliseconds.
    pub p50: f64,
    /// 95 of 100 took no longer; milliseconds.
    pub p95: f64,
    /// 99 of 100 took no longer; milliseconds.
    pub p99: f64,
}

impl Sample {
    /// Sums up what ended after the warm-up. None when nothing did.
    pub fn of(done: &[Done], timing: Timing) -> Option<Self> {
        let counted: Vec<&Done> = done.iter().filter(|one| one.ended >= timing.warm_up).collect();
        let end = counted.iter().map(|one| one.ended).max()?;
        let mut took: Vec<Duration> = counted.iter().map(|one| one.took).collect();
        took.sort_unstable();
        Some(Self {
            per_second: number(took.len()) / (end - timing.warm_up).as_secs_f64(),
            p50: percentile(&took, 50),
            p95: percentile(&took, 95),
            p99: percentile(&took, 99),
        })
    }
}

/// The nearest rank, in milliseconds.
fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).map_or(0.0, |took| took.as_secs_f64() * 1000.0)
}

/// The one in the middle; of an even number, the lower of the two.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.len().saturating_sub(1) / 2;
    values.get(middle).copied().unwrap_or(f64::NAN)
}

/// A count, to calculate with.
fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_warm_up_is_not_counted() {
        let timing = Timing {
            warm_up: Duration::from_secs(1),
            counted: Duration::from_secs(2),
        };
        let done: Vec<Done> = (1..=300)
            .map(|hundredth| Done {
                ended: Duration::from_millis(hundredth * 10),
                took: Duration::from_millis(hundredth),
            })
            .collect();
        let sample = Sample::of(&done, timing).unwrap();
        assert!((sample.per_second - 100.5).abs() < 0.01, "{}", sample.per_second);
        assert_eq!((sample.p50, sample.p99), (200.0, 298.0));
        assert!(Sample::of(&done[..50], timing).is_none());
    }

    #[test]
    fn the_median_is_one_of_the_values() {
        assert_eq!(median([3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median([4.0, 1.0]), 1.0);
    }
}
