//! Chance that always falls the same way.

/// A source of numbers that look random; the same for the same kind and number.
pub(super) struct Chance(u64);

/// Another seed gives another library.
const SEED: u64 = 0x0c0f_fee5_eed0_2026;

impl Chance {
    /// The one for the `number`th of a kind.
    pub(super) fn of(kind: &str, number: u32) -> Self {
        let start = kind.bytes().fold(SEED, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        let mut chance = Self(start ^ (u64::from(number) << 20));
        chance.bits();
        chance
    }

    /// 64 bits: a counter, mixed.
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, all alike.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.bits() % bound).unwrap_or(0)
    }

    /// A number below `bound`; the `n`th is `n` times rarer than the first.
    pub(super) fn rank(&mut self, bound: usize) -> usize {
        let share = f64::from(u32::try_from(self.bits() >> 32).unwrap_or(0)) / f64::from(u32::MAX);
        let most = f64::from(u32::try_from(bound).unwrap_or(u32::MAX)) + 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and bound + 1, as most and share are"
        )]
        let rank = most.powf(share) as usize;
        rank.saturating_sub(1).min(bound.saturating_sub(1))
    }

    /// True so many times of a hundred.
    pub(super) fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of them, all alike.
    pub(super) fn one<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> Option<&'a T> {
        all.get(self.below(all.len())).copied()
    }

    /// One of them, the first more often than the last.
    pub(super) fn early<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> Option<&'a T> {
        all.get(self.rank(all.len())).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn early_ranks_come_more_often() {
        let mut chance = Chance::of("test", 1);
        let mut counts = [0_u32; 1000];
        for _ in 0..100_000 {
            counts[chance.rank(1000)] += 1;
        }
        assert!(counts[0] > 8_000 && counts[0] < 12_000, "{}", counts[0]);
        assert!(counts[9] > 600 && counts[9] < 1_800, "{}", counts[9]);
        assert!(counts[999] < 100, "{}", counts[999]);
    }

    #[test]
    fn it_falls_the_same_way_every_time() {
        assert_eq!(Chance::of("title", 7).bits(), Chance::of("title", 7).bits());
        assert_ne!(Chance::of("title", 7).bits(), Chance::of("title", 8).bits());
        assert_ne!(Chance::of("title", 7).bits(), Chance::of("patron", 7).bits());
    }
}
