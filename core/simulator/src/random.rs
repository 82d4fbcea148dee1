//! Repeatable chance: splitmix64, the same numbers for the same seed on every machine.

/// A stream of numbers from a seed.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

const STRIDE: u64 = 0x9E37_79B9_7F4A_7C15;

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STRIDE);
        scramble(self.0)
    }

    /// A number from 0 to `most`.
    pub(crate) const fn up_to(&mut self, most: u64) -> u64 {
        self.next() % most.saturating_add(1)
    }
}

/// The number at `position` of a stream that is never walked, so that skipped steps leave no trace.
pub(crate) const fn number_at(seed: u64, position: u64) -> u64 {
    scramble(seed.wrapping_add(position.wrapping_mul(STRIDE)))
}

const fn scramble(state: u64) -> u64 {
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
