//! The words of the programme: channels, resources, results and payers.

use super::{Label, Term};

/// A channel through which residents come into view (section 7 of the facts on chapter 6, §5.2.3,
/// §5.2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Channel {
    NaturalInflow,
    GeneralPractitioners,
    HomeCare,
    Caretakers,
    CareNetworks,
    ReportingPoint,
    GroupActivities,
    KeyFigures,
    PreventiveVisits,
    Outreach,
    SelfReport,
}

/// Number of channels.
pub const CHANNELS: usize = 11;

/// Something scarce that help uses. Minutes of work, or places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Resource {
    Advisers,
    SocialWork,
    Outreach,
    Monitoring,
    CarerSupport,
    PreventiveVisits,
    ActivityWork,
    ActivityPlaces,
    Coordination,
    VolunteerTime,
    TelephonePlaces,
    SpecialistPlaces,
}

/// Number of resources.
pub const RESOURCES: usize = 12;

/// A result as Schema 4 counts it (§5.3.4), and the end of isolation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum CareResult {
    ThreatAverted,
    ControlRegained,
    NetworkGrown,
    ProblemsSolved,
    TrustGained,
    SpecialistHelp,
    SafetyNet,
    IsolationEnded,
}

/// Number of results.
pub const RESULTS: usize = 8;

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Payer {
    Borough,
    City,
    Insurer,
}

/// Number of payers.
pub const PAYERS: usize = 3;

impl Resource {
    /// Is it one pool for the whole city?
    pub const fn is_city_wide(self) -> bool {
        matches!(
            self,
            Self::Coordination
                | Self::VolunteerTime
                | Self::TelephonePlaces
                | Self::SpecialistPlaces
        )
    }

    /// Is it counted in places, and not in minutes of work?
    pub const fn is_places(self) -> bool {
        matches!(
            self,
            Self::ActivityPlaces | Self::TelephonePlaces | Self::SpecialistPlaces
        )
    }

    /// Is it paid work of professionals with clients?
    pub const fn is_professional(self) -> bool {
        !self.is_places() && !matches!(self, Self::Coordination | Self::VolunteerTime)
    }
}

impl Term for Channel {
    const ALL: &'static [Self] = &[
        Self::NaturalInflow,
        Self::GeneralPractitioners,
        Self::HomeCare,
        Self::Caretakers,
        Self::CareNetworks,
        Self::ReportingPoint,
        Self::GroupActivities,
        Self::KeyFigures,
        Self::PreventiveVisits,
        Self::Outreach,
        Self::SelfReport,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        [
            "natural_inflow",
            "general_practitioners",
            "home_care",
            "caretakers",
            "care_networks",
            "reporting_point",
            "group_activities",
            "key_figures",
            "preventive_visits",
            "outreach",
            "self_report",
        ][self.index()]
    }
    fn label(self) -> Label {
        const LABELS: [Label; CHANNELS] = [
            Label::new("natuurlijke instroom", "natural inflow"),
            Label::new("huisartsen", "general practitioners"),
            Label::new(
                "thuiszorg en mantelzorgsteun",
                "home care and carer support",
            ),
            Label::new(
                "huismeesters en buurtbemiddeling",
                "caretakers and neighbourhood mediation",
            ),
            Label::new("lokale zorgnetwerken", "local care networks"),
            Label::new("meldpunt of VraagWijzer", "reporting point or VraagWijzer"),
            Label::new("groepsactiviteiten", "group activities"),
            Label::new("sleutelfiguren en buren", "key figures and neighbours"),
            Label::new("preventief huisbezoek", "preventive visits"),
            Label::new("outreachend team", "outreach team"),
            Label::new("eigen melding", "self-report"),
        ];
        LABELS[self.index()]
    }
}

impl Term for Resource {
    const ALL: &'static [Self] = &[
        Self::Advisers,
        Self::SocialWork,
        Self::Outreach,
        Self::Monitoring,
        Self::CarerSupport,
        Self::PreventiveVisits,
        Self::ActivityWork,
        Self::ActivityPlaces,
        Self::Coordination,
        Self::VolunteerTime,
        Self::TelephonePlaces,
        Self::SpecialistPlaces,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        [
            "advisers",
            "social_work",
            "outreach",
            "monitoring",
            "carer_support",
            "preventive_visits",
            "activity_work",
            "activity_places",
            "coordination",
            "volunteer_time",
            "telephone_places",
            "specialist_places",
        ][self.index()]
    }
    fn label(self) -> Label {
        const LABELS: [Label; RESOURCES] = [
            Label::new("ouderenadviseurs", "elderly advisers"),
            Label::new("maatschappelijk werkers", "social workers"),
            Label::new("outreachend team", "outreach team"),
            Label::new("monitoring", "monitoring"),
            Label::new("mantelzorgondersteuners", "carer-support workers"),
            Label::new("preventief huisbezoek", "preventive visits"),
            Label::new("activiteitenbegeleiders", "activity workers"),
            Label::new("plaatsen bij activiteiten", "activity places"),
            Label::new("coördinatie van vrijwilligers", "volunteer coordination"),
            Label::new("vrijwilligers", "volunteers"),
            Label::new("plaatsen belcontact", "telephone contact places"),
            Label::new("plaatsen specialistische hulp", "specialist places"),
        ];
        LABELS[self.index()]
    }
}

impl Term for CareResult {
    const ALL: &'static [Self] = &[
        Self::ThreatAverted,
        Self::ControlRegained,
        Self::NetworkGrown,
        Self::ProblemsSolved,
        Self::TrustGained,
        Self::SpecialistHelp,
        Self::SafetyNet,
        Self::IsolationEnded,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        [
            "threat_averted",
            "control_regained",
            "network_grown",
            "problems_solved",
            "trust_gained",
            "specialist_help",
            "safety_net",
            "isolation_ended_in_help",
        ][self.index()]
    }
    fn label(self) -> Label {
        const LABELS: [Label; RESULTS] = [
            Label::new("dreiging afgewend", "threat averted"),
            Label::new("regie herwonnen", "control regained"),
            Label::new("netwerk gegroeid", "network grown"),
            Label::new("praktische problemen opgelost", "practical problems solved"),
            Label::new("vertrouwen gewonnen", "trust gained"),
            Label::new("specialistische hulp geregeld", "specialist help in place"),
            Label::new("professioneel vangnet", "safety net in place"),
            Label::new(
                "isolement beëindigd tijdens of na hulp",
                "isolation ended during or after help",
            ),
        ];
        LABELS[self.index()]
    }
}

impl Term for Payer {
    const ALL: &'static [Self] = &[Self::Borough, Self::City, Self::Insurer];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["borough", "city", "insurer"][self.index()]
    }
    fn label(self) -> Label {
        const LABELS: [Label; PAYERS] = [
            Label::new("deelgemeente", "borough"),
            Label::new("stad", "city"),
            Label::new(
                "zorgverzekering (AWBZ, Zvw)",
                "health insurance (AWBZ, Zvw)",
            ),
        ];
        LABELS[self.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Intervention;

    fn is_numbered<T: Term + PartialEq + std::fmt::Debug>() {
        for (place, &term) in T::ALL.iter().enumerate() {
            assert_eq!(term.index(), place);
            assert_eq!(T::from_id(term.id()), Some(term));
        }
    }

    #[test]
    fn every_list_is_in_the_order_of_its_numbers() {
        is_numbered::<Channel>();
        is_numbered::<Intervention>();
        is_numbered::<Resource>();
        is_numbered::<CareResult>();
        is_numbered::<Payer>();
    }
}
