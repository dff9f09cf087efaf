//! The record and the census of a month, counted from all residents.

use crate::dynamics::Count;
use crate::engine::record::{CELLS, Record, cell};
use crate::population::{City, Cutoffs, Person};
use crate::programme::{Census, ProgrammeState, Stage};
use crate::vocabulary::{
    BOROUGHS, ContactType, IsolationCategory, IsolationStatus, Loneliness, Outcome, OutcomeKind,
    Profile, RecordedAge, Support, Term,
};

/// The numbers of a month: stocks of everybody who is there, what was counted, and the books.
pub(super) fn recount(
    city: &City,
    lenses: &Cutoffs,
    counts: &[Count],
    programme: &ProgrammeState,
) -> Vec<u32> {
    let mut record = Record::new(0);
    counts.iter().for_each(|count| record.count(count));
    record.account(&programme.ledger, &programme.bill);
    record.close_month();
    let mut numbers = record.numbers().to_vec();
    let stocks = Outcome::ALL
        .iter()
        .filter(|outcome| outcome.kind() == OutcomeKind::Stock);
    for &stock in stocks {
        for (_, person) in city.residents() {
            if belongs(person, stock, lenses) {
                let (borough, sex) = (person.borough.index(), person.sex.index());
                let cell = cell(borough, person.recorded_age(), sex);
                numbers[stock.index() * CELLS + cell] += 1;
            }
        }
    }
    numbers
}

/// Does somebody belong to a stock?
fn belongs(person: &Person, stock: Outcome, lenses: &Cutoffs) -> bool {
    let category = lenses.category(person);
    let stage = Stage::of(person);
    let has_support = |level| lenses.support(person) == level;
    let has_status = |status| lenses.status(person) == status;
    let is_in = |contact_type| lenses.contact_type(person) == contact_type;
    let is_of = |profile| lenses.profile(person) == Some(profile);
    let waits_as = |other| stage == Stage::Waiting && category == other;
    match stock {
        Outcome::Population => true,
        Outcome::NoSupport => has_support(Support::None),
        Outcome::ModerateSupport => has_support(Support::Moderate),
        Outcome::MuchSupport => has_support(Support::Much),
        Outcome::ModeratelyLonely => person.loneliness == Loneliness::Moderate,
        Outcome::StronglyLonely => person.loneliness == Loneliness::Strong,
        Outcome::Isolated => has_status(IsolationStatus::Isolated),
        Outcome::Threatened => has_status(IsolationStatus::Threatened),
        Outcome::ContactResilient => is_in(ContactType::Resilient),
        Outcome::ContactLonely => is_in(ContactType::Lonely),
        Outcome::ContactPoor => is_in(ContactType::ContactPoor),
        Outcome::ContactIsolated => is_in(ContactType::Isolated),
        Outcome::CategoryThreatened => category == IsolationCategory::Threatened,
        Outcome::CategorySituational => category == IsolationCategory::Situational,
        Outcome::CategoryStructural => category == IsolationCategory::Structural,
        Outcome::CategoryPsychiatric => category == IsolationCategory::StructuralPsychiatric,
        Outcome::ProfileActive => is_of(Profile::Active),
        Outcome::ProfileSheltered => is_of(Profile::Sheltered),
        Outcome::ProfileLeftBehind => is_of(Profile::LeftBehind),
        Outcome::ProfileDependent => is_of(Profile::Dependent),
        Outcome::ProfileCompensator => is_of(Profile::Compensator),
        Outcome::ProfileOutsider => is_of(Profile::Outsider),
        Outcome::ProfileHopeful => is_of(Profile::Hopeful),
        Outcome::ProfileSurvivor => is_of(Profile::Survivor),
        Outcome::InView => stage != Stage::Unseen,
        Outcome::Waiting => stage == Stage::Waiting,
        Outcome::InHelp => stage == Stage::Help,
        Outcome::Monitored => stage == Stage::Monitoring,
        Outcome::WaitingForContact => stage == Stage::Contact,
        // Whoever waits and is neither isolated nor threatened any more counts as threatened.
        Outcome::WaitingThreatened => {
            waits_as(IsolationCategory::Threatened) || waits_as(IsolationCategory::None)
        }
        Outcome::WaitingSituational => waits_as(IsolationCategory::Situational),
        Outcome::WaitingStructural => waits_as(IsolationCategory::Structural),
        Outcome::WaitingPsychiatric => waits_as(IsolationCategory::StructuralPsychiatric),
        Outcome::Volunteers => person.is_volunteer(),
        Outcome::SpecialisedVolunteers => person.specialised,
        Outcome::Matches => person.visited,
        Outcome::ManyProblems => person.problems >= 2,
        other => panic!("say here who belongs to {other:?}"),
    }
}

/// What the programme knows of the city at the start of a month.
pub(super) fn census(people: &[Person], lenses: &Cutoffs, scale: f64) -> Census {
    let mut census = Census {
        residents: [0; BOROUGHS],
        older: [0; BOROUGHS],
        ages: Default::default(),
        isolated: [0; BOROUGHS],
        many_problems: [0; BOROUGHS],
        scale,
    };
    for person in people.iter().filter(|person| person.present) {
        let (borough, age) = (person.borough.index(), person.recorded_age());
        let isolated = belongs(person, Outcome::Isolated, lenses);
        let many_problems = belongs(person, Outcome::ManyProblems, lenses);
        census.residents[borough] += 1;
        census.older[borough] += u32::from(age >= RecordedAge::From55To64);
        census.ages[borough][age as usize] += 1;
        census.isolated[borough] += u32::from(isolated);
        census.many_problems[borough] += u32::from(many_problems);
    }
    census
}
