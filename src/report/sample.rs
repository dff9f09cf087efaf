//! A fabricated comparison to draw and test with. Its numbers mean nothing.

use super::experiment::{
    Assumption, Comparison, Difference, Estimate, LeverEffect, Marginal, Means, Method,
    MonthlySeries, NoEffect, NullCheck, Pairing, ParameterShare, Period, Row, ScenarioInfo, Trade,
    Value,
};
use super::report::Provenance;
use super::vocabulary::{AgeScope, Borough, CalendarMonth, Outcome, OutcomeKind, Term};

const MONTHS: u16 = 120;
const BASE: usize = 0;

/// Share of isolated residents that each scenario has moved by the end of the run.
const EFFECT: [f64; 5] = [0.0, -0.085, -0.05, 0.021, -0.002];

/// Residents of 55 and over, in thousands, in the order of the boroughs.
const OLDER: [f64; 13] = [
    7.9, 15.2, 4.9, 10.1, 14.0, 12.2, 29.8, 15.6, 18.9, 15.9, 12.3, 3.2, 1.5,
];

const TITLES: [[&str; 2]; 5] = [
    ["Gewone praktijk", "Regular practice"],
    ["Rotterdamse aanpak", "Rotterdam approach"],
    [
        "Preventie voorop, met huisbezoek na verlies",
        "Prevention first, with visits after a loss",
    ],
    ["Minder vrijwilligers", "Fewer volunteers"],
    [
        "Wachtlijst: langst geïsoleerd eerst",
        "Waiting list: longest isolated first",
    ],
];

const IDS: [&str; 5] = [
    "gewone-praktijk",
    "rotterdamse-aanpak",
    "preventie-voorop",
    "minder-vrijwilligers",
    "wachtlijst-langst-eerst",
];

/// A number between -1 and 1 that looks random and is always the same.
fn wobble(a: usize, b: usize, c: usize) -> f64 {
    let mixed = (a * 7919 + b * 104_729 + c * 1_299_709 + 12_345) as u64;
    let mixed = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (mixed << 17);
    (mixed.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40) as f64 / f64::from(1u32 << 23) - 1.0
}

fn around(mean: f64, half: f64) -> Estimate {
    Estimate {
        mean,
        low: mean - half,
        high: mean + half,
    }
}

/// Per resident of 55 and over, a month for stocks and a year for flows.
fn rate(outcome: Outcome) -> f64 {
    match outcome {
        Outcome::Population => 1.0,
        Outcome::Isolated | Outcome::IsolatedYears => 0.098,
        Outcome::Threatened => 0.21,
        Outcome::ContactResilient => 0.55,
        Outcome::ContactLonely => 0.27,
        Outcome::ContactPoor => 0.068,
        Outcome::ContactIsolated => 0.109,
        Outcome::NewlyIsolated => 0.021,
        Outcome::Recovered => 0.016,
        Outcome::Reached => 0.008,
        Outcome::Waiting => 0.0031,
        Outcome::Volunteers => 0.0042,
        Outcome::ProfessionalHours | Outcome::VolunteerHours => 0.4,
        _ => 0.01,
    }
}

/// How far a scenario has moved an outcome, as a factor on the base, at part `time` of the run.
fn factor(outcome: Outcome, scenario: usize, time: f64) -> f64 {
    let late = ((time - 0.12) / 0.88).clamp(0.0, 1.0);
    let late = late * (2.0 - late);
    match outcome {
        Outcome::Population => 1.0,
        Outcome::Volunteers => 1.0 + late * [0.0, 1.9, 0.7, -0.45, 0.03][scenario],
        Outcome::Waiting => 1.0 + late * [0.0, -0.55, 0.35, 0.6, 0.02][scenario],
        Outcome::Reached => 1.0 + late * [0.0, 2.1, 1.2, -0.1, 0.0][scenario],
        Outcome::ProfessionalHours => 1.0 + late * [0.0, 0.8, 0.5, 0.0, 0.0][scenario],
        Outcome::Recovered => 1.0 - 2.0 * late * EFFECT[scenario],
        _ => 1.0 + late * EFFECT[scenario],
    }
}

fn level(outcome: Outcome, older: f64, scenario: usize, month: usize) -> f64 {
    let time = month as f64 / f64::from(MONTHS);
    let season = 1.0 + 0.004 * wobble(outcome.index(), month, 1) + 0.05 * time;
    older * rate(outcome) * season * factor(outcome, scenario, time)
}

fn paired(mean: f64, half: f64) -> Difference {
    Difference {
        estimate: around(mean, half),
        method: if half > 0.0 {
            Method::StudentT
        } else {
            Method::None
        },
        correlation: Some(0.93),
        variance_reduction: Some(13.8),
        replicates_needed: Some(24),
    }
}

fn row(outcome: Outcome, borough: Option<Borough>, period: Period, scenario: usize) -> Row {
    let spot = borough.map_or(13, Term::index);
    let older = 1000.0 * borough.map_or(OLDER.iter().sum(), |b| OLDER[b.index()]);
    let months = match period {
        Period::Whole => 1..121,
        Period::Year(year) => (year as usize - 2007) * 12 + 1..(year as usize - 2006) * 12 + 1,
    };
    let count = months.len() as f64;
    let sum = |scenario| {
        months
            .clone()
            .map(|m| level(outcome, older, scenario, m))
            .sum::<f64>()
    };
    // Stocks are means of months; flows are sums of months at a twelfth of the yearly rate.
    let part = if outcome.kind() == OutcomeKind::Stock {
        1.0 / count
    } else {
        1.0 / 12.0
    };
    let local = 1.0 + 0.25 * wobble(spot, 3, 7) * f64::from(u8::from(spot < 13));
    let base = sum(BASE) * part * local;
    let shift = (sum(scenario) - sum(BASE))
        * part
        * (1.0
            + 1.6 * (local - 1.0)
            + 0.5 * wobble(spot, scenario, 9) * f64::from(u8::from(spot < 13)));
    let half = (base.max(1.0) * older.max(1.0)).sqrt() * 0.004;
    let is_base = scenario == BASE;
    let per_cent = 100.0 / older;
    let share = outcome.has_share();
    Row {
        outcome,
        borough,
        ages: ages(outcome),
        period,
        scenario,
        level: around(base + shift, half * 3.0),
        share: share.then(|| around(base + shift, half * 3.0).scaled(per_cent)),
        difference: (!is_base).then(|| paired(shift, half)),
        share_difference: (!is_base && share).then(|| paired(shift * per_cent, half * per_cent)),
    }
}

fn ages(outcome: Outcome) -> AgeScope {
    match outcome {
        Outcome::Volunteers => AgeScope::All,
        _ if !outcome.has_ages() => AgeScope::All,
        _ => AgeScope::From55,
    }
}

fn monthly(outcome: Outcome, scenario: usize) -> MonthlySeries {
    let older = 1000.0 * OLDER.iter().sum::<f64>();
    let places = 0..=usize::from(MONTHS);
    let half = |month: usize| {
        0.3 * (level(outcome, older, BASE, month) * (3 + month) as f64)
            .sqrt()
            .min(300.0)
    };
    let level_at = |scenario, month| level(outcome, older, scenario, month);
    let estimate = |month| around(level_at(scenario, month), half(month));
    let pair = |month: usize| {
        let noise =
            0.1 * half(month) * wobble(scenario, month, 5) * f64::from(u8::from(month > 14));
        let width = 0.4 * half(month) * f64::from(u8::from(month > 14));
        around(
            level_at(scenario, month) - level_at(BASE, month) + noise,
            width,
        )
    };
    MonthlySeries {
        outcome,
        ages: ages(outcome),
        scenario,
        level: places.clone().map(estimate).collect(),
        share: Some(
            places
                .clone()
                .map(|m| estimate(m).scaled(100.0 / older))
                .collect(),
        ),
        difference: (scenario != BASE).then(|| places.map(pair).collect()),
    }
}

fn info(scenario: usize) -> ScenarioInfo {
    let [nl, en] = TITLES[scenario];
    let id = IDS[scenario];
    let changes = |text: &str| {
        if scenario == BASE {
            vec![]
        } else {
            vec![text.to_owned()]
        }
    };
    ScenarioInfo {
        id: id.to_owned(),
        title: [nl.to_owned(), en.to_owned()],
        question: [
            format!("Wat verandert er in tien jaar bij: {nl}?"),
            format!("What changes in ten years under: {en}?"),
        ],
        notes: [String::new(), String::new()],
        warnings: [Vec::new(), Vec::new()],
        changes: [
            changes(
                "Vanaf januari 2008 zijn er 12 uren begeleiding per 1.000 inwoners van 55+ (nu 6).",
            ),
            changes(
                "From January 2008 there are 12 hours of guidance per 1,000 residents of 55+ (now 6).",
            ),
        ],
        files: vec![(
            format!("{id}.toml"),
            format!("title.nl = \"{nl}\"\n# é & <b>\n"),
        )],
        first_difference: (scenario != BASE).then_some(12),
        digest: format!("{scenario:064x}"),
    }
}

const REPLICATES: usize = 30;

/// Extra costs in millions of euros and hours of volunteers in thousands, per scenario.
const EXTRA: [[f64; 2]; 5] = [
    [0.0, 0.0],
    [41.0, 380.0],
    [12.0, 20.0],
    [-1.6, -140.0],
    [0.02, 1.0],
];

fn value(scenario: usize) -> Value {
    let [cost, hours] = EXTRA[scenario];
    let trade = |replicate| {
        let noise = |what| wobble(scenario, replicate, what);
        let hours = 1e3 * (hours + 2.0 * noise(12));
        Trade {
            averted: -120_000.0 * EFFECT[scenario] + 700.0 * noise(10),
            cost: 1e6 * (cost + 0.4 * noise(11)),
            volunteer_hours: hours,
            volunteer_value: 12.5 * hours,
        }
    };
    Value {
        scenario,
        trades: (0..REPLICATES).map(trade).collect(),
    }
}

fn marginal(scenario: usize) -> [Marginal; 2] {
    let pairs = |added: f64, each: f64, what| {
        (0..REPLICATES)
            .map(|replicate| {
                let added = added * (1.0 + 0.02 * wobble(scenario, replicate, what));
                let noise = 9.0 * wobble(scenario, replicate, what + 1);
                [added, added * each + noise]
            })
            .collect()
    };
    [
        Marginal {
            scenario,
            means: Means::Volunteers,
            lever: "volunteers.enquiries",
            step: 170.0,
            pairs: pairs(46.0, 0.21, 20),
        },
        Marginal {
            scenario,
            means: Means::ProfessionalHours,
            lever: "guidance.hours",
            step: 3.0,
            pairs: pairs(98.0, if scenario == 3 { 0.0 } else { 0.06 }, 30),
        },
    ]
}

/// The fabricated comparison: five scenarios, ten years, thirty replicates.
pub fn sample() -> Comparison {
    let mut rows = Vec::new();
    let mut monthly_series = Vec::new();
    for scenario in 0..TITLES.len() {
        for &outcome in Outcome::ALL {
            for year in 2007..2017 {
                rows.push(row(outcome, None, Period::Year(year), scenario));
            }
            rows.push(row(outcome, None, Period::Whole, scenario));
            for &borough in Borough::ALL {
                rows.push(row(outcome, Some(borough), Period::Whole, scenario));
            }
        }
        for outcome in [Outcome::Isolated, Outcome::Volunteers, Outcome::Waiting] {
            monthly_series.push(monthly(outcome, scenario));
        }
    }
    let pairing = |scenario| Pairing {
        scenario,
        correlation: Some(0.93),
        variance_reduction: Some(13.8),
        replicates_needed: (scenario < 3).then_some(10 + 20 * scenario as u32),
    };
    Comparison {
        scenarios: (0..TITLES.len()).map(info).collect(),
        base: BASE,
        seed: 2008,
        replicates: REPLICATES as u32,
        scale: 1.0,
        residents: 480_000,
        start: CalendarMonth::new(2007, 1).expect("a month"),
        months: MONTHS,
        half_width: Some(150.0),
        rows,
        monthly: monthly_series,
        pairings: (1..TITLES.len()).map(pairing).collect(),
        worth: 2000.0,
        values: (1..TITLES.len()).map(value).collect(),
        marginals: (0..TITLES.len()).flat_map(marginal).collect(),
        null_check: NullCheck {
            passed: true,
            numbers: 1_234_567,
        },
        uncertainty: vec![ParameterShare {
            scenario: 1,
            draws: 50,
            registry: true,
            chance: 30.0 * 30.0,
            parameters: 90.0 * 90.0,
            total: Estimate {
                mean: -320.0,
                low: -510.0,
                high: -130.0,
            },
            best: 0.62,
            assumptions: vec![Assumption {
                id: "guidance.tie_gain".to_owned(),
                label: ["meer contacten na begeleiding", "more ties after guidance"]
                    .map(str::to_owned),
                explained: 0.25,
                over_range: -150.0,
                told_apart: false,
            }],
        }],
        without_effect: vec![LeverEffect {
            scenario: 4,
            lever: "activities.places".to_owned(),
            booked: false,
            reason: Some(NoEffect::Never(Outcome::Reached)),
        }],
    }
}

/// The fabricated comparison with its second scenario repeated, twelve scenarios in all.
pub fn many() -> Comparison {
    let mut many = sample();
    let one = sample();
    for copy in 5..12 {
        let mut info = one.scenarios[1].clone();
        info.id = format!("{}-{copy}", info.id);
        info.title = info.title.map(|title| format!("{title} {copy}"));
        many.scenarios.push(info);
        many.values.push(Value {
            scenario: copy,
            ..one.values[0].clone()
        });
        let rows = one.rows.iter().filter(|row| row.scenario == 1).cloned();
        many.rows.extend(rows.map(|row| Row {
            scenario: copy,
            ..row
        }));
        let series = one
            .monthly
            .iter()
            .filter(|series| series.scenario == 1)
            .cloned();
        many.monthly.extend(series.map(|series| MonthlySeries {
            scenario: copy,
            ..series
        }));
    }
    many
}

/// Where the fabricated comparison comes from.
pub fn provenance() -> Provenance {
    Provenance {
        version: "0.1.0".to_owned(),
        commit: Some("0123456789abcdef".to_owned()),
        command_line: ["isolement", "compare", "een scenario.toml"]
            .map(str::to_owned)
            .to_vec(),
        threads: 2,
        seconds: 12.5,
        parameter_digest: "f".repeat(64),
        grades: [4, 61, 22, 48],
    }
}
