//! The documentation of the levers, in Dutch and English side by side, made from the registry.

use super::template::{allowed, grade, limits};
use super::words;
use crate::evidence::{LeverRegistry, LeverSpec};
use crate::vocabulary::Lang;

/// A page in Markdown.
pub fn catalogue(levers: &LeverRegistry) -> String {
    let mut page = String::from(
        "# Knoppen / levers\n\nElke knop die een scenario kan veranderen. Dit bestand is gemaakt \
         met `isolement levers`.\n\nEen waarde voor een leeftijd of categorie geldt voor die mensen; \
         voor anderen blijft de waarde die er was. Van uren en plaatsen is er zoveel als de hoogste \
         waarde; wie een lagere waarde heeft, kan samen met anderen niet meer gebruiken dan die lagere \
         waarde. Wat erbij komt voor een groep, is dus voor die groep alleen. Ook dan telt een waarde \
         per 1.000 inwoners van 55 jaar en ouder. Wie in zorg is, telt in de categorie waarin hij of zij \
         is getypeerd; daarvoor telt de categorie zoals die is.\n\nEvery lever that a scenario may \
         change. This file is made by `isolement levers`.\n\nA value for an age or category holds for \
         these people; for others the value stays as it was. Of hours and places there is as much as \
         the highest value; those with a lower value can together use no more than that lower value. \
         What is added for a group is therefore for that group alone. A value is still per 1,000 \
         residents aged 55 and over. Whoever is in care counts in the category as typed; before that, \
         in the category as it is.\n",
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
        ("voor wie / for whom", in_both(|lang| for_whom(spec, lang))),
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

/// What it may be limited to, and why not to more.
fn for_whom(spec: &LeverSpec, lang: Lang) -> String {
    let limits = limits(spec, lang);
    match (&spec.whole, lang) {
        (None, _) => limits,
        (Some([why, _]), Lang::Nl) => format!("{limits}; reden: {why}"),
        (Some([_, why]), Lang::En) => format!("{limits}; reason: {why}"),
    }
}

/// A cell of a table in Dutch and in English.
fn in_both(cell: impl Fn(Lang) -> String) -> [String; 2] {
    [Lang::Nl, Lang::En].map(|lang| cell(lang).replace('|', "\\|"))
}
