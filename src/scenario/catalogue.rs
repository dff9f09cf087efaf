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
        if spec.group() != heading {
            heading = spec.group();
            let [nl, en] = [Lang::Nl, Lang::En].map(|lang| levers.heading(spec, lang));
            page.push_str(&format!("\n## {nl} / {en}\n"));
        }
        page.push_str(&lever(spec));
    }
    page
}

fn lever(spec: &LeverSpec) -> String {
    let mut text = format!(
        "\n### `{}`\n\n| | Nederlands | English |\n|---|---|---|\n",
        spec.id
    );
    let mut row = |names: [&str; 2], cell: &dyn Fn(Lang) -> String| {
        let [nl, en] = [Lang::Nl, Lang::En].map(|lang| cell(lang).replace('|', "\\|"));
        text.push_str(&format!("| {} / {} | {nl} | {en} |\n", names[0], names[1]));
    };
    row(["naam", "name"], &|lang| words::capital(spec.label(lang)));
    row(["wat", "what"], &|lang| spec.help(lang).to_owned());
    row(["waarden", "values"], &|lang| allowed(spec, lang));
    row(["gewone praktijk", "regular practice"], &|lang| {
        words::value(spec, spec.default, lang)
    });
    row(["waar", "where"], &|lang| {
        match (lang, spec.by_borough) {
            (Lang::Nl, true) => "mag per deelgemeente",
            (Lang::Nl, false) => "hele stad",
            (Lang::En, true) => "may be set by borough",
            (Lang::En, false) => "whole city",
        }
        .to_owned()
    });
    row(["bron", "source"], &|lang| spec.source(lang).to_owned());
    row(["zekerheid", "grade"], &|lang| {
        format!("{:?}: {}", spec.grade, grade(spec.grade, lang))
    });
    text
}
