//! What there is of each resource in a month.

use super::reserved::ceilings;
use super::{Census, Lever, LeverTable, Programme, ProgrammeState};
use crate::vocabulary::{Borough, Resource, Term};

const MINUTES_AN_HOUR: f64 = 60.0;

/// The levers that give a resource, per 1,000 residents aged 55 and over.
fn levers_of(resource: Resource) -> &'static [Lever] {
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
        self.ledger = super::Ledger::default();
        for &resource in Resource::ALL {
            // Rounded after adding up, so that a pool of the city is not lost in small boroughs.
            let mut due = 0.0;
            let mut provided = 0;
            for &borough in Borough::ALL {
                let amount: f64 = levers_of(resource)
                    .iter()
                    .map(|&lever| given(lever, resource, levers, census, borough))
                    .sum();
                let here = if resource.is_city_wide() {
                    due += amount;
                    let here = due.round() as u32 - provided;
                    provided += here;
                    here
                } else {
                    amount.round() as u32
                };
                self.ledger.provide(resource, borough.index(), here);
            }
            self.limit(resource, levers, census);
        }
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
    fn limit(&mut self, resource: Resource, levers: &LeverTable, census: &Census) {
        let all = Borough::ALL;
        // A lever of the whole city has one value for a group in every borough.
        let pools = if resource.is_city_wide() {
            &all[..1]
        } else {
            all
        };
        for &borough in pools {
            let thousands: f64 = if resource.is_city_wide() {
                all.iter().map(|b| census.thousands(b.index())).sum()
            } else {
                census.thousands(borough.index())
            };
            for (who, value) in ceilings(levers_of(resource), levers, borough) {
                let most = (value * thousands * unit(resource)).round() as u32;
                self.ledger.limit(resource, borough.index(), who, most);
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
