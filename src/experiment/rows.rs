//! From what was gathered over replicates to the rows of a comparison.

use super::compare::{Gathered, Settings};
use super::estimate::t_quantile;
use super::reduce::{PLACES, Shape, year};
use super::results::{Comparison, Period, Row};
use crate::vocabulary::{AgeScope, BOROUGHS, Borough, Outcome, Term};

/// Is an outcome told for these ages at this place? What is not counted by age is told for
/// everybody; care for everybody and for those for whom it is meant; life in the city for all ages,
/// but not by narrow age group, borough and single year at once: such cells say little but chance.
fn is_told(outcome: Outcome, scope: AgeScope, place: usize, whole: bool) -> bool {
    let in_city = place == BOROUGHS;
    let ages = match scope {
        AgeScope::All => true,
        Comparison::HEADLINE_AGES => outcome.has_ages(),
        _ => outcome.has_ages() && !outcome.is_care() && (in_city || whole),
    };
    ages && (in_city || !outcome.is_of_the_city())
}

pub(super) fn rows(gathered: &[Gathered], settings: &Settings, shape: Shape) -> Vec<Row> {
    let t = t_quantile(settings.replicates);
    let base = &gathered[settings.base];
    let mut rows = Vec::new();
    for (scenario, own) in gathered.iter().enumerate() {
        for place in 0..PLACES {
            for (ages, &scope) in AgeScope::ALL.iter().enumerate() {
                for &outcome in Outcome::ALL {
                    for period in 0..shape.periods() {
                        let whole = period + 1 == shape.periods();
                        if !is_told(outcome, scope, place, whole) {
                            continue;
                        }
                        let at = shape.at(place, ages, outcome, period);
                        let resampled = at / shape.periods();
                        let headline = outcome == Comparison::HEADLINE
                            && scope == Comparison::HEADLINE_AGES
                            && whole
                            && place == BOROUGHS;
                        let other = scenario != settings.base;
                        rows.push(Row {
                            outcome,
                            borough: Borough::ALL.get(place).copied(),
                            ages: scope,
                            period: if whole {
                                Period::Whole
                            } else {
                                Period::Year(year(period))
                            },
                            scenario,
                            level: own.cells.level.level(at, t),
                            share: outcome.has_share().then(|| own.shares.level.level(at, t)),
                            difference: other.then(|| {
                                own.cells.difference(
                                    at,
                                    &base.cells.level,
                                    t,
                                    whole.then_some((&own.whole, resampled)),
                                    settings.half_width.filter(|_| headline),
                                )
                            }),
                            share_difference: (other && outcome.has_share()).then(|| {
                                own.shares.difference(at, &base.shares.level, t, None, None)
                            }),
                        });
                    }
                }
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::{AgeGroup, Resource};

    #[test]
    fn rows_leave_out_what_has_no_ages_no_boroughs_or_only_chance() {
        let narrow = AgeScope::Group(AgeGroup::From75);
        assert!(is_told(Outcome::Isolated, narrow, BOROUGHS, false));
        assert!(is_told(Outcome::Isolated, narrow, 3, true));
        assert!(!is_told(Outcome::Isolated, narrow, 3, false));
        assert!(is_told(Outcome::Isolated, AgeScope::From55, 3, false));
        assert!(!is_told(Outcome::Reached, narrow, BOROUGHS, true));
        assert!(is_told(Outcome::Reached, AgeScope::From55, 3, false));
        assert!(!is_told(Outcome::Cost, AgeScope::From55, BOROUGHS, true));
        assert!(is_told(Outcome::Cost, AgeScope::All, 3, false));
        let pool = Outcome::idle(Resource::Coordination);
        assert!(!is_told(pool, AgeScope::All, 3, true));
        assert!(is_told(pool, AgeScope::All, BOROUGHS, true));
    }
}
