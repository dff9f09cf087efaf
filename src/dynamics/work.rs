//! Education, work, job loss and retirement.

use super::{Event, View, World};
use crate::chance::uniform;
use crate::evidence::{Reader, RegistryError};
use crate::population::ResidentId;
use crate::vocabulary::{AGE_GROUPS, AgeGroup, Term, Work};

/// Bands of the life table that begin at 15, 55, 60 and 65.
const BAND_15: u8 = 1;
const BAND_55: u8 = 9;
const BAND_65: u8 = 11;

/// Does a rate of work change where this band begins?
pub(super) fn changes_at(band: u8) -> bool {
    band == BAND_15 || (BAND_55..=BAND_65).contains(&band)
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Careers {
    education_ends: f64,
    job_loss: f64,
    job_found: [f64; AGE_GROUPS],
    retirement: [f64; 3],
}

impl Careers {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            education_ends: reader.number("work.education_ends")?,
            job_loss: reader.number("work.job_loss")?,
            job_found: reader.per::<AgeGroup, AGE_GROUPS>("work.job_found")?,
            retirement: reader.list("work.retirement")?,
        })
    }

    /// End of education, job loss, or a job found.
    pub fn change(&self, view: &View<'_>) -> f64 {
        match view.person.work {
            Work::Education if view.person.age_band >= BAND_15 => self.education_ends,
            Work::Education | Work::Retired => 0.0,
            Work::Working => self.job_loss,
            Work::Jobless => self.job_found[view.group],
        }
    }

    pub fn retirement(&self, view: &View<'_>) -> f64 {
        let band = view.person.age_band;
        if view.person.work == Work::Retired || band < BAND_55 {
            return 0.0;
        }
        self.retirement[usize::from(band.min(BAND_65) - BAND_55)]
    }

    pub fn happen(&self, world: &mut World<'_>, event: &Event) {
        let [word, ..] = event.words;
        let group = world.city.person(event.id).age_group().index();
        let person = world.city.edit(event.id);
        person.work = match person.work {
            // Who leaves school finds work at once or not: the balance of finding and losing jobs.
            Work::Education => {
                let found = self.job_found[group];
                if uniform(word) < found / (found + self.job_loss).max(f64::MIN_POSITIVE) {
                    Work::Working
                } else {
                    Work::Jobless
                }
            }
            Work::Working => Work::Jobless,
            Work::Jobless => Work::Working,
            Work::Retired => Work::Retired,
        };
    }
}

pub(super) fn retire(world: &mut World<'_>, id: ResidentId) {
    world.city.edit(id).work = Work::Retired;
}
