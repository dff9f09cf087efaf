//! What results are about: each outcome with its label, kind and unit.

use super::{Label, Term};

/// How an outcome adds up over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    /// Counted at the end of each month; over a period, the mean of its months.
    Stock,
    /// Counted when it happens; over a period, the sum.
    Flow,
    /// As a flow, but counted per borough and not per age.
    Ledger,
}

/// Unit of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Residents.
    Persons,
    /// Residents x years.
    ResidentYears,
    /// Months.
    Months,
    /// Hours of work.
    Hours,
}

impl Unit {
    /// What a reader sees.
    pub const fn label(self) -> Label {
        match self {
            Self::Persons => Label::new("personen", "persons"),
            Self::ResidentYears => Label::new("persoonsjaren", "resident-years"),
            Self::Months => Label::new("maanden", "months"),
            Self::Hours => Label::new("uren", "hours"),
        }
    }
}

/// An outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Outcome {
    Population,
    NoSupport,
    ModerateSupport,
    MuchSupport,
    ModeratelyLonely,
    StronglyLonely,
    Isolated,
    Threatened,
    ContactResilient,
    ContactLonely,
    ContactPoor,
    ContactIsolated,
    CategoryThreatened,
    CategorySituational,
    CategoryStructural,
    CategoryPsychiatric,
    ProfileActive,
    ProfileSheltered,
    ProfileLeftBehind,
    ProfileDependent,
    ProfileCompensator,
    ProfileOutsider,
    ProfileHopeful,
    ProfileSurvivor,
    InView,
    Waiting,
    InHelp,
    Volunteers,
    Matches,
    IsolatedYears,
    NewlyIsolated,
    Recovered,
    Deaths,
    PartnerLost,
    Separated,
    MovedWithin,
    LeftCity,
    Arrived,
    Reached,
    HelpStarted,
    ActivitiesStarted,
    GuidanceStarted,
    VisitsStarted,
    ThreatAverted,
    ControlRegained,
    IsolationEnded,
    WaitingMonths,
    VolunteersStarted,
    VolunteersStopped,
    ProfessionalHours,
    ProfessionalHoursShort,
    CoordinationHours,
    VolunteerHours,
    ActivityPlaceMonths,
}

/// Number of outcomes.
pub const OUTCOMES: usize = 54;

struct Fact(&'static str, Label, OutcomeKind, Unit);

use OutcomeKind::{Flow, Ledger, Stock};
use Unit::{Hours, Months, Persons, ResidentYears};

#[rustfmt::skip]
const FACTS: [Fact; OUTCOMES] = [
    Fact("population", Label::new("inwoners", "residents"), Stock, Persons),
    Fact("support_none", Label::new("geen sociale steun", "no support"), Stock, Persons),
    Fact("support_moderate", Label::new("matige sociale steun", "moderate support"), Stock, Persons),
    Fact("support_much", Label::new("veel sociale steun", "much support"), Stock, Persons),
    Fact("loneliness_moderate", Label::new("matig eenzaam", "moderately lonely"), Stock, Persons),
    Fact("loneliness_strong", Label::new("sterk eenzaam", "strongly lonely"), Stock, Persons),
    Fact("isolated", Label::new("sociaal geïsoleerd", "isolated"), Stock, Persons),
    Fact("threatened", Label::new("isolement dreigt", "threatened"), Stock, Persons),
    Fact("contact_resilient", Label::new("contacttype: sociaal weerbaar", "contact type: resilient"), Stock, Persons),
    Fact("contact_lonely", Label::new("contacttype: eenzaam", "contact type: lonely"), Stock, Persons),
    Fact("contact_poor", Label::new("contacttype: contactarm", "contact type: contact-poor"), Stock, Persons),
    Fact("contact_isolated", Label::new("contacttype: sociaal geïsoleerd", "contact type: isolated"), Stock, Persons),
    Fact("category_threatened", Label::new("categorie: dreigend", "category: threatened"), Stock, Persons),
    Fact("category_situational", Label::new("categorie: situationeel", "category: situational"), Stock, Persons),
    Fact("category_structural", Label::new("categorie: structureel", "category: structural"), Stock, Persons),
    Fact("category_structural_psychiatric", Label::new("categorie: structureel met psychiatrische problematiek", "category: structural with psychiatric problems"), Stock, Persons),
    Fact("profile_active", Label::new("profiel: actieven", "profile: active"), Stock, Persons),
    Fact("profile_sheltered", Label::new("profiel: geborgenen", "profile: sheltered"), Stock, Persons),
    Fact("profile_left_behind", Label::new("profiel: achterblijvers", "profile: left behind"), Stock, Persons),
    Fact("profile_dependent", Label::new("profiel: afhankelijken", "profile: dependent"), Stock, Persons),
    Fact("profile_compensator", Label::new("profiel: compenseerders", "profile: compensators"), Stock, Persons),
    Fact("profile_outsider", Label::new("profiel: buitenstaanders", "profile: outsiders"), Stock, Persons),
    Fact("profile_hopeful", Label::new("profiel: hoopvollen", "profile: hopeful"), Stock, Persons),
    Fact("profile_survivor", Label::new("profiel: overlevers", "profile: survivors"), Stock, Persons),
    Fact("in_view", Label::new("in beeld", "in view"), Stock, Persons),
    Fact("waiting", Label::new("wachtend op hulp", "waiting for help"), Stock, Persons),
    Fact("in_help", Label::new("in hulp", "in help"), Stock, Persons),
    Fact("volunteers", Label::new("vrijwilligers", "volunteers"), Stock, Persons),
    Fact("matches", Label::new("koppelingen met een vrijwilliger", "volunteer matches"), Stock, Persons),
    Fact("isolated_resident_years", Label::new("persoonsjaren in isolement", "isolated resident-years"), Flow, ResidentYears),
    Fact("newly_isolated", Label::new("nieuw geïsoleerd", "newly isolated"), Flow, Persons),
    Fact("recovered", Label::new("uit isolement gekomen", "came out of isolation"), Flow, Persons),
    Fact("deaths", Label::new("overleden", "deaths"), Flow, Persons),
    Fact("partner_lost", Label::new("partner overleden", "widowed"), Flow, Persons),
    Fact("separated", Label::new("gescheiden", "separated"), Flow, Persons),
    Fact("moved_within", Label::new("verhuisd binnen de stad", "moved within the city"), Flow, Persons),
    Fact("left_city", Label::new("uit de stad vertrokken", "left the city"), Flow, Persons),
    Fact("arrived", Label::new("nieuw in de stad of 13 geworden", "arrived or turned 13"), Flow, Persons),
    Fact("reached", Label::new("in beeld gekomen", "came into view"), Flow, Persons),
    Fact("help_started", Label::new("hulp begonnen", "help started"), Flow, Persons),
    Fact("activities_started", Label::new("begonnen met groepsactiviteiten", "started group activities"), Flow, Persons),
    Fact("guidance_started", Label::new("begonnen met korte intensieve begeleiding", "started short intensive guidance"), Flow, Persons),
    Fact("visits_started", Label::new("begonnen met bezoek van een vrijwilliger", "started volunteer visits"), Flow, Persons),
    Fact("threat_averted", Label::new("dreiging afgewend", "threat averted"), Flow, Persons),
    Fact("control_regained", Label::new("regie herwonnen", "control regained"), Flow, Persons),
    Fact("isolation_ended_in_help", Label::new("isolement beëindigd tijdens of na hulp", "isolation ended during or after help"), Flow, Persons),
    Fact("waiting_months", Label::new("gewachte maanden bij begin van hulp", "months waited at the start of help"), Flow, Months),
    Fact("volunteers_started", Label::new("vrijwilligers begonnen", "volunteers started"), Flow, Persons),
    Fact("volunteers_stopped", Label::new("vrijwilligers gestopt", "volunteers stopped"), Flow, Persons),
    Fact("professional_hours", Label::new("uren van beroepskrachten", "professional hours"), Ledger, Hours),
    Fact("professional_hours_short", Label::new("tekort aan uren van beroepskrachten", "professional hours short"), Ledger, Hours),
    Fact("coordination_hours", Label::new("uren coördinatie van vrijwilligers", "volunteer coordination hours"), Ledger, Hours),
    Fact("volunteer_hours", Label::new("uren van vrijwilligers", "volunteer hours"), Ledger, Hours),
    Fact("activity_place_months", Label::new("bezette plaatsmaanden bij activiteiten", "activity place-months used"), Ledger, Months),
];

impl Outcome {
    /// How it adds up over time.
    pub fn kind(self) -> OutcomeKind {
        FACTS[self.index()].2
    }

    /// Its unit.
    pub fn unit(self) -> Unit {
        FACTS[self.index()].3
    }

    /// Is it also given as a share of the residents of its cell?
    pub fn has_share(self) -> bool {
        self.kind() == OutcomeKind::Stock && self != Self::Population
    }
}

impl Term for Outcome {
    const ALL: &'static [Self] = &[
        Self::Population,
        Self::NoSupport,
        Self::ModerateSupport,
        Self::MuchSupport,
        Self::ModeratelyLonely,
        Self::StronglyLonely,
        Self::Isolated,
        Self::Threatened,
        Self::ContactResilient,
        Self::ContactLonely,
        Self::ContactPoor,
        Self::ContactIsolated,
        Self::CategoryThreatened,
        Self::CategorySituational,
        Self::CategoryStructural,
        Self::CategoryPsychiatric,
        Self::ProfileActive,
        Self::ProfileSheltered,
        Self::ProfileLeftBehind,
        Self::ProfileDependent,
        Self::ProfileCompensator,
        Self::ProfileOutsider,
        Self::ProfileHopeful,
        Self::ProfileSurvivor,
        Self::InView,
        Self::Waiting,
        Self::InHelp,
        Self::Volunteers,
        Self::Matches,
        Self::IsolatedYears,
        Self::NewlyIsolated,
        Self::Recovered,
        Self::Deaths,
        Self::PartnerLost,
        Self::Separated,
        Self::MovedWithin,
        Self::LeftCity,
        Self::Arrived,
        Self::Reached,
        Self::HelpStarted,
        Self::ActivitiesStarted,
        Self::GuidanceStarted,
        Self::VisitsStarted,
        Self::ThreatAverted,
        Self::ControlRegained,
        Self::IsolationEnded,
        Self::WaitingMonths,
        Self::VolunteersStarted,
        Self::VolunteersStopped,
        Self::ProfessionalHours,
        Self::ProfessionalHoursShort,
        Self::CoordinationHours,
        Self::VolunteerHours,
        Self::ActivityPlaceMonths,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        FACTS[self.index()].0
    }
    fn label(self) -> Label {
        FACTS[self.index()].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_its_own_identifier() {
        for &outcome in Outcome::ALL {
            assert_eq!(Outcome::from_id(outcome.id()), Some(outcome));
        }
    }
}
