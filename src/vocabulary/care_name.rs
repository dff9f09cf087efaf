//! Names in parts of the outcomes that are not counted by age, for tables with a column per part.

use std::sync::LazyLock;

use super::outcome::FIRST_LEDGER;
use super::{
    CareResult, Channel, IsolationCategory, Label, Outcome, Payer, Profile, Resource, Term,
};

/// The name of an outcome that is not counted by age, in parts: what is measured, of what, for whom.
/// A part that does not apply is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CareName {
    /// What is measured: identifier and label.
    pub measure: (&'static str, Label),
    /// Of what: a result, channel, resource, or kind of cost.
    pub item: (&'static str, Label),
    /// For whom (profile, category, light or heavy) or in which respect (available, used).
    pub group: (&'static str, Label),
}

impl Outcome {
    /// The parts of its name, where it is not counted by age.
    pub fn care_name(self) -> Option<CareName> {
        (!self.has_ages()).then(|| NAMES[self.index() - FIRST_LEDGER])
    }
}

type Part = (&'static str, Label);

const NOTHING: Part = ("", Label::new("", ""));
const LIGHT: Part = ("light", Label::new("licht", "light"));
const HEAVY: Part = ("heavy", Label::new("zwaar", "heavy"));
const AVAILABLE: Part = ("available", Label::new("beschikbaar", "available"));
const USED: Part = ("used", Label::new("gebruikt", "used"));
const SHORT: Part = ("short", Label::new("tekort", "short"));
const UNUSED: Part = ("idle", Label::new("niet gebruikt", "idle"));

fn part<T: Term>(term: T) -> Part {
    (term.id(), term.label())
}

/// Names in parts, from [`FIRST_LEDGER`] on, in the order of the outcomes.
static NAMES: LazyLock<Vec<CareName>> = LazyLock::new(|| {
    const COST: Part = ("cost", Label::new("kosten", "costs"));
    const KIND: Part = (
        "cost_by_kind",
        Label::new("kosten naar soort", "costs by kind"),
    );
    const PAYER: Part = (
        "cost_by_payer",
        Label::new("kosten naar betaler", "costs by payer"),
    );
    const TOTAL: Part = (
        "resource_total",
        Label::new("inzet in totaal", "use in total"),
    );
    let professionals = (
        "professionals",
        Label::new("beroepskrachten", "professionals"),
    );
    let all = ("total", Label::new("totaal", "total"));
    let kind = |id, nl, en| (KIND, (id, Label::new(nl, en)), NOTHING);
    let mut names = vec![
        (TOTAL, professionals, USED),
        (TOTAL, professionals, SHORT),
        (TOTAL, part(Resource::Coordination), USED),
        (TOTAL, part(Resource::VolunteerTime), USED),
        (TOTAL, part(Resource::ActivityPlaces), USED),
        (COST, all, NOTHING),
    ];
    names.extend(
        Payer::ALL
            .iter()
            .map(|&payer| (PAYER, part(payer), NOTHING)),
    );
    names.extend([
        kind("professionals", "beroepskrachten", "professionals"),
        kind(
            "coordination",
            "coördinatie van vrijwilligers",
            "volunteer coordination",
        ),
        kind("activities", "activiteiten", "activities"),
        kind("specialist", "specialistische hulp", "specialist help"),
        kind(
            "signalling",
            "signalering en kennis",
            "signalling and knowledge",
        ),
        kind(
            "training",
            "training van vrijwilligers",
            "training of volunteers",
        ),
    ]);
    let value = Label::new("waarde van tijd", "value of time");
    names.push((
        ("value_of_time", value),
        part(Resource::VolunteerTime),
        NOTHING,
    ));
    let trajectories = Label::new("intensieve trajecten", "intensive trajectories");
    names.push((TOTAL, ("trajectory_hours", trajectories), USED));
    let measure = |id, nl, en| (id, Label::new(nl, en));
    let results = measure("result", "resultaat van hulp", "result of help");
    for &result in CareResult::ALL {
        names.extend(
            Profile::ALL
                .iter()
                .map(|&who| (results, part(result), part(who))),
        );
    }
    let reached = measure("reached", "in beeld gekomen", "came into view");
    names.extend(
        Profile::ALL
            .iter()
            .map(|&who| (reached, NOTHING, part(who))),
    );
    let reports = measure("report", "melding", "report");
    for &channel in Channel::ALL {
        names.extend([LIGHT, HEAVY].map(|weight| (reports, part(channel), weight)));
    }
    let categories = || IsolationCategory::ALL[1..].iter().map(|&who| part(who));
    let started = measure("help_started", "hulp begonnen", "help started");
    names.extend(categories().map(|who| (started, NOTHING, who)));
    let waited = measure(
        "waiting_months",
        "gewachte maanden bij begin van hulp",
        "months waited at the start of help",
    );
    names.extend(categories().map(|who| (waited, NOTHING, who)));
    for clients in [
        measure("guided", "individueel begeleid", "guided individually"),
        measure(
            "joined",
            "bij vrijwilligers, belcontact of activiteiten",
            "with volunteers, telephone contact or activities",
        ),
    ] {
        let profiles = Profile::ALL.iter();
        names.extend(profiles.map(|&who| (clients, NOTHING, part(who))));
    }
    let resources = measure("resource", "inzet", "resource");
    for &resource in Resource::ALL {
        names.extend([AVAILABLE, USED, SHORT].map(|entry| (resources, part(resource), entry)));
    }
    names.extend(
        Resource::ALL
            .iter()
            .map(|&resource| (resources, part(resource), UNUSED)),
    );
    let wait = measure("waiting_time", "gemiddelde wachttijd", "mean waiting time");
    names.push((wait, NOTHING, all));
    names.extend(categories().map(|who| (wait, NOTHING, who)));
    let name = |(measure, item, group)| CareName {
        measure,
        item,
        group,
    };
    names.into_iter().map(name).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::OUTCOMES;

    #[test]
    fn every_outcome_from_the_first_on_is_not_counted_by_age() {
        assert_eq!(Outcome::ProfessionalHours.index(), FIRST_LEDGER);
        for outcome in Outcome::ALL {
            assert_eq!(outcome.has_ages(), outcome.index() < FIRST_LEDGER);
        }
    }

    #[test]
    fn names_in_parts_fit_the_outcomes_and_differ() {
        let named: Vec<_> = Outcome::ALL
            .iter()
            .filter_map(|outcome| Some((outcome, outcome.care_name()?)))
            .collect();
        assert_eq!(named.len(), OUTCOMES - FIRST_LEDGER);
        assert_eq!(named.len(), NAMES.len());
        for (place, (outcome, name)) in named.iter().enumerate() {
            // Families have the parts in their identifier; the single ones are named below.
            let is_family = outcome.index() > Outcome::TrajectoryHours.index();
            for part in [name.item.0, name.group.0] {
                let fits = part == "total" || outcome.id().contains(part);
                assert!(fits || !is_family, "{} is called {name:?}", outcome.id());
            }
            let ids = |name: &CareName| [name.measure.0, name.item.0, name.group.0];
            let twins = named[..place]
                .iter()
                .filter(|(_, other)| ids(other) == ids(name));
            assert_eq!(twins.count(), 0, "{name:?}");
        }
        let name = |outcome: Outcome| {
            outcome
                .care_name()
                .map(|n| [n.measure.0, n.item.0, n.group.0])
        };
        assert_eq!(
            name(Outcome::VolunteerTimeValue),
            Some(["value_of_time", "volunteer_time", ""])
        );
        assert_eq!(
            name(Outcome::report(Channel::SelfReport, true)),
            Some(["report", "self_report", "heavy"])
        );
        assert_eq!(
            name(Outcome::short(Resource::SpecialistPlaces)),
            Some(["resource", "specialist_places", "short"])
        );
        assert_eq!(
            name(Outcome::CostInsurer),
            Some(["cost_by_payer", "insurer", ""])
        );
        assert_eq!(
            name(Outcome::CostProfessionals),
            Some(["cost_by_kind", "professionals", ""])
        );
        assert_eq!(
            name(Outcome::ActivityPlaceMonths),
            Some(["resource_total", "activity_places", "used"])
        );
        assert_eq!(name(Outcome::Isolated), None);
    }
}
