//! The spirals that the report describes (MODEL.md section 4), each visible in a run.

use isolement::engine::{Model, Simulation};
use isolement::population::{Person, Susceptibility};
use isolement::programme::{Lever, LeverTable, Policy};
use isolement::vocabulary::{
    AgeGroup, Borough, Care, IsolationStatus, Mobility, SocialPosition, Term,
};

fn model() -> Model {
    Model::embedded().expect("a model")
}

fn defaults(model: &Model) -> LeverTable {
    LeverTable::defaults(&model.levers).expect("levers")
}

fn people(simulation: &Simulation<'_>) -> Vec<Person> {
    let city = simulation.city();
    city.ids().map(|id| *city.person(id)).collect()
}

fn status(model: &Model, person: &Person) -> IsolationStatus {
    model.synthesis.cutoffs.status(person)
}

fn position(model: &Model, person: &Person) -> SocialPosition {
    SocialPosition::of(model.synthesis.cutoffs.support(person), person.loneliness)
}

fn share(of: usize, all: usize) -> f64 {
    of as f64 / all.max(1) as f64
}

#[test]
fn the_longer_isolation_lasts_the_more_often_it_is_structural() {
    const MONTHS: u16 = 60;
    let model = model();
    let policy = Policy::constant(defaults(&model));
    let mut simulation = Simulation::new(&model, 11, 0, 0.2, MONTHS, defaults(&model));
    let at_start = people(&simulation);
    simulation.run_to(MONTHS, &policy);
    // Only isolation that began in the run, of those in whom it was not structural before.
    let mut bins = [(0, 0); 3];
    for (id, person) in simulation.city().residents() {
        let known = at_start.get(id.index()).is_some_and(|p| !p.entrenched);
        let isolated = status(&model, person) == IsolationStatus::Isolated;
        if !known || !isolated || person.isolated_since < 1 {
            continue;
        }
        let bin = match MONTHS as i16 - person.isolated_since {
            ..12 => 0,
            12..36 => 1,
            _ => 2,
        };
        bins[bin].0 += usize::from(person.entrenched);
        bins[bin].1 += 1;
    }
    let shares = bins.map(|(of, all)| share(of, all));
    eprintln!("structural by years of isolation (<1, 1-3, 3+): {shares:?} of {bins:?}");
    // At least 100 in a bin: a standard deviation of at most 5 points, half of each step.
    assert!(bins.iter().all(|&(_, all)| all >= 100), "{bins:?}");
    assert!(shares[1] > shares[0] + 0.10, "{shares:?}");
    assert!(shares[2] > shares[1] + 0.10, "{shares:?}");
}

#[test]
fn who_stays_isolated_has_more_problems_and_less_competence_than_at_the_start() {
    const MONTHS: u16 = 36;
    let model = model();
    let policy = Policy::constant(defaults(&model));
    let mut simulation = Simulation::new(&model, 12, 0, 0.2, MONTHS, defaults(&model));
    let before = people(&simulation);
    let mut still: Vec<bool> = before
        .iter()
        .map(|person| status(&model, person) == IsolationStatus::Isolated && !person.entrenched)
        .collect();
    for month in 1..=MONTHS {
        simulation.run_to(month, &policy);
        for (id, still) in simulation.city().ids().zip(&mut still) {
            let person = simulation.city().person(id);
            *still &= person.present && status(&model, person) == IsolationStatus::Isolated;
        }
    }
    let after = people(&simulation);
    let pairs: Vec<(&Person, &Person)> = (before.iter().zip(&after))
        .zip(&still)
        .filter_map(|(pair, &still)| still.then_some(pair))
        .collect();
    let number = pairs.len() as f64;
    let mean = |of: &dyn Fn(&Person) -> usize, after: bool| {
        let which = pairs.iter().map(|pair| if after { pair.1 } else { pair.0 });
        which.map(|person| of(person) as f64).sum::<f64>() / number
    };
    let problems = |person: &Person| usize::from(person.problems);
    let competence = |person: &Person| person.competence.index();
    let problems = (mean(&problems, false), mean(&problems, true));
    let competence = (mean(&competence, false), mean(&competence, true));
    eprintln!(
        "{number} isolated throughout: problems {problems:?}, lack of competence {competence:?}"
    );
    // Both run from 0 to 2 or 3: a change has a standard deviation below 1, so 0.03 in a mean of
    // 1,000. One in eight loses a step of competence a year, of the few who have one to lose.
    assert!(number >= 900.0, "{number}");
    assert!(problems.1 > problems.0 + 0.10, "{problems:?}");
    assert!(competence.1 > competence.0 + 0.05, "{competence:?}");
}

#[test]
fn the_bereaved_become_lonely_more_often() {
    const MONTHS: u16 = 24;
    let model = model();
    let policy = Policy::constant(defaults(&model));
    let mut simulation = Simulation::new(&model, 13, 0, 0.4, MONTHS, defaults(&model));
    // Onsets and months at risk of those of 65 and over: others, bereaved in the last two years.
    let mut onsets = [0.0; 2];
    let mut at_risk = [0.0; 2];
    for month in 1..=MONTHS as i16 {
        let before = people(&simulation);
        simulation.step(&policy);
        for (id, was) in simulation.city().ids().zip(&before) {
            let person = simulation.city().person(id);
            let varies = was.susceptibility == Susceptibility::Varies;
            let old = was.age_group() >= AgeGroup::From65To74;
            if !was.present || !person.present || was.loneliness.is_lonely() || !varies || !old {
                continue;
            }
            let bereaved = usize::from(i32::from(month) - i32::from(was.bereaved) < 24);
            at_risk[bereaved] += 1.0;
            onsets[bereaved] += f64::from(u8::from(person.loneliness.is_lonely()));
        }
    }
    let rates = [0, 1].map(|of| onsets[of] / at_risk[of] * 12.0);
    let ratio = rates[1] / rates[0];
    eprintln!(
        "onset a year: others {:.4}, bereaved {:.4}; onsets {onsets:?}",
        rates[0], rates[1]
    );
    // With 100 onsets the ratio has a standard deviation of a tenth of itself.
    assert!(onsets[1] >= 100.0, "{onsets:?}");
    assert!((2.0..6.0).contains(&ratio), "{ratio} of {rates:?}");
}

#[test]
fn the_isolated_volunteer_and_care_less_than_the_resilient() {
    let model = model();
    let simulation = Simulation::new(&model, 14, 0, 0.2, 1, defaults(&model));
    let shares = |position_wanted: SocialPosition, willing: f64| {
        let all: Vec<&Person> = simulation
            .city()
            .residents()
            .map(|(_, person)| person)
            .filter(|person| position(&model, person) == position_wanted)
            .collect();
        let carers = all.iter().filter(|person| person.care != Care::None);
        let ready = all
            .iter()
            .filter(|person| f64::from(person.civic_rank) < willing * 65536.0);
        [
            share(ready.count(), all.len()),
            share(carers.count(), all.len()),
        ]
    };
    let resilient = shares(SocialPosition::Resilient, 0.38);
    let isolated = shares(SocialPosition::Isolated, 0.08);
    eprintln!("willing, carers: resilient {resilient:?}, isolated {isolated:?}");
    // Some 5,000 isolated and far more resilient: a standard deviation of half a point.
    for (seen, told) in [(resilient, [0.38, 0.53]), (isolated, [0.08, 0.10])] {
        for (seen, told) in seen.into_iter().zip(told) {
            assert!((seen - told).abs() < 0.02, "{seen} against {told}");
        }
    }
}

#[test]
fn care_stays_with_the_resilient_and_volunteers_come_from_them() {
    const MONTHS: u16 = 24;
    let model = model();
    let mut table = defaults(&model);
    for &borough in Borough::ALL {
        table.set(Lever::VolunteersEnquiries as usize, borough, 25000.0);
        table.set(Lever::CoordinationHours as usize, borough, 50.0);
    }
    let policy = Policy::constant(table.clone());
    let mut simulation = Simulation::new(&model, 15, 0, 0.2, MONTHS, table);
    simulation.run_to(MONTHS, &policy);
    let positions = [
        SocialPosition::Resilient,
        SocialPosition::Between,
        SocialPosition::Isolated,
    ];
    let numbers = positions.map(|wanted| {
        let all: Vec<&Person> = simulation
            .city()
            .residents()
            .map(|(_, person)| person)
            .filter(|person| position(&model, person) == wanted)
            .collect();
        let volunteers = all.iter().filter(|person| person.is_volunteer()).count();
        let carers = all
            .iter()
            .filter(|person| person.care != Care::None)
            .count();
        (volunteers, carers, all.len())
    });
    let volunteers = numbers.map(|(volunteers, _, all)| share(volunteers, all));
    let carers = numbers.map(|(_, carers, all)| share(carers, all));
    eprintln!("volunteers {volunteers:?}, carers {carers:?} of {numbers:?}");
    // Some 700 volunteers in all: the ratio of the two shares has a standard deviation of a tenth.
    assert!(volunteers[0] > 1.2 * volunteers[1], "{volunteers:?}");
    assert_eq!(numbers[2].0, 0, "who has become isolated has stopped");
    assert!(carers[0] > 1.4 * carers[1], "{carers:?}");
    assert!(carers[0] > 3.0 * carers[2], "{carers:?}");
    let housebound = simulation
        .city()
        .residents()
        .filter(|(_, person)| person.mobility == Mobility::Housebound && person.is_volunteer());
    assert_eq!(housebound.count(), 0, "who is housebound has stopped");
}

#[test]
fn the_fewer_ties_at_the_start_the_more_become_isolated() {
    const MONTHS: u16 = 36;
    let model = model();
    let policy = Policy::constant(defaults(&model));
    let mut simulation = Simulation::new(&model, 16, 0, 0.5, MONTHS, defaults(&model));
    let start = people(&simulation);
    let mut newly = vec![false; start.len()];
    for _ in 0..MONTHS {
        simulation.step(&policy);
        for (id, newly) in simulation.city().ids().zip(&mut newly) {
            let person = simulation.city().person(id);
            *newly |= person.present && status(&model, person) == IsolationStatus::Isolated;
        }
    }
    // Not lonely at the start; one supporter, two or three, four or more.
    let mut bins = [(0, 0); 3];
    for (person, &newly) in start.iter().zip(&newly) {
        if person.loneliness.is_lonely() || person.susceptibility != Susceptibility::Varies {
            continue;
        }
        let bin = match person.supporters() {
            0 => continue,
            1 => 0,
            2..=3 => 1,
            _ => 2,
        };
        bins[bin].0 += usize::from(newly);
        bins[bin].1 += 1;
    }
    let shares = bins.map(|(of, all)| share(of, all));
    eprintln!("newly isolated by supporters (1, 2-3, 4+): {shares:?} of {bins:?}");
    // With 25 or more in a bin, a standard deviation is at most a fifth of its share.
    assert!(bins[1].0 >= 25, "{bins:?}");
    for pair in shares.windows(2) {
        assert!(pair[0] > 3.0 * pair[1], "{shares:?}");
    }
}
