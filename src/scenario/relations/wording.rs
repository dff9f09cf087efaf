//! How warnings about levers name levers, and where something holds.

use crate::input::{Both, both};
use crate::scenario::areas::Area;
use crate::scenario::sentences::limits;
use crate::scenario::words;
use crate::vocabulary::Lang;

pub fn are_zero(ids: &[String]) -> Both {
    let [nl, en] = names(ids);
    match ids.len() {
        1 => both(format!("{nl} is 0"), format!("{en} is 0")),
        2 => both(format!("{nl} zijn beide 0"), format!("{en} are both 0")),
        _ => both(format!("{nl} zijn allemaal 0"), format!("{en} are all 0")),
    }
}

pub fn raise(ids: &[String]) -> Both {
    let [nl, en] = match ids {
        [only] => both(format!("'{only}'"), format!("'{only}'")),
        _ => both("één daarvan", "one of them"),
    };
    both(
        format!("geef {nl} een waarde boven 0, of laat deze regel weg"),
        format!("give {en} a value above 0, or leave this line out"),
    )
}

/// Most names in a message; of more, the number is told.
const MOST_NAMES: usize = 3;

/// 'a', 'b' en 'c'; 'a', 'b' en 7 andere knoppen.
pub fn names(ids: &[String]) -> Both {
    let mut quoted: Vec<String> = ids.iter().map(|id| format!("'{id}'")).collect();
    let others = (quoted.len() > MOST_NAMES).then(|| quoted.split_off(MOST_NAMES - 1).len());
    let others = others.map(|others| {
        both(
            format!("{others} andere knoppen"),
            format!("{others} other levers"),
        )
    });
    [Lang::Nl, Lang::En].map(|lang| {
        let last = others.iter().map(|others| others[lang as usize].as_str());
        let names: Vec<&str> = quoted.iter().map(String::as_str).chain(last).collect();
        words::list(&names, lang)
    })
}

pub fn with_limits([nl, en]: Both, area: &Area) -> Both {
    both(nl + &limits(area, Lang::Nl), en + &limits(area, Lang::En))
}
