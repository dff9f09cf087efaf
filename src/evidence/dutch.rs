//! The Dutch of units, places, sources and reasons, which stand in English in the registries.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::vocabulary::Lang;

const EMBEDDED: &str = include_str!("data/dutch.toml");

/// Dutch by English. A test reads the file and holds it against the registries, so it is never empty.
static DUTCH: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| toml::from_str(EMBEDDED).unwrap_or_default());

/// A unit, place, source or reason of the registries in a language.
pub fn in_language(text: &str, lang: Lang) -> &str {
    match lang {
        Lang::En => text,
        Lang::Nl => DUTCH.get(text).map_or(text, String::as_str),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::evidence::{Registry, ReportTables, Target};

    #[test]
    fn every_text_of_the_registries_has_its_dutch_and_nothing_else_has() {
        let dutch: BTreeMap<String, String> = toml::from_str(EMBEDDED).expect("pairs of texts");
        let registry = Registry::embedded().expect("a registry");
        let tables = ReportTables::embedded().expect("tables");
        let targets = Target::embedded(&tables).expect("targets");
        let of_parameters = registry.iter().flat_map(|one| {
            [&one.unit, &one.index, &one.source]
                .into_iter()
                .filter(|text| !text.is_empty())
        });
        let of_targets = targets.iter().flat_map(|one| [&one.why, &one.source]);
        let needed: BTreeSet<&String> = of_parameters.chain(of_targets).collect();
        let there: BTreeSet<&String> = dutch.keys().collect();
        let missing: Vec<_> = needed.difference(&there).collect();
        let unused: Vec<_> = there.difference(&needed).collect();
        assert!(missing.is_empty(), "without Dutch: {missing:#?}");
        assert!(unused.is_empty(), "in no registry: {unused:#?}");
        assert!(dutch.values().all(|text| !text.trim().is_empty()));
    }
}
