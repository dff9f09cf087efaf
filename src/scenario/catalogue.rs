//! The documentation of the levers, in Dutch and English side by side, made from the registry.

use super::template::{allowed, grade};
use super::words;
use crate::evidence::{LeverRegistry, LeverSpec};
use crate::vocabulary::Lang;

/// A page in Markdown.
pub fn catalogue(levers: &LeverRegistry) -> String {
    let mut page = String::from(
        "# Knoppen / levers\n\nElke knop die een scenario kan veranderen. Dit bestand is gemaakt \
         met `isolement levers`.\n\nEvery lever that a scenario may change. This file is made by \
         `isolement levers`.\n",
    );
    let mut heading = "";
    for spec in levers.iter() {
        let [nl, en] = [Lang::Nl, Lang::En].map(|lang| levers.heading(spec, lang));
        if nl != heading {
            heading = nl;
            page.push_str(&format!("\n## {nl} / {en}\n"));
        }
        page.push_str(&lever(spec));
    }
    page
}

fn lever(spec: &LeverSpec) -> String {
    let id = &spec.id;
    let mut text = format!("\n### `{id}`\n\n| | Nederlands | English |\n|---|---|---|\n");
    let rows = [
        (
            "naam / name",
            in_both(|lang| words::capital(spec.label(lang))),
        ),
        ("wat / what", in_both(|lang| spec.help(lang).to_owned())),
        ("waarden / values", in_both(|lang| allowed(spec, lang))),
        (
            "gewone praktijk / regular practice",
            in_both(|lang| words::value(spec, spec.default, lang)),
        ),
        ("waar / where", in_both(|lang| place(spec, lang).to_owned())),
        (
            "bron / source",
            in_both(|lang| spec.source(lang).to_owned()),
        ),
        (
            "zekerheid / grade",
            in_both(|lang| format!("{:?}: {}", spec.grade, grade(spec.grade, lang))),
        ),
    ];
    for (name, [nl, en]) in rows {
        text.push_str(&format!("| {name} | {nl} | {en} |\n"));
    }
    text
}

/// A cell of a table in Dutch and in English.
fn in_both(cell: impl Fn(Lang) -> String) -> [String; 2] {
    [Lang::Nl, Lang::En].map(|lang| cell(lang).replace('|', "\\|"))
}

fn place(spec: &LeverSpec, lang: Lang) -> &'static str {
    match (lang, spec.by_borough) {
        (Lang::Nl, true) => "mag per deelgemeente",
        (Lang::Nl, false) => "hele stad",
        (Lang::En, true) => "may be set by borough",
        (Lang::En, false) => "whole city",
    }
}
