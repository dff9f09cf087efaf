//! Two processes at a time against their closed form (MODEL.md section 6): loneliness that comes and
//! goes, ties that are made and lost. Tolerances are four standard deviations of the sample in hand,
//! and what a month as smallest step adds.

mod common;

use common::{no_volunteers, nothing_happens, with};
use isolement::dynamics::{Process, SetPoints, View};
use isolement::engine::{Model, Simulation};
use isolement::evidence::Value;
use isolement::population::{CLASSES, Person, Susceptibility};
use isolement::programme::Policy;
use isolement::vocabulary::{AgeGroup, Loneliness};

const DEVIATIONS: f64 = 4.0;

fn people(simulation: &Simulation<'_>) -> Vec<Person> {
    let city = simulation.city();
    city.ids().map(|id| *city.person(id)).collect()
}

/// Of a group of residents: what the closed form expects, its variance, and what the run gives.
#[derive(Default)]
struct Tally {
    number: f64,
    expected: f64,
    variance: f64,
    seen: f64,
}

impl Tally {
    fn add(&mut self, expected: f64, variance: f64, seen: f64) {
        self.number += 1.0;
        self.expected += expected;
        self.variance += variance;
        self.seen += seen;
    }

    /// `step` is what the length of a month may add, per resident.
    fn check(&self, what: &str, step: f64) {
        let margin = (DEVIATIONS * self.variance.sqrt() + step * self.number) / self.number;
        let (seen, expected) = (self.seen / self.number, self.expected / self.number);
        eprintln!(
            "{what}: {seen:.4}, closed form {expected:.4} within {margin:.4} ({} residents)",
            self.number
        );
        assert!(self.number > 500.0, "{what}: {} residents", self.number);
        assert!(
            (seen - expected).abs() <= margin,
            "{what}: {seen:.4}, closed form {expected:.4} within {margin:.4}"
        );
    }
}

/// With onset `a` and recovery `b` only, a resident is lonely at time t with chance
/// p(t) = π + (p(0) - π) exp(-(a+b) t), where π = a / (a + b). Onset is a set point, which differs by
/// age, class and borough; recovery is the same for all here. Strong loneliness neither comes nor
/// goes, so that there are two states.
#[test]
fn loneliness_that_comes_and_goes_follows_the_two_state_process() {
    const RECOVERY: f64 = 0.115;
    let one = |places| Value::List(vec![1.0; places]);
    let registry = with(
        nothing_happens(),
        &[
            ("loneliness.recovery", Value::List(vec![RECOVERY, 0.0])),
            ("loneliness.bereaved", one(3)),
            ("loneliness.recovery_support", one(3)),
            ("loneliness.recovery_entrenched", Value::Number(1.0)),
        ],
    );
    let model = Model::new(registry).expect("a model");
    let levers = no_volunteers(&model);
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(&model, 14, 0, 0.2, 96, levers);
    let start = people(&simulation);
    let cutoffs = &model.synthesis.cutoffs;
    let city = simulation.city();
    let points = SetPoints::solve(&model.rates, city, &model.synthesis, &model.effects);
    let onset = |person: &Person| -> f64 {
        let mut not_lonely = *person;
        not_lonely.loneliness = Loneliness::None;
        let view = View::new(&not_lonely, 1, cutoffs, &model.effects);
        let rates = &model.rates;
        rates
            .happening(Process::LonelinessUp, &view, &points)
            .yearly()
    };
    let onsets: Vec<f64> = start.iter().map(onset).collect();
    for years in [1.0, 3.0, 8.0] {
        simulation.run_to((years * 12.0) as u16, &policy);
        let mut tallies = [Tally::default(), Tally::default()];
        let mut step = 0.0;
        for ((before, after), &onset) in start.iter().zip(&people(&simulation)).zip(&onsets) {
            // Another age group has another set point.
            let same = before.age_group() == after.age_group();
            let varies = before.susceptibility == Susceptibility::Varies;
            if !same || !varies || before.loneliness == Loneliness::Strong {
                continue;
            }
            let was = f64::from(u8::from(before.loneliness.is_lonely()));
            let stationary = onset / (onset + RECOVERY);
            let chance = stationary + (was - stationary) * libm::exp(-(onset + RECOVERY) * years);
            let is = f64::from(u8::from(after.loneliness.is_lonely()));
            tallies[was as usize].add(chance, chance * (1.0 - chance), is);
            // On the way there and back each change waits for the month after the one before: half
            // a month late on average.
            step += stationary * RECOVERY * 0.5 / 12.0;
        }
        let step = step / (tallies[0].number + tallies[1].number);
        tallies[0].check(&format!("not lonely, after {years} years"), step);
        tallies[1].check(&format!("lonely, after {years} years"), step);
    }
}

/// Ties that come at rate g and each end at rate l: whoever had n has, at time t, a number with mean
/// m + (n - m) exp(-l t), where m = g / l; and whoever had none has a Poisson number. All ties go to
/// people outside the city here, since a tie within it has two ends. The set point of g is such that
/// m is the mean of the age group and class at the start. Only those of 75 and over are looked at:
/// nobody dies here, and they stay in their group.
#[test]
fn ties_that_are_made_and_lost_follow_the_immigration_death_process() {
    const LOSS: f64 = 0.1;
    let one = |places| Value::List(vec![1.0; places]);
    let registry = with(
        nothing_happens(),
        &[
            ("ties.loss", Value::Number(LOSS)),
            ("ties.loss_lonely", Value::Number(1.0)),
            ("ties.outside_share", Value::Number(1.0)),
            ("ties.gain_competence", one(3)),
            ("ties.gain_mobility", one(3)),
            ("ties.gain_problems", one(4)),
            ("ties.gain_entrenched", Value::Number(1.0)),
        ],
    );
    let model = Model::new(registry).expect("a model");
    let levers = no_volunteers(&model);
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(&model, 15, 0, 0.5, 240, levers);
    let start = people(&simulation);
    assert!(
        start.iter().all(|person| person.ties == 0),
        "a tie within the city"
    );
    let oldest = |class: usize| {
        let old = |person: &&Person| person.age_group() == AgeGroup::From75;
        start
            .iter()
            .filter(old)
            .filter(move |person| usize::from(person.sociability) == class)
    };
    let mean_at_start: [f64; CLASSES] = std::array::from_fn(|class| {
        let ties: f64 = oldest(class)
            .map(|person| f64::from(person.outside_ties))
            .sum();
        ties / oldest(class).count() as f64
    });
    for years in [2.0, 8.0, 20.0] {
        simulation.run_to((years * 12.0) as u16, &policy);
        let left = libm::exp(-LOSS * years);
        for (class, &mean) in mean_at_start.iter().enumerate() {
            // Without ties, one to three, four and more at the start; and who has none at the end.
            let mut tallies: [Tally; 3] = Default::default();
            let mut none = Tally::default();
            for (before, after) in start.iter().zip(&people(&simulation)) {
                let of_class = usize::from(before.sociability) == class;
                if before.age_group() != AgeGroup::From75 || !of_class {
                    continue;
                }
                let (n, now) = (
                    f64::from(before.outside_ties),
                    f64::from(after.outside_ties),
                );
                let gained = mean * (1.0 - left);
                let bin = usize::from(before.outside_ties > 0) + usize::from(n > 3.0);
                tallies[bin].add(n * left + gained, n * left * (1.0 - left) + gained, now);
                if n == 0.0 {
                    let chance = libm::exp(-gained);
                    none.add(
                        chance,
                        chance * (1.0 - chance),
                        f64::from(u8::from(now == 0.0)),
                    );
                }
            }
            for (tally, had) in tallies
                .iter()
                .zip(["no ties", "one to three", "four or more"])
            {
                if tally.number < 500.0 {
                    continue;
                }
                // One tie a month at most is lost and made: with n ties, losses are too few by a
                // share l n / 24, and gains by l m / 24, which nearly cancel.
                let gained = mean * (1.0 - left);
                let had_ties = (tally.expected / tally.number - gained) / left;
                let uneven = (had_ties.powi(2) - mean.powi(2)).abs() + had_ties.max(mean);
                let step = LOSS / 24.0 * uneven * (1.0 - left);
                tally.check(&format!("class {class}, {had}, after {years} years"), step);
            }
            if none.number >= 500.0 {
                let step = LOSS * mean / 24.0;
                none.check(
                    &format!("class {class}, none then and after {years} years"),
                    step,
                );
            }
        }
    }
}
