//! Support, loneliness and the two lenses.

use super::{Label, Term};

/// Support level: how many people would give practical, emotional or companionship support (§2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Support {
    /// Nobody.
    None,
    /// A few.
    Moderate,
    /// Enough.
    Much,
}

/// Loneliness level (Tables 4 and 5). "Lonely" is moderate or strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Loneliness {
    /// Not lonely.
    None,
    /// Moderately lonely.
    Moderate,
    /// Strongly lonely.
    Strong,
}

/// The survey lens (§2.6, Tables 8 and 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum IsolationStatus {
    /// No support and lonely.
    Isolated,
    /// Moderate support and lonely.
    Threatened,
    /// Everybody else, the contact-poor among them: the survey cannot see them (§2.3).
    NotIsolated,
}

/// The typology lens (§2.2, Table 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum ContactType {
    /// Large network, not lonely.
    Resilient,
    /// Large network, lonely.
    Lonely,
    /// Small network, not lonely.
    ContactPoor,
    /// Small network, lonely.
    Isolated,
}

/// Three positions between which §2.6 compares voluntary work and informal care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum SocialPosition {
    /// Much support and not lonely.
    Resilient,
    /// Neither resilient nor isolated.
    Between,
    /// No support and lonely.
    Isolated,
}

impl SocialPosition {
    /// The position that goes with support and loneliness.
    pub fn of(support: Support, loneliness: Loneliness) -> Self {
        match IsolationStatus::of(support, loneliness) {
            IsolationStatus::Isolated => Self::Isolated,
            _ if loneliness == Loneliness::None && support == Support::Much => Self::Resilient,
            _ => Self::Between,
        }
    }
}

impl Loneliness {
    /// Moderate or strong.
    pub const fn is_lonely(self) -> bool {
        !matches!(self, Self::None)
    }
}

impl IsolationStatus {
    /// The status that goes with a support level and a loneliness level (§2.6).
    pub const fn of(support: Support, loneliness: Loneliness) -> Self {
        match (support, loneliness.is_lonely()) {
            (Support::None, true) => Self::Isolated,
            (Support::Moderate, true) => Self::Threatened,
            _ => Self::NotIsolated,
        }
    }
}

impl ContactType {
    /// The type that goes with a small or large network and a loneliness level (§2.2).
    pub const fn of(small_network: bool, loneliness: Loneliness) -> Self {
        match (small_network, loneliness.is_lonely()) {
            (false, false) => Self::Resilient,
            (false, true) => Self::Lonely,
            (true, false) => Self::ContactPoor,
            (true, true) => Self::Isolated,
        }
    }
}

impl Term for Support {
    const ALL: &'static [Self] = &[Self::None, Self::Moderate, Self::Much];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["none", "moderate", "much"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::None => Label::new("geen sociale steun", "no support"),
            Self::Moderate => Label::new("matige sociale steun", "moderate support"),
            Self::Much => Label::new("veel sociale steun", "much support"),
        }
    }
}

impl Term for Loneliness {
    const ALL: &'static [Self] = &[Self::None, Self::Moderate, Self::Strong];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["not_lonely", "moderate", "strong"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::None => Label::new("niet eenzaam", "not lonely"),
            Self::Moderate => Label::new("matig eenzaam", "moderately lonely"),
            Self::Strong => Label::new("sterk eenzaam", "strongly lonely"),
        }
    }
}

impl Term for IsolationStatus {
    const ALL: &'static [Self] = &[Self::Isolated, Self::Threatened, Self::NotIsolated];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["isolated", "threatened", "not_isolated"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::Isolated => Label::new("sociaal geïsoleerd", "isolated"),
            Self::Threatened => Label::new("isolement dreigt", "threatened"),
            Self::NotIsolated => Label::new("geen isolement", "not isolated"),
        }
    }
}

impl Term for ContactType {
    const ALL: &'static [Self] = &[
        Self::Resilient,
        Self::Lonely,
        Self::ContactPoor,
        Self::Isolated,
    ];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["resilient", "lonely", "contact_poor", "isolated"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::Resilient => Label::new("sociaal weerbaar", "resilient"),
            Self::Lonely => Label::new("eenzaam", "lonely"),
            Self::ContactPoor => Label::new("contactarm", "contact-poor"),
            Self::Isolated => Label::new("sociaal geïsoleerd", "isolated"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolated_means_no_support_and_lonely() {
        assert_eq!(
            IsolationStatus::of(Support::None, Loneliness::Strong),
            IsolationStatus::Isolated
        );
        assert_eq!(
            IsolationStatus::of(Support::None, Loneliness::None),
            IsolationStatus::NotIsolated
        );
        assert_eq!(
            IsolationStatus::of(Support::Much, Loneliness::Strong),
            IsolationStatus::NotIsolated
        );
    }

    #[test]
    fn only_the_typology_lens_sees_the_contact_poor() {
        assert_eq!(
            ContactType::of(true, Loneliness::None),
            ContactType::ContactPoor
        );
    }
}
