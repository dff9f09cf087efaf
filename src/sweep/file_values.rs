//! Values of a sweep file, each refused with what was expected.

use toml::Spanned;
use toml::de::DeValue;

use super::file::{At, Reader};
use crate::input::both;
use crate::input::suggest::{did_you_mean, nearest_key, one_of, quoted};

/// A value of the file with its place.
pub(super) type Node<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    pub(super) fn expected<T>(&mut self, value: &Node<'_>, nl: &str, en: &str) -> Option<T> {
        self.error(
            &value.span(),
            "dit is niet wat hier hoort",
            "this is not what belongs here",
        )
        .label = Some(both(format!("verwacht {nl}"), format!("expected {en}")));
        None
    }

    pub(super) fn unknown(&mut self, key: &Spanned<impl AsRef<str>>, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let [nl, en] = one_of(known.iter().copied());
        let near = did_you_mean(nearest_key(name, known));
        let shown = quoted(name);
        let problem = self.error(
            &key.span(),
            format!("onbekende naam {shown}"),
            format!("unknown key {shown}"),
        );
        problem.label = Some(both(format!("verwacht {nl}"), format!("expected {en}")));
        problem.remedies.extend(near);
    }

    pub(super) fn whole(&mut self, value: &Node<'_>, low: u64, high: u64) -> Option<At<u64>> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().replace('_', "").parse().ok(),
            _ => None,
        };
        match number.filter(|number| (low..=high).contains(number)) {
            Some(number) => Some((number, value.span())),
            None if low == high => self.expected(
                value,
                &format!("het hele getal {low}"),
                &format!("the whole number {low}"),
            ),
            None => self.expected(
                value,
                &format!("een heel getal van {low} tot en met {high}"),
                &format!("a whole number from {low} to {high}"),
            ),
        }
    }

    pub(super) fn number(&mut self, value: &Node<'_>) -> Option<At<f64>> {
        let text = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            _ => String::new(),
        };
        let number = text.replace('_', "").parse().ok();
        match number.filter(|number: &f64| number.is_finite()) {
            Some(number) => Some((number, value.span())),
            None => self.expected(value, "een getal", "a number"),
        }
    }

    pub(super) fn share(&mut self, value: &Node<'_>) -> Option<f64> {
        let (share, _) = self.number(value)?;
        if share > 0.0 && share <= 1.0 {
            return Some(share);
        }
        self.expected(
            value,
            "een deel van de stad: boven 0 en ten hoogste 1",
            "a share of the city: above 0 and at most 1",
        )
    }

    pub(super) fn text(&mut self, value: &Node<'_>) -> Option<At<String>> {
        match value.get_ref().as_str() {
            Some(text) => Some((text.to_owned(), value.span())),
            None => self.expected(value, "tekst tussen aanhalingstekens", "text in quotes"),
        }
    }

    pub(super) fn numbers(&mut self, value: &Node<'_>) -> Option<At<Vec<f64>>> {
        let list = value.get_ref().as_array();
        let Some(list) = list.filter(|list| !list.is_empty()) else {
            return self.expected(value, "een lijst van getallen", "a list of numbers");
        };
        let numbers: Option<Vec<f64>> = list
            .iter()
            .map(|item| self.number(item).map(|at| at.0))
            .collect();
        Some((numbers?, value.span()))
    }

    pub(super) fn range(&mut self, value: &Node<'_>) -> Option<At<[f64; 2]>> {
        let (numbers, span) = self.numbers(value)?;
        match numbers.as_slice() {
            &[low, high] if low < high => Some(([low, high], span)),
            _ => self.expected(
                value,
                "[laag, hoog], met laag kleiner dan hoog",
                "[low, high], with low less than high",
            ),
        }
    }
}
