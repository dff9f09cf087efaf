//! What the model rests on, as tables: its parameters and its targets.

use super::listing::{Listing, headings};
use super::numbers::{number, range};
use crate::evidence::{
    Measure, Parameter, PriorShape, Registry, Target, Uncertainty, Use, Value, in_language,
};
use crate::vocabulary::{Label, Lang, fill, texts};

#[rustfmt::skip]
texts! {
    PARAMETERS: "Parameters van het model", "Parameters of the model";
    PARAMETERS_NOTE: "Zekerheid: A gemeten in Rotterdam, B gemeten elders, C afgeleid, D aanname. Het bereik geldt voor het getal zelf, of bij een lijst of tabel voor een factor op alle getallen; bij delen van een geheel voor de factor van elke plaats op de volgende. {count} parameters: {grades}.",
        "Grade: A measured in Rotterdam, B measured elsewhere, C derived, D assumption. The range is of the number itself, or for a list or table of a factor on all its numbers; for shares of one whole of the factor from each place to the next. {count} parameters: {grades}.";
    ID: "naam", "id";
    MEANING: "betekenis", "meaning";
    VALUE: "waarde", "value";
    UNIT: "eenheid", "unit";
    INDEX: "plaatsen", "places";
    RANGE: "bereik", "range";
    SHAPE: "verdeling", "distribution";
    GRADE: "zekerheid", "grade";
    SOURCE: "bron", "source";
    UNIFORM: "uniform", "uniform";
    LOG: "loguniform", "log-uniform";
    WHOLE: "uniform, gehele stappen", "uniform, whole steps";
    FIXED: "vast", "fixed";
    TARGETS: "Doelen voor kalibratie en validatie", "Targets for calibration and validation";
    TARGETS_NOTE: "In procenten, verweduwing in procenten per jaar. Onzekerheid: standaardafwijking van het getal zelf (steekproef en afronding, of de literatuur); daarbij hoeveel het model ernaast mag zitten, een aanname per doel. {fit} doelen worden geijkt, {keep} apart gehouden; uit nog {input} is de stad van 2007 gemaakt, en daaraan wordt gezien of zij daarvan wegdrijft.",
        "In percent, widowhood in percent a year. Uncertainty: standard deviation of the value itself (sample and rounding, or the literature); besides, how far the model may be off, an assumption for each. {fit} targets are fitted, {keep} are kept apart; from {input} more the city of 2007 is made, and they show whether it drifts away.";
    TARGET: "doel", "target";
    WHEN: "wanneer", "when";
    AFTER: "na {years} jaar", "after {years} years";
    OVER: "over {years} jaar", "over {years} years";
    ERROR: "onzekerheid", "uncertainty";
    KIND: "waarvan", "from";
    SURVEY: "steekproef van {n} en afronding", "sample of {n} and rounding";
    LITERATURE: "literatuur, {range}", "literature, {range}";
    DISCREPANCY: "model ernaast", "model off by";
    WHY: "waarom", "why";
    USE: "gebruik", "use";
    FIT: "geijkt", "fitted";
    KEEP: "apart gehouden", "kept apart";
    INPUT: "begintoestand", "standing state";
}

/// All parameters with unit, range, source and grade.
pub fn parameters(registry: &Registry, lang: Lang) -> Listing {
    let columns = [ID, MEANING, VALUE, UNIT, INDEX, RANGE, SHAPE, GRADE, SOURCE];
    let mut counts = std::collections::BTreeMap::new();
    for parameter in registry.iter() {
        *counts.entry(parameter.grade).or_insert(0) += 1;
    }
    let grades: Vec<String> = counts
        .iter()
        .map(|(grade, count)| format!("{grade:?} {count}"))
        .collect();
    Listing {
        title: PARAMETERS.get(lang).to_owned(),
        note: fill(
            PARAMETERS_NOTE,
            lang,
            &[
                ("count", &registry.iter().count().to_string()),
                ("grades", &grades.join(", ")),
            ],
        ),
        headings: headings(&columns, lang),
        rows: registry
            .iter()
            .map(|parameter| parameter_row(parameter, lang))
            .collect(),
    }
}

fn parameter_row(parameter: &Parameter, lang: Lang) -> Vec<String> {
    let shape = if !parameter.is_uncertain() {
        FIXED
    } else {
        match parameter.prior() {
            PriorShape::Uniform => UNIFORM,
            PriorShape::LogUniform => LOG,
            PriorShape::Whole => WHOLE,
        }
    };
    let [low, high] = parameter.range;
    vec![
        parameter.id.clone(),
        parameter.label(lang).to_owned(),
        value(&parameter.value, lang),
        in_language(&parameter.unit, lang).to_owned(),
        in_language(&parameter.index, lang).to_owned(),
        format!("{} - {}", exact(low, lang), exact(high, lang)),
        shape.get(lang).to_owned(),
        format!("{:?}", parameter.grade),
        in_language(&parameter.source, lang).to_owned(),
    ]
}

/// Every digit of a value.
fn value(value: &Value, lang: Lang) -> String {
    let row = |row: &[f64]| {
        let numbers: Vec<String> = row.iter().map(|&one| exact(one, lang)).collect();
        numbers.join(" ")
    };
    match value {
        Value::Number(number) => exact(*number, lang),
        Value::List(list) => row(list),
        Value::Table(rows) => {
            let rows: Vec<String> = rows.iter().map(|one| row(one)).collect();
            rows.join("; ")
        }
    }
}

/// A number with all its digits, in the form of the language.
fn exact(number: f64, lang: Lang) -> String {
    let digits = format!("{number}");
    match lang {
        Lang::Nl => digits.replace('.', ","),
        Lang::En => digits,
    }
}

/// All targets with value, uncertainty, source and use.
pub fn targets(targets: &[Target], lang: Lang) -> Listing {
    let columns = [
        TARGET,
        MEANING,
        WHEN,
        VALUE,
        ERROR,
        KIND,
        DISCREPANCY,
        WHY,
        USE,
        SOURCE,
    ];
    let count = |purpose: Use| {
        let of_kind = targets.iter().filter(|target| target.purpose == purpose);
        of_kind.count().to_string()
    };
    Listing {
        title: TARGETS.get(lang).to_owned(),
        note: fill(
            TARGETS_NOTE,
            lang,
            &[
                ("fit", &count(Use::Fit)),
                ("keep", &count(Use::Keep)),
                ("input", &count(Use::Input)),
            ],
        ),
        headings: headings(&columns, lang),
        rows: targets
            .iter()
            .map(|target| target_row(target, lang))
            .collect(),
    }
}

fn target_row(target: &Target, lang: Lang) -> Vec<String> {
    let when = if is_change(target.measure) {
        OVER
    } else {
        AFTER
    };
    let kind = match target.uncertainty {
        Uncertainty::Survey { respondents } => {
            fill(SURVEY, lang, &[("n", &number(respondents, 0, lang))])
        }
        Uncertainty::Literature { range: [low, high] } => {
            fill(LITERATURE, lang, &[("range", &range(low, high, 1, lang))])
        }
    };
    vec![
        target.id.clone(),
        target.label(lang).to_owned(),
        fill(when, lang, &[("years", &target.years.to_string())]),
        number(target.value, 1, lang),
        number(target.error(), 2, lang),
        kind,
        number(target.discrepancy, 2, lang),
        in_language(&target.why, lang).to_owned(),
        use_of(target).get(lang).to_owned(),
        in_language(&target.source, lang).to_owned(),
    ]
}

/// Fitted or kept, in words.
pub(super) const fn use_of(target: &Target) -> Label {
    match target.purpose {
        Use::Fit => FIT,
        Use::Keep => KEEP,
        Use::Input => INPUT,
    }
}

/// Is it about what happens over a time?
const fn is_change(measure: Measure) -> bool {
    !matches!(
        measure,
        Measure::Lonely
            | Measure::StronglyLonely
            | Measure::NoSupport
            | Measure::MuchSupport
            | Measure::Isolated
            | Measure::Threatened
            | Measure::SmallNetwork
            | Measure::PoorCompetence
            | Measure::CareResilient
            | Measure::CareIsolated
            | Measure::MobilityLimited
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::ReportTables;

    #[test]
    fn every_parameter_and_target_has_a_whole_row_in_both_languages() {
        let registry = Registry::embedded().expect("a registry");
        let tables = ReportTables::embedded().expect("tables");
        let all = Target::embedded(&tables).expect("targets");
        for lang in [Lang::Nl, Lang::En] {
            let parameters = parameters(&registry, lang);
            assert_eq!(parameters.rows.len(), registry.iter().count());
            let targets = targets(&all, lang);
            assert_eq!(targets.rows.len(), all.len());
            for listing in [parameters, targets] {
                for row in &listing.rows {
                    assert_eq!(row.len(), listing.headings.len(), "{row:?}");
                }
            }
        }
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        crate::vocabulary::check_texts(ALL);
    }
}
