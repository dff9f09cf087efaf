//! Education, work, job loss and retirement.

use super::{Process, View, World};
use crate::chance::uniform;
use crate::evidence::{Reader, RegistryError};
use crate::population::{Person, ResidentId};
use crate::vocabulary::{AGE_GROUPS, AgeGroup, Term, Work};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Careers {
    education_ends: f64,
    /// Age band from which education may end.
    ends_from: u8,
    job_loss: f64,
    job_found: [f64; AGE_GROUPS],
    retirement: [f64; 3],
    /// First age band of each rate of retirement.
    retires_from: [u8; 3],
}

impl Careers {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            education_ends: reader.number("work.education_ends")?,
            ends_from: Person::band_of(reader.band_age("work.education_ends_from")?),
            job_loss: reader.number("work.job_loss")?,
            job_found: reader.per::<AgeGroup, AGE_GROUPS>("work.job_found")?,
            retirement: reader.list("work.retirement")?,
            retires_from: reader
                .band_ages("work.retirement_ages")?
                .map(Person::band_of),
        })
    }

    /// End of education, job loss, or a job found.
    pub fn change(&self, view: &View<'_>) -> f64 {
        match view.person.work {
            Work::Education if view.person.age_band >= self.ends_from => self.education_ends,
            Work::Education | Work::Retired => 0.0,
            Work::Working => self.job_loss,
            Work::Jobless => self.job_found[view.group],
        }
    }

    pub fn retirement(&self, view: &View<'_>) -> f64 {
        if view.person.work == Work::Retired {
            return 0.0;
        }
        let rates = self.retires_from.iter().zip(self.retirement);
        rates
            .rev()
            .find(|&(&from, _)| view.person.age_band >= from)
            .map_or(0.0, |(_, rate)| rate)
    }

    pub fn happen(&self, world: &mut World<'_>, id: ResidentId, ordinal: u32) {
        let [word, ..] = world.detail(id, Process::JobChange, ordinal);
        let group = world.city.person(id).age_group().index();
        let person = world.city.edit(id);
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
