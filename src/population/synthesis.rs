//! The making of the standing state of 2007.

use super::given::Given;
use super::graph::TiePlaces;
use super::meeting::MeetingPlaces;
use super::newcomers::NewcomerRates;
use super::traits::Traits;
use super::{City, Cutoffs, Demography, Joint, ResidentId, Sociability};
use crate::chance::{Draws, Purpose, uniform};
use crate::evidence::{Reader, RegistryError, ReportTables};
use crate::vocabulary::{AgeGroup, Borough, Loneliness, Sex, Support, Term};

const AGE: Purpose = Purpose(128);
const NETWORK: Purpose = Purpose(129);

/// Everything that is needed to make a city; the same for every replicate and scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Synthesis {
    /// Numbers and ages.
    pub demography: Demography,
    /// Support and loneliness per borough and age group.
    pub joint: Joint,
    /// Lasting differences in networks.
    pub sociability: Sociability,
    /// Cut-offs of the lenses.
    pub cutoffs: Cutoffs,
    /// Where ties are found.
    pub places: TiePlaces,
    pub(super) traits: Traits,
    pub(super) newcomers: NewcomerRates,
}

/// The identity of a resident.
pub(super) fn identity(borough: Borough, month: u16, ordinal: u32) -> u64 {
    (borough.index() as u64) << 48 | u64::from(month) << 32 | u64::from(ordinal)
}

impl Synthesis {
    /// Fits the distributions. `like` is a fit to the same tables under other parameters: its joint
    /// distribution, which is nearly all of the work, holds for the same numbers of residents.
    ///
    /// # Errors
    /// When the registry lacks a parameter.
    pub fn fit(
        reader: &Reader<'_>,
        tables: &ReportTables,
        like: Option<&Self>,
    ) -> Result<Self, RegistryError> {
        let demography = Demography::read(reader)?;
        let cutoffs = Cutoffs::read(reader)?;
        let lonely_share = (tables.loneliness[1] + tables.loneliness[2]) / 100.0;
        let joint = match like {
            Some(like) if like.demography.shares == demography.shares => like.joint.clone(),
            _ => Joint::fit(tables, &demography.shares),
        };
        let sociability = Sociability::fit(reader, cutoffs, &demography, &joint)?;
        Ok(Self {
            traits: Traits::read(reader, demography.mortality, lonely_share)?,
            places: TiePlaces::read(reader)?,
            newcomers: NewcomerRates::read(reader)?,
            demography,
            joint,
            sociability,
            cutoffs,
        })
    }

    /// A city of `scale` times the full size, with room for the newcomers of `months`.
    pub fn city(&self, draws: &Draws, scale: f64, months: u16) -> City {
        let (mut city, partnered) = self.people(draws, scale, months);
        self.tie(&mut city, draws, &partnered);
        city
    }

    /// The residents of a city who do not know each other yet, and those among them who live with a
    /// partner.
    ///
    /// Support and loneliness are drawn by quota: the numbers per borough, age group, support and
    /// loneliness are the rounded cumulative sums of the fitted shares, so that also the smallest
    /// borough comes out right.
    pub fn people(&self, draws: &Draws, scale: f64, months: u16) -> (City, Vec<ResidentId>) {
        let size = self.demography.residents * scale;
        let count = |borough: Borough, group: AgeGroup, class: usize| {
            let share = self.demography.shares[borough.index()][group.index()];
            (size * share * self.sociability.share(class, borough.index(), group)) as usize
        };
        let room = size as usize + 16 + self.newcomers.expected(size, months);
        let mut city = City::empty(MeetingPlaces::new(count), self.cutoffs, room);
        let mut partnered = Vec::new();
        let (mut cumulative, mut made) = (0.0, 0u64);
        for &borough in Borough::ALL {
            let mut ordinal = 0;
            for &group in AgeGroup::ALL {
                let share = self.demography.shares[borough.index()][group.index()];
                for (&support, row) in Support::ALL
                    .iter()
                    .zip(self.joint.cell(borough.index(), group.index()))
                {
                    for (&loneliness, within) in Loneliness::ALL.iter().zip(row) {
                        cumulative += size * share * within;
                        while (made as f64) < (cumulative + 0.5).floor() {
                            let key = identity(borough, 0, ordinal);
                            let (sex, born) = self.sex_and_birth(draws, key, group);
                            let given = Given {
                                key,
                                month: 0,
                                born,
                                sex,
                                borough,
                                support,
                                loneliness,
                            };
                            partnered.extend(self.resident(&mut city, draws, &given));
                            made += 1;
                            ordinal += 1;
                        }
                    }
                }
            }
        }
        (city, partnered)
    }

    /// Makes couples of those who live with a partner, and ties among all.
    pub fn tie(&self, city: &mut City, draws: &Draws, partnered: &[ResidentId]) {
        self.places.pair(city, draws, partnered);
        self.places.match_stubs(city, draws);
        city.open();
    }

    fn sex_and_birth(&self, draws: &Draws, key: u64, group: AgeGroup) -> (Sex, i16) {
        let [age_word, birthday, ..] = draws.words(key, AGE, 0);
        let (age, sex) = self.demography.age_and_sex(group, uniform(age_word));
        let months = age as i16 * 12 + (uniform(birthday) * 12.0) as i16;
        (sex, -months)
    }

    /// Adds one resident; the identifier is returned when he or she lives with a partner.
    fn resident(&self, city: &mut City, draws: &Draws, given: &Given) -> Option<ResidentId> {
        let network = self
            .sociability
            .draw(draws, NETWORK, given, &self.demography);
        let id = city.found(self.traits.draw(draws, given, network));
        network.partnered.then_some(id)
    }
}
