//! Where each value of a scenario comes from: its own file, a file on which it builds, or the
//! registry.

use super::Timeline;
use super::areas::{Area, Parts, areas};
use super::grid::Grid;
use super::settings::Setting;
use crate::evidence::LeverRegistry;
use crate::input::Source;

/// A value, and the place that gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Position of the lever in the registry.
    pub lever: usize,
    /// The value.
    pub value: f64,
    /// When and where it holds.
    pub area: Area,
    /// File, as it was found, and line counted from 1; absent for the default of the registry.
    pub place: Option<(String, usize)>,
}

/// One value that a file of the chain sets.
struct Set {
    value: f64,
    place: (String, usize),
}

/// The origin of every value. `chain` holds each file with what it sets, the lowest base first: what
/// comes later has the last word.
pub(super) fn origins<'a>(
    chain: impl IntoIterator<Item = (&'a Source, &'a [Setting])>,
    registry: &LeverRegistry,
    timeline: &Timeline,
) -> Vec<Origin> {
    let mut sets: Vec<Set> = Vec::new();
    let mut parts = Parts::one();
    let mut owners: Vec<Option<Grid<Option<usize>>>> = vec![None; registry.iter().len()];
    for (source, settings) in chain {
        for setting in settings {
            let owners = owners[setting.lever].get_or_insert_with(|| Grid::new(timeline, None));
            for entry in &setting.entries {
                parts.cut(entry.who());
                owners.lay(timeline, entry, Some(sets.len()));
                sets.push(Set {
                    value: entry.value,
                    place: (source.name(), source.line_of(entry.span.start) + 1),
                });
            }
        }
    }
    owners
        .iter()
        .enumerate()
        .flat_map(|(lever, owners)| {
            let owner = |month, borough, group| {
                let owners = owners.as_ref();
                owners.and_then(|owners| owners.at(month, borough, group))
            };
            let found = areas(timeline, &parts, owner);
            found.into_iter().map(move |(set, area)| (lever, set, area))
        })
        .map(|(lever, set, area)| {
            let set = set.map(|set| &sets[set]);
            Origin {
                lever,
                value: set.map_or(registry.at(lever).default, |set| set.value),
                area,
                place: set.map(|set| set.place.clone()),
            }
        })
        .collect()
}
