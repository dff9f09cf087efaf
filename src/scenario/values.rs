//! One value of a lever as written: a number or a choice, its unit, a month.

use toml::Spanned;
use toml::de::DeValue;

use super::document::Reader;
use super::words;
use crate::evidence::{LeverSpec, LeverValues};
use crate::input::suggest::{did_you_mean, nearest, one_of, quoted};
use crate::input::{Both, both};
use crate::vocabulary::{CalendarMonth, Lang};

/// The value, checked against the range or the choices of the lever.
pub(super) fn read_value(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    value: &Spanned<DeValue<'_>>,
) -> Option<f64> {
    match &spec.values {
        LeverValues::Range(range) => read_number(reader, spec, *range, value),
        LeverValues::Choices(choices) => read_choice(reader, spec, choices, value),
    }
}

fn read_number(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    [low, high]: [f64; 2],
    value: &Spanned<DeValue<'_>>,
) -> Option<f64> {
    let range = |from: Both, to: Both| {
        [Lang::Nl, Lang::En].map(|lang| {
            let [low, high] = [low, high].map(|end| words::number(end, lang));
            let (from, to) = (&from[lang as usize], &to[lang as usize]);
            format!("{from} {low} {to} {high} ({})", words::unit(spec, lang))
        })
    };
    let expected = range(both("verwacht", "expected"), both("tot en met", "to"));
    let (text, radix) = match value.get_ref() {
        DeValue::Integer(integer) => (integer.as_str(), integer.radix()),
        DeValue::Float(float) => (float.as_str(), 10),
        _ => {
            let [nl, en] = range(
                both("een getal van", "a number from"),
                both("tot en met", "to"),
            );
            let remedy = bare_number(value.get_ref()).map_or_else(
                || as_in(spec),
                |number| {
                    both(
                        format!("schrijf {number}, zonder aanhalingstekens"),
                        format!("write {number}, without quotes"),
                    )
                },
            );
            reader.wrong_type(value, &nl, &en).remedies.push(remedy);
            return None;
        }
    };
    let number = if radix == 10 {
        text.parse().ok()
    } else {
        i128::from_str_radix(text, radix)
            .ok()
            .map(|number| number as f64)
    };
    let number = number.unwrap_or(f64::INFINITY);
    if !(low..=high).contains(&number) {
        let (id, shown) = (&spec.id, quoted(text));
        let diagnostic = if number.is_finite() {
            reader.error(
                &value.span(),
                format!("{shown} ligt buiten het bereik van '{id}'"),
                format!("{shown} is outside the range of '{id}'"),
            )
        } else {
            reader.error(
                &value.span(),
                format!("{shown} is geen bruikbaar getal voor '{id}'"),
                format!("{shown} is not a usable number for '{id}'"),
            )
        };
        diagnostic.label = Some(expected);
        diagnostic.remedies.push(as_in(spec));
        return None;
    }
    if looks_like_thousands(text) {
        let whole = text.replace('.', "");
        let warning = reader.source.warning(
            &value.span(),
            both(
                format!(
                    "{text} is hier {}, niet {whole}",
                    words::number(number, Lang::Nl)
                ),
                format!(
                    "{text} is {} here, not {whole}",
                    words::number(number, Lang::En)
                ),
            ),
        );
        reader.push(warning.label(both(
            "de punt is het decimaalteken",
            "the point is the decimal sign",
        )));
    }
    Some(number)
}

/// An example of the lever, with its default.
fn as_in(spec: &LeverSpec) -> Both {
    let line = words::example(spec);
    both(
        format!("bijvoorbeeld: {line} (de gewone praktijk)"),
        format!("for instance: {line} (regular practice)"),
    )
}

/// The number in a text such as "12" or "9,5".
fn bare_number(value: &DeValue<'_>) -> Option<f64> {
    let text = value.as_str()?.trim().replace(',', ".");
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Is this the Dutch way to write thousands, as in 1.500?
fn looks_like_thousands(text: &str) -> bool {
    text.split_once('.').is_some_and(|(whole, part)| {
        part.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0')
    })
}

fn read_choice(
    reader: &mut Reader<'_>,
    spec: &LeverSpec,
    choices: &[String],
    value: &Spanned<DeValue<'_>>,
) -> Option<f64> {
    let names = || choices.iter().map(String::as_str);
    let [nl, en] = one_of(names());
    let Some(word) = value.get_ref().as_str() else {
        let example = as_in(spec);
        reader.wrong_type(value, &nl, &en).remedies.push(example);
        return None;
    };
    let position = choices.iter().position(|choice| choice == word);
    if position.is_none() {
        let near = nearest(word, names()).or_else(|| by_meaning(spec, choices, word));
        let near = did_you_mean(near);
        let (id, shown) = (&spec.id, quoted(word));
        let diagnostic = reader.error(
            &value.span(),
            format!("{shown} is geen keuze van '{id}'"),
            format!("{shown} is not a choice of '{id}'"),
        );
        diagnostic.label = Some(both(format!("verwacht {nl}"), format!("expected {en}")));
        diagnostic.remedies.extend(near);
    }
    position.map(|position| position as f64)
}

/// The choice that somebody describes in words.
fn by_meaning<'a>(spec: &LeverSpec, choices: &'a [String], word: &str) -> Option<&'a str> {
    [Lang::Nl, Lang::En].into_iter().find_map(|lang| {
        let meanings: Vec<String> = (0..choices.len())
            .map(|place| words::value(spec, place as f64, lang))
            .collect();
        let near = nearest(word, meanings.iter().map(String::as_str))?;
        let place = meanings.iter().position(|meaning| meaning == near)?;
        Some(choices[place].as_str())
    })
}

/// A unit is no more than a check: it must be that of the registry, in either language.
pub(super) fn check_unit(reader: &mut Reader<'_>, spec: &LeverSpec, value: &Spanned<DeValue<'_>>) {
    let (nl, en) = (words::unit(spec, Lang::Nl), words::unit(spec, Lang::En));
    let Some(unit) = value.get_ref().as_str() else {
        reader.wrong_type(value, &format!("\"{nl}\""), &format!("\"{en}\""));
        return;
    };
    if unit.trim() == nl || unit.trim() == en {
        return;
    }
    let (id, shown) = (&spec.id, quoted(unit));
    let diagnostic = reader.error(
        &value.span(),
        format!("{shown} is niet de eenheid van '{id}'"),
        format!("{shown} is not the unit of '{id}'"),
    );
    diagnostic.label = Some(both(
        format!("verwacht \"{nl}\""),
        format!("expected \"{en}\""),
    ));
    diagnostic.remedies.push(both(
        "reken de waarde om, of laat 'unit' weg",
        "convert the value, or leave out 'unit'",
    ));
}

/// A month of the calendar. `of_year` is the month that somebody means who writes a year alone.
pub(super) fn read_month(
    reader: &mut Reader<'_>,
    value: &Spanned<DeValue<'_>>,
    of_year: u32,
) -> Option<CalendarMonth> {
    let text = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Integer(year) => year.as_str().to_owned(),
        _ => {
            reader.wrong_type(
                value,
                "een maand zoals \"2010-03\"",
                "a month as in \"2010-03\"",
            );
            return None;
        }
    };
    let month = text.parse().ok().filter(|_| value.get_ref().is_str());
    if month.is_none() {
        let shown = quoted(&text);
        let diagnostic = reader.error(
            &value.span(),
            format!("{shown} is geen maand"),
            format!("{shown} is not a month"),
        );
        diagnostic.label = Some(both(
            "verwacht jaar en maand, zoals \"2010-03\"",
            "expected year and month, as in \"2010-03\"",
        ));
        diagnostic.remedies.extend(
            month_meant(&text, of_year)
                .map(|month| both(format!("schrijf \"{month}\""), format!("write \"{month}\""))),
        );
    }
    month
}

/// The month in another way of writing: a whole date, 1-2010, 2010/1, maart 2010 or a year.
fn month_meant(text: &str, of_year: u32) -> Option<CalendarMonth> {
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let year = |part: &str| part.parse().ok().filter(|year| (1900..2200).contains(year));
    let month = |part: &str| {
        let number = part.parse().ok().filter(|month| (1..=12).contains(month));
        number.or_else(|| words::month_number(part))
    };
    let (year, month) = match *parts.as_slice() {
        [only] => (year(only)?, of_year),
        [first, second] => match year(first) {
            Some(year) => (year, month(second)?),
            None => (year(second)?, month(first)?),
        },
        [first, second, third] => match year(first) {
            Some(year) => (year, month(second)?),
            None => (year(third)?, month(second)?),
        },
        _ => return None,
    };
    CalendarMonth::new(year, month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_before_three_digits_is_suspect_and_before_fewer_is_not() {
        for text in ["1.500", "12.000", "136.000"] {
            assert!(looks_like_thousands(text), "{text}");
        }
        for text in ["0.125", "1.5", "1500", "1.25", "1500.000", "1.5000"] {
            assert!(!looks_like_thousands(text), "{text}");
        }
    }

    #[test]
    fn a_month_is_recognised_in_other_ways_of_writing() {
        let meant = |text| month_meant(text, 12).map(|month| month.to_string());
        for text in [
            "2010-03-15",
            "15-3-2010",
            "3/2010",
            "2010-3",
            "maart 2010",
            "March 2010",
            "maa 2010",
        ] {
            assert_eq!(meant(text).as_deref(), Some("2010-03"), "{text}");
        }
        assert_eq!(meant("2010").as_deref(), Some("2010-12"));
        for text in ["soon", "13-13-13", "2010-13", ""] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_between_quotes_is_recognised() {
        let number = |text: &'static str| bare_number(&DeValue::String(text.into()));
        assert_eq!(number(" 9,5 "), Some(9.5));
        assert_eq!(number("12"), Some(12.0));
        assert_eq!(number("twelve"), None);
        assert_eq!(number("inf"), None);
    }
}
