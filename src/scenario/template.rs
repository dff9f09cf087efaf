//! A new scenario file: every lever as a comment, ready to be switched on.

use super::Scenario;
use super::words;
use crate::evidence::{Grade, LeverRegistry, LeverSpec, LeverValues};
use crate::vocabulary::{AGE_WORDS, Borough, Lang, Term, limiting_categories};

/// Width of a line of comment, in characters.
const WIDTH: usize = 96;

/// What a template is made for.
#[derive(Clone, Copy, Debug)]
pub struct Template<'a> {
    /// Title of the new scenario, for both languages: the user improves on it.
    pub title: &'a str,
    /// The scenario on which it builds, if any.
    pub base: Option<&'a Scenario>,
    /// Where an editor finds the schema, seen from the new file.
    pub schema: &'a str,
    /// Language of the comments.
    pub lang: Lang,
}

/// The text of the file. As it stands it changes nothing.
pub fn template(template: &Template<'_>, levers: &LeverRegistry) -> String {
    let lang = template.lang;
    let mut page = format!("#:schema {}\n", template.schema);
    page.push_str(&comment(intro(lang)));
    page.push_str("schema = 1\n");
    if let Some(base) = template.base {
        page.push_str(&format!("base = {}\n", quote(&base.id)));
    }
    let title = quote(template.title);
    page.push_str(&format!("\n[title]\nnl = {title}\nen = {title}\n"));
    page.push_str("\n[question]\nnl = \"Wat als …?\"\nen = \"What if …?\"\n");
    let reason = match lang {
        Lang::Nl => "De reden van elke waarde, als u die wilt bewaren:",
        Lang::En => "The reason for each value, if you want to keep it:",
    };
    page.push_str(&format!(
        "\n# {reason}\n# [notes]\n# nl = \"\"\n# en = \"\"\n"
    ));
    page.push_str("\n[levers]\n");
    page.push_str(&ways_to_write(levers, lang));
    let mut heading = "";
    for (position, spec) in levers.iter().enumerate() {
        if levers.heading(spec, lang) != heading {
            heading = levers.heading(spec, lang);
            page.push_str(&format!("\n# ==== {heading} ====\n"));
        }
        page.push('\n');
        page.push_str(&lever(position, spec, template.base, lang));
    }
    page
}

fn intro(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => {
            "Een scenario voor isolement. Hieronder staat elke knop als commentaar. Haal het teken # \
             weg voor een regel met een knop en verander de waarde; al het andere blijft zoals in \
             de basis. Pas ook de titel en de vraag aan: die staan in het rapport."
        }
        Lang::En => {
            "A scenario for isolement. Each lever stands below as a comment. Take away the # before \
             a line with a lever and change its value; all else stays as in the base. Change the \
             title and the question as well: they stand in the report."
        }
    }
}

/// Dates, boroughs and several values, shown with a lever that takes them all.
fn ways_to_write(levers: &LeverRegistry, lang: Lang) -> String {
    let Some(spec) = levers
        .iter()
        .find(|spec| spec.by_borough && matches!(spec.values, LeverValues::Range(_)))
    else {
        return String::new();
    };
    let (id, value) = (&spec.id, words::toml(spec, spec.default));
    let borough = Borough::ALL[0].id();
    let [limits, several] = match lang {
        Lang::Nl => [
            "Een waarde mag een begin, een einde en deelgemeenten hebben:",
            "Of meer waarden na elkaar; de laatste die geldt, telt:",
        ],
        Lang::En => [
            "A value may have a start, an end and boroughs:",
            "Or several values over time; the last one that holds counts:",
        ],
    };
    format!(
        "# {limits}\n#   \"{id}\" = {{ value = {value}, from = \"2010-01\", until = \"2012-12\", \
         boroughs = [\"{borough}\"] }}\n# {several}\n#   \"{id}\" = [{{ value = {value} }}, \
         {{ value = {value}, from = \"2010-01\" }}]\n{}",
        for_some(levers, lang)
    )
}

/// Ages and categories, shown with a lever that takes them.
fn for_some(levers: &LeverRegistry, lang: Lang) -> String {
    let takes = |spec: &&LeverSpec| spec.by_age && !spec.by_category.is_empty();
    let Some(spec) = levers.iter().find(takes) else {
        return String::new();
    };
    let ages: Vec<&str> = AGE_WORDS.iter().map(|(word, _)| *word).collect();
    let categories: Vec<String> = limiting_categories()
        .iter()
        .map(|category| format!("{} ({})", category.id(), category.label().get(lang)))
        .collect();
    let categories: Vec<&str> = categories.iter().map(String::as_str).collect();
    let (ages, categories) = (words::list(&ages, lang), words::list(&categories, lang));
    let [some, names] = match lang {
        Lang::Nl => [
            "Sommige knoppen mogen ook voor een leeftijd of categorie; voor anderen blijft de waarde \
             die er was. Uren en plaatsen die erbij komen voor een groep, zijn voor die groep \
             alleen:"
                .to_owned(),
            format!("De leeftijden zijn {ages}. De categorieën zijn {categories}."),
        ],
        Lang::En => [
            "Some levers may be set for an age or category; for others the value stays as it was. \
             Hours and places that are added for a group are for that group alone:"
                .to_owned(),
            format!("The ages are {ages}. The categories are {categories}."),
        ],
    };
    let (id, value) = (&spec.id, words::toml(spec, spec.default));
    let category = spec.by_category[0].id();
    format!(
        "{}#   \"{id}\" = {{ value = {value}, ages = [\"75+\"], categories = [\"{category}\"] }}\n{}",
        comment(&some),
        comment(&names)
    )
}

/// One lever: name, what it does, unit, range, default, source, and the line to switch on.
fn lever(position: usize, spec: &LeverSpec, base: Option<&Scenario>, lang: Lang) -> String {
    let mut text = comment(&format!(
        "{}. {}",
        words::capital(spec.label(lang)),
        spec.help(lang)
    ));
    let (allowed, default) = (allowed(spec, lang), words::toml(spec, spec.default));
    let current = base.and_then(|base| base.constant(position));
    let in_base = match (base, current) {
        (Some(base), Some(value)) if value != spec.default => {
            format!("; in {}: {}", base.id, words::toml(spec, value))
        }
        (Some(base), None) => match lang {
            Lang::Nl => format!("; in {} wisselt de waarde", base.id),
            Lang::En => format!("; in {} the value varies", base.id),
        },
        _ => String::new(),
    };
    let regular = match lang {
        Lang::Nl => "Gewone praktijk",
        Lang::En => "Regular practice",
    };
    let limits = words::capital(&limits(spec, lang));
    text.push_str(&comment(&format!(
        "{allowed}. {regular}: {default}{in_base}. {limits}."
    )));
    text.push_str(&comment(&source(spec, lang)));
    let value = words::toml(spec, current.unwrap_or(spec.default));
    text.push_str(&format!("# \"{}\" = {value}\n", spec.id));
    text
}

/// Unit and range, or the choices with their meaning.
pub(super) fn allowed(spec: &LeverSpec, lang: Lang) -> String {
    match &spec.values {
        LeverValues::Range([low, high]) => {
            let unit = words::capital(words::unit(spec, lang));
            let [low, high] = [low, high].map(|end| words::number(*end, lang));
            match lang {
                Lang::Nl => format!("{unit}, {low} tot en met {high}"),
                Lang::En => format!("{unit}, {low} to {high}"),
            }
        }
        LeverValues::Choices(choices) => {
            let each: Vec<String> = (0..choices.len())
                .zip(choices)
                .map(|(place, word)| {
                    format!("\"{word}\" ({})", words::value(spec, place as f64, lang))
                })
                .collect();
            let each: Vec<&str> = each.iter().map(String::as_str).collect();
            match lang {
                Lang::Nl => format!("Kies uit {}", words::list(&each, lang)),
                Lang::En => format!("Choose from {}", words::list(&each, lang)),
            }
        }
    }
}

/// What it may be limited to.
pub(super) fn limits(spec: &LeverSpec, lang: Lang) -> String {
    let (borough, age, category) = match lang {
        Lang::Nl => ("deelgemeente", "leeftijd", "categorie"),
        Lang::En => ("borough", "age", "category"),
    };
    let some = &spec.by_category;
    let category = if some.len() < limiting_categories().len() {
        let ids: Vec<&str> = some.iter().map(|category| category.id()).collect();
        format!("{category} ({})", words::list(&ids, lang))
    } else {
        category.to_owned()
    };
    let ways = [
        (spec.by_borough, borough),
        (spec.by_age, age),
        (!some.is_empty(), category.as_str()),
    ];
    let ways: Vec<&str> = ways
        .into_iter()
        .filter_map(|(may, way)| may.then_some(way))
        .collect();
    match (lang, ways.is_empty()) {
        (Lang::Nl, true) => "geldt voor de hele stad".to_owned(),
        (Lang::En, true) => "holds for the whole city".to_owned(),
        (Lang::Nl, false) => format!("mag per {}", words::list(&ways, lang)),
        (Lang::En, false) => format!("may be set by {}", words::list(&ways, lang)),
    }
}

/// Where the default comes from and how sure it is.
fn source(spec: &LeverSpec, lang: Lang) -> String {
    let (grade, source) = (grade(spec.grade, lang), spec.source(lang));
    match lang {
        Lang::Nl => format!("Bron: {source}. Zekerheid {:?}: {grade}.", spec.grade),
        Lang::En => format!("Source: {source}. Grade {:?}: {grade}.", spec.grade),
    }
}

/// What a grade means.
pub(super) fn grade(grade: Grade, lang: Lang) -> &'static str {
    match (grade, lang) {
        (Grade::A, Lang::Nl) => "gemeten in Rotterdam",
        (Grade::A, Lang::En) => "measured in Rotterdam",
        (Grade::B, Lang::Nl) => "elders gemeten",
        (Grade::B, Lang::En) => "measured elsewhere",
        (Grade::C, Lang::Nl) => "afgeleid van metingen",
        (Grade::C, Lang::En) => "derived from measurements",
        (Grade::D, Lang::Nl) => "aanname",
        (Grade::D, Lang::En) => "assumption",
    }
}

/// A text as lines of comment, broken between words.
fn comment(text: &str) -> String {
    let mut page = String::new();
    let mut line = String::from("#");
    for word in text.split_whitespace() {
        if line.chars().count() + 1 + word.chars().count() > WIDTH {
            page.push_str(&line);
            page.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(word);
    }
    page.push_str(&line);
    page.push('\n');
    page
}

/// A text as a TOML string. JSON escapes are a part of those of TOML, and lack one that it needs.
pub(super) fn quote(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    json.replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_broken_between_words() {
        let text = comment(&"woord ".repeat(40));
        assert!(text.lines().count() > 1);
        assert!(text.lines().all(|line| line.starts_with("# woord")
            && line.ends_with("woord")
            && line.chars().count() <= WIDTH));
    }

    #[test]
    fn a_quoted_text_is_read_back_as_it_was() {
        for text in ["a", "\"q\" \\ \t é…", "\u{1}\u{7f}"] {
            let line = format!("x = {}", quote(text));
            let read: toml::Table = line.parse().expect("TOML");
            assert_eq!(read["x"].as_str(), Some(text));
        }
    }
}
