//! Expertise in typing and making contact, per borough, from 0 to 1.
//!
//! It grows with training and with the cases that are typed, and leaks away when professionals leave
//! (§4.6.7, §5.4.1). A community of practice does two things: boroughs with less learn from the others
//! (§6.5.2), and what is known is anchored in more than personal contact, so that less leaves with
//! staff (§6.5.4).

use super::{Census, Lever, LeverTable};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{BOROUGHS, Borough, Term};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct ExpertiseRates {
    start: f64,
    per_training: f64,
    per_case: f64,
    community: f64,
    community_keeps: f64,
}

impl ExpertiseRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            start: reader.number("expertise.start")?,
            per_training: reader.number("expertise.per_training")?,
            per_case: reader.number("expertise.per_case")?,
            community: reader.number("expertise.community_rate")?,
            community_keeps: reader.number("expertise.community_keeps")?,
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
        let community = levers.city(Lever::ExpertiseCommunity);
        let learned = community * rates.community / 12.0;
        let leaking = 1.0 - community * rates.community_keeps;
        for &borough in Borough::ALL {
            let b = borough.index();
            let level = self.level[b];
            let trained = levers.get(Lever::ExpertiseTraining, borough) * rates.per_training / 12.0;
            let cases = f64::from(self.typed[b]) / census.thousands(b).max(f64::EPSILON);
            let gain = (trained + cases * rates.per_case) * (1.0 - level);
            let leak = levers.get(Lever::ExpertiseTurnover, borough) / 12.0 * level * leaking;
            let spread = learned * (mean - level).max(0.0);
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

    /// Three years in which so many cases a month are typed in each of these boroughs.
    fn after_years(levers: &LeverTable, cases: u32, boroughs: &[Borough]) -> Expertise {
        let mut expertise = Expertise::at_start(&rates());
        for _ in 0..36 {
            for &borough in boroughs {
                (0..cases).for_each(|_| expertise.learn(borough));
            }
            expertise.pass(&rates(), levers, &Census::even());
        }
        expertise
    }

    fn years(levers: &LeverTable, cases: u32) -> f64 {
        after_years(levers, cases, &[Borough::Noord]).of(Borough::Noord)
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

    #[test]
    fn a_community_of_practice_lets_boroughs_learn_and_keeps_what_is_known() {
        let alone =
            LeverTable::defaults(&LeverRegistry::embedded().expect("levers")).expect("defaults");
        let mut together = alone.clone();
        together.set_everywhere(Lever::ExpertiseCommunity, 1.0);
        let of = |levers: &LeverTable, typing: &[Borough]| {
            after_years(levers, 10, typing).of(Borough::Pernis)
        };
        // The same in all boroughs: there is nothing to learn, but less leaves with staff.
        let all = Borough::ALL;
        assert!(of(&together, all) > of(&alone, all));
        let [alone, together] = [alone, together].map(|mut levers| {
            levers.set_everywhere(Lever::ExpertiseTurnover, 0.0);
            levers
        });
        assert!((of(&together, all) - of(&alone, all)).abs() < 1e-12);
        // Cases in one borough: the others learn from it.
        let one = &[Borough::Noord];
        assert!(of(&together, one) > of(&alone, one));
    }
}
