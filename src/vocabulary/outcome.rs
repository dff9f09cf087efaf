//! What results are about: each outcome with its label, kind and unit.

use std::sync::LazyLock;

use super::{
    CHANNELS, CareResult, Channel, IsolationCategory, Label, Profile, RESOURCES, RESULTS, Resource,
    Term,
};

/// How an outcome adds up over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    /// Counted at the end of each month; over a period, the mean of its months.
    Stock,
    /// Counted when it happens; over a period, the sum.
    Flow,
    /// As a flow, but counted per borough and not per age.
    Ledger,
    /// One ledger outcome over another, both summed over the period; per borough and not per age.
    Ratio,
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
    /// Euros.
    Euros,
}

impl Unit {
    /// What a reader sees.
    pub const fn label(self) -> Label {
        match self {
            Self::Persons => Label::new("personen", "persons"),
            Self::ResidentYears => Label::new("persoonsjaren", "resident-years"),
            Self::Months => Label::new("maanden", "months"),
            Self::Hours => Label::new("uren", "hours"),
            Self::Euros => Label::new("euro", "euros"),
        }
    }
}

/// An outcome: a single one, or one of a family such as each result for each profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome(u16);

/// The single outcomes; the labels say what they are.
#[expect(
    non_upper_case_globals,
    missing_docs,
    reason = "used as the variants of a list"
)]
impl Outcome {
    pub const Population: Self = Self(0);
    pub const NoSupport: Self = Self(1);
    pub const ModerateSupport: Self = Self(2);
    pub const MuchSupport: Self = Self(3);
    pub const ModeratelyLonely: Self = Self(4);
    pub const StronglyLonely: Self = Self(5);
    pub const Isolated: Self = Self(6);
    pub const Threatened: Self = Self(7);
    pub const ContactResilient: Self = Self(8);
    pub const ContactLonely: Self = Self(9);
    pub const ContactPoor: Self = Self(10);
    pub const ContactIsolated: Self = Self(11);
    pub const CategoryThreatened: Self = Self(12);
    pub const CategorySituational: Self = Self(13);
    pub const CategoryStructural: Self = Self(14);
    pub const CategoryPsychiatric: Self = Self(15);
    pub const ProfileActive: Self = Self(16);
    pub const ProfileSheltered: Self = Self(17);
    pub const ProfileLeftBehind: Self = Self(18);
    pub const ProfileDependent: Self = Self(19);
    pub const ProfileCompensator: Self = Self(20);
    pub const ProfileOutsider: Self = Self(21);
    pub const ProfileHopeful: Self = Self(22);
    pub const ProfileSurvivor: Self = Self(23);
    pub const InView: Self = Self(24);
    pub const Waiting: Self = Self(25);
    pub const InHelp: Self = Self(26);
    pub const Volunteers: Self = Self(27);
    pub const Matches: Self = Self(28);
    pub const SpecialisedVolunteers: Self = Self(29);
    pub const Monitored: Self = Self(30);
    pub const WaitingThreatened: Self = Self(31);
    pub const WaitingSituational: Self = Self(32);
    pub const WaitingStructural: Self = Self(33);
    pub const WaitingPsychiatric: Self = Self(34);
    pub const ManyProblems: Self = Self(35);
    pub const IsolatedYears: Self = Self(36);
    pub const NewlyIsolated: Self = Self(37);
    pub const Recovered: Self = Self(38);
    pub const Deaths: Self = Self(39);
    pub const PartnerLost: Self = Self(40);
    pub const Separated: Self = Self(41);
    pub const MovedWithin: Self = Self(42);
    pub const LeftCity: Self = Self(43);
    pub const Arrived: Self = Self(44);
    pub const Reached: Self = Self(45);
    pub const Refused: Self = Self(46);
    pub const NotTakenIn: Self = Self(47);
    pub const DroppedOut: Self = Self(48);
    pub const LostFromView: Self = Self(49);
    pub const RelapseEarly: Self = Self(50);
    pub const RelapseLate: Self = Self(51);
    pub const PassedOver: Self = Self(52);
    pub const PreventivelyVisited: Self = Self(53);
    pub const HelpStarted: Self = Self(54);
    pub const StartedPracticalHelp: Self = Self(55);
    pub const StartedGroupActivities: Self = Self(56);
    pub const StartedVolunteerVisits: Self = Self(57);
    pub const StartedPeerMatch: Self = Self(58);
    pub const StartedTelephoneContact: Self = Self(59);
    pub const StartedShortGuidance: Self = Self(60);
    pub const StartedLongGuidance: Self = Self(61);
    pub const StartedCarerSupport: Self = Self(62);
    pub const ThreatAverted: Self = Self(63);
    pub const ControlRegained: Self = Self(64);
    pub const NetworkGrown: Self = Self(65);
    pub const ProblemsSolved: Self = Self(66);
    pub const TrustGained: Self = Self(67);
    pub const SpecialistHelp: Self = Self(68);
    pub const SafetyNet: Self = Self(69);
    pub const IsolationEnded: Self = Self(70);
    pub const WaitingMonths: Self = Self(71);
    pub const VolunteersStarted: Self = Self(72);
    pub const VolunteersStopped: Self = Self(73);
    pub const TrajectoriesEnded: Self = Self(74);
    pub const TrajectoriesPositive: Self = Self(75);
    pub const TrajectoriesEndedEarly: Self = Self(76);
    pub const TrajectoriesLong: Self = Self(77);
    pub const ProfessionalHours: Self = Self(78);
    pub const ProfessionalHoursShort: Self = Self(79);
    pub const CoordinationHours: Self = Self(80);
    pub const VolunteerHours: Self = Self(81);
    pub const ActivityPlaceMonths: Self = Self(82);
    pub const Cost: Self = Self(83);
    pub const CostBorough: Self = Self(84);
    pub const CostCity: Self = Self(85);
    pub const CostInsurer: Self = Self(86);
    pub const CostProfessionals: Self = Self(87);
    pub const CostCoordination: Self = Self(88);
    pub const CostActivities: Self = Self(89);
    pub const CostSpecialist: Self = Self(90);
    pub const CostSignalling: Self = Self(91);
    pub const CostTraining: Self = Self(92);
    pub const VolunteerTimeValue: Self = Self(93);
    pub const TrajectoryHours: Self = Self(94);
}

/// Number of single outcomes; the families follow.
const SINGLE: usize = 95;

/// Number of profiles.
pub const PROFILES: usize = 8;
/// Number of categories with help.
const CATEGORIES: usize = 4;
/// Light (threatened, situational) and heavy (structural) categories.
const WEIGHTS: usize = 2;
/// What there was of a resource, what was used, and what was asked for and not there.
const ENTRIES: usize = 3;

const RESULT: usize = SINGLE;
const REACHED: usize = RESULT + RESULTS * PROFILES;
const REPORT: usize = REACHED + PROFILES;
const CATEGORY_STARTED: usize = REPORT + CHANNELS * WEIGHTS;
const CATEGORY_WAITED: usize = CATEGORY_STARTED + CATEGORIES;
const GUIDED: usize = CATEGORY_WAITED + CATEGORIES;
const JOINED: usize = GUIDED + PROFILES;
const ACCOUNT: usize = JOINED + PROFILES;

/// Number of outcomes that a run records; those after them follow from these.
pub const RECORDED: usize = ACCOUNT + RESOURCES * ENTRIES;

const IDLE: usize = RECORDED;
const WAIT: usize = IDLE + RESOURCES;

/// Number of outcomes.
pub const OUTCOMES: usize = WAIT + CATEGORIES + 1;

impl Outcome {
    /// A result for a resident of this profile.
    pub const fn result_of(result: CareResult, profile: Profile) -> Self {
        Self((RESULT + result as usize * PROFILES + profile as usize) as u16)
    }

    /// A result, whatever the profile.
    pub const fn of_result(result: CareResult) -> Self {
        Self(Self::ThreatAverted.0 + result as u16)
    }

    /// A resident of this profile comes into view.
    pub const fn reached_of(profile: Profile) -> Self {
        Self((REACHED + profile as usize) as u16)
    }

    /// A report through a channel of somebody in a light or a heavy category.
    pub const fn report(channel: Channel, heavy: bool) -> Self {
        Self((REPORT + channel as usize * WEIGHTS + heavy as usize) as u16)
    }

    /// Help starts for a resident of this category (not `None`).
    pub const fn started_of(category: IsolationCategory) -> Self {
        Self((CATEGORY_STARTED + (category as usize).saturating_sub(1)) as u16)
    }

    /// Months waited at the start of help, by category (not `None`).
    pub const fn waited_of(category: IsolationCategory) -> Self {
        Self((CATEGORY_WAITED + (category as usize).saturating_sub(1)) as u16)
    }

    /// Somebody typed as this profile is guided by a professional, for the first time since coming
    /// into view: what Schema 3 counts as a client in individual guidance.
    pub const fn guided_of(profile: Profile) -> Self {
        Self((GUIDED + profile as usize) as u16)
    }

    /// Somebody typed as this profile joins volunteer visits, a match, telephone contact or
    /// activities, for the first time since coming into view.
    pub const fn joined_of(profile: Profile) -> Self {
        Self((JOINED + profile as usize) as u16)
    }

    /// What there was of a resource.
    pub const fn available(resource: Resource) -> Self {
        Self((ACCOUNT + resource as usize * ENTRIES) as u16)
    }

    /// What was used of a resource.
    pub const fn used(resource: Resource) -> Self {
        Self((ACCOUNT + resource as usize * ENTRIES + 1) as u16)
    }

    /// What was asked of a resource and not there.
    pub const fn short(resource: Resource) -> Self {
        Self((ACCOUNT + resource as usize * ENTRIES + 2) as u16)
    }

    /// What there was of a resource and was not used.
    pub const fn idle(resource: Resource) -> Self {
        Self((IDLE + resource as usize) as u16)
    }

    /// Mean months waited by those whose help began in the period; `None` is for all categories.
    pub const fn mean_wait(category: IsolationCategory) -> Self {
        Self((WAIT + category as usize) as u16)
    }

    /// From which outcomes it follows, if it is not recorded.
    pub fn derived(self) -> Option<Derived> {
        let resource = self.index().checked_sub(IDLE)?;
        if let Some(&resource) = Resource::ALL.get(resource) {
            return Some(Derived::Less(
                Self::available(resource),
                Self::used(resource),
            ));
        }
        let category = IsolationCategory::ALL[self.index() - WAIT];
        Some(if category == IsolationCategory::None {
            Derived::Over(Self::WaitingMonths, Self::HelpStarted)
        } else {
            Derived::Over(Self::waited_of(category), Self::started_of(category))
        })
    }

    /// Is it counted by age? Otherwise by borough only.
    pub fn has_ages(self) -> bool {
        matches!(self.kind(), OutcomeKind::Stock | OutcomeKind::Flow)
    }

    /// Is it about residents in view of the programme, and not about life in the city?
    pub fn is_care(self) -> bool {
        let stocks = Self::InView.0..=Self::WaitingPsychiatric.0;
        stocks.contains(&self.0) || self.0 >= Self::Reached.0
    }

    /// Does it say nothing by borough, because the resource is one pool of the whole city?
    pub fn is_of_the_city(self) -> bool {
        let available = self.index().checked_sub(ACCOUNT).and_then(|place| {
            let resource = Resource::ALL.get(place / ENTRIES)?;
            (place % ENTRIES == 0).then_some(resource)
        });
        let idle = self
            .index()
            .checked_sub(IDLE)
            .and_then(|place| Resource::ALL.get(place));
        available.or(idle).is_some_and(|r| r.is_city_wide())
    }

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

/// How an outcome follows from two others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derived {
    /// The first less the second.
    Less(Outcome, Outcome),
    /// The first over the second, undefined where the second is zero.
    Over(Outcome, Outcome),
}

struct Fact(&'static str, Label, OutcomeKind, Unit);

use OutcomeKind::{Flow, Ledger, Ratio, Stock};
use Unit::{Euros, Hours, Months, Persons, ResidentYears};

#[rustfmt::skip]
const SINGLES: [Fact; SINGLE] = [
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
    Fact("specialised_volunteers", Label::new("gespecialiseerde vrijwilligers", "specialised volunteers"), Stock, Persons),
    Fact("monitored", Label::new("in monitoring", "monitored"), Stock, Persons),
    Fact("waiting_threatened", Label::new("wachtend: dreigend", "waiting: threatened"), Stock, Persons),
    Fact("waiting_situational", Label::new("wachtend: situationeel", "waiting: situational"), Stock, Persons),
    Fact("waiting_structural", Label::new("wachtend: structureel", "waiting: structural"), Stock, Persons),
    Fact("waiting_structural_psychiatric", Label::new("wachtend: structureel met psychiatrische problematiek", "waiting: structural with psychiatric problems"), Stock, Persons),
    Fact("many_problems", Label::new("veel of ernstige praktische problemen", "many or severe practical problems"), Stock, Persons),
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
    Fact("refused", Label::new("aanbod geweigerd", "offer refused"), Flow, Persons),
    Fact("not_taken_in", Label::new("niet aangenomen door de organisatie", "not taken in by the organisation"), Flow, Persons),
    Fact("dropped_out", Label::new("hulp voortijdig gestopt", "dropped out of help"), Flow, Persons),
    Fact("lost_from_view", Label::new("uit beeld geraakt", "lost from view"), Flow, Persons),
    Fact("relapse_noticed_early", Label::new("terugval vroeg opgemerkt", "relapse noticed early"), Flow, Persons),
    Fact("relapse_noticed_late", Label::new("terugval laat opgemerkt", "relapse noticed late"), Flow, Persons),
    Fact("passed_over", Label::new("gepasseerde wachtenden (persoonsmaanden)", "passed over while waiting (person-months)"), Flow, Months),
    Fact("preventively_visited", Label::new("preventief bezocht", "preventively visited"), Flow, Persons),
    Fact("help_started", Label::new("hulp begonnen", "help started"), Flow, Persons),
    Fact("started_practical_help", Label::new("begonnen met praktische hulp", "started practical help"), Flow, Persons),
    Fact("started_group_activities", Label::new("begonnen met groepsactiviteiten", "started group activities"), Flow, Persons),
    Fact("started_volunteer_visits", Label::new("begonnen met bezoek door een vrijwilliger", "started volunteer visits"), Flow, Persons),
    Fact("started_peer_match", Label::new("begonnen met koppeling van twee ouderen", "started match between two older residents"), Flow, Persons),
    Fact("started_telephone_contact", Label::new("begonnen met belcontact", "started telephone contact"), Flow, Persons),
    Fact("started_short_guidance", Label::new("begonnen met korte intensieve begeleiding", "started short intensive guidance"), Flow, Persons),
    Fact("started_long_guidance", Label::new("begonnen met lange intensieve begeleiding", "started long intensive guidance"), Flow, Persons),
    Fact("started_carer_support", Label::new("begonnen met mantelzorgondersteuning", "started carer support"), Flow, Persons),
    Fact("threat_averted", Label::new("dreiging afgewend", "threat averted"), Flow, Persons),
    Fact("control_regained", Label::new("regie herwonnen", "control regained"), Flow, Persons),
    Fact("network_grown", Label::new("netwerk gegroeid", "network grown"), Flow, Persons),
    Fact("problems_solved", Label::new("praktische problemen opgelost", "practical problems solved"), Flow, Persons),
    Fact("trust_gained", Label::new("vertrouwen gewonnen", "trust gained"), Flow, Persons),
    Fact("specialist_help", Label::new("specialistische hulp geregeld", "specialist help in place"), Flow, Persons),
    Fact("safety_net", Label::new("professioneel vangnet", "safety net in place"), Flow, Persons),
    Fact("isolation_ended_in_help", Label::new("isolement beëindigd tijdens of na hulp", "isolation ended during or after help"), Flow, Persons),
    Fact("waiting_months", Label::new("gewachte maanden bij begin van hulp", "months waited at the start of help"), Flow, Months),
    Fact("volunteers_started", Label::new("vrijwilligers begonnen", "volunteers started"), Flow, Persons),
    Fact("volunteers_stopped", Label::new("vrijwilligers gestopt", "volunteers stopped"), Flow, Persons),
    Fact("trajectories_ended", Label::new("intensieve trajecten afgesloten", "intensive trajectories ended"), Flow, Persons),
    Fact("trajectories_positive", Label::new("intensieve trajecten met een positief resultaat", "intensive trajectories with a positive result"), Flow, Persons),
    Fact("trajectories_ended_early", Label::new("intensieve trajecten voortijdig gestopt", "intensive trajectories ended early"), Flow, Persons),
    Fact("trajectories_long", Label::new("intensieve trajecten die langer duurden dan gepland", "intensive trajectories that ran longer than planned"), Flow, Persons),
    Fact("professional_hours", Label::new("uren van beroepskrachten", "professional hours"), Ledger, Hours),
    Fact("professional_hours_short", Label::new("tekort aan uren van beroepskrachten", "professional hours short"), Ledger, Hours),
    Fact("coordination_hours", Label::new("uren coördinatie van vrijwilligers", "volunteer coordination hours"), Ledger, Hours),
    Fact("volunteer_hours", Label::new("uren van vrijwilligers", "volunteer hours"), Ledger, Hours),
    Fact("activity_place_months", Label::new("bezette plaatsmaanden bij activiteiten", "activity place-months used"), Ledger, Months),
    Fact("cost", Label::new("kosten", "costs"), Ledger, Euros),
    Fact("cost_borough", Label::new("kosten voor de deelgemeenten", "costs to the boroughs"), Ledger, Euros),
    Fact("cost_city", Label::new("kosten voor de stad", "costs to the city"), Ledger, Euros),
    Fact("cost_insurer", Label::new("kosten voor de zorgverzekering", "costs to health insurance"), Ledger, Euros),
    Fact("cost_professionals", Label::new("kosten van beroepskrachten", "costs of professionals"), Ledger, Euros),
    Fact("cost_coordination", Label::new("kosten van coördinatie van vrijwilligers", "costs of volunteer coordination"), Ledger, Euros),
    Fact("cost_activities", Label::new("kosten van activiteiten", "costs of activities"), Ledger, Euros),
    Fact("cost_specialist", Label::new("kosten van specialistische hulp", "costs of specialist help"), Ledger, Euros),
    Fact("cost_signalling", Label::new("kosten van signalering en kennis", "costs of signalling and knowledge"), Ledger, Euros),
    Fact("cost_training", Label::new("kosten van training van vrijwilligers", "costs of training volunteers"), Ledger, Euros),
    Fact("volunteer_time_value", Label::new("waarde van de tijd van vrijwilligers", "value of the time of volunteers"), Ledger, Euros),
    Fact("trajectory_hours", Label::new("uren in afgesloten intensieve trajecten", "hours in intensive trajectories that ended"), Ledger, Hours),
];

/// The facts of all outcomes. Texts of the families are put together once and live as long as the
/// program.
static FACTS: LazyLock<Vec<Fact>> = LazyLock::new(|| {
    let mut facts: Vec<Fact> = SINGLES.into();
    let mut put = |id: String, nl: String, en: String, kind: OutcomeKind, unit: Unit| {
        let label = Label::new(nl.leak(), en.leak());
        facts.push(Fact(id.leak(), label, kind, unit));
    };
    let mut add = |id, nl, en, unit| put(id, nl, en, Ledger, unit);
    for &result in CareResult::ALL {
        for &profile in Profile::ALL {
            let (what, who) = (result.label(), profile.label());
            add(
                format!("{}_{}", result.id(), profile.id()),
                format!("{}: {}", what.nl, who.nl),
                format!("{}: {}", what.en, who.en),
                Persons,
            );
        }
    }
    for &profile in Profile::ALL {
        let who = profile.label();
        add(
            format!("reached_{}", profile.id()),
            format!("in beeld gekomen: {}", who.nl),
            format!("came into view: {}", who.en),
            Persons,
        );
    }
    for &channel in Channel::ALL {
        for (id, nl, en) in [("light", "licht", "light"), ("heavy", "zwaar", "heavy")] {
            let through = channel.label();
            add(
                format!("reports_{}_{id}", channel.id()),
                format!("meldingen via {}: {nl}", through.nl),
                format!("reports through {}: {en}", through.en),
                Persons,
            );
        }
    }
    let categories = || IsolationCategory::ALL.iter().skip(1);
    for category in categories() {
        let who = category.label();
        add(
            format!("help_started_{}", category.id()),
            format!("hulp begonnen: {}", who.nl),
            format!("help started: {}", who.en),
            Persons,
        );
    }
    for category in categories() {
        let who = category.label();
        add(
            format!("waiting_months_{}", category.id()),
            format!("gewachte maanden bij begin van hulp: {}", who.nl),
            format!("months waited at the start of help: {}", who.en),
            Months,
        );
    }
    for (id, nl, en) in [
        ("guided", "individueel begeleid", "guided individually"),
        (
            "joined",
            "bij vrijwilligers, belcontact of activiteiten",
            "with volunteers, telephone contact or activities",
        ),
    ] {
        for &profile in Profile::ALL {
            let who = profile.label();
            add(
                format!("{id}_{}", profile.id()),
                format!("{nl}: {}", who.nl),
                format!("{en}: {}", who.en),
                Persons,
            );
        }
    }
    for &resource in Resource::ALL {
        let what = resource.label();
        let unit = if resource.is_places() { Months } else { Hours };
        for (id, nl, en) in [
            ("available", "beschikbaar", "available"),
            ("used", "gebruikt", "used"),
            ("short", "tekort", "short"),
        ] {
            add(
                format!("{}_{id}", resource.id()),
                format!("{}: {nl}", what.nl),
                format!("{}: {en}", what.en),
                unit,
            );
        }
    }
    for &resource in Resource::ALL {
        let what = resource.label();
        add(
            format!("{}_idle", resource.id()),
            format!("{}: niet gebruikt", what.nl),
            format!("{}: idle", what.en),
            if resource.is_places() { Months } else { Hours },
        );
    }
    for (place, category) in IsolationCategory::ALL.iter().enumerate() {
        let (mut id, mut nl, mut en) = (
            "waiting_time".to_owned(),
            "gemiddelde wachttijd".to_owned(),
            "mean waiting time".to_owned(),
        );
        if place > 0 {
            id += &format!("_{}", category.id());
            nl += &format!(": {}", category.label().nl);
            en += &format!(": {}", category.label().en);
        }
        put(id, nl, en, Ratio, Months);
    }
    facts
});

const EVERY: [Outcome; OUTCOMES] = {
    let mut every = [Outcome(0); OUTCOMES];
    let mut place = 0;
    while place < OUTCOMES {
        every[place] = Outcome(place as u16);
        place += 1;
    }
    every
};

impl Term for Outcome {
    const ALL: &'static [Self] = &EVERY;
    fn index(self) -> usize {
        usize::from(self.0)
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

    #[test]
    fn names_and_facts_stand_in_the_same_order() {
        assert_eq!(FACTS.len(), OUTCOMES);
        assert_eq!(Outcome::Population.id(), "population");
        assert_eq!(Outcome::ManyProblems.id(), "many_problems");
        assert_eq!(Outcome::StartedCarerSupport.id(), "started_carer_support");
        assert_eq!(Outcome::VolunteerTimeValue.id(), "volunteer_time_value");
        assert_eq!(Outcome::TrajectoryHours.id(), "trajectory_hours");
        assert_eq!(Outcome::guided_of(Profile::Active).id(), "guided_active");
        assert_eq!(
            Outcome::joined_of(Profile::Survivor).id(),
            "joined_survivor"
        );
        for &result in CareResult::ALL {
            assert_eq!(Outcome::of_result(result).id(), result.id());
        }
        let ended = Outcome::result_of(CareResult::IsolationEnded, Profile::Survivor);
        assert_eq!(ended.id(), "isolation_ended_in_help_survivor");
        assert_eq!(Outcome::reached_of(Profile::Active).id(), "reached_active");
        assert_eq!(
            Outcome::report(Channel::SelfReport, true).id(),
            "reports_self_report_heavy"
        );
        let category = IsolationCategory::StructuralPsychiatric;
        assert_eq!(
            Outcome::waited_of(category).id(),
            "waiting_months_structural_psychiatric"
        );
        assert_eq!(
            Outcome::short(Resource::SpecialistPlaces).id(),
            "specialist_places_short"
        );
    }

    #[test]
    fn what_follows_from_others_names_them() {
        let idle = Outcome::idle(Resource::Advisers);
        assert_eq!(idle.id(), "advisers_idle");
        let of = |resource| (Outcome::available(resource), Outcome::used(resource));
        let (available, used) = of(Resource::Advisers);
        assert_eq!(idle.derived(), Some(Derived::Less(available, used)));
        assert_eq!(available.derived(), None);
        let wait = Outcome::mean_wait(IsolationCategory::StructuralPsychiatric);
        assert_eq!(wait.id(), "waiting_time_structural_psychiatric");
        assert_eq!(
            Outcome::mean_wait(IsolationCategory::None).id(),
            "waiting_time"
        );
        let category = IsolationCategory::StructuralPsychiatric;
        let parts = (Outcome::waited_of(category), Outcome::started_of(category));
        assert_eq!(wait.derived(), Some(Derived::Over(parts.0, parts.1)));
    }

    #[test]
    fn a_pool_of_the_city_has_no_boroughs() {
        assert!(Outcome::idle(Resource::Coordination).is_of_the_city());
        assert!(Outcome::available(Resource::VolunteerTime).is_of_the_city());
        assert!(!Outcome::used(Resource::VolunteerTime).is_of_the_city());
        assert!(!Outcome::idle(Resource::Advisers).is_of_the_city());
        assert!(!Outcome::Isolated.is_of_the_city());
    }
}
