//! What a month costs, by kind and by payer, in whole euros per borough. The time of volunteers is valued
//! apart: nobody pays for it, but it is not free to society (MODEL.md section 5).

use super::attention::campaigns;
use super::capacity::given;
use super::state::ProgrammeState;
use super::{Census, Lever, LeverTable, Programme};
use crate::evidence::{Reader, RegistryError};
use crate::vocabulary::{
    BOROUGHS, Borough, Group, Outcome, PAYERS, Payer, RECORDED_AGES, Resource, Term,
};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Prices {
    professional_hour: f64,
    coordination_hour: f64,
    activity_place: f64,
    telephone_place: f64,
    specialist_place: f64,
    volunteer_hour: f64,
    volunteer_training: [f64; 2],
    upkeep: f64,
    attention: f64,
    campaign: f64,
    training: f64,
}

impl Prices {
    pub fn read(reader: &Reader<'_>) -> Result<Self, RegistryError> {
        Ok(Self {
            professional_hour: reader.number("cost.professional_hour")?,
            coordination_hour: reader.number("cost.coordination_hour")?,
            activity_place: reader.number("cost.activity_place")?,
            telephone_place: reader.number("cost.telephone_place")?,
            specialist_place: reader.number("cost.specialist_place")?,
            volunteer_hour: reader.number("cost.volunteer_hour")?,
            volunteer_training: reader.list("cost.volunteer_training")?,
            upkeep: reader.number("cost.upkeep")?,
            attention: reader.number("cost.attention")?,
            campaign: reader.number("cost.campaign")?,
            training: reader.number("cost.training")?,
        })
    }

    /// Euros for what there was of a resource, used or idle.
    fn of(&self, resource: Resource, available: u32) -> f64 {
        let amount = f64::from(available);
        match resource {
            Resource::ActivityPlaces => amount * self.activity_place,
            Resource::TelephonePlaces => amount * self.telephone_place,
            Resource::SpecialistPlaces => amount * self.specialist_place,
            Resource::Coordination => amount / 60.0 * self.coordination_hour,
            Resource::VolunteerTime => 0.0,
            _ => amount / 60.0 * self.professional_hour,
        }
    }
}

/// Levers whose value above regular practice costs money.
const ATTENTION: [Lever; 9] = [
    Lever::SignallingNaturalInflow,
    Lever::SignallingGeneralPractitioners,
    Lever::SignallingHomeCare,
    Lever::SignallingCaretakers,
    Lever::SignallingCareNetworks,
    Lever::SignallingReportingPoint,
    Lever::SignallingGroupActivities,
    Lever::SignallingKeyFigures,
    Lever::SignallingSelfReport,
];

/// Kinds of cost.
const KINDS: [Outcome; 6] = [
    Outcome::CostProfessionals,
    Outcome::CostCoordination,
    Outcome::CostActivities,
    Outcome::CostSpecialist,
    Outcome::CostSignalling,
    Outcome::CostTraining,
];

/// The costs of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    lines: Vec<(Outcome, [u32; BOROUGHS])>,
}

impl Bill {
    /// Every line: a cost outcome, in euros per borough.
    pub fn lines(&self) -> impl Iterator<Item = &(Outcome, [u32; BOROUGHS])> {
        self.lines.iter()
    }
}

fn kind_of(resource: Resource) -> usize {
    match resource {
        Resource::Coordination | Resource::VolunteerTime => 1,
        Resource::ActivityPlaces | Resource::ActivityWork | Resource::TelephonePlaces => 2,
        Resource::SpecialistPlaces => 3,
        _ => 0,
    }
}

/// How far attention is above regular practice. For some ages alone it counts by their number; for
/// some categories it counts as for all, since whoever signals does not know the category beforehand.
fn raised(lever: Lever, levers: &LeverTable, census: &Census, borough: Borough) -> f64 {
    let above = |value: f64| (value - 1.0).max(0.0);
    let highest = above(levers.get(lever, borough));
    let Some(values) = levers.groups(lever) else {
        return highest;
    };
    let b = borough.index();
    let mut by_age = [0.0f64; RECORDED_AGES];
    for group in Group::all() {
        let raised = &mut by_age[group.age() as usize];
        *raised = raised.max(above(values[b][group.index()]));
    }
    let persons = census.ages[b].iter().copied().map(f64::from);
    let sum: f64 = persons
        .zip(by_age)
        .map(|(here, raised)| here * raised)
        .sum();
    (sum / f64::from(census.older[b].max(1))).min(highest)
}

impl Programme {
    /// Writes the bill of the month.
    pub fn write_bill(
        &self,
        state: &mut ProgrammeState,
        levers: &LeverTable,
        census: &Census,
        month: i16,
    ) {
        let mut kinds = [[0.0; BOROUGHS]; KINDS.len()];
        let mut insured = [0.0; BOROUGHS];
        let mut volunteers = [0.0; BOROUGHS];
        for &borough in Borough::ALL {
            let b = borough.index();
            for &resource in Resource::ALL {
                let account = state.ledger.borough(resource, b);
                kinds[kind_of(resource)][b] += self.prices.of(resource, account.available);
            }
            insured[b] = self.insured(levers, census, borough) + kinds[3][b];
            kinds[4][b] = self.signalling(levers, census, borough, month);
            let hours = f64::from(state.ledger.borough(Resource::VolunteerTime, b).used) / 60.0;
            volunteers[b] = hours * self.prices.volunteer_hour;
        }
        kinds[5] = self.training(state, census);
        let share = levers.city(Lever::GovernanceCityShare);
        let mut payers = [[0.0; BOROUGHS]; PAYERS];
        let mut total = [0.0; BOROUGHS];
        for b in 0..BOROUGHS {
            total[b] = kinds.iter().map(|kind| kind[b]).sum();
            let public = total[b] - insured[b];
            payers[Payer::Borough.index()][b] = public * (1.0 - share);
            payers[Payer::City.index()][b] = public * share;
            payers[Payer::Insurer.index()][b] = insured[b];
        }
        let euros = |amounts: &[f64; BOROUGHS]| amounts.map(|amount| amount.round() as u32);
        let payer = |payer: Payer| euros(&payers[payer.index()]);
        state.bill.lines.clear();
        state.bill.lines.extend([
            (Outcome::Cost, euros(&total)),
            (Outcome::CostBorough, payer(Payer::Borough)),
            (Outcome::CostCity, payer(Payer::City)),
            (Outcome::CostInsurer, payer(Payer::Insurer)),
            (Outcome::VolunteerTimeValue, euros(&volunteers)),
        ]);
        let by_kind = KINDS.into_iter().zip(kinds.iter().map(euros));
        state.bill.lines.extend(by_kind);
    }

    fn insured(&self, levers: &LeverTable, census: &Census, borough: Borough) -> f64 {
        let minutes = given(
            Lever::GuidanceInsuredHours,
            Resource::Advisers,
            levers,
            census,
            borough,
        );
        minutes / 60.0 * self.prices.professional_hour
    }

    /// Upkeep of attention, attention above regular practice, campaigns, training of professionals.
    fn signalling(
        &self,
        levers: &LeverTable,
        census: &Census,
        borough: Borough,
        month: i16,
    ) -> f64 {
        let prices = &self.prices;
        let raised: f64 = ATTENTION
            .iter()
            .map(|&lever| raised(lever, levers, census, borough))
            .sum();
        let monthly = levers.get(Lever::SignallingUpkeep, borough) * prices.upkeep
            + raised * prices.attention
            + f64::from(campaigns(levers, borough, month)) * prices.campaign
            + levers.get(Lever::ExpertiseTraining, borough) * prices.training / 12.0;
        monthly * census.thousands(borough.index())
    }

    /// Training of volunteers who started, divided over the boroughs by their older residents.
    fn training(&self, state: &ProgrammeState, census: &Census) -> [f64; BOROUGHS] {
        let paid: f64 = state
            .trained
            .iter()
            .zip(self.prices.volunteer_training)
            .map(|(&number, price)| f64::from(number) * price)
            .sum();
        let older: f64 = census.older.iter().copied().map(f64::from).sum();
        census
            .older
            .map(|here| paid * f64::from(here) / older.max(1.0))
    }
}
