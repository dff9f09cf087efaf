//! Expertise in typing and making contact, per borough, from 0 to 1.
//!
//! It grows with training, with the cases that are typed, and by learning from other boroughs; it
//! leaks away when professionals leave (§4.6.7, §5.4.1, §6.5.2, §6.5.4).

use super::{Census, Lever, LeverTable};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{BOROUGHS, Borough, Term};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct ExpertiseRates {
    start: f64,
    per_training: f64,
    per_case: f64,
    community: f64,
}

impl ExpertiseRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            start: reader.number("expertise.start")?,
            per_training: reader.number("expertise.per_training")?,
            per_case: reader.number("expertise.per_case")?,
            community: reader.number("expertise.community_rate")?,
        })
    }
}

/// Expertise now, and the cases typed since the last month.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expertise {
    level: [f64; BOROUGHS],
    typed: [u32; BOROUGHS],
}

impl Expertise {
    pub fn at_start(rates: &ExpertiseRates) -> Self {
        Self {
            level: [rates.start; BOROUGHS],
            typed: [0; BOROUGHS],
        }
    }

    pub fn of(&self, borough: Borough) -> f64 {
        self.level[borough.index()]
    }

    /// Somebody was typed.
    pub fn learn(&mut self, borough: Borough) {
        self.typed[borough.index()] += 1;
    }

    /// A month passes.
    pub fn pass(&mut self, rates: &ExpertiseRates, levers: &LeverTable, census: &Census) {
        let mean = self.level.iter().sum::<f64>() / BOROUGHS as f64;
        let community = levers.city(Lever::ExpertiseCommunity) * rates.community / 12.0;
        for &borough in Borough::ALL {
            let b = borough.index();
            let level = self.level[b];
            let trained = levers.get(Lever::ExpertiseTraining, borough) * rates.per_training / 12.0;
            let cases = f64::from(self.typed[b]) / census.thousands(b).max(f64::EPSILON);
            let gain = (trained + cases * rates.per_case) * (1.0 - level);
            let leak = levers.get(Lever::ExpertiseTurnover, borough) / 12.0 * level;
            let spread = community * (mean - level).max(0.0);
            self.level[b] = (level + gain - leak + spread).clamp(0.0, 1.0);
        }
        self.typed = [0; BOROUGHS];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::{LeverRegistry, Registry};

    fn rates() -> ExpertiseRates {
        let registry = Registry::embedded().expect("a registry");
        ExpertiseRates::read(&Reader::new(&registry)).expect("rates")
    }

    fn years(levers: &LeverTable, cases: u32) -> f64 {
        let mut expertise = Expertise::at_start(&rates());
        for _ in 0..36 {
            for _ in 0..cases {
                expertise.learn(Borough::Noord);
            }
            expertise.pass(&rates(), levers, &Census::even());
        }
        expertise.of(Borough::Noord)
    }

    #[test]
    fn expertise_grows_with_training_and_cases_and_leaks_with_turnover() {
        let levers =
            LeverTable::defaults(&LeverRegistry::embedded().expect("levers")).expect("defaults");
        let mut trained = levers.clone();
        trained.set_everywhere(Lever::ExpertiseTraining, 1.0);
        let mut leaking = levers.clone();
        leaking.set_everywhere(Lever::ExpertiseTurnover, 0.6);
        let usual = years(&levers, 1);
        assert!(years(&trained, 1) > usual);
        assert!(years(&levers, 10) > usual);
        assert!(years(&leaking, 1) < usual);
    }
}
