//! The assumptions with which a difference goes most over the draws.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::spread::Spread;
use super::{OfDraw, mean};
use crate::engine::Model;
use crate::evidence::{Grade, Parameter, ParameterDraws};
use crate::experiment::results::Assumption;
use crate::vocabulary::Lang;

/// Assumptions that are named.
const NAMED: usize = 3;
/// How often chance alone may name one that is said to be told apart from it.
const BY_CHANCE: f64 = 0.05;

/// The uncertain parameters that are assumptions.
pub(in crate::experiment) fn assumed(model: &Model) -> impl Iterator<Item = &Parameter> {
    let all = model.registry.iter();
    all.filter(|parameter| parameter.grade == Grade::D && parameter.is_uncertain())
}

pub(in crate::experiment) fn names(parameter: &Parameter) -> [String; 2] {
    [Lang::Nl, Lang::En].map(|lang| parameter.label(lang).to_owned())
}

/// The assumptions (grade D) with which the difference goes most: forward selection of three, each on
/// what the ones before leave.
pub(super) fn assumptions(
    model: &Model,
    draws: &ParameterDraws,
    runs: &[OfDraw],
    spread: &Spread,
) -> Vec<Assumption> {
    let mut left: Vec<f64> = runs.iter().map(mean).collect();
    centre(&mut left);
    let whole = squares(&left);
    if whole == 0.0 || spread.parameters == 0.0 {
        return Vec::new();
    }
    let mut columns: Vec<(&Parameter, Vec<f64>)> = assumed(model)
        .map(|parameter| {
            let quantile = |place| parameter.quantile_of(draws.coordinate(place, parameter));
            let mut column: Vec<f64> = (0..left.len()).map(quantile).collect();
            centre(&mut column);
            (parameter, column)
        })
        .collect();
    let mut named = Vec::new();
    while named.len() < NAMED {
        let gain = |column: &[f64]| match squares(column) {
            0.0 => 0.0,
            size => product(column, &left).powi(2) / size,
        };
        let candidates = columns.len();
        let best = columns
            .iter()
            .enumerate()
            .max_by(|a, b| gain(&a.1.1).total_cmp(&gain(&b.1.1)));
        let Some((place, _)) = best else { break };
        let (parameter, column) = columns.remove(place);
        let size = squares(&column);
        if size == 0.0 {
            break;
        }
        let slope = product(&column, &left) / size;
        let before = squares(&left);
        take_out(&mut left, slope, &column);
        for (_, other) in &mut columns {
            let along = product(&column, other) / size;
            take_out(other, along, &column);
        }
        // Besides the mean and those before, its own slope is estimated.
        let freedom = runs.len() as f64 - 2.0 - named.len() as f64;
        named.push(Assumption {
            id: parameter.id.clone(),
            label: names(parameter),
            explained: slope * slope * size / whole,
            over_range: slope,
            told_apart: told_apart(before, squares(&left), freedom, candidates),
        });
    }
    // One that is told apart only once another is taken out may explain more than that one.
    named.sort_by(|a: &Assumption, b| b.explained.total_cmp(&a.explained));
    named
}

/// Does the best of so many columns take off more of a sum of squares than the best of as many columns
/// of noise does, but for a few cases (Šidák 1967)?
fn told_apart(before: f64, after: f64, freedom: f64, candidates: usize) -> bool {
    let Ok(t) = StudentsT::new(0.0, 1.0, freedom) else {
        return false;
    };
    let alone = 1.0 - libm::pow(1.0 - BY_CHANCE, 1.0 / candidates as f64);
    let least = t.inverse_cdf(1.0 - alone / 2.0);
    before - after > least * least * after / freedom
}

fn take_out(values: &mut [f64], slope: f64, column: &[f64]) {
    let both = values.iter_mut().zip(column);
    both.for_each(|(value, own)| *value -= slope * own);
}

fn centre(values: &mut [f64]) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter_mut().for_each(|value| *value -= mean);
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn squares(values: &[f64]) -> f64 {
    product(values, values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::{Draws, Purpose, uniform};
    use crate::evidence::Draw;

    const DRAWS: u32 = 80;

    fn numbers(draw: u32) -> [f64; 4] {
        let words = Draws::new(4, 0).words(u64::from(draw), Purpose(250), 0);
        words.map(|word| 2.0 * uniform(word) - 1.0)
    }

    fn draws(model: &Model, ids: &[&str], at: impl Fn(u32) -> Vec<f64>) -> ParameterDraws {
        let coordinate =
            |(id, at): (&&str, f64)| model.registry.get(id).expect("known").quantile(at);
        ParameterDraws {
            seed: 3,
            registry: model.registry.digest(),
            command: String::new(),
            fitted: ids.iter().map(|id| (*id).to_owned()).collect(),
            draws: (0..DRAWS)
                .map(|number| Draw {
                    number,
                    coordinates: ids.iter().zip(at(number)).map(coordinate).collect(),
                })
                .collect(),
        }
    }

    fn named(model: &Model, draws: &ParameterDraws, value: impl Fn(u32) -> f64) -> Vec<Assumption> {
        let runs: Vec<OfDraw> = (0..DRAWS).map(|draw| [value(draw); 2]).collect();
        assumptions(model, draws, &runs, &Spread::of(&runs))
    }

    #[test]
    fn assumptions_stand_in_the_order_of_their_shares() {
        // The difference is the sum of two that nearly cancel out: the one alone says little of it, and
        // the other, once the one is known, the rest.
        let model = Model::embedded().expect("a model");
        let ids = ["guidance.tie_gain", "guidance.problems_solved"];
        let parts = |draw: u32| {
            let [u, v, w, _] = numbers(draw);
            vec![0.5 + 0.25 * u + 0.2 * v, 0.5 - 0.25 * u + 0.2 * w]
        };
        let named = named(&model, &draws(&model, &ids, parts), |draw| {
            parts(draw).iter().sum()
        });
        assert!(named[0].explained > 2.0 * named[1].explained, "{named:?}");
        let found: Vec<&str> = named[..2].iter().map(|one| one.id.as_str()).collect();
        assert!(ids.iter().all(|id| found.contains(id)), "{named:?}");
        assert!(named[0].told_apart, "{named:?}");
    }

    #[test]
    fn the_assumption_that_moves_the_difference_is_named_first() {
        let model = Model::embedded().expect("a model");
        let draws = draws(&model, &[], |_| Vec::new());
        let parameter = model.registry.get("guidance.tie_gain").expect("known");
        assert_eq!(parameter.grade, Grade::D);
        let named = named(&model, &draws, |draw| {
            let coordinate = draws.coordinate(draw as usize, parameter);
            100.0 * parameter.quantile_of(coordinate) + numbers(draw)[0]
        });
        assert_eq!(named.len(), NAMED);
        assert_eq!(named[0].id, "guidance.tie_gain");
        assert!(
            named[0].explained > 0.95 && named[1].explained < 0.05,
            "{named:?}"
        );
        assert!((named[0].over_range - 100.0).abs() < 3.0, "{named:?}");
        assert!(named[0].told_apart, "{named:?}");
    }

    #[test]
    fn what_chance_names_is_not_told_apart() {
        let model = Model::embedded().expect("a model");
        let draws = draws(&model, &[], |_| Vec::new());
        let noise = |round: u32| move |draw: u32| numbers(1000 * (round + 1) + draw)[0];
        let told = (0..100).filter(|&round| {
            let named = named(&model, &draws, noise(round));
            named.iter().any(|one| one.told_apart)
        });
        // 5% for each of three that are named, at most; 15 and two standard deviations.
        let told = told.count();
        assert!(told <= 22, "{told} of 100");
    }
}
