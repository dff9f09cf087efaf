//! The processes that have a clock, and the phase of the month in which their events happen.

use super::Reads;

/// A process with a hazard clock. The number is part of the key of its draws: never renumber, only
/// append.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "each has its own file, which explains it")]
pub enum Process {
    Death,
    Separation,
    Partnering,
    JobChange,
    Retirement,
    MobilityLoss,
    MobilityRecovery,
    Psychiatric,
    Care,
    MoveWithin,
    LeaveCity,
    ProblemsUp,
    ProblemsDown,
    TieLoss,
    TieGain,
    LonelinessUp,
    LonelinessDown,
    Entrenchment,
    Competence,
    Signal,
    Pathway,
    VolunteerStop,
}

/// Number of processes.
pub const PROCESSES: usize = 22;

/// Number of processes of life, which come first; the programme has the others.
pub const LIFE_PROCESSES: usize = 19;

/// The phases of a month, in their fixed order (MODEL.md section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// 1. Levers take their value for this month.
    Levers,
    /// 2. Life events, birthdays and newcomers.
    Life,
    /// 3. Ties are lost and made.
    Ties,
    /// 4. Loneliness moves up or down a level.
    Loneliness,
    /// 5. Status, duration, entrenchment.
    Isolation,
    /// 6. Who comes into view, through which channel.
    Signalling,
    /// 7. Contact, typing, and capacity to those who wait.
    Allocation,
    /// 8. Help delivers, ends, drops out.
    Help,
    /// 9. Volunteers start, are matched, stop.
    Volunteers,
    /// 10. The month is recorded.
    Recording,
}

impl Phase {
    /// All phases in order.
    pub const ALL: [Self; 10] = [
        Self::Levers,
        Self::Life,
        Self::Ties,
        Self::Loneliness,
        Self::Isolation,
        Self::Signalling,
        Self::Allocation,
        Self::Help,
        Self::Volunteers,
        Self::Recording,
    ];
}

impl Process {
    /// Every process, in the order of the clocks.
    pub const ALL: [Self; PROCESSES] = [
        Self::Death,
        Self::Separation,
        Self::Partnering,
        Self::JobChange,
        Self::Retirement,
        Self::MobilityLoss,
        Self::MobilityRecovery,
        Self::Psychiatric,
        Self::Care,
        Self::MoveWithin,
        Self::LeaveCity,
        Self::ProblemsUp,
        Self::ProblemsDown,
        Self::TieLoss,
        Self::TieGain,
        Self::LonelinessUp,
        Self::LonelinessDown,
        Self::Entrenchment,
        Self::Competence,
        Self::Signal,
        Self::Pathway,
        Self::VolunteerStop,
    ];

    /// The traits that the rate reads at which its clock runs.
    pub const fn reads(self) -> Reads {
        use Reads as R;
        match self {
            Self::Death => R::AGE,
            Self::Separation => R::GROUP.and(R::PARTNER),
            Self::Partnering => R::GROUP.and(R::PARTNER).and(R::SOCIABILITY),
            Self::JobChange | Self::Retirement => R::AGE.and(R::WORK),
            Self::MobilityLoss | Self::MobilityRecovery => R::GROUP.and(R::MOBILITY),
            Self::Psychiatric => R::PSYCHIATRIC.and(R::HELP).and(R::STRENGTHENED),
            Self::Care => R::CARE,
            Self::MoveWithin | Self::LeaveCity => R::GROUP.and(R::PARTNER),
            Self::ProblemsUp => R::PROBLEMS
                .and(R::CATEGORY)
                .and(R::HELP)
                .and(R::STRENGTHENED),
            Self::ProblemsDown => R::PROBLEMS
                .and(R::CATEGORY)
                .and(R::HELP)
                .and(R::STRENGTHENED),
            Self::TieLoss => R::TIES.and(R::LONELINESS).and(R::AGE),
            Self::TieGain => R::GROUP
                .and(R::SOCIABILITY)
                .and(R::COMPETENCE)
                .and(R::MOBILITY)
                .and(R::PROBLEMS)
                .and(R::ENTRENCHED)
                .and(R::HELP)
                .and(R::STRENGTHENED),
            Self::LonelinessUp => R::GROUP
                .and(R::SOCIABILITY)
                .and(R::BOROUGH)
                .and(R::SUPPORT)
                .and(R::LONELINESS)
                .and(R::MOBILITY)
                .and(R::WORK)
                .and(R::CARE)
                .and(R::PSYCHIATRIC)
                .and(R::EVENTS)
                .and(R::HELP)
                .and(R::STRENGTHENED),
            Self::LonelinessDown => R::SUPPORT
                .and(R::LONELINESS)
                .and(R::ENTRENCHED)
                .and(R::HELP)
                .and(R::STRENGTHENED),
            Self::Entrenchment => R::STATUS
                .and(R::ENTRENCHED)
                .and(R::COMPETENCE)
                .and(R::ISOLATION),
            Self::Competence => R::STATUS.and(R::COMPETENCE),
            Self::Signal => R::CATEGORY
                .and(R::AGE)
                .and(R::HELP)
                .and(R::BOROUGH)
                .and(R::PROBLEMS)
                .and(R::MOBILITY)
                .and(R::CARE)
                .and(R::EVENTS)
                .and(R::STRENGTHENED)
                .and(R::ORIENTATION),
            Self::Pathway => R::CATEGORY.and(R::HELP).and(R::ORIENTATION),
            Self::VolunteerStop => R::VOLUNTEER,
        }
    }

    /// Does its clock run at an upper bound of its rate? Then it is set anew far less often.
    #[inline]
    pub const fn is_thinned(self) -> bool {
        matches!(
            self,
            Self::Death
                | Self::MobilityLoss
                | Self::Psychiatric
                | Self::Care
                | Self::TieLoss
                | Self::LonelinessUp
        )
    }

    /// Do its events look at or change ties?
    #[inline]
    pub const fn touches_ties(self) -> bool {
        matches!(
            self,
            Self::Death | Self::MoveWithin | Self::LeaveCity | Self::TieLoss | Self::TieGain
        )
    }

    /// The phase in which its events happen. Within a phase, processes follow the order of
    /// [`Process::ALL`], and residents the order of their positions.
    pub const fn phase(self) -> Phase {
        match self {
            Self::Death
            | Self::Separation
            | Self::Partnering
            | Self::JobChange
            | Self::Retirement
            | Self::MobilityLoss
            | Self::MobilityRecovery
            | Self::Psychiatric
            | Self::Care
            | Self::MoveWithin
            | Self::LeaveCity
            | Self::ProblemsUp
            | Self::ProblemsDown => Phase::Life,
            Self::TieLoss | Self::TieGain => Phase::Ties,
            Self::LonelinessUp | Self::LonelinessDown => Phase::Loneliness,
            Self::Entrenchment | Self::Competence => Phase::Isolation,
            Self::Signal => Phase::Signalling,
            Self::Pathway => Phase::Allocation,
            Self::VolunteerStop => Phase::Volunteers,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processes_are_numbered_in_the_order_of_their_phases() {
        for (place, pair) in Process::ALL.windows(2).enumerate() {
            assert!(pair[0].phase() <= pair[1].phase(), "{:?}", pair);
            assert_eq!(pair[0] as usize, place);
        }
        assert_eq!(Process::Signal as usize, LIFE_PROCESSES);
    }

    #[test]
    fn the_order_of_the_phases_is_fixed() {
        assert!(Phase::ALL.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
