//! One thing that a sweep varies: an uncertain parameter or a lever, and how a quantile becomes a
//! value.

use serde::{Deserialize, Serialize};

use crate::evidence::{LeverSpec, LeverValues, Parameter, PriorShape};

/// What a dimension varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The coordinate of a parameter, in every policy.
    Parameter,
    /// A lever, in every policy but the base, in all boroughs and months.
    Lever,
}

/// How values lie over the range.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// Every value is as likely.
    Uniform,
    /// Every ratio is as likely.
    LogUniform,
    /// Every multiple of the step from the low end on is as likely.
    Whole(f64),
}

/// A dimension of a design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dimension {
    /// Identifier of the parameter or lever.
    pub id: String,
    /// What it varies.
    pub target: Target,
    /// Lowest value.
    pub low: f64,
    /// Highest value.
    pub high: f64,
    /// How values lie between them.
    pub spread: Spread,
    /// The values of a grid, where the file lists them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<f64>,
    /// Where the others stand while one is varied; for a lever, what the scenario says when none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<f64>,
    /// Dutch and English name.
    pub names: [String; 2],
    /// Unit.
    pub unit: String,
}

impl Dimension {
    /// Of a parameter over a range, that of the registry when none.
    pub fn of_parameter(parameter: &Parameter, range: Option<[f64; 2]>) -> Self {
        let [low, high] = range.unwrap_or(parameter.range);
        Self {
            id: parameter.id.clone(),
            target: Target::Parameter,
            low,
            high,
            spread: match parameter.prior() {
                PriorShape::Uniform => Spread::Uniform,
                PriorShape::LogUniform if low > 0.0 => Spread::LogUniform,
                PriorShape::LogUniform => Spread::Uniform,
                PriorShape::Whole => Spread::Whole(parameter.step.unwrap_or(1.0)),
            },
            values: Vec::new(),
            base: Some(parameter.coordinate()),
            names: [parameter.nl.clone(), parameter.en.clone()],
            unit: parameter.unit.clone(),
        }
    }

    /// Of a lever over a range, that of the registry when none; of all choices for a lever of words.
    pub fn of_lever(lever: &LeverSpec, range: Option<[f64; 2]>) -> Self {
        let (own, spread) = match &lever.values {
            LeverValues::Range(range) => (*range, Spread::Uniform),
            LeverValues::Choices(words) => ([0.0, words.len() as f64 - 1.0], Spread::Whole(1.0)),
        };
        let [low, high] = range.unwrap_or(own);
        Self {
            id: lever.id.clone(),
            target: Target::Lever,
            low,
            high,
            spread,
            values: Vec::new(),
            base: None,
            names: [lever.nl.clone(), lever.en.clone()],
            unit: lever.unit.clone(),
        }
    }

    /// The name of its column. Some levers have the identifier of a parameter.
    pub fn column(&self) -> String {
        match self.target {
            Target::Parameter => self.id.clone(),
            Target::Lever => format!("lever.{}", self.id),
        }
    }

    /// The value at a quantile.
    pub(crate) fn at(&self, quantile: f64) -> f64 {
        let (low, high) = (self.low, self.high);
        let value = match self.spread {
            Spread::Uniform => low + quantile * (high - low),
            Spread::LogUniform => low * libm::pow(high / low, quantile),
            Spread::Whole(step) => {
                let places = ((high - low) / step).floor() + 1.0;
                low + step * (quantile * places).floor().min(places - 1.0)
            }
        };
        value.clamp(low, high)
    }

    /// The quantile at which a value stands, at the middle of its step for whole numbers.
    pub(crate) fn quantile_of(&self, value: f64) -> f64 {
        let (low, high) = (self.low, self.high);
        if high <= low {
            return 0.5;
        }
        let quantile = match self.spread {
            Spread::Uniform => (value - low) / (high - low),
            Spread::LogUniform => libm::log(value / low) / libm::log(high / low),
            Spread::Whole(step) => {
                let places = ((high - low) / step).floor() + 1.0;
                (((value - low) / step).round() + 0.5) / places
            }
        };
        quantile.clamp(0.0, 1.0)
    }

    /// So many values over the range, both ends included, or those that the file lists.
    pub(crate) fn levels(&self, count: u32) -> Vec<f64> {
        if !self.values.is_empty() {
            return self.values.clone();
        }
        let last = f64::from(count.max(2) - 1);
        let mut values: Vec<f64> = (0..count)
            .map(|place| self.at(f64::from(place) / last))
            .collect();
        values.dedup();
        values
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn dimension(id: &str, low: f64, high: f64, spread: Spread) -> Dimension {
        Dimension {
            id: id.to_owned(),
            target: Target::Parameter,
            low,
            high,
            spread,
            values: Vec::new(),
            base: Some((low + high) / 2.0),
            names: [id.to_owned(), id.to_owned()],
            unit: "share".to_owned(),
        }
    }

    #[test]
    fn quantiles_span_the_range_and_come_back() {
        for spread in [Spread::Uniform, Spread::LogUniform, Spread::Whole(2.0)] {
            let one = dimension("a", 1.0, 9.0, spread);
            assert_eq!(one.at(0.0), 1.0);
            assert!((one.at(1.0) - 9.0).abs() < 1e-12);
            for quantile in [0.1, 0.5, 0.93] {
                let value = one.at(quantile);
                assert!((one.at(one.quantile_of(value)) - value).abs() < 1e-12);
            }
        }
        let whole = dimension("a", 1.0, 9.0, Spread::Whole(2.0));
        assert_eq!(whole.levels(5), [1.0, 3.0, 5.0, 7.0, 9.0]);
    }
}
