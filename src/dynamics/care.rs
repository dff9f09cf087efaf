//! Informal care: the resilient give it, the isolated seldom do (§2.6).
//!
//! Care starts at the rate that keeps each social position at its share of carers, given how long
//! care lasts, so supply shrinks as isolation grows.

use super::{Event, View, World};
use crate::chance::uniform;
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{Care, SocialPosition};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct CareRates {
    share: [f64; 3],
    intensive: f64,
    stop: f64,
}

impl CareRates {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            share: reader.list("population.informal_care")?,
            intensive: reader.number("population.intensive_care_share")?,
            stop: reader.number("care.stop")?,
        })
    }

    pub fn rate(&self, view: &View<'_>) -> f64 {
        if view.person.care != Care::None {
            return self.stop;
        }
        let position = SocialPosition::of(view.support, view.person.loneliness);
        self.start(self.share[position as usize])
    }

    /// An upper bound of [`CareRates::rate`]: as if in the position with most carers.
    pub fn bound(&self, view: &View<'_>) -> f64 {
        if view.person.care != Care::None {
            return self.stop;
        }
        self.start(self.share.iter().copied().fold(0.0, f64::max))
    }

    fn start(&self, share: f64) -> f64 {
        self.stop * share / (1.0 - share)
    }

    pub fn turn(&self, world: &mut World<'_>, event: &Event) {
        let [word, ..] = event.words;
        let person = world.city.edit(event.id);
        person.care = match person.care {
            Care::None if uniform(word) < self.intensive => Care::Intensive,
            Care::None => Care::Some,
            Care::Some | Care::Intensive => Care::None,
        };
    }
}
