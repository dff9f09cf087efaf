//! Isolation categories and the eight intervention profiles (§3.4, §3.5, Schema 1).

use super::{IsolationStatus, Label, Term};

/// How persistent the isolation is (§3.4, §3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum IsolationCategory {
    /// Not isolated and not threatened.
    None,
    /// Threatened: moderate support and lonely, not entrenched.
    Threatened,
    /// Isolated through a recent loss, not entrenched.
    Situational,
    /// Entrenched.
    Structural,
    /// Entrenched and interwoven with psychiatric problems.
    StructuralPsychiatric,
}

/// Orientation of a resident towards social participation (§3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Orientation {
    /// Oriented to participation.
    Participation,
    /// Not, or not clearly.
    Other,
}

/// Category x orientation (Schema 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Profile {
    Active,
    Sheltered,
    LeftBehind,
    Dependent,
    Compensator,
    Outsider,
    Hopeful,
    Survivor,
}

impl IsolationCategory {
    /// The category that goes with a status, entrenchment and psychiatric problems.
    ///
    /// An entrenched resident who gains a tie or two but stays lonely is still structural: the
    /// survey lens then says "threatened", the category does not.
    pub const fn of(status: IsolationStatus, entrenched: bool, psychiatric: bool) -> Self {
        match (status, entrenched, psychiatric) {
            (IsolationStatus::NotIsolated, _, _) => Self::None,
            (_, true, true) => Self::StructuralPsychiatric,
            (_, true, false) => Self::Structural,
            (IsolationStatus::Isolated, false, _) => Self::Situational,
            (IsolationStatus::Threatened, false, _) => Self::Threatened,
        }
    }
}

impl IsolationCategory {
    /// Structural, with or without psychiatric problems.
    pub const fn is_heavy(self) -> bool {
        matches!(self, Self::Structural | Self::StructuralPsychiatric)
    }
}

impl Profile {
    /// Of a structural category, with or without psychiatric problems.
    pub const fn is_heavy(self) -> bool {
        matches!(
            self,
            Self::Compensator | Self::Outsider | Self::Hopeful | Self::Survivor
        )
    }

    /// The profile of a resident, or none outside isolation and threat.
    pub const fn of(category: IsolationCategory, orientation: Orientation) -> Option<Self> {
        use IsolationCategory as C;
        let participation = matches!(orientation, Orientation::Participation);
        match (category, participation) {
            (C::None, _) => None,
            (C::Threatened, true) => Some(Self::Active),
            (C::Threatened, false) => Some(Self::Sheltered),
            (C::Situational, true) => Some(Self::LeftBehind),
            (C::Situational, false) => Some(Self::Dependent),
            (C::Structural, true) => Some(Self::Compensator),
            (C::Structural, false) => Some(Self::Outsider),
            (C::StructuralPsychiatric, true) => Some(Self::Hopeful),
            (C::StructuralPsychiatric, false) => Some(Self::Survivor),
        }
    }
}

impl Term for IsolationCategory {
    const ALL: &'static [Self] = &[
        Self::None,
        Self::Threatened,
        Self::Situational,
        Self::Structural,
        Self::StructuralPsychiatric,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        [
            "none",
            "threatened",
            "situational",
            "structural",
            "structural_psychiatric",
        ][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::None => Label::new("geen", "none"),
            Self::Threatened => Label::new("dreigend isolement", "threatened isolation"),
            Self::Situational => Label::new("situationeel isolement", "situational isolation"),
            Self::Structural => Label::new("structureel isolement", "structural isolation"),
            Self::StructuralPsychiatric => Label::new(
                "structureel isolement met psychiatrische problematiek",
                "structural isolation with psychiatric problems",
            ),
        }
    }
}

impl Term for Orientation {
    const ALL: &'static [Self] = &[Self::Participation, Self::Other];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["participation", "other"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::Participation => {
                Label::new("gericht op participatie", "oriented to participation")
            }
            Self::Other => Label::new(
                "niet duidelijk gericht op participatie",
                "not clearly oriented to participation",
            ),
        }
    }
}

impl Term for Profile {
    const ALL: &'static [Self] = &[
        Self::Active,
        Self::Sheltered,
        Self::LeftBehind,
        Self::Dependent,
        Self::Compensator,
        Self::Outsider,
        Self::Hopeful,
        Self::Survivor,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        [
            "active",
            "sheltered",
            "left_behind",
            "dependent",
            "compensator",
            "outsider",
            "hopeful",
            "survivor",
        ][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::Active => Label::new("actieven", "active"),
            Self::Sheltered => Label::new("geborgenen", "sheltered"),
            Self::LeftBehind => Label::new("achterblijvers", "left behind"),
            Self::Dependent => Label::new("afhankelijken", "dependent"),
            Self::Compensator => Label::new("compenseerders", "compensators"),
            Self::Outsider => Label::new("buitenstaanders", "outsiders"),
            Self::Hopeful => Label::new("hoopvollen", "hopeful"),
            Self::Survivor => Label::new("overlevers", "survivors"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entrenchment_outlasts_the_first_regained_tie() {
        let category = IsolationCategory::of(IsolationStatus::Threatened, true, false);
        assert_eq!(category, IsolationCategory::Structural);
    }

    #[test]
    fn each_category_but_none_has_two_profiles() {
        for &category in IsolationCategory::ALL {
            let found: Vec<_> = Orientation::ALL
                .iter()
                .filter_map(|&orientation| Profile::of(category, orientation))
                .collect();
            let expected = if category == IsolationCategory::None {
                0
            } else {
                2
            };
            assert_eq!(found.len(), expected, "{category:?}");
        }
    }
}
