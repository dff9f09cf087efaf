//! Set points: rates that no source gives and that follow from the standing state being stationary.
//!
//! In 2007 nobody saw isolation explode or vanish, so in the standing state the flows in and out of
//! each condition balance. Where the literature gives the one flow (recovery from loneliness, loss
//! of ties) and not the other (onset, gain), the other is solved for: per age group, sociability
//! class and borough, over the residents as they are, life events included. Mortality is
//! normalised in the same way, so that deaths at each age stay those of the life table.

use super::{HelpEffects, Rates, View, mortality};
use crate::population::{BANDS, CLASSES, City, Synthesis};
use crate::vocabulary::{AGE_GROUPS, BOROUGHS, Loneliness, Sex, Term};

/// Rounds of proportional fitting of class and borough factors; the change is far below the
/// precision of a hazard well before.
const ROUNDS: usize = 60;

type ByClass = [[f64; CLASSES]; AGE_GROUPS];
type Flows = [[[f64; BOROUGHS]; CLASSES]; AGE_GROUPS];

/// The solved rates.
#[derive(Clone, Debug, PartialEq)]
pub struct SetPoints {
    /// Level of mortality without and with a partner, by sex and age band.
    pub(super) mortality: mortality::Levels,
    /// Yearly chance that a contact of one's own age dies.
    pub(super) contact_death: [f64; BANDS],
    /// Ties made a year by age group and class, traits aside.
    pub(super) tie_gain: ByClass,
    /// Onset a year: not lonely to moderate, moderate to strong; by age group and class.
    onset: [ByClass; 2],
    /// Factor of the borough on each.
    borough: [[f64; BOROUGHS]; 2],
}

impl SetPoints {
    /// Solves the set points for a city in its standing state.
    pub fn solve(rates: &Rates, city: &City, synthesis: &Synthesis, effects: &HelpEffects) -> Self {
        let mut points = Self {
            mortality: [[[1.0; BANDS]; 2]; 2],
            contact_death: std::array::from_fn(|band| {
                Sex::ALL
                    .iter()
                    .map(|&sex| rates.mortality.mean(sex, band as u8))
                    .sum::<f64>()
                    / 2.0
            }),
            tie_gain: [[0.0; CLASSES]; AGE_GROUPS],
            onset: [[[0.0; CLASSES]; AGE_GROUPS]; 2],
            borough: [[1.0; BOROUGHS]; 2],
        };
        let views = || {
            city.residents()
                .map(|(id, person)| (id, View::new(person, 1, &synthesis.cutoffs, effects)))
        };
        points.mortality = rates.mortality.solve(views().map(|(_, view)| view));

        let mut losses = ByClass::default();
        let mut openness = ByClass::default();
        let mut recovery = [Flows::default(); 2];
        let mut exposure = [Flows::default(); 2];
        for (id, view) in views() {
            let (a, k) = (view.group, usize::from(view.person.sociability));
            let b = view.person.borough.index();
            let own = rates.ties.loss_per_tie(view.lonely()) / 2.0
                + rates.moving.tie_lost_by_other(&view);
            losses[a][k] += rates.ties.loss(&view, &points)
                + f64::from(view.person.ties) * rates.moving.tie_cut_by_move(&view);
            // What happens at this end also costs the other end its tie.
            for &other in city.ties(id) {
                let other = city.person(other);
                let (a, k) = (other.age_group().index(), usize::from(other.sociability));
                losses[a][k] += own + rates.mortality.rate(&view, &points);
            }
            openness[a][k] += rates.ties.openness(&view);

            let down = rates.loneliness.down(&view);
            match view.person.loneliness {
                Loneliness::None => {}
                Loneliness::Moderate => recovery[0][a][k][b] += down,
                Loneliness::Strong => recovery[1][a][k][b] += down,
            }
            let level = usize::from(view.person.loneliness != Loneliness::None);
            exposure[level][a][k][b] += rates.loneliness.onset_factor(&view);
        }
        for a in 0..AGE_GROUPS {
            for k in 0..CLASSES {
                points.tie_gain[a][k] = ratio(losses[a][k], openness[a][k]);
            }
        }
        for level in 0..2 {
            (points.onset[level], points.borough[level]) =
                balance(&recovery[level], &exposure[level]);
        }
        points
    }

    /// Onset of the next level of loneliness, before the resident's own factors.
    #[inline]
    pub(super) fn loneliness_onset(&self, view: &View<'_>) -> f64 {
        let level = usize::from(view.person.loneliness != Loneliness::None);
        self.onset[level][view.group][usize::from(view.person.sociability)]
            * self.borough[level][view.person.borough.index()]
    }
}

fn ratio(flow: f64, exposure: f64) -> f64 {
    if exposure > 0.0 { flow / exposure } else { 0.0 }
}

/// Factors per (age group, class) and per borough such that onset equals recovery in each of both
/// margins: iterative proportional fitting.
fn balance(recovery: &Flows, exposure: &Flows) -> (ByClass, [f64; BOROUGHS]) {
    let mut class = [[0.0; CLASSES]; AGE_GROUPS];
    let mut borough = [1.0; BOROUGHS];
    for _ in 0..ROUNDS {
        for a in 0..AGE_GROUPS {
            for k in 0..CLASSES {
                let flow: f64 = recovery[a][k].iter().sum();
                let exposed: f64 = (0..BOROUGHS).map(|b| exposure[a][k][b] * borough[b]).sum();
                class[a][k] = ratio(flow, exposed);
            }
        }
        for b in 0..BOROUGHS {
            let (mut flow, mut exposed) = (0.0, 0.0);
            for a in 0..AGE_GROUPS {
                for k in 0..CLASSES {
                    flow += recovery[a][k][b];
                    exposed += exposure[a][k][b] * class[a][k];
                }
            }
            borough[b] = ratio(flow, exposed);
        }
    }
    (class, borough)
}
