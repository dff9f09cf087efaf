//! The thirteen boroughs (deelgemeenten) of Tables 5, 7 and 9, spelled as the report spells them.

use super::{Label, Term};

/// Number of boroughs.
pub const BOROUGHS: usize = 13;

/// A borough (deelgemeente).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "names of places")]
pub enum Borough {
    Stadscentrum,
    Delfshaven,
    Overschie,
    Noord,
    HillegersbergSchiebroek,
    KralingenCrooswijk,
    PrinsAlexander,
    Feijenoord,
    IJsselmonde,
    Charlois,
    Hoogvliet,
    HoekVanHolland,
    Pernis,
}

const NAMES: [&str; BOROUGHS] = [
    "Stadscentrum",
    "Delfshaven",
    "Overschie",
    "Noord",
    "Hillegersberg-Schiebroek",
    "Kralingen-Crooswijk",
    "Prins Alexander",
    "Feijenoord",
    "IJsselmonde",
    "Charlois",
    "Hoogvliet",
    "Hoek van Holland",
    "Pernis",
];

impl Term for Borough {
    const ALL: &'static [Self] = &[
        Self::Stadscentrum,
        Self::Delfshaven,
        Self::Overschie,
        Self::Noord,
        Self::HillegersbergSchiebroek,
        Self::KralingenCrooswijk,
        Self::PrinsAlexander,
        Self::Feijenoord,
        Self::IJsselmonde,
        Self::Charlois,
        Self::Hoogvliet,
        Self::HoekVanHolland,
        Self::Pernis,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        NAMES[self.index()]
    }
    fn label(self) -> Label {
        Label::new(NAMES[self.index()], NAMES[self.index()])
    }
}
