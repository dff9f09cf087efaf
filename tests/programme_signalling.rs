//! Which channel brings whom into view (§5.2.3, §5.2.4).

use isolement::engine::{Model, Simulation};
use isolement::programme::{LeverTable, Policy};
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
