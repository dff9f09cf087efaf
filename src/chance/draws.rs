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
        let [words] = self.many([(key, purpose, ordinal)]);
        words
    }

    /// As [`Draws::words`], of several at once, which is cheaper.
    #[inline]
    pub fn many<const N: usize>(&self, of: [(u64, Purpose, u32); N]) -> [[u32; 4]; N] {
        let mut counters = [[self.replicate; N]; 4];
        for (lane, (key, purpose, ordinal)) in of.into_iter().enumerate() {
            debug_assert!(key < 1 << 56, "identities have 56 bits");
            counters[0][lane] = key as u32;
            counters[1][lane] = (key >> 32) as u32 | u32::from(purpose.0) << 24;
            counters[2][lane] = ordinal;
        }
        let words = philox4x32(counters, [self.seed as u32, (self.seed >> 32) as u32]);
        std::array::from_fn(|lane| words.map(|word| word[lane]))
    }

    /// As [`Draws::many`], of any number.
    pub fn words_of(&self, of: &[(u64, Purpose, u32)]) -> Vec<[u32; 4]> {
        const LANES: usize = 8;
        let mut words = Vec::with_capacity(of.len());
        for chunk in of.chunks(LANES) {
            let mut lanes = [chunk[0]; LANES];
            lanes[..chunk.len()].copy_from_slice(chunk);
            words.extend_from_slice(&self.many(lanes)[..chunk.len()]);
        }
        words
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
    fn many_at_once_are_the_same_as_one_by_one() {
        let draws = Draws::new(5 << 33 | 1, 2);
        let of = [
            (3, Purpose(4), 5),
            (1 << 50, Purpose(200), 0),
            (7, Purpose(0), u32::MAX),
        ];
        let one_by_one = of.map(|(key, purpose, ordinal)| draws.words(key, purpose, ordinal));
        assert_eq!(draws.many(of), one_by_one);
        assert_eq!(
            draws.words_of(&[of, of, of].concat()),
            [one_by_one; 3].concat()
        );
    }

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
