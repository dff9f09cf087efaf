//! The stocks to which a resident belongs: one bit per outcome.

use crate::population::{Cutoffs, Person};
use crate::programme::Stage;
use crate::vocabulary::{
    ContactType, IsolationCategory, IsolationStatus, Loneliness, Orientation, Outcome, Profile,
    Support, Term,
};

/// Practical problems that count as many.
const MANY_PROBLEMS: u8 = 2;

/// What both lenses say, worked out once for every state that they can see.
#[derive(Clone, Debug)]
pub struct Stocks {
    cutoffs: Cutoffs,
    /// Supporters from which on one more makes no difference.
    most: u8,
    /// Bits by the places of [`Stocks::place`].
    seen: Vec<u64>,
}

fn bit(outcome: Outcome) -> u64 {
    1 << outcome.index()
}

impl Stocks {
    /// The stocks under these cut-offs.
    pub fn new(cutoffs: Cutoffs) -> Self {
        let most = (0..=u8::MAX)
            .rev()
            .find(|&supporters| supporters == 0 || !cutoffs.alike(supporters, supporters - 1))
            .unwrap_or(0);
        let mut stocks = Self {
            cutoffs,
            most,
            seen: Vec::new(),
        };
        for supporters in 0..=most {
            for &loneliness in Loneliness::ALL {
                for (entrenched, psychiatric) in
                    [(false, false), (false, true), (true, false), (true, true)]
                {
                    for &orientation in Orientation::ALL {
                        let support = cutoffs.support_of(supporters);
                        let status = IsolationStatus::of(support, loneliness);
                        let category = IsolationCategory::of(status, entrenched, psychiatric);
                        let small = cutoffs.is_small(supporters);
                        stocks.seen.push(
                            survey_lens(support, loneliness, status)
                                | typology_lens(ContactType::of(small, loneliness))
                                | categories(category, Profile::of(category, orientation)),
                        );
                    }
                }
            }
        }
        stocks
    }

    /// Place of a state in the table: in the order in which it is made.
    #[inline]
    fn place(&self, person: &Person) -> usize {
        let supporters = usize::from(person.supporters().min(self.most));
        let lonely = supporters * Loneliness::ALL.len() + person.loneliness.index();
        let lasting = (lonely * 2 + usize::from(person.entrenched)) * 2;
        (lasting + usize::from(person.psychiatric)) * Orientation::ALL.len()
            + person.orientation.index()
    }

    /// The stocks of a resident.
    #[inline]
    pub fn of(&self, person: &Person) -> u64 {
        let when = |belongs: bool, outcome: Outcome| u64::from(belongs) << outcome.index();
        let mut bits = self.seen[self.place(person)]
            | when(person.is_volunteer(), Outcome::Volunteers)
            | when(person.specialised, Outcome::SpecialisedVolunteers)
            | when(person.visited, Outcome::Matches)
            | when(person.problems >= MANY_PROBLEMS, Outcome::ManyProblems);
        if Stage::of(person) != Stage::Unseen {
            bits |= self.pathway(person);
        }
        bits
    }

    fn pathway(&self, person: &Person) -> u64 {
        match Stage::of(person) {
            Stage::Unseen => 0,
            Stage::Contact | Stage::Known | Stage::Aftercare => bit(Outcome::InView),
            Stage::Monitoring => bit(Outcome::InView) | bit(Outcome::Monitored),
            Stage::Waiting => {
                let weight = self.cutoffs.category(person).index().max(1) - 1;
                let by_category = 1 << (Outcome::WaitingThreatened.index() + weight);
                bit(Outcome::InView) | bit(Outcome::Waiting) | by_category
            }
            Stage::Help => bit(Outcome::InView) | bit(Outcome::InHelp),
        }
    }
}

fn survey_lens(support: Support, loneliness: Loneliness, status: IsolationStatus) -> u64 {
    let support = match support {
        Support::None => Outcome::NoSupport,
        Support::Moderate => Outcome::ModerateSupport,
        Support::Much => Outcome::MuchSupport,
    };
    let loneliness = match loneliness {
        Loneliness::None => 0,
        Loneliness::Moderate => bit(Outcome::ModeratelyLonely),
        Loneliness::Strong => bit(Outcome::StronglyLonely),
    };
    let status = match status {
        IsolationStatus::Isolated => bit(Outcome::Isolated),
        IsolationStatus::Threatened => bit(Outcome::Threatened),
        IsolationStatus::NotIsolated => 0,
    };
    bit(Outcome::Population) | bit(support) | loneliness | status
}

fn typology_lens(contact_type: ContactType) -> u64 {
    1 << (Outcome::ContactResilient.index() + contact_type.index())
}

fn categories(category: IsolationCategory, profile: Option<Profile>) -> u64 {
    let category = match category {
        IsolationCategory::None => 0,
        other => 1 << (Outcome::CategoryThreatened.index() + other.index() - 1),
    };
    let profile = profile.map_or(0, |profile| {
        1 << (Outcome::ProfileActive.index() + profile.index())
    });
    category | profile
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::OutcomeKind;

    #[test]
    fn outcomes_follow_the_order_of_their_terms() {
        let places = [
            (Outcome::ContactResilient, ContactType::Resilient.index()),
            (Outcome::ContactIsolated, ContactType::Isolated.index()),
        ];
        for (outcome, place) in places {
            assert_eq!(outcome.index(), Outcome::ContactResilient.index() + place);
        }
        assert_eq!(
            Outcome::ProfileSurvivor.index() - Outcome::ProfileActive.index(),
            Profile::Survivor.index()
        );
        assert_eq!(
            Outcome::CategoryPsychiatric.index() - Outcome::CategoryThreatened.index() + 1,
            IsolationCategory::StructuralPsychiatric.index()
        );
    }

    #[test]
    fn the_table_says_what_the_lenses_say() {
        let model = crate::engine::Model::embedded().expect("a model");
        let cutoffs = model.synthesis.cutoffs;
        let stocks = Stocks::new(cutoffs);
        let draws = crate::chance::Draws::new(1, 0);
        let city = model.synthesis.city(&draws, 0.01, 0);
        for (_, person) in city.residents() {
            let mut person = *person;
            for ties in 0..=12 {
                person.ties = ties;
                for entrenched in [false, true] {
                    person.entrenched = entrenched;
                    let support = cutoffs.support(&person);
                    let status = cutoffs.status(&person);
                    let expected = survey_lens(support, person.loneliness, status)
                        | typology_lens(cutoffs.contact_type(&person))
                        | categories(cutoffs.category(&person), cutoffs.profile(&person));
                    let many = u64::from(person.problems >= MANY_PROBLEMS);
                    let problems = many << Outcome::ManyProblems.index();
                    assert_eq!(stocks.of(&person), expected | problems);
                }
            }
        }
    }

    #[test]
    fn every_stock_fits_in_the_bits_of_a_word() {
        let stocks = Outcome::ALL
            .iter()
            .filter(|outcome| outcome.kind() == OutcomeKind::Stock);
        assert!(stocks.map(|outcome| outcome.index()).max() < Some(64));
    }
}
