//! How much a programme can do (§5.3.4; literature 3).

use std::path::PathBuf;

use isolement::engine::{Model, Simulation};
use isolement::programme::{Policy, Stage};
use isolement::scenario::{Timeline, load};
use isolement::vocabulary::{CareResult, Outcome, Profile, Term};

const MONTHS: u16 = 60;

fn preset(model: &Model, name: &str) -> Policy {
    let timeline = Timeline {
        start: Model::START,
        months: MONTHS,
    };
    let file = [PathBuf::from(format!("scenarios/{name}.toml"))];
    let mut scenarios = load(&file, &model.levers, &timeline).expect("a sound preset");
    scenarios.remove(0).policy
}

#[test]
fn structural_isolation_of_those_who_are_helped_seldom_ends() {
    // §5.3.4 and literature 3.14: many clients stay clients, and for the structurally isolated the
    // safety net is the result. Seldom is read as less than one in ten a year.
    let model = Model::embedded().expect("a model");
    let policy = preset(&model, "rotterdam-approach");
    let mut simulation = Simulation::new(&model, 53, 0, 0.2, MONTHS, policy.at(0).clone());
    let mut helped_months = 0_u32;
    for _ in 0..MONTHS {
        simulation.step(&policy);
        let cutoffs = &model.synthesis.cutoffs;
        let helped = simulation.city().residents().filter(|(_, person)| {
            Stage::of(person).is_helped() && cutoffs.category(person).is_heavy()
        });
        helped_months += helped.count() as u32;
    }
    let record = simulation.record();
    let ended: u64 = Profile::ALL
        .iter()
        .filter(|profile| profile.is_heavy())
        .map(|&profile| Outcome::result_of(CareResult::IsolationEnded, profile))
        .flat_map(|outcome| (1..record.len()).map(move |month| record.total(month, outcome)))
        .sum();
    let years = f64::from(helped_months) / 12.0;
    let rate = ended as f64 / years;
    eprintln!("{ended} ended in {years:.0} years of help: {rate:.3} a year");
    assert!(years > 200.0, "{years} years of help");
    // It happens, but two standard errors of a Poisson count stay below one in ten a year.
    let margin = 2.0 * (ended as f64).sqrt() / years;
    assert!(
        ended > 0 && rate + margin < 0.1,
        "{rate} a year, {ended} in {years} years"
    );
}

#[test]
fn a_programme_of_ordinary_size_moves_loneliness_in_the_city_by_two_points_at_most() {
    // Literature 3.6: 2 of 10 Dutch projects reduced loneliness; 3.7: no effect of two years of a
    // community programme on loneliness among people of 65 and over.
    let model = Model::embedded().expect("a model");
    let lonely = |name: &str| -> f64 {
        let policy = preset(&model, name);
        let shares = (0..4).map(|replicate| {
            let levers = policy.at(0).clone();
            let mut run = Simulation::new(&model, 36, replicate, 0.1, MONTHS, levers);
            run.run_to(MONTHS, &policy);
            let at_end = |outcome| run.record().total(usize::from(MONTHS), outcome) as f64;
            let lonely = at_end(Outcome::ModeratelyLonely) + at_end(Outcome::StronglyLonely);
            100.0 * lonely / at_end(Outcome::Population)
        });
        shares.sum::<f64>() / 4.0
    };
    let (without, with) = (lonely("programme-off"), lonely("rotterdam-approach"));
    eprintln!("{without:.2}% lonely without a programme, {with:.2}% with the approach");
    assert!(with < without, "{without}% to {with}%");
    assert!(without - with <= 2.0, "{without}% to {with}%");
}
