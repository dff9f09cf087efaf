//! Analytic twins (MODEL.md section 6): with all but one process switched off, the model has a
//! closed form. Tolerances are four standard deviations of the sample in hand, and what a month as
//! smallest step adds.

use isolement::engine::{Model, Simulation};
use isolement::evidence::{Registry, Value};
use isolement::population::{Person, Susceptibility};
use isolement::programme::{Lever, LeverTable, Policy};
use isolement::vocabulary::{AGE_GROUPS, Borough, Loneliness, Sex, Term};
use rayon::prelude::*;

const BANDS: usize = 18;
/// How often a right model may stray: one check in about 16,000.
const DEVIATIONS: f64 = 4.0;

/// The registry with every process off: no births, deaths, moves, ties, loneliness or channels.
fn nothing_happens() -> Registry {
    let zeros = |places: usize| Value::List(vec![0.0; places]);
    let none = || Value::Number(0.0);
    let ages = AGE_GROUPS;
    let off = [
        ("mortality.rotterdam_factor", none()),
        ("partnership.separation", zeros(ages)),
        ("partnership.new_men", zeros(ages)),
        ("partnership.new_women", zeros(ages)),
        ("work.education_ends", none()),
        ("work.job_loss", none()),
        ("work.job_found", zeros(ages)),
        ("work.retirement", zeros(3)),
        ("mobility.loss", zeros(ages)),
        ("mobility.recovery", zeros(ages)),
        ("psychiatric.onset", none()),
        ("psychiatric.remission", none()),
        ("care.stop", none()),
        ("moving.within", zeros(ages)),
        ("moving.away", zeros(ages)),
        ("problems.onset", zeros(4)),
        ("problems.solved", zeros(4)),
        ("ties.loss", none()),
        ("ties.gain_competence", zeros(3)),
        ("loneliness.recovery", zeros(2)),
        ("isolation.entrenchment", zeros(3)),
        ("isolation.release", zeros(2)),
        ("competence.decay", none()),
        ("competence.return", none()),
        ("newcomers.in_migration", none()),
        ("newcomers.birthdays", none()),
        ("channels.natural_inflow", zeros(8)),
        ("channels.general_practitioners", zeros(8)),
        ("channels.home_care", zeros(8)),
        ("channels.caretakers", zeros(8)),
        ("channels.care_networks", zeros(8)),
        ("channels.reporting_point", zeros(8)),
        ("channels.group_activities", zeros(8)),
        ("channels.key_figures", zeros(8)),
        ("channels.preventive_visits", zeros(8)),
        ("channels.outreach", zeros(8)),
        ("channels.self_report", zeros(8)),
    ];
    with(Registry::embedded().expect("a registry"), &off)
}

fn with(registry: Registry, values: &[(&str, Value)]) -> Registry {
    values.iter().fold(registry, |registry, (id, value)| {
        registry.with(id, value.clone()).expect("a known id")
    })
}

fn numbers(model: &Model, id: &str) -> Vec<f64> {
    let parameter = model.registry.iter().find(|parameter| parameter.id == id);
    match &parameter.expect("a known id").value {
        Value::List(list) => list.clone(),
        other => panic!("{id} is no list: {other:?}"),
    }
}

/// All levers at their defaults, and no volunteers.
fn no_volunteers(model: &Model) -> LeverTable {
    let mut table = LeverTable::defaults(&model.levers).expect("levers");
    for &borough in Borough::ALL {
        table.set(Lever::VolunteersEnquiries as usize, borough, 0.0);
    }
    table
}

/// Persons at the start and at the end of a run, in the order of their positions.
fn start_and_end(model: &Model, seed: u64, scale: f64, months: u16) -> (Vec<Person>, Vec<Person>) {
    let levers = no_volunteers(model);
    let policy = Policy::constant(levers.clone());
    let mut simulation = Simulation::new(model, seed, 0, scale, months, levers);
    let people = |simulation: &Simulation<'_>| -> Vec<Person> {
        let city = simulation.city();
        city.ids().map(|id| *city.person(id)).collect()
    };
    let start = people(&simulation);
    simulation.run_to(months, &policy);
    (start, people(&simulation))
}

#[test]
fn with_every_process_off_nothing_happens() {
    let model = Model::new(nothing_happens()).expect("a model");
    let (start, end) = start_and_end(&model, 1, 0.02, 24);
    assert_eq!(start.len(), end.len());
    for (before, after) in start.iter().zip(&end) {
        let mut aged = *before;
        // Birthdays go on, and with them what a rank in sociability means.
        aged.age_band = after.age_band;
        aged.sociability = after.sociability;
        assert_eq!(aged, *after);
    }
}

#[test]
fn survival_over_ten_years_is_that_of_the_life_table_raised_by_1_14() {
    const MONTHS: u16 = 120;
    let one = Value::Number(1.0);
    let registry = with(
        nothing_happens(),
        &[
            ("mortality.rotterdam_factor", Value::Number(1.14)),
            ("mortality.isolated", one.clone()),
            ("mortality.lonely", one),
            ("mortality.partnered", Value::List(vec![1.0, 1.0])),
        ],
    );
    let model = Model::new(registry).expect("a model");
    let tables = ["mortality.men", "mortality.women"].map(|id| numbers(&model, id));
    let (start, end) = start_and_end(&model, 2, 0.5, MONTHS);

    let mut survived = [[0.0; BANDS]; 2];
    let mut expected = [[0.0; BANDS]; 2];
    let mut variance = [[0.0; BANDS]; 2];
    for (before, after) in start.iter().zip(&end) {
        let (sex, band) = (before.sex.index(), usize::from(before.age_band));
        // The hazard of a month is that of the age at its start.
        let hazard: f64 = (0..MONTHS as i16)
            .map(|month| {
                let now = usize::from(Person::band_of(before.age(month)));
                tables[sex][now] / 1000.0 * 1.14 / 12.0
            })
            .sum();
        let chance = libm::exp(-hazard);
        expected[sex][band] += chance;
        variance[sex][band] += chance * (1.0 - chance);
        survived[sex][band] += f64::from(u8::from(after.present));
    }
    // All together: with nearly 30,000 deaths, a hazard that is 3% off is seen.
    let total = |sums: &[[f64; BANDS]; 2]| sums.as_flattened().iter().sum::<f64>();
    let (seen, mean) = (total(&survived), total(&expected));
    let margin = DEVIATIONS * total(&variance).sqrt();
    assert!(
        (seen - mean).abs() <= margin,
        "{seen} survive, life table {mean:.1} within {margin:.1}"
    );
    for &sex in Sex::ALL {
        for band in 0..BANDS {
            let s = sex.index();
            let (seen, mean) = (survived[s][band], expected[s][band]);
            // Half a survivor more, since survivors come in whole numbers.
            let margin = DEVIATIONS * variance[s][band].sqrt() + 0.5;
            assert!(
                (seen - mean).abs() <= margin,
                "{sex:?} of band {band}: {seen} survive, life table {mean:.1} within {margin:.1}"
            );
        }
    }
}

#[test]
fn deaths_stay_those_of_the_life_table_when_the_isolated_die_sooner() {
    const MONTHS: u16 = 24;
    let on = [("mortality.rotterdam_factor", Value::Number(1.14))];
    let model = Model::new(with(nothing_happens(), &on)).expect("a model");
    let tables = ["mortality.men", "mortality.women"].map(|id| numbers(&model, id));
    let (start, end) = start_and_end(&model, 3, 0.3, MONTHS);
    let (mut deaths, mut expected) = ([0.0; 2], [0.0; 2]);
    for (before, after) in start.iter().zip(&end) {
        let sex = before.sex.index();
        let hazard: f64 = (0..MONTHS as i16)
            .map(|month| {
                tables[sex][usize::from(Person::band_of(before.age(month)))] * 1.14 / 12_000.0
            })
            .sum();
        expected[sex] += 1.0 - libm::exp(-hazard);
        deaths[sex] += f64::from(u8::from(!after.present));
    }
    for sex in 0..2 {
        // Deaths are close to Poisson. Those at risk the most go first, which lowers the mean
        // ratio by less than one in a hundred over two years.
        let margin = DEVIATIONS * f64::sqrt(expected[sex]) + 0.01 * expected[sex];
        assert!(
            (deaths[sex] - expected[sex]).abs() <= margin,
            "{} deaths, life table {:.1} within {margin:.1}",
            deaths[sex],
            expected[sex]
        );
    }
}

#[test]
fn loneliness_without_onset_decays_exponentially_in_whom_it_varies() {
    const YEARS: f64 = 6.0;
    let (to_none, to_moderate) = (0.115, 0.17);
    let registry = with(
        nothing_happens(),
        &[
            (
                "loneliness.recovery",
                Value::List(vec![to_none, to_moderate]),
            ),
            ("loneliness.onset_support", Value::List(vec![0.0; 3])),
            ("loneliness.recovery_support", Value::List(vec![1.0; 3])),
            ("loneliness.recovery_entrenched", Value::Number(1.0)),
        ],
    );
    let model = Model::new(registry).expect("a model");
    let (start, end) = start_and_end(&model, 4, 0.1, (YEARS * 12.0) as u16);

    let stays_strong = libm::exp(-to_moderate * YEARS);
    let stays_moderate = libm::exp(-to_none * YEARS);
    let passes_through = to_moderate / (to_moderate - to_none) * (stays_moderate - stays_strong);
    // Of each start level: share strong and share moderate at the end.
    let twin = [
        (Loneliness::Moderate, [0.0, stays_moderate]),
        (Loneliness::Strong, [stays_strong, passes_through]),
    ];
    for (level, shares) in twin {
        let ends: Vec<Loneliness> = start
            .iter()
            .zip(&end)
            .filter(|(before, _)| {
                before.loneliness == level && before.susceptibility == Susceptibility::Varies
            })
            .map(|(_, after)| after.loneliness)
            .collect();
        let number = ends.len() as f64;
        assert!(number > 1000.0, "{level:?}: {number}");
        for (share, at) in shares
            .into_iter()
            .zip([Loneliness::Strong, Loneliness::Moderate])
        {
            let seen = ends.iter().filter(|&&end| end == at).count() as f64 / number;
            // A second step waits for the month after the first: half a month on average.
            let margin =
                DEVIATIONS * f64::sqrt(share * (1.0 - share) / number) + to_none * 0.5 / 12.0;
            let margin = if share == 0.0 { 0.0 } else { margin };
            assert!(
                (seen - share).abs() <= margin,
                "{level:?} to {at:?}: {seen:.4}, closed form {share:.4} within {margin:.4}"
            );
        }
    }
    let always = |person: &&Person| person.susceptibility == Susceptibility::Always;
    assert!(
        end.iter()
            .filter(always)
            .all(|person| person.loneliness.is_lonely())
    );
    let never = |person: &&Person| person.susceptibility == Susceptibility::Never;
    assert!(
        end.iter()
            .filter(never)
            .all(|person| !person.loneliness.is_lonely())
    );
}

#[test]
fn onset_at_its_set_point_balances_recovery() {
    const MONTHS: u16 = 36;
    let on = [("loneliness.recovery", Value::List(vec![0.115, 0.17]))];
    let model = Model::new(with(nothing_happens(), &on)).expect("a model");
    let (start, end) = start_and_end(&model, 5, 0.2, MONTHS);
    let lonely = |people: &[Person]| {
        people
            .iter()
            .filter(|person| person.loneliness.is_lonely())
            .count() as f64
            / people.len() as f64
    };
    let turned = start
        .iter()
        .zip(&end)
        .filter(|(before, after)| before.loneliness.is_lonely() != after.loneliness.is_lonely());
    let turned = turned.count() as f64;
    let number = start.len() as f64;
    assert!(
        turned > 0.05 * number,
        "the twin is not empty: {turned} turned"
    );
    // As many up as down, each a coin; and 0.5 points because all grow three years older together.
    let margin = DEVIATIONS * turned.sqrt() / number + 0.005;
    let (before, after) = (lonely(&start), lonely(&end));
    assert!(
        (after - before).abs() <= margin,
        "lonely {before:.4} at the start, {after:.4} after three years, within {margin:.4}"
    );
}

#[test]
fn ties_that_are_only_lost_decay_exponentially() {
    const YEARS: f64 = 5.0;
    const LOSS: f64 = 0.105;
    let registry = with(
        nothing_happens(),
        &[
            ("ties.loss", Value::Number(LOSS)),
            ("ties.loss_lonely", Value::Number(1.0)),
        ],
    );
    let model = Model::new(registry).expect("a model");
    let (start, end) = start_and_end(&model, 6, 0.1, (YEARS * 12.0) as u16);
    let sums = |people: &[Person]| {
        people.iter().fold((0.0, 0.0), |(inside, outside), person| {
            (
                inside + f64::from(person.ties),
                outside + f64::from(person.outside_ties),
            )
        })
    };
    let ((inside, outside), (inside_left, outside_left)) = (sums(&start), sums(&end));
    let left = libm::exp(-LOSS * YEARS);
    // What is left of a month after a tie is lost counts for none of the others of that end. With
    // five ties an end loses one in three years or so: the loss of a year is 1.5% too small.
    let step = 0.015 * LOSS * YEARS;
    for (what, before, after, ends) in [
        // A tie within the city is counted at both ends.
        ("within the city", inside, inside_left, 2.0),
        ("outside the city", outside, outside_left, 1.0),
    ] {
        let seen = after / before;
        let margin = DEVIATIONS * f64::sqrt(ends * left * (1.0 - left) / before) + step * left;
        eprintln!("ties {what}: {seen:.4}, closed form {left:.4} within {margin:.4}");
        assert!(
            (seen - left).abs() <= margin,
            "ties {what}: {seen:.4} left, closed form {left:.4} within {margin:.4}"
        );
    }
}

/// Widowed in a year per resident with a partner, national, 2006-08 (literature, section 2c).
const WIDOWED_WOMEN: [(u8, f64); 6] = [
    (9, 0.0074),
    (10, 0.0121),
    (11, 0.0205),
    (12, 0.036),
    (13, 0.064),
    (14, 0.112),
];
const WIDOWED_MEN: [(u8, f64); 6] = [
    (10, 0.0049),
    (11, 0.0071),
    (12, 0.011),
    (13, 0.020),
    (14, 0.037),
    (15, 0.073),
];

/// Compares the widowed of a year with the statistics; gives the age bands that stray.
fn widowhood_strays(sex: Sex, table: [(u8, f64); 6]) -> Vec<String> {
    const REPLICATES: u32 = 12;
    const MONTHS: u16 = 12;
    const SCALE: f64 = 0.3;
    let model = Model::embedded().expect("a model");
    type Sums = [[f64; BANDS]; 2];
    let one = |replicate: u32| -> (Sums, Sums) {
        let levers = LeverTable::defaults(&model.levers).expect("levers");
        let policy = Policy::constant(levers.clone());
        let mut simulation = Simulation::new(&model, 7, replicate, SCALE, MONTHS, levers);
        let (mut years, mut widowed) = (Sums::default(), Sums::default());
        for month in 1..=MONTHS {
            for (_, person) in simulation.city().residents() {
                if person.has_partner() {
                    years[person.sex.index()][usize::from(person.age_band)] += 1.0 / 12.0;
                }
            }
            simulation.step(&policy);
            for (_, person) in simulation.city().residents() {
                if person.bereaved == month as i16 {
                    widowed[person.sex.index()][usize::from(person.age_band)] += 1.0;
                }
            }
        }
        (years, widowed)
    };
    let add = |mut to: Sums, from: Sums| {
        for sex in 0..2 {
            for band in 0..BANDS {
                to[sex][band] += from[sex][band];
            }
        }
        to
    };
    let all: Vec<(Sums, Sums)> = (0..REPLICATES).into_par_iter().map(one).collect();
    let (years, widowed) = all
        .into_iter()
        .fold((Sums::default(), Sums::default()), |sum, one| {
            (add(sum.0, one.0), add(sum.1, one.1))
        });
    let mut wrong = Vec::new();
    for (band, national) in table {
        let (s, b) = (sex.index(), usize::from(band));
        // Mortality in Rotterdam is 1.14 times that of the country.
        let expected = national * 1.14 * years[s][b];
        let ratio = widowed[s][b] / expected;
        // 20% for the model; two standard deviations for a count of this size.
        let margin = 0.20 + 2.0 / expected.sqrt();
        let line = format!(
            "{sex:?} from {}: {} widowed in {:.0} years with a partner, ratio {ratio:.3} within {margin:.3}",
            (b + 2) * 5,
            widowed[s][b],
            years[s][b]
        );
        eprintln!("{line}");
        if (ratio - 1.0).abs() > margin {
            wrong.push(line);
        }
    }
    wrong
}

#[test]
fn men_are_widowed_as_the_statistics_say_raised_by_1_14() {
    let wrong = widowhood_strays(Sex::Man, WIDOWED_MEN);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn women_are_widowed_as_the_statistics_say_raised_by_1_14() {
    let wrong = widowhood_strays(Sex::Woman, WIDOWED_WOMEN);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
