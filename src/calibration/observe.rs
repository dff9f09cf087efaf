//! Measures targets in a run: the city is looked at once a year, and who lived in it then is followed
//! by key.

use crate::engine::Simulation;
use crate::evidence::{Measure, Target};
use crate::population::{Cutoffs, Person};
use crate::programme::Policy;
use crate::vocabulary::{
    CHANNELS, Care, Channel, Competence, ContactType, IsolationStatus, Loneliness, Mobility,
    Outcome, SocialPosition, Support, Term,
};

/// Months in a year.
const YEAR: u16 = 12;
/// Years between two waves of a panel.
const BETWEEN_WAVES: usize = 2;
/// Waves at either end whose means are compared, and by how many classes they must differ.
const END_WAVES: usize = 2;
const SHIFT: f64 = 0.5;
/// Years over which volunteers are recruited who are counted at the end.
const RECRUITED: u16 = 3;

/// What is remembered of a resident.
#[derive(Clone, Copy)]
struct Seen {
    key: u64,
    born: i16,
    bereaved: i16,
    sex: u8,
    borough: u8,
    supporters: u8,
    loneliness: Loneliness,
    support: Support,
    status: IsolationStatus,
    position: SocialPosition,
    small: bool,
    partnered: bool,
    limited: bool,
    cares: bool,
    poor: bool,
    volunteer: bool,
}

impl Seen {
    /// Age in whole years in a month.
    fn age(&self, month: i16) -> u32 {
        u32::try_from((month - self.born) / YEAR as i16).unwrap_or(0)
    }

    fn of(person: &Person, cutoffs: &Cutoffs) -> Self {
        let support = cutoffs.support(person);
        Self {
            key: person.key,
            born: person.born,
            bereaved: person.bereaved,
            sex: person.sex as u8,
            borough: person.borough.index() as u8,
            supporters: person.supporters(),
            loneliness: person.loneliness,
            support,
            status: cutoffs.status(person),
            position: SocialPosition::of(support, person.loneliness),
            small: matches!(
                cutoffs.contact_type(person),
                ContactType::ContactPoor | ContactType::Isolated
            ),
            partnered: person.has_partner(),
            limited: person.mobility != Mobility::Free,
            cares: person.care != Care::None,
            poor: person.competence == Competence::Poor,
            volunteer: person.is_volunteer(),
        }
    }
}

/// The residents of one moment, by position.
struct Look {
    month: i16,
    seen: Vec<Option<Seen>>,
}

impl Look {
    fn of(simulation: &Simulation<'_>, cutoffs: &Cutoffs) -> Self {
        let mut seen = Vec::new();
        for (id, person) in simulation.city().residents() {
            seen.resize(id.0 as usize, None);
            seen.push(Some(Seen::of(person, cutoffs)));
        }
        Self {
            month: simulation.month() as i16,
            seen,
        }
    }

    /// Those whom a target is about.
    fn of_target<'a>(&'a self, target: &'a Target) -> impl Iterator<Item = (usize, &'a Seen)> {
        self.of_ages(target.ages).filter(|(_, seen)| {
            let of_sex = target.sex.is_none_or(|sex| sex as u8 == seen.sex);
            let of_borough = target
                .borough
                .is_none_or(|borough| borough.index() as u8 == seen.borough);
            of_sex && of_borough
        })
    }

    /// Those of some ages.
    fn of_ages(&self, ages: [u32; 2]) -> impl Iterator<Item = (usize, &Seen)> {
        let residents = self.seen.iter().enumerate();
        residents.filter_map(move |(place, seen)| {
            let seen = seen.as_ref()?;
            let of_age = (ages[0]..ages[1]).contains(&seen.age(self.month));
            of_age.then_some((place, seen))
        })
    }

    /// The same resident, if he or she still lives in the city.
    fn again(&self, place: usize, before: &Seen) -> Option<&Seen> {
        let seen = self.seen.get(place)?.as_ref()?;
        (seen.key == before.key).then_some(seen)
    }
}

/// Everything that is needed to measure the targets of one run.
pub struct Observed {
    /// Once a year, from the standing state on.
    years: Vec<Look>,
    /// Volunteers who started while they were counted, and those of them who are left.
    volunteers: [u32; 2],
    /// Reports by channel, of light and of heavy categories.
    reports: [[u64; 2]; CHANNELS],
}

/// Years that a run must last for these targets.
pub fn years(targets: &[Target]) -> u16 {
    targets.iter().map(|target| target.years).max().unwrap_or(0)
}

impl Observed {
    /// Runs a simulation for so many years and looks at it.
    pub fn run(
        mut simulation: Simulation<'_>,
        policy: &Policy,
        cutoffs: &Cutoffs,
        years: u16,
    ) -> Self {
        let mut looks = vec![Look::of(&simulation, cutoffs)];
        let mut watch = Volunteers::of(&simulation);
        for month in 1..=years * YEAR {
            simulation.run_to(month, policy);
            if month <= RECRUITED * YEAR {
                watch.month(&simulation);
            }
            if month % YEAR == 0 {
                looks.push(Look::of(&simulation, cutoffs));
            }
        }
        let record = simulation.record();
        let reports = |channel: Channel, heavy| -> u64 {
            let outcome = Outcome::report(channel, heavy);
            (0..record.len())
                .map(|month| record.total(month, outcome))
                .sum()
        };
        Self {
            years: looks,
            volunteers: [watch.started, watch.left],
            reports: std::array::from_fn(|channel| {
                [false, true].map(|heavy| reports(Channel::ALL[channel], heavy))
            }),
        }
    }

    /// Reports through each channel of residents in light and in heavy categories, over the run.
    pub fn reports(&self) -> &[[u64; 2]; CHANNELS] {
        &self.reports
    }

    /// Percentage isolated after so many years, of those who were of these ages at the start and are
    /// still there.
    pub fn isolated_of_cohort(&self, ages: [u32; 2], years: usize) -> Option<f64> {
        self.of_cohort(ages, years, |_, after| {
            Some(after.status == IsolationStatus::Isolated)
        })
    }

    /// Percentage still isolated after so many years, of those of these ages who were isolated at the
    /// start and are still there.
    pub fn still_isolated(&self, ages: [u32; 2], years: usize) -> Option<f64> {
        self.of_cohort(ages, years, |before, after| {
            let isolated = [before, after].map(|seen| seen.status == IsolationStatus::Isolated);
            isolated[0].then_some(isolated[1])
        })
    }

    fn of_cohort(
        &self,
        ages: [u32; 2],
        years: usize,
        holds: impl Fn(&Seen, &Seen) -> Option<bool>,
    ) -> Option<f64> {
        let (first, last) = (self.years.first()?, self.years.get(years)?);
        share(
            first
                .of_ages(ages)
                .filter_map(|(place, before)| holds(before, last.again(place, before)?)),
        )
    }

    /// How many of 1,000 residents in each social position are volunteers, after so many years.
    pub fn volunteers_by_position(&self, years: usize) -> [f64; 3] {
        let look = self.years.get(years);
        [
            SocialPosition::Resilient,
            SocialPosition::Between,
            SocialPosition::Isolated,
        ]
        .map(|position| {
            let of_position = look.into_iter().flat_map(|look| look.seen.iter().flatten());
            let of_position = of_position.filter(|seen| seen.position == position);
            10.0 * share(of_position.map(|seen| seen.volunteer)).unwrap_or(0.0)
        })
    }

    /// A target in this run; none when nobody is counted.
    pub fn measure(&self, target: &Target) -> Option<f64> {
        let years = usize::from(target.years);
        match target.measure {
            Measure::VolunteersLeft => {
                let [started, left] = self.volunteers;
                (started > 0).then(|| 100.0 * f64::from(left) / f64::from(started))
            }
            Measure::Widowed => self.widowed(target),
            Measure::NeverLonely
            | Measure::AlwaysLonely
            | Measure::LonelinessRises
            | Measure::LonelinessFalls => self.waves(target),
            Measure::SameLoneliness
            | Measure::MoreLonely
            | Measure::LessLonely
            | Measure::StillLonely
            | Measure::StillNotLonely
            | Measure::NetworkSmaller
            | Measure::NetworkLarger => self.twice(target),
            _ => {
                let look = self.years.get(years)?;
                share(
                    look.of_target(target)
                        .filter_map(|(_, seen)| standing(target.measure, seen)),
                )
            }
        }
    }

    /// Those who are there at the start and at the end.
    fn twice(&self, target: &Target) -> Option<f64> {
        let (first, last) = (
            self.years.first()?,
            self.years.get(usize::from(target.years))?,
        );
        share(first.of_target(target).filter_map(|(place, before)| {
            let after = last.again(place, before)?;
            changed(target.measure, before, after)
        }))
    }

    /// Those who are there at every wave.
    fn waves(&self, target: &Target) -> Option<f64> {
        let last = usize::from(target.years);
        let waves: Vec<&Look> = self
            .years
            .get(..=last)?
            .iter()
            .step_by(BETWEEN_WAVES)
            .collect();
        share(waves[0].of_target(target).filter_map(|(place, before)| {
            let degrees: Option<Vec<f64>> = waves
                .iter()
                .map(|look| Some(look.again(place, before)?.loneliness.index() as f64))
                .collect();
            let degrees = degrees?;
            let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64;
            let shift = mean(&degrees[degrees.len() - END_WAVES..]) - mean(&degrees[..END_WAVES]);
            Some(match target.measure {
                Measure::NeverLonely => degrees.iter().all(|&degree| degree == 0.0),
                Measure::AlwaysLonely => degrees.iter().all(|&degree| degree > 0.0),
                Measure::LonelinessRises => shift >= SHIFT,
                _ => shift <= -SHIFT,
            })
        }))
    }

    /// Losses of a partner a year among those who had one at its start.
    fn widowed(&self, target: &Target) -> Option<f64> {
        let pairs = self.years.iter().zip(self.years.iter().skip(1));
        share(
            pairs
                .take(usize::from(target.years))
                .flat_map(|(start, end)| {
                    start.of_target(target).filter_map(|(place, before)| {
                        if !before.partnered {
                            return None;
                        }
                        let after = end.again(place, before)?;
                        Some(after.bereaved > start.month)
                    })
                }),
        )
    }
}

/// Does a measure hold for somebody? None when it is not about him or her.
fn standing(measure: Measure, seen: &Seen) -> Option<bool> {
    let among = |whom: bool, holds: bool| whom.then_some(holds);
    match measure {
        Measure::StronglyLonely => Some(seen.loneliness == Loneliness::Strong),
        Measure::NoSupport => Some(seen.support == Support::None),
        Measure::MuchSupport => Some(seen.support == Support::Much),
        Measure::Isolated => Some(seen.status == IsolationStatus::Isolated),
        Measure::Threatened => Some(seen.status == IsolationStatus::Threatened),
        Measure::SmallNetwork => Some(seen.small),
        Measure::MobilityLimited => Some(seen.limited),
        Measure::PoorCompetence => among(seen.position == SocialPosition::Isolated, seen.poor),
        Measure::CareIsolated => among(seen.position == SocialPosition::Isolated, seen.cares),
        Measure::CareResilient => among(seen.position == SocialPosition::Resilient, seen.cares),
        _ => Some(seen.loneliness.is_lonely()),
    }
}

/// Does a measure of two moments hold for somebody? None when it is not about him or her.
fn changed(measure: Measure, before: &Seen, after: &Seen) -> Option<bool> {
    let lonely = [before, after].map(|seen| seen.loneliness.is_lonely());
    let degrees = [before, after].map(|seen| seen.loneliness.index());
    match measure {
        Measure::SameLoneliness => Some(degrees[0] == degrees[1]),
        Measure::MoreLonely => Some(degrees[0] < degrees[1]),
        Measure::LessLonely => Some(degrees[0] > degrees[1]),
        Measure::StillLonely => lonely[0].then_some(lonely[1]),
        Measure::StillNotLonely => (!lonely[0]).then_some(!lonely[1]),
        Measure::NetworkSmaller => Some(after.supporters < before.supporters),
        _ => Some(after.supporters > before.supporters),
    }
}

/// Percentage for whom it holds.
fn share(holds: impl Iterator<Item = bool>) -> Option<f64> {
    let (mut all, mut yes) = (0u32, 0u32);
    for holds in holds {
        all += 1;
        yes += u32::from(holds);
    }
    (all > 0).then(|| 100.0 * f64::from(yes) / f64::from(all))
}

/// Watches volunteers come and go, month by month.
struct Volunteers {
    /// Who was one last month, by position.
    active: Vec<bool>,
    /// Who started while it was watched.
    new: Vec<bool>,
    started: u32,
    left: u32,
}

impl Volunteers {
    fn of(simulation: &Simulation<'_>) -> Self {
        let mut watch = Self {
            active: Vec::new(),
            new: Vec::new(),
            started: 0,
            left: 0,
        };
        watch.month(simulation);
        // Who is one at the start was not recruited in the time that counts.
        watch.new.fill(false);
        (watch.started, watch.left) = (0, 0);
        watch
    }

    fn month(&mut self, simulation: &Simulation<'_>) {
        let active: Vec<bool> = {
            let mut active = Vec::new();
            for (id, person) in simulation.city().residents() {
                active.resize(id.0 as usize, false);
                active.push(person.is_volunteer());
            }
            active
        };
        self.new.resize(active.len().max(self.new.len()), false);
        self.left = 0;
        for (place, &is) in active.iter().enumerate() {
            if is && !self.active.get(place).copied().unwrap_or(false) && !self.new[place] {
                self.new[place] = true;
                self.started += 1;
            }
            self.left += u32::from(is && self.new[place]);
        }
        self.active = active;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Model;
    use crate::programme::LeverTable;

    fn observed(model: &Model, years: u16) -> Observed {
        let levers = LeverTable::defaults(&model.levers).expect("levers");
        let policy = Policy::constant(levers.clone());
        let simulation = Simulation::new(model, 1, 0, 0.1, years * YEAR, levers);
        Observed::run(simulation, &policy, &model.synthesis.cutoffs, years)
    }

    fn targets(model: &Model) -> Vec<Target> {
        Target::embedded(&model.tables).expect("targets")
    }

    #[test]
    fn every_target_is_measured_in_a_run_and_the_standing_state_is_that_of_the_tables() {
        let model = Model::embedded().expect("a model");
        let mut targets = targets(&model);
        let observed = observed(&model, years(&targets));
        for target in &targets {
            let value = observed.measure(target).expect("measured");
            assert!((0.0..=100.0).contains(&value), "{}: {value}", target.id);
        }
        // Right at the start the tables hold, but for rounding and the small city.
        targets.retain(|target| target.id.starts_with("isolated.") && target.borough.is_none());
        for mut target in targets {
            target.years = 0;
            let value = observed.measure(&target).expect("measured");
            assert!((value - target.value).abs() < 1.5, "{}: {value}", target.id);
        }
    }

    #[test]
    fn who_stays_is_followed_and_opposites_add_up() {
        let model = Model::embedded().expect("a model");
        let observed = observed(&model, 2);
        let mut target = targets(&model)
            .into_iter()
            .find(|target| target.id == "loneliness.same_8_years")
            .expect("a target");
        let mut ask = |measure, years| {
            (target.measure, target.years) = (measure, years);
            observed.measure(&target).expect("measured")
        };
        let [same, more, less] = [
            Measure::SameLoneliness,
            Measure::MoreLonely,
            Measure::LessLonely,
        ]
        .map(|m| ask(m, 2));
        assert!(
            (same + more + less - 100.0).abs() < 1e-9,
            "{same} {more} {less}"
        );
        assert!(
            same > 70.0 && more > 0.0 && less > 0.0,
            "{same} {more} {less}"
        );
        // Two looks at one moment show no change.
        let none = [Measure::SameLoneliness, Measure::StillLonely].map(|m| ask(m, 0));
        assert_eq!(none, [100.0, 100.0]);
    }
}
