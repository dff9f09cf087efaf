//! The uncertain coordinate of a parameter: the one number that its range bounds.
//!
//! Of a single number it is the number. Of a list or table it is a factor on all its numbers, so that
//! what differs between ages or profiles keeps its shape. Where a row is shares of one whole, a common
//! factor would mean nothing: there it is the factor from each place of the row to the next, after
//! which the row adds up again to what it did. Whole numbers stay whole, and shares stay below 1.

use super::{Parameter, Registry, RegistryError, Value};

/// How what is believed of a coordinate lies over its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriorShape {
    /// Every value is as likely.
    Uniform,
    /// Every ratio is as likely: for factors and rates.
    LogUniform,
    /// Every whole number of the steps is as likely.
    Whole,
}

impl Parameter {
    /// The coordinate at which the parameter stands in the registry.
    pub fn coordinate(&self) -> f64 {
        match self.value {
            Value::Number(number) => number,
            Value::List(_) | Value::Table(_) => 1.0,
        }
    }

    /// Is there anything to vary?
    pub fn is_uncertain(&self) -> bool {
        self.range[0] < self.range[1]
    }

    /// What is believed beforehand over the range.
    pub fn prior(&self) -> PriorShape {
        let [low, _] = self.range;
        let ratio = match self.value {
            Value::Number(_) if self.step.is_some() => return PriorShape::Whole,
            Value::Number(_) => ["factor", "hazard ratio", "per "]
                .iter()
                .any(|unit| self.unit.starts_with(unit)),
            Value::List(_) | Value::Table(_) => true,
        };
        if ratio && low > 0.0 {
            PriorShape::LogUniform
        } else {
            PriorShape::Uniform
        }
    }

    /// The coordinate at a quantile (0 to 1) of the prior.
    pub fn quantile(&self, quantile: f64) -> f64 {
        let [low, high] = self.range;
        let value = match self.prior() {
            PriorShape::Uniform => low + quantile * (high - low),
            PriorShape::LogUniform => low * libm::pow(high / low, quantile),
            PriorShape::Whole => {
                let step = self.step.unwrap_or(1.0);
                let places = ((high - low) / step).floor() + 1.0;
                low + step * (quantile * places).floor()
            }
        };
        value.clamp(low, high)
    }

    /// The quantile of the prior at which a coordinate stands: that of [`Parameter::quantile`], at the
    /// middle of its step for whole numbers.
    pub fn quantile_of(&self, coordinate: f64) -> f64 {
        let [low, high] = self.range;
        if !self.is_uncertain() {
            return 0.5;
        }
        let quantile = match self.prior() {
            PriorShape::Uniform => (coordinate - low) / (high - low),
            PriorShape::LogUniform => libm::log(coordinate / low) / libm::log(high / low),
            PriorShape::Whole => {
                let step = self.step.unwrap_or(1.0);
                let places = ((high - low) / step).floor() + 1.0;
                (((coordinate - low) / step).round() + 0.5) / places
            }
        };
        quantile.clamp(0.0, 1.0)
    }

    /// The value at a coordinate.
    fn value_at(&self, coordinate: f64) -> Value {
        match &self.value {
            Value::Number(_) => Value::Number(self.sound(coordinate)),
            Value::List(row) => Value::List(self.row_at(row, coordinate)),
            Value::Table(rows) => Value::Table(
                rows.iter()
                    .map(|row| self.row_at(row, coordinate))
                    .collect(),
            ),
        }
    }

    fn row_at(&self, row: &[f64], factor: f64) -> Vec<f64> {
        if self.whole {
            return tilted(row, factor);
        }
        let most = if self.is_share() { 1.0 } else { f64::INFINITY };
        row.iter()
            .map(|number| self.sound(number * factor).min(most))
            .collect()
    }

    fn is_share(&self) -> bool {
        ["share", "chance"]
            .iter()
            .any(|unit| self.unit.starts_with(unit))
    }

    /// Whole where the parameter is.
    fn sound(&self, number: f64) -> f64 {
        match self.step {
            Some(step) => (number / step).round() * step,
            None => number,
        }
    }
}

/// A row of shares of one whole, with `factor` from each place to the next.
fn tilted(row: &[f64], factor: f64) -> Vec<f64> {
    let mut times = 1.0;
    let weights: Vec<f64> = row
        .iter()
        .map(|share| {
            let weight = share * times;
            times *= factor;
            weight
        })
        .collect();
    let before: f64 = row.iter().sum();
    let after: f64 = weights.iter().sum();
    weights
        .iter()
        .map(|weight| weight * before / after)
        .collect()
}

impl Registry {
    /// The registry with one parameter at another coordinate. Lists and tables are taken as they
    /// stand in this registry.
    ///
    /// # Errors
    /// When the id is unknown or the coordinate lies outside the range of the parameter.
    pub fn at(self, id: &str, coordinate: f64) -> Result<Self, RegistryError> {
        let value = self
            .coordinate_in_range(id, coordinate)?
            .value_at(coordinate);
        self.with(id, value)
    }

    /// The parameter, when the coordinate lies in its range.
    pub(super) fn coordinate_in_range(
        &self,
        id: &str,
        coordinate: f64,
    ) -> Result<&Parameter, RegistryError> {
        let parameter = self
            .get(id)
            .ok_or_else(|| RegistryError::Absent(id.to_owned()))?;
        super::entry::in_range(id, coordinate, parameter.range)?;
        Ok(parameter)
    }

    /// The registry with several parameters at other coordinates.
    ///
    /// # Errors
    /// As [`Registry::at`].
    pub fn at_all<'a>(
        self,
        coordinates: impl IntoIterator<Item = (&'a str, f64)>,
    ) -> Result<Self, RegistryError> {
        coordinates
            .into_iter()
            .try_fold(self, |registry, (id, coordinate)| {
                registry.at(id, coordinate)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> Registry {
        Registry::embedded().expect("a registry")
    }

    fn value(registry: &Registry, id: &str) -> Value {
        registry.get(id).expect("known").value.clone()
    }

    #[test]
    fn a_number_takes_its_coordinate_and_a_list_its_factor() {
        let changed = registry()
            .at_all([("ties.loss", 0.09), ("loneliness.recovery", 0.5)])
            .expect("in range");
        assert_eq!(value(&changed, "ties.loss"), Value::Number(0.09));
        let before = value(&registry(), "loneliness.recovery");
        let (Value::List(before), Value::List(after)) =
            (before, value(&changed, "loneliness.recovery"))
        else {
            panic!("lists");
        };
        assert_eq!(after, [before[0] * 0.5, before[1] * 0.5]);
    }

    #[test]
    fn shares_of_one_whole_tilt_and_still_add_up() {
        let changed = registry()
            .at("population.competence", 1.1)
            .expect("in range");
        let Value::Table(rows) = value(&changed, "population.competence") else {
            panic!("a table");
        };
        for row in &rows {
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{row:?}");
        }
        // 34 and 66 of the isolated become 34 and 66 x 1.1, of 106.6.
        assert!((rows[0][2] - 0.726 / 1.066).abs() < 1e-12, "{rows:?}");
    }

    #[test]
    fn months_stay_whole() {
        let changed = registry()
            .at("isolation.entrenchment_phases", 1.27)
            .expect("in range");
        assert_eq!(
            value(&changed, "isolation.entrenchment_phases"),
            Value::List(vec![15.0, 46.0])
        );
    }

    #[test]
    fn what_lies_outside_the_range_or_is_unknown_is_refused() {
        assert!(matches!(
            registry().at("ties.loss", 0.5),
            Err(RegistryError::OutOfRange { .. })
        ));
        assert!(matches!(
            registry().at("ties.lost", 0.1),
            Err(RegistryError::Absent(_))
        ));
    }

    #[test]
    fn quantiles_span_the_range_and_come_back() {
        for parameter in registry().iter().filter(|p| p.is_uncertain()) {
            let [low, high] = parameter.range;
            assert!((parameter.quantile(0.0) - low).abs() < 1e-9 * high.abs());
            assert!(
                (parameter.quantile(1.0) - high).abs() < 1e-9 * high.abs(),
                "{}",
                parameter.id
            );
            for quantile in [0.1, 0.5, 0.9] {
                let coordinate = parameter.quantile(quantile);
                let back = parameter.quantile(parameter.quantile_of(coordinate));
                assert!(
                    (back - coordinate).abs() < 1e-9 * high.abs(),
                    "{}",
                    parameter.id
                );
            }
        }
    }
}
