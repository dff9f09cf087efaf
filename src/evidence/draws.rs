//! Draws of the uncertain parameters that fit what is known: the result of a calibration, as a file.
//!
//! The file gives a number for each draw and the coordinates of the fitted parameters. All others are
//! drawn from their prior; they follow from the seed, the number of the draw and the parameter's own
//! name, so that a parameter which is added changes no other.

use sha2::{Digest, Sha256};
use thiserror::Error;

use super::{Parameter, Registry, RegistryError};
use crate::chance::{Draws, Purpose, uniform};
use crate::vocabulary::{Label, Lang};

const EMBEDDED: &str = include_str!("data/draws.csv");
/// First words of the file.
const FORMAT: &str = "# isolement draws 1";
const PRIOR: Purpose = Purpose(210);

const NO_SEED: Label = Label::new("het zaad is geen heel getal", "the seed is no whole number");
const NOT_NUMBERS: Label = Label::new(
    "verwacht een getal in elke kolom",
    "expected a number for each column",
);

/// One draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Its number: parameters that were not fitted follow from it.
    pub number: u32,
    /// Coordinates of the fitted parameters, in the order of [`ParameterDraws::fitted`].
    pub coordinates: Vec<f64>,
}

/// Draws that fit.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterDraws {
    /// Seed of the parameters that were not fitted.
    pub seed: u64,
    /// Digest of the registry with which they were made, see [`Registry::digest`].
    pub registry: String,
    /// The command that made them.
    pub command: String,
    /// Names of the fitted parameters.
    pub fitted: Vec<String>,
    /// The draws.
    pub draws: Vec<Draw>,
}

/// Why a file of draws is refused.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum DrawsError {
    /// Its first line is not that of such a file.
    #[error("this is no file of parameter draws: it must begin with '{FORMAT}'")]
    NotDraws,
    /// A line is not as it should be.
    #[error("line {line}: {}", problem.en)]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong.
        problem: Label,
    },
    /// It names a parameter that is not there, or a coordinate outside its range.
    #[error("{0}")]
    Registry(#[from] RegistryError),
    /// It holds too few draws to say anything.
    #[error("it holds {0} draws; at least two are needed")]
    TooFew(usize),
}

impl DrawsError {
    /// What is wrong, in a language.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Registry(RegistryError::Absent(id)), Lang::Nl) => {
                format!("dit programma kent geen parameter '{id}'")
            }
            (Self::Registry(RegistryError::Absent(id)), Lang::En) => {
                format!("this program knows no parameter '{id}'")
            }
            (
                Self::Registry(RegistryError::OutOfRange {
                    id,
                    value,
                    low,
                    high,
                }),
                Lang::Nl,
            ) => format!("'{id}' is {value}, buiten zijn bereik van {low} tot en met {high}"),
            (Self::NotDraws, Lang::Nl) => {
                format!("dit is geen bestand met trekkingen: het moet beginnen met '{FORMAT}'")
            }
            (Self::Line { line, problem }, Lang::Nl) => format!("regel {line}: {}", problem.nl),
            (Self::TooFew(count), Lang::Nl) => {
                format!("er staan {count} trekkingen in, en het minste is twee")
            }
            (Self::Registry(_), Lang::Nl) | (_, Lang::En) => self.to_string(),
        }
    }
}

/// The coordinate of a parameter that is drawn from its prior.
pub fn prior_coordinate(seed: u64, number: u32, parameter: &Parameter) -> f64 {
    let hash = Sha256::digest(parameter.id.as_bytes());
    let key = hash[..7]
        .iter()
        .fold(0, |key, &byte| key << 8 | u64::from(byte));
    let [word, ..] = Draws::new(seed, number).words(key, PRIOR, 0);
    parameter.quantile(uniform(word))
}

/// A registry in which the named parameters stand where they are told and all other uncertain ones at
/// draw `number` of their prior.
///
/// # Errors
/// When a name is unknown or a coordinate lies outside its range.
pub fn draw_registry(
    registry: &Registry,
    seed: u64,
    number: u32,
    told: &[(&str, f64)],
) -> Result<Registry, RegistryError> {
    let is_told = |id: &str| told.iter().any(|(name, _)| *name == id);
    let drawn = registry
        .iter()
        .filter(|parameter| parameter.is_uncertain() && !is_told(&parameter.id))
        .map(|parameter| {
            (
                parameter.id.as_str(),
                prior_coordinate(seed, number, parameter),
            )
        });
    registry.clone().at_all(told.iter().copied().chain(drawn))
}

/// Standard deviation of a uniform number: of a quantile of which nothing is known.
const UNKNOWN: f64 = 0.288_675;
/// A parameter is better known when its quantile has at most this share of it over the draws.
const KNOWN: f64 = 0.75;

/// Do draws of a quantile of the prior know it clearly better than the prior?
pub fn is_better_known(quantiles: &[f64]) -> bool {
    let n = quantiles.len() as f64;
    let mean = quantiles.iter().sum::<f64>() / n;
    let squares: f64 = quantiles.iter().map(|one| (one - mean).powi(2)).sum();
    (squares / n).sqrt() < KNOWN * UNKNOWN
}

/// An end of the prior of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Quantile 0.
    Lowest,
    /// Quantile 1.
    Highest,
}

/// Outer part of the prior at either end.
const OUTER: f64 = 0.05;
/// Share of the draws in that part from which on they lie against the end: five times that of the prior.
const AGAINST: f64 = 0.25;

/// The end against which draws lie at these quantiles of the prior, if any.
fn end_of(quantiles: &[f64]) -> Option<End> {
    let share = |outer: &dyn Fn(f64) -> bool| {
        let count = quantiles.iter().filter(|&&one| outer(one)).count();
        count as f64 / quantiles.len() as f64
    };
    if share(&|one| one < OUTER) > AGAINST {
        return Some(End::Lowest);
    }
    (share(&|one| one > 1.0 - OUTER) > AGAINST).then_some(End::Highest)
}

impl ParameterDraws {
    /// The fitted parameters that the draws know clearly better than was known before.
    pub fn better_known<'a>(&self, registry: &'a Registry) -> Vec<&'a Parameter> {
        let fitted = self.fitted_quantiles(registry);
        let known = fitted.filter(|(_, quantiles)| is_better_known(quantiles));
        known.map(|(parameter, _)| parameter).collect()
    }

    /// The fitted parameters whose draws lie against an end of the prior: there, the fit would rather have
    /// them beyond it.
    pub fn at_an_end<'a>(&self, registry: &'a Registry) -> Vec<(&'a Parameter, End)> {
        let fitted = self.fitted_quantiles(registry);
        fitted
            .filter_map(|(parameter, quantiles)| Some((parameter, end_of(&quantiles)?)))
            .collect()
    }

    /// Were they fitted under the values and ranges of this registry?
    pub fn is_of(&self, registry: &Registry) -> bool {
        self.registry == registry.digest()
    }

    /// The fitted parameters, with the quantiles of the prior at which the draws put them.
    fn fitted_quantiles<'a>(
        &self,
        registry: &'a Registry,
    ) -> impl Iterator<Item = (&'a Parameter, Vec<f64>)> {
        let fitted = self.fitted.iter().enumerate();
        fitted.filter_map(|(column, id)| {
            let parameter = registry.get(id)?;
            let quantile = |draw: &Draw| parameter.quantile_of(draw.coordinates[column]);
            Some((parameter, self.draws.iter().map(quantile).collect()))
        })
    }

    /// The draws that are compiled in: those of the default city.
    ///
    /// # Errors
    /// When the file is malformed or does not go with the registry.
    pub fn embedded(registry: &Registry) -> Result<Self, DrawsError> {
        Self::parse(EMBEDDED, registry)
    }

    /// Reads a file of draws.
    ///
    /// # Errors
    /// When it is malformed, holds fewer than two draws, or does not go with the registry.
    pub fn parse(text: &str, registry: &Registry) -> Result<Self, DrawsError> {
        let mut lines = text.lines().enumerate();
        if lines.next().is_none_or(|(_, first)| first.trim() != FORMAT) {
            return Err(DrawsError::NotDraws);
        }
        let mut read = Self {
            seed: 0,
            registry: String::new(),
            command: String::new(),
            fitted: Vec::new(),
            draws: Vec::new(),
        };
        let wrong = |line: usize, problem: Label| DrawsError::Line {
            line: line + 1,
            problem,
        };
        for (line, text) in lines {
            if let Some(note) = text.strip_prefix("# ") {
                let (name, value) = note.split_once(": ").unwrap_or((note, ""));
                match name {
                    "seed" => {
                        read.seed = value.parse().map_err(|_| wrong(line, NO_SEED))?;
                    }
                    "registry" => value.clone_into(&mut read.registry),
                    "command" => value.clone_into(&mut read.command),
                    _ => {}
                }
            } else if let Some(names) = text.strip_prefix("number") {
                read.fitted = names.split(',').skip(1).map(str::to_owned).collect();
            } else if !text.trim().is_empty() {
                let mut cells = text.split(',');
                let number = cells.next().and_then(|cell| cell.parse().ok());
                let coordinates: Result<Vec<f64>, _> = cells.map(str::parse).collect();
                match (number, coordinates) {
                    (Some(number), Ok(coordinates)) if coordinates.len() == read.fitted.len() => {
                        read.draws.push(Draw {
                            number,
                            coordinates,
                        });
                    }
                    _ => return Err(wrong(line, NOT_NUMBERS)),
                }
            }
        }
        read.check(registry)?;
        Ok(read)
    }

    fn check(&self, registry: &Registry) -> Result<(), DrawsError> {
        if self.draws.len() < 2 {
            return Err(DrawsError::TooFew(self.draws.len()));
        }
        for draw in &self.draws {
            for (id, &coordinate) in self.fitted.iter().zip(&draw.coordinates) {
                registry.coordinate_in_range(id, coordinate)?;
            }
        }
        Ok(())
    }

    /// The registry of the draw at a place of the file.
    ///
    /// # Errors
    /// When the draws do not go with the registry.
    ///
    /// # Panics
    /// When there are not so many draws.
    pub fn registry_of(
        &self,
        place: usize,
        registry: &Registry,
    ) -> Result<Registry, RegistryError> {
        let draw = &self.draws[place];
        let told: Vec<(&str, f64)> = self
            .fitted
            .iter()
            .map(String::as_str)
            .zip(draw.coordinates.iter().copied())
            .collect();
        draw_registry(registry, self.seed, draw.number, &told)
    }

    /// Where a parameter stands in the draw at a place of the file.
    ///
    /// # Panics
    /// When there are not so many draws.
    pub fn coordinate(&self, place: usize, parameter: &Parameter) -> f64 {
        let draw = &self.draws[place];
        match self.fitted.iter().position(|id| *id == parameter.id) {
            Some(column) => draw.coordinates[column],
            None if parameter.is_uncertain() => prior_coordinate(self.seed, draw.number, parameter),
            None => parameter.coordinate(),
        }
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{FORMAT}\n# command: {}\n# registry: {}\n# seed: {}\nnumber",
            self.command, self.registry, self.seed
        );
        for id in &self.fitted {
            text.push(',');
            text.push_str(id);
        }
        text.push('\n');
        for draw in &self.draws {
            text.push_str(&draw.number.to_string());
            for coordinate in &draw.coordinates {
                text.push_str(&format!(",{coordinate}"));
            }
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> Registry {
        Registry::embedded().expect("a registry")
    }

    fn draws() -> ParameterDraws {
        ParameterDraws {
            seed: 5,
            registry: registry().digest(),
            command: "isolement calibrate".to_owned(),
            fitted: vec!["ties.loss".to_owned()],
            draws: [(1, 0.09), (7, 0.11)]
                .map(|(number, at)| Draw {
                    number,
                    coordinates: vec![at],
                })
                .to_vec(),
        }
    }

    #[test]
    fn a_file_of_draws_comes_back_as_it_was() {
        let read = ParameterDraws::parse(&draws().text(), &registry());
        assert_eq!(read, Ok(draws()));
    }

    #[test]
    fn what_is_not_fitted_follows_from_the_number_of_the_draw() {
        let registry = registry();
        let drawn: Vec<Registry> = (0..2)
            .map(|place| draws().registry_of(place, &registry).expect("in range"))
            .collect();
        let again = draws().registry_of(1, &registry).expect("in range");
        assert_eq!(drawn[1], again);
        for id in ["ties.loss", "guidance.recovery"] {
            assert_ne!(drawn[0].get(id), drawn[1].get(id), "{id}");
        }
        let parameter = registry.get("guidance.recovery").expect("known");
        let told = drawn[1]
            .get("guidance.recovery")
            .expect("known")
            .coordinate();
        assert_eq!(draws().coordinate(1, parameter), told);
    }

    #[test]
    fn a_file_that_does_not_fit_the_registry_is_refused_with_its_place() {
        let parse = |from: &str, to: &str| {
            ParameterDraws::parse(&draws().text().replace(from, to), &registry())
                .expect_err("refused")
        };
        for (from, to, nl, en) in [
            ("ties.loss", "ties.lost", "kent geen", "knows no parameter"),
            ("7,0.11", "7,0.99", "buiten zijn", "outside its range"),
            ("7,0.11", "7,x", "regel 7: verwacht", "line 7: expected"),
            ("7,0.11\n", "", "minste is twee", "at least two"),
            ("draws 1", "x", "geen bestand met", "no file of parameter"),
            ("seed: 5", "seed: x", "het zaad", "the seed"),
        ] {
            let error = parse(from, to);
            assert!(error.text(Lang::Nl).contains(nl), "{error:?}");
            assert!(error.text(Lang::En).contains(en), "{error:?}");
        }
    }

    #[test]
    fn a_quantile_is_better_known_where_draws_lie_closer_than_the_prior() {
        let spread = |width: f64| -> Vec<f64> {
            let place = |at: u32| 0.5 + width * (f64::from(at) / 99.0 - 0.5);
            (0..100).map(place).collect()
        };
        assert!(!is_better_known(&spread(1.0)));
        assert!(!is_better_known(&spread(0.8)));
        assert!(is_better_known(&spread(0.7)));
    }

    #[test]
    fn draws_lie_against_an_end_where_a_quarter_is_in_its_twentieth() {
        let even: Vec<f64> = (0..100).map(|one| (f64::from(one) + 0.5) / 100.0).collect();
        assert_eq!(end_of(&even), None);
        let skewed = |power: i32| even.iter().map(|one| one.powi(power)).collect::<Vec<_>>();
        // Of the cubes 0.05^(1/3) = 37% lie below 0.05, of the squares 22%.
        assert_eq!(end_of(&skewed(3)), Some(End::Lowest));
        assert_eq!(end_of(&skewed(2)), None);
        let other: Vec<f64> = skewed(3).into_iter().map(|one| 1.0 - one).collect();
        assert_eq!(end_of(&other), Some(End::Highest));
    }

    #[test]
    fn the_embedded_draws_go_with_the_registry() {
        let registry = registry();
        let draws = ParameterDraws::embedded(&registry).expect("draws");
        assert!(draws.draws.len() >= 200, "{}", draws.draws.len());
        // Values and ranges are those with which they were fitted.
        assert_eq!(draws.registry, registry.digest());
    }
}
