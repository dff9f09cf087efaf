//! Which channel brings whom into view (§5.2.3, §5.2.4).

use isolement::engine::{Model, Simulation};
use isolement::evidence::Value;
use isolement::programme::{Lever, LeverTable, Policy};
use isolement::vocabulary::{Channel, Outcome};

/// Reports through a channel in three years of regular practice: light and heavy.
fn reports(channel: Channel) -> [f64; 2] {
    const MONTHS: u16 = 36;
    let model = Model::embedded().expect("a model");
    let levers = LeverTable::defaults(&model.levers).expect("levers");
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(&model, 8, 0, 0.3, MONTHS, levers);
    simulation.run_to(MONTHS, &policy);
    [false, true].map(|heavy| {
        let months = 1..=usize::from(MONTHS);
        let outcome = Outcome::report(channel, heavy);
        let total: u64 = months
            .map(|month| simulation.record().total(month, outcome))
            .sum();
        total as f64
    })
}

/// Reports by professionals in the month after the registered half-life, of all replicates, with the
/// upkeep that is given and with all of it.
fn reports_after_the_half_life(upkeep: f64) -> f64 {
    const REPLICATES: u32 = 4;
    let model = Model::embedded().expect("a model");
    let Some(Value::Number(half_life)) = model
        .registry
        .get("attention.half_life_months")
        .map(|one| &one.value)
    else {
        panic!("a half-life");
    };
    let month = *half_life as u16;
    let start = LeverTable::defaults(&model.levers).expect("levers");
    let mut levers = start.clone();
    levers.set_everywhere(Lever::SignallingUpkeep, upkeep);
    let policy = Policy::constant(levers);
    let of = |replicate: u32| -> u64 {
        let mut simulation = Simulation::new(&model, 9, replicate, 0.5, month, start.clone());
        simulation.run_to(month, &policy);
        let channels = [
            Channel::GeneralPractitioners,
            Channel::HomeCare,
            Channel::Caretakers,
        ];
        let outcomes = channels
            .into_iter()
            .flat_map(|channel| [false, true].map(|heavy| Outcome::report(channel, heavy)));
        outcomes
            .map(|outcome| simulation.record().total(usize::from(month), outcome))
            .sum()
    };
    (0..REPLICATES).map(of).sum::<u64>() as f64
}

#[test]
fn without_upkeep_reports_halve_within_the_registered_half_life() {
    let (kept, neglected) = (
        reports_after_the_half_life(1.0),
        reports_after_the_half_life(0.0),
    );
    assert!(kept > 200.0, "{kept} are too few to tell");
    // Counts are about Poisson, so the ratio has this relative error; three of them.
    let error = (1.0 / kept + 1.0 / neglected).sqrt();
    let ratio = neglected / kept;
    assert!(
        libm::log(ratio / 0.5).abs() < 3.0 * error,
        "{neglected} of {kept}"
    );
}

/// More than half, beyond what chance makes of a fair coin: two standard errors.
fn is_most(part: f64, rest: f64) -> bool {
    let all = part + rest;
    part / all > 0.5 + 2.0 * (0.25 / all).sqrt()
}

#[test]
fn general_practitioners_report_mostly_the_light_categories() {
    let [light, heavy] = reports(Channel::GeneralPractitioners);
    assert!(is_most(light, heavy), "{light} light, {heavy} heavy");
}

#[test]
fn caretakers_and_outreach_find_mostly_the_heavy_categories() {
    for channel in [Channel::Caretakers, Channel::Outreach] {
        let [light, heavy] = reports(channel);
        assert!(
            is_most(heavy, light),
            "{channel:?}: {light} light, {heavy} heavy"
        );
    }
}
