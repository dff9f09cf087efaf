//! What there is of each resource in a month.

use super::pools::Pools;
use super::reserved::ceilings;
use super::{Census, Lever, LeverTable, Programme, ProgrammeState};
use crate::vocabulary::{BOROUGHS, Borough, Resource, Term};

const MINUTES_AN_HOUR: f64 = 60.0;

/// The levers that give a resource, per 1,000 residents aged 55 and over.
pub(super) fn levers_of(resource: Resource) -> &'static [Lever] {
    match resource {
        Resource::Advisers => &[Lever::GuidanceHours, Lever::GuidanceInsuredHours],
        Resource::SocialWork => &[Lever::SocialWorkHours],
        Resource::Outreach => &[Lever::OutreachHours],
        Resource::Monitoring => &[Lever::MonitoringHours],
        Resource::CarerSupport => &[Lever::CarerSupportHours],
        Resource::PreventiveVisits => &[Lever::PreventiveVisitsHours],
        Resource::ActivityWork => &[Lever::ActivitiesHours],
        Resource::ActivityPlaces => &[Lever::ActivitiesPlaces],
        Resource::Coordination => &[Lever::CoordinationHours],
        Resource::TelephonePlaces => &[Lever::TelephonePlaces],
        Resource::SpecialistPlaces => &[Lever::SpecialistPlaces],
        Resource::VolunteerTime => &[],
    }
}

/// How much a lever gives in a borough: minutes, or places.
pub(super) fn given(
    lever: Lever,
    resource: Resource,
    levers: &LeverTable,
    census: &Census,
    borough: Borough,
) -> f64 {
    levers.get(lever, borough) * census.thousands(borough.index()) * unit(resource)
}

impl ProgrammeState {
    /// Opens the accounts of the month: what there is of each resource.
    pub(super) fn open_accounts(
        &mut self,
        programme: &Programme,
        levers: &LeverTable,
        census: &Census,
        month: i16,
    ) {
        let pools = Pools::new(levers, census.scale);
        self.ledger = super::Ledger::new(pools.clone());
        for &resource in Resource::ALL {
            // Rounded after adding up, so that what boroughs share is not lost in small ones.
            let mut due = [0.0; BOROUGHS];
            let mut provided = [0; BOROUGHS];
            for &borough in Borough::ALL {
                let amount: f64 = levers_of(resource)
                    .iter()
                    .map(|&lever| given(lever, resource, levers, census, borough))
                    .sum();
                let pool = pools.of(resource, borough.index());
                due[pool] += amount;
                let here = due[pool].round() as u32 - provided[pool];
                provided[pool] += here;
                self.ledger.provide(resource, borough.index(), here);
            }
            self.limit(resource, &pools, levers, census);
        }
        self.open_carried();
        let minutes = programme.interventions.volunteer_minutes();
        for (b, matches) in self.room_for_matches(month).into_iter().enumerate() {
            self.ledger
                .provide(Resource::VolunteerTime, b, matches * minutes);
        }
        let called = programme.interventions.telephone_minutes();
        for &borough in Borough::ALL {
            let b = borough.index();
            let places = self.ledger.borough(Resource::TelephonePlaces, b).available;
            self.ledger
                .provide(Resource::VolunteerTime, b, places * called);
        }
    }

    /// Notes which residents may use only a part of a resource.
    fn limit(&mut self, resource: Resource, pools: &Pools, levers: &LeverTable, census: &Census) {
        for pool in pools.all(resource) {
            let members = pools.members(resource, pool);
            let thousands: f64 = members.map(|borough| census.thousands(borough)).sum();
            // A group of residents has one value in all boroughs that share.
            for (who, value) in ceilings(levers_of(resource), levers, Borough::ALL[pool]) {
                let most = (value * thousands * unit(resource)).round() as u32;
                self.ledger.limit(resource, pool, who, most);
            }
        }
    }
}

/// Minutes, or places, in what the levers count.
fn unit(resource: Resource) -> f64 {
    if resource.is_places() {
        1.0
    } else {
        MINUTES_AN_HOUR
    }
}
