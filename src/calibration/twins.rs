//! Analytic twins: with all processes off but one, the model has a closed form, against which a run is
//! held. The tests hold it against more of them, and age by age (`tests/model_twins.rs`,
//! `tests/model_closed_forms.rs`).

use super::problem::ProblemError;
use crate::engine::{Model, Simulation};
use crate::evidence::{Registry, RegistryError, Value};
use crate::population::{Person, Susceptibility};
use crate::programme::{LeverTable, Policy};
use crate::vocabulary::{AGE_GROUPS, Label, Loneliness};

/// What a run shows beside its closed form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Twin {
    /// What is compared.
    pub what: Label,
    /// In the run.
    pub seen: f64,
    /// By the closed form.
    pub expected: f64,
    /// Standard deviation of what is seen, by the number of cases.
    pub deviation: f64,
    /// What the month as smallest step may add.
    pub step: f64,
}

/// How often a right model may stray: one twin in about 16,000.
const DEVIATIONS: f64 = 4.0;

impl Twin {
    /// A share of so many cases.
    fn share(what: Label, seen: usize, of: usize, expected: f64) -> Self {
        let cases = of as f64;
        Self {
            what,
            seen: seen as f64 / cases,
            expected,
            deviation: (expected * (1.0 - expected) / cases).sqrt(),
            step: 0.0,
        }
    }

    /// How far the two may be apart.
    pub fn margin(&self) -> f64 {
        DEVIATIONS * self.deviation + self.step
    }

    /// Are they no further apart?
    pub fn holds(&self) -> bool {
        (self.seen - self.expected).abs() <= self.margin()
    }
}

/// A registry with every process off: no births, deaths, moves, ties, loneliness or channels.
///
/// # Errors
/// When it lacks one of them.
pub fn nothing_happens(registry: Registry) -> Result<Registry, RegistryError> {
    const AGES: usize = AGE_GROUPS;
    // Each with the length of its list; none is a single number.
    const OFF: [(&str, Option<usize>); 37] = [
        ("mortality.rotterdam_factor", None),
        ("partnership.separation", Some(AGES)),
        ("partnership.new_men", Some(AGES)),
        ("partnership.new_women", Some(AGES)),
        ("work.education_ends", None),
        ("work.job_loss", None),
        ("work.job_found", Some(AGES)),
        ("work.retirement", Some(3)),
        ("mobility.loss", Some(AGES)),
        ("mobility.recovery", Some(AGES)),
        ("psychiatric.onset", None),
        ("psychiatric.remission", None),
        ("care.stop", None),
        ("moving.within", Some(AGES)),
        ("moving.away", Some(AGES)),
        ("problems.onset", Some(4)),
        ("problems.solved", Some(4)),
        ("ties.loss", None),
        ("ties.gain_competence", Some(3)),
        ("loneliness.recovery", Some(2)),
        ("isolation.entrenchment", Some(3)),
        ("isolation.release", Some(2)),
        ("competence.decay", None),
        ("competence.return", None),
        ("newcomers.in_migration", None),
        ("newcomers.birthdays", None),
        ("channels.natural_inflow", Some(8)),
        ("channels.general_practitioners", Some(8)),
        ("channels.home_care", Some(8)),
        ("channels.caretakers", Some(8)),
        ("channels.care_networks", Some(8)),
        ("channels.reporting_point", Some(8)),
        ("channels.group_activities", Some(8)),
        ("channels.key_figures", Some(8)),
        ("channels.preventive_visits", Some(8)),
        ("channels.outreach", Some(8)),
        ("channels.self_report", Some(8)),
    ];
    let zero = |places: Option<usize>| match places {
        None => Value::Number(0.0),
        Some(places) => Value::List(vec![0.0; places]),
    };
    OFF.iter().try_fold(registry, |registry, &(id, places)| {
        registry.with(id, zero(places))
    })
}

/// What the registry says, be it one number or several.
fn numbers(registry: &Registry, id: &str) -> Result<Vec<f64>, RegistryError> {
    match registry.get(id).map(|parameter| &parameter.value) {
        Some(Value::List(list)) => Ok(list.clone()),
        Some(&Value::Number(number)) => Ok(vec![number]),
        _ => Err(RegistryError::Absent(id.to_owned())),
    }
}

/// Runs the twins: people who only die, loneliness that only passes, ties that are only lost.
///
/// # Errors
/// When the model refuses a registry.
pub fn twins(registry: &Registry, seed: u64, scale: f64) -> Result<Vec<Twin>, ProblemError> {
    let mut all = vec![survival(registry, seed, scale)?];
    all.extend(passing_loneliness(registry, seed, scale)?);
    all.push(lasting_ties(registry, seed, scale)?);
    Ok(all)
}

/// The model with everything off but what is told.
fn only(registry: &Registry, on: &[(&str, Value)]) -> Result<Model, ProblemError> {
    let off = nothing_happens(registry.clone())?;
    let registry = on.iter().try_fold(off, |registry, (id, value)| {
        registry.with(id, value.clone())
    })?;
    Ok(Model::new(registry)?)
}

/// Persons at the start and at the end of a run, in the order of their positions. No volunteers come
/// forward: a volunteer has traits of his or her own.
///
/// # Errors
/// When the levers have no defaults.
pub fn start_and_end(
    model: &Model,
    seed: u64,
    scale: f64,
    months: u16,
) -> Result<[Vec<Person>; 2], ProblemError> {
    let mut levers = LeverTable::defaults(&model.levers)?;
    levers.set_everywhere(crate::programme::Lever::VolunteersEnquiries, 0.0);
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(model, seed, 0, scale, months, levers);
    let people = |simulation: &Simulation<'_>| -> Vec<Person> {
        let city = simulation.city();
        city.ids().map(|id| *city.person(id)).collect()
    };
    let start = people(&simulation);
    simulation.run_to(months, &policy);
    Ok([start, people(&simulation)])
}

/// Survival over ten years by the life table alone.
fn survival(registry: &Registry, seed: u64, scale: f64) -> Result<Twin, ProblemError> {
    const MONTHS: i16 = 120;
    let raised = numbers(registry, "mortality.rotterdam_factor")?[0];
    let one = || Value::Number(1.0);
    let on = [
        ("mortality.rotterdam_factor", Value::Number(raised)),
        ("mortality.isolated", one()),
        ("mortality.lonely", one()),
        ("mortality.partnered", Value::List(vec![1.0, 1.0])),
    ];
    let model = only(registry, &on)?;
    let tables = [
        numbers(registry, "mortality.men")?,
        numbers(registry, "mortality.women")?,
    ];
    let [start, end] = start_and_end(&model, seed, scale, MONTHS as u16)?;
    let chance = |person: &Person| {
        let table = &tables[person.sex as usize];
        let of_month = |month| table[usize::from(Person::band_of(person.age(month)))];
        let hazard: f64 = (0..MONTHS).map(of_month).sum();
        libm::exp(-hazard * raised / 12_000.0)
    };
    let chances: Vec<f64> = start.iter().map(chance).collect();
    let cases = start.len() as f64;
    let variance: f64 = chances.iter().map(|chance| chance * (1.0 - chance)).sum();
    Ok(Twin {
        what: Label::new(
            "overleeft tien jaar, volgens de sterftetafel",
            "survives ten years, by the life table",
        ),
        seen: end.iter().filter(|person| person.present).count() as f64 / cases,
        expected: chances.iter().sum::<f64>() / cases,
        deviation: variance.sqrt() / cases,
        step: 0.0,
    })
}

/// Loneliness that passes and does not come back, in those in whom it varies.
fn passing_loneliness(
    registry: &Registry,
    seed: u64,
    scale: f64,
) -> Result<[Twin; 2], ProblemError> {
    const YEARS: f64 = 6.0;
    let rates = numbers(registry, "loneliness.recovery")?;
    let on = [
        ("loneliness.recovery", Value::List(rates.clone())),
        ("loneliness.onset_support", Value::List(vec![0.0; 3])),
        ("loneliness.recovery_support", Value::List(vec![1.0; 3])),
        ("loneliness.recovery_entrenched", Value::Number(1.0)),
    ];
    let model = only(registry, &on)?;
    let [start, end] = start_and_end(&model, seed, scale, (YEARS * 12.0) as u16)?;
    let stays = |level: Loneliness, rate: f64, what: Label| {
        let both = start.iter().zip(&end);
        let of: Vec<&Person> = both
            .filter(|(before, _)| {
                before.loneliness == level && before.susceptibility == Susceptibility::Varies
            })
            .map(|(_, after)| after)
            .collect();
        let seen = of
            .iter()
            .filter(|person| person.loneliness == level)
            .count();
        Twin::share(what, seen, of.len(), libm::exp(-rate * YEARS))
    };
    let moderate = Label::new(
        "matig eenzaam gebleven na zes jaar",
        "still moderately lonely after six years",
    );
    let strong = Label::new(
        "sterk eenzaam gebleven na zes jaar",
        "still strongly lonely after six years",
    );
    Ok([
        stays(Loneliness::Moderate, rates[0], moderate),
        stays(Loneliness::Strong, rates[1], strong),
    ])
}

/// Ties that are lost and not made.
fn lasting_ties(registry: &Registry, seed: u64, scale: f64) -> Result<Twin, ProblemError> {
    const YEARS: f64 = 5.0;
    let loss = numbers(registry, "ties.loss")?[0];
    let on = [
        ("ties.loss", Value::Number(loss)),
        ("ties.loss_lonely", Value::Number(1.0)),
    ];
    let model = only(registry, &on)?;
    let [start, end] = start_and_end(&model, seed, scale, (YEARS * 12.0) as u16)?;
    let ends =
        |people: &[Person]| -> f64 { people.iter().map(|person| f64::from(person.ties)).sum() };
    let (before, left) = (ends(&start), libm::exp(-loss * YEARS));
    Ok(Twin {
        what: Label::new(
            "contacten in de stad na vijf jaar, als er geen bij komen",
            "ties within the city after five years, when none are made",
        ),
        seen: ends(&end) / before,
        expected: left,
        // A tie is counted at both ends.
        deviation: (2.0 * left * (1.0 - left) / before).sqrt(),
        // What is left of a month after a tie is lost counts for none of the others of that end: with five
        // ties, one of which goes in two years, the loss of a year is 1.5% too small.
        step: 0.015 * loss * YEARS * left,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twins_hold_and_a_wrong_rate_is_seen() {
        let registry = Registry::embedded().expect("a registry");
        let twins = twins(&registry, 4, 0.1).expect("twins");
        assert_eq!(twins.len(), 4);
        assert!(twins.iter().all(Twin::holds), "{twins:?}");
        // As far off as a rate that is a fifth too high would make it.
        for twin in twins {
            let wrong = libm::pow(twin.expected, 1.2);
            let off = Twin {
                seen: wrong,
                ..twin
            };
            assert!(!off.holds(), "{off:?}");
        }
    }
}
