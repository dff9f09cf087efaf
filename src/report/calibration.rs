//! What a calibration says: targets against the model, parameters before and after, and what cannot
//! be met.

use std::io;
use std::path::Path;

use super::chart::{Chart, FitWords, interval_charts};
use super::evidence_tables::use_of;
use super::listing::{Listing, headings, page_with};
use super::numbers::{number, percent, range};
use crate::calibration::{Fit, Moved, Opposed, Outside, Problem, Reason};
use crate::evidence::{End, Grade, NORMAL_95, Parameter, Target, Use};
use crate::experiment::Estimate;
use crate::vocabulary::{Label, Lang, fill, texts};

#[rustfmt::skip]
texts! {
    TITLE: "IJking", "Calibration";
    TARGETS: "Doelen tegen het model", "Targets against the model";
    TARGETS_NOTE: "Model: laagste en hoogste van de middelste 95% van de trekkingen. Binnen: aandeel van de trekkingen binnen de onzekerheid van het doel (95%), de toegestane afwijking van het model en het toeval van één run meegerekend. Wat apart is gehouden, telde niet mee.",
        "Model: lowest and highest of the middle 95% of the draws. Within: share of the draws within the uncertainty of the target (95%), what the model may be off and the chance of one run included. What was kept apart did not count.";
    PARAMETERS: "Parameters voor en na", "Parameters before and after";
    PARAMETERS_NOTE: "Het midden (90%) van de verdeling voor en na de ijking, van het getal zelf of van de factor op een lijst. Over: hoeveel van de breedte over is.",
        "The middle (90%) of the distribution before and after the fit, of the number itself or of the factor on a list. Left: how much of the width is left.";
    SCREENING: "Welke parameters op de doelen werken", "Which parameters act on the targets";
    SCREENING_NOTE: "Hoe ver het doel dat het meest beweegt over het bereik van de parameter verschuift, in standaardafwijkingen van dat doel.",
        "How far the target that moves most shifts over the range of the parameter, in standard deviations of that target.";
    CHART_TARGETS: "In procenten: de onzekerheid (95%) van elk geijkt doel, en het midden (95%) van de trekkingen.",
        "In percent: the uncertainty (95%) of each fitted target, and the middle (95%) of the draws.";
    CHART_PARAMETERS: "Het midden (90%) voor en na, als percentage van de verdeling vooraf.",
        "The middle (90%) before and after, as a percentage of the distribution beforehand.";
    TARGET: "doel", "target";
    WHAT: "wat", "what";
    VALUE: "waarde", "value";
    BAND: "95% van het doel", "95% of the target";
    START: "zonder ijking", "without a fit";
    MODEL: "model", "model";
    WITHIN: "binnen", "within";
    USE: "gebruik", "use";
    PARAMETER: "parameter", "parameter";
    GRADE: "zekerheid", "grade";
    BEFORE: "voor", "before";
    AFTER: "na", "after";
    LEFT: "over", "left";
    EFFECT: "effect", "effect";
    FITTED: "geijkt", "fitted";
    YES: "ja", "yes";
    NO: "nee", "no";
    WAVES: "Rondes: {waves}, van {runs} runs; na de laatste is {left} van de verdeling vooraf niet uitgesloten. {draws} trekkingen passen, van {tried} gedraaide.",
        "Waves: {waves}, of {runs} runs; after the last {left} of the prior is not ruled out. {draws} draws fit, of {tried} that were run.";
    BETTER_KNOWN: "Van {all} geijkte parameters zijn er {count} duidelijk beter bekend dan vooraf (hooguit driekwart van de spreiding is over): {names}. Van alle andere geldt wat vooraf was aangenomen.",
        "Of {all} fitted parameters {count} are clearly better known than before (at most three quarters of the spread are left): {names}. Of all others what was assumed beforehand holds.";
    NO_POINT: "Er is geen punt gevonden dat past, en geen doel dat het alleen uitsluit; doe meer runs per ronde, of minder rondes.",
        "No point was found that fits, and no target that rules it out alone; take more runs in a wave, or fewer waves.";
    AT_AN_END: "Van deze parameters liggen de trekkingen tegen een einde van het bereik, alsof dat te nauw is, of het model elders mis: {names}.",
        "Of these parameters the draws lie against an end of the range, as if that were too narrow, or the model off elsewhere: {names}.";
    LOWEST: "laagste", "lowest";
    HIGHEST: "hoogste", "highest";
    NONE_KNOWN: "Geen van de {all} geijkte parameters is duidelijk beter bekend dan vooraf.",
        "None of the {all} fitted parameters is clearly better known than before.";
    ALL_WITHIN: "Alle geijkte doelen liggen gemiddeld over de trekkingen binnen hun onzekerheid.",
        "All fitted targets lie within their uncertainty on average over the draws.";
    OUTSIDE: "Buiten zijn onzekerheid, gemiddeld over de trekkingen: {name} ({mean} tegen {band}); van de trekkingen ligt {share} erbinnen.",
        "Outside its uncertainty, on average over the draws: {name} ({mean} against {band}); {share} of the draws lie within.";
    OUT_OF_REACH: "Volgens de emulator halen geen waarden van de geijkte parameters binnen hun bereik het; dichterbij dan {nearest} komt het niet.",
        "By the emulator, no values of the fitted parameters within their ranges reach it; it comes no nearer than {nearest}.";
    MOVED: "De waarschijnlijkste waarden waarmee ook het gemiddelde erbinnen ligt: {names}.",
        "The most likely values with which the mean lies within as well: {names}.";
    MOVE: "{name} op {to} (in de trekkingen {from}, bereik {range})", "{name} at {to} (in the draws {from}, range {range})";
    NOT_MOVED: "Het gemiddelde komt erbinnen met veel parameters een beetje anders.",
        "The mean comes within with many parameters a little different.";
    OPPOSED: "Het spreekt andere doelen tegen; verder weg liggen daar: {names}.",
        "It contradicts other targets; further away there are: {names}.";
    OPPOSES: "{name} (van {before} naar {after} standaardafwijkingen)", "{name} (from {before} to {after} standard deviations)";
    NOT_OPPOSED: "Geen ander doel ligt daar veel verder weg.", "No other target is much further away there.";
    RULED_OUT: "Deze doelen zijn niet samen te halen (afstand in standaardafwijkingen bij het beste punt): {names}.",
        "These targets cannot be met together (distance in standard deviations at the best point): {names}.";
    FEW: "Te weinig trekkingen pasten. Het vaakst stond in de weg: {names}.", "Too few draws fitted. Most often in the way: {names}.";
    UNMEASURED: "Niet te meten in een zo kleine stad: {names}.", "Not to be measured in so small a city: {names}.";
}

/// The value below which a share of sorted numbers lies.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    match sorted.len() {
        0 => f64::NAN,
        n => sorted[(share * (n - 1) as f64).round() as usize],
    }
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    values
}

fn outputs(fit: &Fit, place: usize) -> impl Iterator<Item = f64> {
    fit.draws.iter().map(move |draw| draw.outputs[place])
}

/// Share of the draws within the stated uncertainty of a target, in percent.
fn within(fit: &Fit, place: usize, target: &Target) -> f64 {
    let half = NORMAL_95 * (target.deviation().powi(2) + fit.chance[place]).sqrt();
    let inside = outputs(fit, place).filter(|output| (output - target.value).abs() <= half);
    100.0 * inside.count() as f64 / fit.draws.len().max(1) as f64
}

/// All targets against the draws: first those that were fitted.
pub(super) fn target_listing(problem: &Problem, fit: &Fit, lang: Lang) -> Listing {
    let row = |(place, target): (usize, &Target)| {
        let model = sorted(outputs(fit, place));
        let [low, high] = target.interval();
        vec![
            target.id.clone(),
            target.label(lang).to_owned(),
            number(target.value, 1, lang),
            range(low, high, 1, lang),
            number(fit.registry[place], 1, lang),
            range(quantile(&model, 0.025), quantile(&model, 0.975), 1, lang),
            percent(within(fit, place, target), 0, lang),
            use_of(target).get(lang).to_owned(),
        ]
    };
    let of = |purpose: Use| {
        let all = problem.targets.iter().enumerate();
        all.filter(move |(_, target)| target.purpose == purpose)
    };
    Listing {
        title: TARGETS.get(lang).to_owned(),
        note: TARGETS_NOTE.get(lang).to_owned(),
        headings: headings(
            &[TARGET, WHAT, VALUE, BAND, START, MODEL, WITHIN, USE],
            lang,
        ),
        rows: of(Use::Fit)
            .chain(of(Use::Keep))
            .chain(of(Use::Input))
            .map(row)
            .collect(),
    }
}

fn parameter_listing(problem: &Problem, fit: &Fit, lang: Lang) -> Listing {
    let row = |(column, id): (usize, &String)| {
        let parameter = problem.registry.get(id)?;
        let after = sorted(fit.draws.iter().map(|draw| draw.coordinates[column]));
        let quantiles = [0.05, 0.95].map(|share| quantile(&after, share));
        let before = [0.05, 0.95].map(|share| parameter.quantile(share));
        let width = parameter.quantile_of(quantiles[1]) - parameter.quantile_of(quantiles[0]);
        Some(vec![
            id.clone(),
            parameter.label(lang).to_owned(),
            format!("{:?}", parameter.grade),
            range(before[0], before[1], 3, lang),
            range(quantiles[0], quantiles[1], 3, lang),
            percent(100.0 * width / 0.9, 0, lang),
        ])
    };
    Listing {
        title: PARAMETERS.get(lang).to_owned(),
        note: PARAMETERS_NOTE.get(lang).to_owned(),
        headings: headings(&[PARAMETER, WHAT, GRADE, BEFORE, AFTER, LEFT], lang),
        rows: fit.active.iter().enumerate().filter_map(row).collect(),
    }
}

fn screening_listing(problem: &Problem, fit: &Fit, lang: Lang) -> Listing {
    let rows = fit.effects.iter().map(|effect| {
        let grade = problem
            .registry
            .get(&effect.id)
            .map_or(Grade::D, |one| one.grade);
        let fitted = if fit.active.contains(&effect.id) {
            YES
        } else {
            NO
        };
        vec![
            effect.id.clone(),
            format!("{grade:?}"),
            problem.targets[effect.target].label(lang).to_owned(),
            number(effect.size, 2, lang),
            fitted.get(lang).to_owned(),
        ]
    });
    Listing {
        title: SCREENING.get(lang).to_owned(),
        note: SCREENING_NOTE.get(lang).to_owned(),
        headings: headings(&[PARAMETER, GRADE, TARGET, EFFECT, FITTED], lang),
        rows: rows.collect(),
    }
}

/// Targets that are named as in conflict, at most.
const NAMED: usize = 8;

/// What is to be said besides the tables.
fn sentences(problem: &Problem, fit: &Fit, lang: Lang) -> Vec<String> {
    let last = fit.waves.last();
    let mut said = vec![fill(
        WAVES,
        lang,
        &[
            ("waves", &fit.waves.len().to_string()),
            ("runs", &last.map_or(0, |wave| wave.runs).to_string()),
            (
                "left",
                &percent(100.0 * last.map_or(1.0, |wave| wave.left), 2, lang),
            ),
            ("draws", &fit.draws.len().to_string()),
            ("tried", &fit.tried.to_string()),
        ],
    )];
    if !fit.draws.is_empty() {
        said.push(better_known(problem, fit, lang));
        said.extend(at_an_end(problem, fit, lang));
    }
    let name = |place: usize| problem.targets[place].label(lang);
    if !fit.unmeasured.is_empty() {
        let names: Vec<&str> = fit.unmeasured.iter().map(|&place| name(place)).collect();
        said.push(fill(UNMEASURED, lang, &[("names", &names.join("; "))]));
    }
    let mut conflict = |text, targets: &[(usize, f64)], size: fn(f64, Lang) -> String| {
        let one = |&(place, own): &(usize, f64)| format!("{} ({})", name(place), size(own, lang));
        let names: Vec<String> = targets.iter().take(NAMED).map(one).collect();
        if !names.is_empty() {
            said.push(fill(text, lang, &[("names", &names.join("; "))]));
        }
    };
    conflict(RULED_OUT, &fit.ruled_out, |size, lang| {
        number(size, 1, lang)
    });
    conflict(FEW, &fit.refusing, |share, lang| {
        percent(100.0 * share, 0, lang)
    });
    if fit.draws.is_empty() && fit.ruled_out.is_empty() && fit.refusing.is_empty() {
        said.push(NO_POINT.get(lang).to_owned());
    }
    if !fit.draws.is_empty() && fit.outside.is_empty() {
        said.push(ALL_WITHIN.get(lang).to_owned());
    }
    said.extend(
        fit.outside
            .iter()
            .map(|one| reason(problem, fit, one, lang)),
    );
    said
}

/// What the fit taught.
fn better_known(problem: &Problem, fit: &Fit, lang: Lang) -> String {
    let draws = fit.as_draws(problem, "");
    let known = draws.better_known(&problem.registry);
    let names: Vec<&str> = known.iter().map(|one| one.label(lang)).collect();
    let said = if names.is_empty() {
        NONE_KNOWN
    } else {
        BETTER_KNOWN
    };
    let values = [
        ("all", &*fit.active.len().to_string()),
        ("count", &names.len().to_string()),
        ("names", &names.join("; ")),
    ];
    fill(said, lang, &values)
}

/// Parameters that the fit would rather have beyond their range.
fn at_an_end(problem: &Problem, fit: &Fit, lang: Lang) -> Option<String> {
    let draws = fit.as_draws(problem, "");
    let ends = draws.at_an_end(&problem.registry);
    let name = |(parameter, end): &(&Parameter, End)| {
        let end = match end {
            End::Lowest => LOWEST,
            End::Highest => HIGHEST,
        };
        format!("{} ({})", parameter.label(lang), end.get(lang))
    };
    let names: Vec<String> = ends.iter().map(name).collect();
    (!names.is_empty()).then(|| fill(AT_AN_END, lang, &[("names", &names.join("; "))]))
}

/// A fitted target that is not met, and why.
fn reason(problem: &Problem, fit: &Fit, outside: &Outside, lang: Lang) -> String {
    let target = &problem.targets[outside.place];
    let [low, high] = target.interval();
    let inside = outputs(fit, outside.place).filter(|output| (low..=high).contains(output));
    let held = 100.0 * inside.count() as f64 / fit.draws.len().max(1) as f64;
    let mut said = fill(
        OUTSIDE,
        lang,
        &[
            ("name", target.label(lang)),
            ("mean", &number(outside.mean, 1, lang)),
            ("band", &range(low, high, 1, lang)),
            ("share", &percent(held, 0, lang)),
        ],
    );
    said.push(' ');
    said.push_str(&match &outside.reason {
        Reason::OutOfReach { nearest } => {
            let nearest = number(*nearest, 1, lang);
            fill(OUT_OF_REACH, lang, &[("nearest", &nearest)])
        }
        Reason::Elsewhere { moved, opposed } => {
            let moved = moves(problem, fit, moved, lang);
            format!("{moved} {}", opposes(problem, opposed, lang))
        }
    });
    said
}

/// What would have to stand elsewhere.
fn moves(problem: &Problem, fit: &Fit, moved: &[Moved], lang: Lang) -> String {
    let names = moved.iter().filter_map(|one| {
        let parameter = problem.registry.get(&fit.active[one.column])?;
        let at = |quantile: f64| number(parameter.quantile(quantile), 3, lang);
        let [from, to] = one.quantiles.map(at);
        let [low, high] = parameter.range;
        let values = [
            ("name", parameter.label(lang)),
            ("from", &from),
            ("to", &to),
            ("range", &range(low, high, 3, lang)),
        ];
        Some(fill(MOVE, lang, &values))
    });
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return NOT_MOVED.get(lang).to_owned();
    }
    fill(MOVED, lang, &[("names", &names.join("; "))])
}

/// What would be missed there.
fn opposes(problem: &Problem, opposed: &[Opposed], lang: Lang) -> String {
    let names = opposed.iter().map(|one| {
        let name = problem.targets[one.place].label(lang);
        let [before, after] = one.away.map(|away| number(away, 1, lang));
        let values = [("name", name), ("before", &before), ("after", &after)];
        fill(OPPOSES, lang, &values)
    });
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return NOT_OPPOSED.get(lang).to_owned();
    }
    fill(OPPOSED, lang, &[("names", &names.join("; "))])
}

/// For the terminal.
pub fn summary(problem: &Problem, fit: &Fit, lang: Lang) -> String {
    format!(
        "{}\n{}\n{}",
        target_listing(problem, fit, lang).terminal(),
        parameter_listing(problem, fit, lang).terminal(),
        sentences(problem, fit, lang).join("\n")
    )
}

/// Target against model, and parameters before and after; nothing without draws.
fn charts(problem: &Problem, fit: &Fit, lang: Lang) -> Vec<Chart> {
    if fit.draws.is_empty() {
        return Vec::new();
    }
    let estimate = |low: f64, high: f64| Estimate {
        mean: f64::midpoint(low, high),
        low,
        high,
    };
    let words = |id, title: Label, subtitle: Label, headings: [Label; 2]| FitWords {
        id,
        title: title.get(lang).to_owned(),
        subtitle: subtitle.get(lang).to_owned(),
        source: format!("isolement {}", env!("CARGO_PKG_VERSION")),
        name: WHAT.get(lang).to_owned(),
        headings: headings.map(|label| label.get(lang).to_owned()),
    };
    let targets: Vec<(String, [Estimate; 2])> = problem
        .fitted()
        .into_iter()
        .map(|place| {
            let target = &problem.targets[place];
            let [low, high] = target.interval();
            let model = sorted(outputs(fit, place));
            let model = estimate(quantile(&model, 0.025), quantile(&model, 0.975));
            let name = target.label(lang).to_owned();
            (name, [estimate(low.max(0.0), high), model])
        })
        .collect();
    let parameters: Vec<(String, [Estimate; 2])> = fit
        .active
        .iter()
        .enumerate()
        .filter_map(|(column, id)| {
            let parameter = problem.registry.get(id)?;
            let draws = fit.draws.iter().map(|draw| draw.coordinates[column]);
            let after = sorted(draws.map(|at| 100.0 * parameter.quantile_of(at)));
            let after = estimate(quantile(&after, 0.05), quantile(&after, 0.95));
            Some((
                parameter.label(lang).to_owned(),
                [estimate(5.0, 95.0), after],
            ))
        })
        .collect();
    let of_targets = words("targets", TARGETS, CHART_TARGETS, [BAND, MODEL]);
    let of_parameters = words("parameters", PARAMETERS, CHART_PARAMETERS, [BEFORE, AFTER]);
    let mut charts = interval_charts(&of_targets, &targets, lang);
    charts.extend(interval_charts(&of_parameters, &parameters, lang));
    charts
}

/// Writes the draws, the tables, pictures and a page into a folder.
///
/// # Errors
/// When a file cannot be written.
pub fn write_folder(
    problem: &Problem,
    fit: &Fit,
    command: &str,
    folder: &Path,
    lang: Lang,
) -> io::Result<()> {
    let mut targets = target_listing(problem, fit, lang);
    targets.note = format!(
        "{} {}",
        sentences(problem, fit, lang).join(" "),
        targets.note
    );
    let parameters = parameter_listing(problem, fit, lang);
    let screening = screening_listing(problem, fit, lang);
    std::fs::write(folder.join("targets.csv"), targets.csv())?;
    std::fs::write(folder.join("parameters.csv"), parameters.csv())?;
    let mut listings = vec![targets, parameters];
    if !fit.effects.is_empty() {
        std::fs::write(folder.join("screening.csv"), screening.csv())?;
        listings.push(screening);
    }
    if !fit.draws.is_empty() {
        std::fs::write(
            folder.join("draws.csv"),
            fit.as_draws(problem, command).text(),
        )?;
    }
    let mut pictures = Vec::new();
    for chart in charts(problem, fit, lang) {
        let drawn = chart
            .svg_inline()
            .and_then(|inline| Ok((inline, chart.svg_file()?)));
        let (inline, file) = drawn.map_err(io::Error::other)?;
        std::fs::write(folder.join(format!("{}.svg", chart.id)), file)?;
        let png = folder.join(format!("{}.png", chart.id));
        chart.write_png(&png).map_err(io::Error::other)?;
        pictures.push(inline);
    }
    let title = TITLE.get(lang);
    let page = page_with(title, &listings, &pictures, lang);
    std::fs::write(folder.join("report.html"), page)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_text_is_there_in_both_languages() {
        crate::vocabulary::check_texts(super::ALL);
    }
}
