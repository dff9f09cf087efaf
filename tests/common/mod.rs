//! What the tests of single processes share.

use isolement::engine::Model;
use isolement::evidence::{Registry, Value};
use isolement::programme::{Lever, LeverTable};
use isolement::vocabulary::{AGE_GROUPS, Borough, Term};

/// The registry with every process off: no births, deaths, moves, ties, loneliness or channels.
pub fn nothing_happens() -> Registry {
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

/// A registry with some values replaced.
pub fn with(registry: Registry, values: &[(&str, Value)]) -> Registry {
    values.iter().fold(registry, |registry, (id, value)| {
        registry.with(id, value.clone()).expect("a known id")
    })
}

/// All levers at their defaults, and no volunteers.
pub fn no_volunteers(model: &Model) -> LeverTable {
    let mut table = LeverTable::defaults(&model.levers).expect("levers");
    for &borough in Borough::ALL {
        table.set(Lever::VolunteersEnquiries as usize, borough, 0.0);
    }
    table
}
