//! The isolation categories for which a value holds.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::{Limit, each_once, unknown};
use crate::evidence::LeverSpec;
use crate::input::both;
use crate::input::suggest::{nearest, quoted};
use crate::scenario::document::Reader;
use crate::scenario::words;
use crate::vocabulary::{IsolationCategory, Label, Lang, Term, limiting_categories};

const BY_CATEGORY: Limit = Limit {
    key: "categories",
    examples: ["situational", "structural"],
    cannot: Label::new("kan niet per categorie", "cannot be set by category"),
    nobody: Label::new("voor geen enkele categorie", "for no category"),
    names: Label::new("categorieën", "categories"),
    whole: Label::new("voor alle categorieën", "for all categories"),
    takes: |spec| !spec.by_category.is_empty(),
};

/// The isolation categories for which a value holds.
pub(in crate::scenario) fn read_categories(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    key: Range<usize>,
    value: &Spanned<DeValue<'_>>,
) -> Option<Vec<IsolationCategory>> {
    let is_word = |text: &str| category_of(text).is_some();
    let items = BY_CATEGORY.items(reader, spec, key, value, is_word)?;
    Some(each_once(reader, &items, |reader, item| {
        read_category(reader, spec, item)
    }))
}

/// The category of an identifier.
fn category_of(word: &str) -> Option<IsolationCategory> {
    let known = limiting_categories().iter().copied();
    known.into_iter().find(|known| known.id() == word.trim())
}

fn read_category(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    value: &Spanned<DeValue<'_>>,
) -> Option<IsolationCategory> {
    let Some(word) = value.get_ref().as_str() else {
        reader.wrong_type(
            value,
            "een categorie zoals \"structural\"",
            "a category as in \"structural\"",
        );
        return None;
    };
    let names = || spec.by_category.iter().map(|category| category.id());
    let Some(category) = category_of(word) else {
        let missing = both(
            format!("er is geen categorie {}", quoted(word)),
            format!("there is no category {}", quoted(word)),
        );
        let near = nearest(word, names()).or_else(|| by_label(spec, word));
        let are = both(
            format!("'{}' is te beperken tot", spec.id),
            format!("'{}' can be limited to", spec.id),
        );
        unknown(reader, value, missing, near, are, names());
        return None;
    };
    if !spec.by_category.contains(&category) {
        let (id, word) = (&spec.id, category.id());
        let all: Vec<&str> = names().collect();
        let diagnostic = reader.error(
            &value.span(),
            format!("'{id}' doet niets voor '{word}'"),
            format!("'{id}' does nothing for '{word}'"),
        );
        diagnostic.label = Some(both(
            format!("verwacht {}", words::list_of_any(&all, Lang::Nl)),
            format!("expected {}", words::list_of_any(&all, Lang::En)),
        ));
        return None;
    }
    Some(category)
}

/// The category whose Dutch or English name starts so: "structureel".
fn by_label(spec: &LeverSpec, word: &str) -> Option<&'static str> {
    let categories = spec.by_category.iter();
    let labels = categories.flat_map(|category| {
        let label = category.label();
        [(label.nl, category.id()), (label.en, category.id())]
    });
    let first = |text: &'static str| text.split(' ').next().unwrap_or(text);
    let labels: Vec<(&str, &str)> = labels.collect();
    let near = nearest(
        word,
        labels.iter().flat_map(|(label, _)| [*label, first(label)]),
    )?;
    let mut found = labels.iter();
    found
        .find(|(label, _)| *label == near || first(label) == near)
        .map(|(_, id)| *id)
}
