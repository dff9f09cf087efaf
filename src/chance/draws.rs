//! Keyed draws: a random number is a function of (seed, replicate, resident, purpose, ordinal), and
//! of nothing else. Scenario, thread, array position and loop order do not enter.

use super::philox::philox4x32;

/// What a draw is for. Each purpose of each resident has its own sequence of ordinals.
///
/// The number is part of the key: to keep old results, never renumber, only append.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purpose(pub u8);

/// Draws for one replicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    seed: u64,
    replicate: u32,
}

impl Draws {
    /// Draws for `replicate` under `seed`.
    pub fn new(seed: u64, replicate: u32) -> Self {
        Self { seed, replicate }
    }

    /// Four random words. `key` is the identity of a resident (at most 56 bits).
    #[inline]
    pub fn words(&self, key: u64, purpose: Purpose, ordinal: u32) -> [u32; 4] {
        debug_assert!(key < 1 << 56, "identities have 56 bits");
        let high = (key >> 32) as u32 | u32::from(purpose.0) << 24;
        philox4x32(
            [key as u32, high, ordinal, self.replicate],
            [self.seed as u32, (self.seed >> 32) as u32],
        )
    }

    /// One random word.
    #[inline]
    pub fn word(&self, key: u64, purpose: Purpose, ordinal: u32) -> u32 {
        self.words(key, purpose, ordinal)[0]
    }

    /// A uniform number in (0, 1).
    #[inline]
    pub fn uniform(&self, key: u64, purpose: Purpose, ordinal: u32) -> f64 {
        uniform(self.word(key, purpose, ordinal))
    }
}

/// The midpoint of the word's interval in (0, 1).
#[inline]
pub fn uniform(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_the_key_matters() {
        let base = Draws::new(1, 2).word(3, Purpose(4), 5);
        assert_ne!(base, Draws::new(9, 2).word(3, Purpose(4), 5));
        assert_ne!(base, Draws::new(1, 9).word(3, Purpose(4), 5));
        assert_ne!(base, Draws::new(1, 2).word(9, Purpose(4), 5));
        assert_ne!(base, Draws::new(1, 2).word(3, Purpose(9), 5));
        assert_ne!(base, Draws::new(1, 2).word(3, Purpose(4), 9));
        assert_ne!(base, Draws::new(1 << 40, 2).word(3, Purpose(4), 5));
        assert_ne!(base, Draws::new(1, 2).word(3 + (1 << 40), Purpose(4), 5));
    }
}
