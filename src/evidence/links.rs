//! What levers have to do with each other, as data: warnings and reasons are made from it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::RegistryError;
use crate::vocabulary::{Lang, Outcome, Term};

/// What a lever depends on. Other levers are named by their identifier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Links {
    /// It does nothing where one of these is zero.
    pub needs: Vec<String>,
    /// It does nothing where all of these are zero.
    pub needs_any: Vec<String>,
    /// It does nothing as long as none of these has been above zero: what it works on stays when they
    /// are zero again.
    pub after: Vec<String>,
    /// In time it does nothing when all of these are zero during the whole run: attention fades, and
    /// what was in view is helped or lost.
    pub used_by: Vec<String>,
    /// It brings people into view, and leads to no help where all of these are zero.
    pub helps_through: Vec<String>,
    /// To raise it while one of these is lowered pulls in two directions.
    pub contrary: Vec<String>,
    /// Levers with the same word here are shares of one whole: they add up to what their defaults
    /// add up to.
    pub share_of: Option<String>,
    /// It does nothing as long as one of these outcomes is zero, such as a priority without a
    /// waiting list.
    pub matters_when: Vec<String>,
}

impl Links {
    /// Refuses names that mean nothing.
    pub(super) fn check(
        &self,
        id: &str,
        levers: &BTreeMap<String, usize>,
    ) -> Result<(), RegistryError> {
        let named = [
            &self.needs,
            &self.needs_any,
            &self.after,
            &self.used_by,
            &self.helps_through,
            &self.contrary,
        ];
        if let Some(unknown) = named
            .into_iter()
            .flatten()
            .find(|other| !levers.contains_key(*other) || *other == id)
        {
            return Err(RegistryError::Shape {
                id: id.to_owned(),
                expected: format!("links to other levers only; '{unknown}' is none"),
            });
        }
        let mut outcomes = self.matters_when.iter();
        match outcomes.find(|outcome| Outcome::from_id(outcome).is_none()) {
            Some(outcome) => Err(RegistryError::Shape {
                id: id.to_owned(),
                expected: format!("outcomes in matters_when; '{outcome}' is none"),
            }),
            None => Ok(()),
        }
    }

    /// The outcomes of [`Links::matters_when`].
    pub fn outcomes(&self) -> impl Iterator<Item = Outcome> + use<'_> {
        self.matters_when
            .iter()
            .filter_map(|id| Outcome::from_id(id))
    }

    /// What it needs: each of the groups, of which one lever is enough.
    pub fn needed(&self) -> impl Iterator<Item = &[String]> {
        let one = self.needs.iter().map(std::slice::from_ref);
        let any = Some(self.needs_any.as_slice()).filter(|any| !any.is_empty());
        one.chain(any)
    }
}

/// The heading over a group of levers in lists.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeverGroup {
    /// The starts of the identifiers, before the point.
    pub of: Vec<String>,
    /// Dutch name.
    pub nl: String,
    /// English name.
    pub en: String,
}

impl LeverGroup {
    /// Name in a language.
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::LeverRegistry;

    fn with(links: &str) -> Result<LeverRegistry, RegistryError> {
        let lever = |id: &str, links: &str| {
            format!(
                "[[lever]]\nid = \"{id}\"\ndefault = 1\nunit = \"factor\"\nrange = [0, 2]\n\
                 nl = \"a\"\nen = \"a\"\nhelp_nl = \"a\"\nhelp_en = \"a\"\nsource = \"§1\"\n\
                 grade = \"D\"\nlinks = {{ {links} }}\n"
            )
        };
        LeverRegistry::parse(&(lever("a.one", links) + &lever("a.two", "")))
    }

    #[test]
    fn a_link_to_nothing_is_refused() {
        assert!(with("needs = [\"a.two\"]").is_ok());
        for links in [
            "needs = [\"a.three\"]",
            "used_by = [\"a.one\"]",
            "matters_when = [\"weather\"]",
            "like = [\"a.two\"]",
        ] {
            assert!(with(links).is_err(), "{links}");
        }
    }

    #[test]
    fn a_group_without_a_name_is_called_by_its_identifier() {
        let registry = with("").expect("sound");
        assert_eq!(registry.heading(registry.at(0), Lang::Nl), "a");
    }
}
