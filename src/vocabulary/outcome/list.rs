//! The single outcomes: one line for each, in the order in which a run records them.

use super::{Fact, Outcome};
use crate::vocabulary::{INTERVENTIONS, Label};

use super::OutcomeKind::{Flow, Ledger, Stock};
use super::Unit::{Euros, Hours, Months, Persons, ResidentYears};

/// Names the outcomes of a list, from a first position on, and lists their facts.
macro_rules! outcomes {
    ($facts:ident, $count:ident, $order:ident, $first:expr;
     $($name:ident: $id:literal, $nl:literal, $en:literal, $kind:ident, $unit:ident;)*) => {
        #[derive(Clone, Copy)]
        enum $order { $($name),* }

        #[expect(non_upper_case_globals, missing_docs, reason = "the variants of a list; the labels say what they are")]
        impl Outcome {
            $(pub const $name: Self = Self($first + $order::$name as u16);)*
        }

        pub(super) const $count: usize = [$($order::$name),*].len();
        pub(super) const $facts: [Fact; $count] =
            [$(Fact($id, Label::new($nl, $en), $kind, $unit)),*];
    };
}

// Counted by age. The first stocks are bits of a mark of 64 (see `engine/record.rs`).
#[rustfmt::skip]
outcomes! { BY_AGE, AGED, ByAge, 0;
    Population: "population", "inwoners", "residents", Stock, Persons;
    NoSupport: "support_none", "geen sociale steun", "no support", Stock, Persons;
    ModerateSupport: "support_moderate", "matige sociale steun", "moderate support", Stock, Persons;
    MuchSupport: "support_much", "veel sociale steun", "much support", Stock, Persons;
    ModeratelyLonely: "loneliness_moderate", "matig eenzaam", "moderately lonely", Stock, Persons;
    StronglyLonely: "loneliness_strong", "sterk eenzaam", "strongly lonely", Stock, Persons;
    Isolated: "isolated", "sociaal geïsoleerd", "isolated", Stock, Persons;
    Threatened: "threatened", "isolement dreigt", "threatened", Stock, Persons;
    ContactResilient: "contact_resilient", "contacttype: sociaal weerbaar", "contact type: resilient", Stock, Persons;
    ContactLonely: "contact_lonely", "contacttype: eenzaam", "contact type: lonely", Stock, Persons;
    ContactPoor: "contact_poor", "contacttype: contactarm", "contact type: contact-poor", Stock, Persons;
    ContactIsolated: "contact_isolated", "contacttype: sociaal geïsoleerd", "contact type: isolated", Stock, Persons;
    CategoryThreatened: "category_threatened", "categorie: dreigend", "category: threatened", Stock, Persons;
    CategorySituational: "category_situational", "categorie: situationeel", "category: situational", Stock, Persons;
    CategoryStructural: "category_structural", "categorie: structureel", "category: structural", Stock, Persons;
    CategoryPsychiatric: "category_structural_psychiatric", "categorie: structureel met psychiatrische problematiek", "category: structural with psychiatric problems", Stock, Persons;
    ProfileActive: "profile_active", "profiel: actieven", "profile: active", Stock, Persons;
    ProfileSheltered: "profile_sheltered", "profiel: geborgenen", "profile: sheltered", Stock, Persons;
    ProfileLeftBehind: "profile_left_behind", "profiel: achterblijvers", "profile: left behind", Stock, Persons;
    ProfileDependent: "profile_dependent", "profiel: afhankelijken", "profile: dependent", Stock, Persons;
    ProfileCompensator: "profile_compensator", "profiel: compenseerders", "profile: compensators", Stock, Persons;
    ProfileOutsider: "profile_outsider", "profiel: buitenstaanders", "profile: outsiders", Stock, Persons;
    ProfileHopeful: "profile_hopeful", "profiel: hoopvollen", "profile: hopeful", Stock, Persons;
    ProfileSurvivor: "profile_survivor", "profiel: overlevers", "profile: survivors", Stock, Persons;
    InView: "in_view", "in beeld", "in view", Stock, Persons;
    Waiting: "waiting", "wachtend op hulp", "waiting for help", Stock, Persons;
    InHelp: "in_help", "in hulp", "in help", Stock, Persons;
    Volunteers: "volunteers", "vrijwilligers", "volunteers", Stock, Persons;
    Matches: "matches", "koppelingen met een vrijwilliger", "volunteer matches", Stock, Persons;
    SpecialisedVolunteers: "specialised_volunteers", "gespecialiseerde vrijwilligers", "specialised volunteers", Stock, Persons;
    Monitored: "monitored", "in monitoring", "monitored", Stock, Persons;
    WaitingThreatened: "waiting_threatened", "wachtend: dreigend", "waiting: threatened", Stock, Persons;
    WaitingSituational: "waiting_situational", "wachtend: situationeel", "waiting: situational", Stock, Persons;
    WaitingStructural: "waiting_structural", "wachtend: structureel", "waiting: structural", Stock, Persons;
    WaitingPsychiatric: "waiting_structural_psychiatric", "wachtend: structureel met psychiatrische problematiek", "waiting: structural with psychiatric problems", Stock, Persons;
    WaitingForContact: "waiting_for_contact", "wachtend op contact", "waiting for contact", Stock, Persons;
    ManyProblems: "many_problems", "veel of ernstige praktische problemen", "many or severe practical problems", Stock, Persons;
    IsolatedYears: "isolated_resident_years", "persoonsjaren in isolement", "isolated resident-years", Flow, ResidentYears;
    NewlyIsolated: "newly_isolated", "nieuw geïsoleerd", "newly isolated", Flow, Persons;
    Recovered: "recovered", "uit isolement gekomen", "came out of isolation", Flow, Persons;
    Deaths: "deaths", "overleden", "deaths", Flow, Persons;
    PartnerLost: "partner_lost", "partner overleden", "widowed", Flow, Persons;
    Separated: "separated", "gescheiden", "separated", Flow, Persons;
    MovedWithin: "moved_within", "verhuisd binnen de stad", "moved within the city", Flow, Persons;
    LeftCity: "left_city", "uit de stad vertrokken", "left the city", Flow, Persons;
    Arrived: "arrived", "nieuw in de stad of 13 geworden", "arrived or turned 13", Flow, Persons;
    Reached: "reached", "in beeld gekomen", "came into view", Flow, Persons;
    Refused: "refused", "aanbod geweigerd", "offer refused", Flow, Persons;
    TypedWrongly: "typed_wrongly", "onjuist getypeerd", "typed wrongly", Flow, Persons;
    NotTakenIn: "not_taken_in", "niet aangenomen door de organisatie", "not taken in by the organisation", Flow, Persons;
    DroppedOut: "dropped_out", "hulp voortijdig gestopt", "dropped out of help", Flow, Persons;
    LostFromView: "lost_from_view", "uit beeld geraakt", "lost from view", Flow, Persons;
    RelapseEarly: "relapse_noticed_early", "terugval vroeg opgemerkt", "relapse noticed early", Flow, Persons;
    RelapseLate: "relapse_noticed_late", "terugval laat opgemerkt", "relapse noticed late", Flow, Persons;
    PassedOver: "passed_over", "gepasseerde wachtenden (persoonsmaanden)", "passed over while waiting (person-months)", Flow, Months;
    PreventivelyVisited: "preventively_visited", "preventief bezocht", "preventively visited", Flow, Persons;
    HelpStarted: "help_started", "hulp begonnen", "help started", Flow, Persons;
    ThreatAverted: "threat_averted", "dreiging afgewend", "threat averted", Flow, Persons;
    ControlRegained: "control_regained", "regie herwonnen", "control regained", Flow, Persons;
    NetworkGrown: "network_grown", "netwerk gegroeid", "network grown", Flow, Persons;
    ProblemsSolved: "problems_solved", "praktische problemen opgelost", "practical problems solved", Flow, Persons;
    TrustGained: "trust_gained", "vertrouwen gewonnen", "trust gained", Flow, Persons;
    SpecialistHelp: "specialist_help", "specialistische hulp geregeld", "specialist help in place", Flow, Persons;
    SafetyNet: "safety_net", "professioneel vangnet", "safety net in place", Flow, Persons;
    IsolationEnded: "isolation_ended_in_help", "isolement beëindigd tijdens of na hulp", "isolation ended during or after help", Flow, Persons;
    WaitingMonths: "waiting_months", "gewachte maanden bij begin van hulp", "months waited at the start of help", Flow, Months;
    VolunteersStarted: "volunteers_started", "vrijwilligers begonnen", "volunteers started", Flow, Persons;
    VolunteersStopped: "volunteers_stopped", "vrijwilligers gestopt", "volunteers stopped", Flow, Persons;
    TrajectoriesEnded: "trajectories_ended", "intensieve trajecten afgesloten", "intensive trajectories ended", Flow, Persons;
    TrajectoriesPositive: "trajectories_positive", "intensieve trajecten met een positief resultaat", "intensive trajectories with a positive result", Flow, Persons;
    TrajectoriesEndedEarly: "trajectories_ended_early", "intensieve trajecten voortijdig gestopt", "intensive trajectories ended early", Flow, Persons;
    TrajectoriesLong: "trajectories_long", "intensieve trajecten die langer duurden dan gepland", "intensive trajectories that ran longer than planned", Flow, Persons;
}

// Counted by borough only; after those by age comes the family of starts, one per intervention.
#[rustfmt::skip]
outcomes! { BY_BOROUGH, BOOKED, ByBorough, (AGED + INTERVENTIONS) as u16;
    ProfessionalHours: "professional_hours", "uren van beroepskrachten", "professional hours", Ledger, Hours;
    ProfessionalHoursShort: "professional_hours_short", "tekort aan uren van beroepskrachten", "professional hours short", Ledger, Hours;
    CoordinationHours: "coordination_hours", "uren coördinatie van vrijwilligers", "volunteer coordination hours", Ledger, Hours;
    VolunteerHours: "volunteer_hours", "uren van vrijwilligers", "volunteer hours", Ledger, Hours;
    ActivityPlaceMonths: "activity_place_months", "bezette plaatsmaanden bij activiteiten", "activity place-months used", Ledger, Months;
    Cost: "cost", "kosten", "costs", Ledger, Euros;
    CostBorough: "cost_borough", "kosten voor de deelgemeenten", "costs to the boroughs", Ledger, Euros;
    CostCity: "cost_city", "kosten voor de stad", "costs to the city", Ledger, Euros;
    CostInsurer: "cost_insurer", "kosten voor de zorgverzekering", "costs to health insurance", Ledger, Euros;
    CostProfessionals: "cost_professionals", "kosten van beroepskrachten", "costs of professionals", Ledger, Euros;
    CostCoordination: "cost_coordination", "kosten van coördinatie van vrijwilligers", "costs of volunteer coordination", Ledger, Euros;
    CostActivities: "cost_activities", "kosten van activiteiten", "costs of activities", Ledger, Euros;
    CostSpecialist: "cost_specialist", "kosten van specialistische hulp", "costs of specialist help", Ledger, Euros;
    CostSignalling: "cost_signalling", "kosten van signalering en kennis", "costs of signalling and knowledge", Ledger, Euros;
    CostTraining: "cost_training", "kosten van training van vrijwilligers", "costs of training volunteers", Ledger, Euros;
    VolunteerTimeValue: "volunteer_time_value", "waarde van de tijd van vrijwilligers", "value of the time of volunteers", Ledger, Euros;
    TrajectoryHours: "trajectory_hours", "uren in afgesloten intensieve trajecten", "hours in intensive trajectories that ended", Ledger, Hours;
}
