//! The few numbers of each replicate that are kept as they are, for clouds, ratios and net benefit:
//! some sixty bytes a run.

use super::compare::{Gathered, Settings};
use super::reduce::{ALL_AGES, FROM_55, Numbers, PLACES, Shape};
use super::results::{Marginal, Means, Trade, Value};
use crate::engine::Model;
use crate::programme::{Lever, Policy};
use crate::vocabulary::{Outcome, Resource};

/// What is kept of a run: over the whole run and the whole city.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measures {
    /// Isolated resident-years of those of 55 and over.
    isolated_years: f64,
    /// Costs in euros, without the time of volunteers.
    cost: f64,
    volunteer_hours: f64,
    /// Worth of the time of volunteers, in euros.
    volunteer_value: f64,
    /// Mean number over the months.
    volunteers: f64,
    /// Hours of elderly advisers that there were.
    adviser_hours: f64,
}

impl Measures {
    /// Isolated resident-years of those of 55 and over, over the whole run and city.
    pub fn isolated_years(&self) -> f64 {
        self.isolated_years
    }

    pub fn of(numbers: &Numbers, shape: Shape) -> Self {
        let (city, whole) = (PLACES - 1, shape.periods() - 1);
        let of = |outcome, ages| numbers.cells[shape.at(city, ages, outcome, whole)];
        Self {
            isolated_years: of(Outcome::IsolatedYears, FROM_55),
            cost: of(Outcome::Cost, ALL_AGES),
            volunteer_hours: of(Outcome::VolunteerHours, ALL_AGES),
            volunteer_value: of(Outcome::VolunteerTimeValue, ALL_AGES),
            volunteers: of(Outcome::Volunteers, ALL_AGES),
            adviser_hours: of(Outcome::available(Resource::Advisers), ALL_AGES),
        }
    }
}

/// Something of which a scenario gets more, to see what one more brings.
pub(super) struct Step {
    means: Means,
    lever: Lever,
    id: &'static str,
    /// In the unit of the lever.
    size: f64,
}

/// Number of [`steps`].
pub(super) const STEPS: usize = 2;

/// Size of a step, as part of the lever in regular practice: large enough to stand out from chance,
/// and the same in every scenario, so that scenarios can be compared.
const SHARE: f64 = 0.5;

/// The steps that are tried on each scenario.
pub(super) fn steps(model: &Model) -> impl Iterator<Item = Step> {
    let all: [(Means, Lever, &'static str); STEPS] = [
        (
            Means::Volunteers,
            Lever::VolunteersEnquiries,
            "volunteers.enquiries",
        ),
        (
            Means::ProfessionalHours,
            Lever::GuidanceHours,
            "guidance.hours",
        ),
    ];
    all.into_iter().map(|(means, lever, id)| {
        let found = model.levers.find(id);
        Step {
            means,
            lever,
            id,
            size: SHARE * found.map_or(0.0, |(_, spec)| spec.default),
        }
    })
}

impl Step {
    /// The policy with the step on top of it in every month.
    pub fn on(&self, policy: &Policy, months: u16) -> Policy {
        policy.raising(self.lever, self.size, months)
    }

    /// What the step added, and the resident-years a year that it averted.
    fn pair(&self, without: &Measures, with: &Measures, months: u16) -> [f64; 2] {
        const WEEKS_A_YEAR: f64 = 365.25 / 7.0;
        let years = f64::from(months) / 12.0;
        let added = match self.means {
            Means::Volunteers => with.volunteers - without.volunteers,
            Means::ProfessionalHours => {
                (with.adviser_hours - without.adviser_hours) / (years * WEEKS_A_YEAR)
            }
        };
        [
            added,
            (without.isolated_years - with.isolated_years) / years,
        ]
    }
}

/// What each scenario other than the base gave for its costs and hours.
pub(super) fn values(gathered: &[Gathered], settings: &Settings) -> Vec<Value> {
    let base = &gathered[settings.base].measures;
    let others = gathered.iter().enumerate();
    let others = others.filter(|(scenario, _)| *scenario != settings.base);
    others
        .map(|(scenario, own)| Value {
            scenario,
            trades: own
                .measures
                .iter()
                .zip(base)
                .map(|(own, base)| Trade {
                    averted: base.isolated_years - own.isolated_years,
                    cost: own.cost - base.cost,
                    volunteer_hours: own.volunteer_hours - base.volunteer_hours,
                    volunteer_value: own.volunteer_value - base.volunteer_value,
                })
                .collect(),
        })
        .collect()
}

/// What one more of each thing would bring to each scenario, the base among them.
pub(super) fn marginals(
    gathered: &[Gathered],
    model: &Model,
    settings: &Settings,
) -> Vec<Marginal> {
    if !settings.marginal {
        return Vec::new();
    }
    let mut marginals = Vec::new();
    for (scenario, own) in gathered.iter().enumerate() {
        for (place, step) in steps(model).enumerate() {
            let runs = own.measures.iter().zip(&own.raised);
            marginals.push(Marginal {
                scenario,
                means: step.means,
                lever: step.id,
                step: step.size,
                pairs: runs
                    .map(|(without, with)| step.pair(without, &with[place], settings.months))
                    .collect(),
            });
        }
    }
    marginals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_raises_the_lever_that_it_names() {
        let model = Model::embedded().expect("a model");
        assert_eq!(steps(&model).count(), STEPS);
        for step in steps(&model) {
            let (position, spec) = model.levers.find(step.id).expect("a lever");
            assert_eq!(position, step.lever as usize);
            assert_eq!(step.size, SHARE * spec.default);
            assert!(step.size > 0.0, "{}", step.id);
        }
    }

    #[test]
    fn what_a_step_brings_is_counted_per_year_and_per_week() {
        let model = Model::embedded().expect("a model");
        let without = Measures {
            isolated_years: 100.0,
            cost: 0.0,
            volunteer_hours: 0.0,
            volunteer_value: 0.0,
            volunteers: 50.0,
            adviser_hours: 1000.0,
        };
        let with = Measures {
            isolated_years: 90.0,
            volunteers: 60.0,
            adviser_hours: 1000.0 + 2.0 * 365.25 / 7.0,
            ..without
        };
        let [volunteers, hours] = [0, 1].map(|place| {
            steps(&model)
                .nth(place)
                .expect("a step")
                .pair(&without, &with, 24)
        });
        assert_eq!(volunteers, [10.0, 5.0]);
        assert!(
            (hours[0] - 1.0).abs() < 1e-12 && hours[1] == 5.0,
            "{hours:?}"
        );
    }
}
