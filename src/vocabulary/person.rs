//! Traits of a person.

use super::{Label, Term};

/// Sex, as the population statistics record it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Sex {
    Man,
    Woman,
}

/// Social competence (§3.4, §3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Competence {
    Sufficient,
    Functional,
    Poor,
}

/// Limits to mobility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Mobility {
    Free,
    Limited,
    Housebound,
}

/// Work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Work {
    Education,
    Working,
    Jobless,
    Retired,
}

/// Informal care given to somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "the labels say what they are")]
pub enum Care {
    None,
    Some,
    Intensive,
}

impl Term for Sex {
    const ALL: &'static [Self] = &[Self::Man, Self::Woman];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["man", "woman"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::Man => Label::new("mannen", "men"),
            Self::Woman => Label::new("vrouwen", "women"),
        }
    }
}

impl Term for Competence {
    const ALL: &'static [Self] = &[Self::Sufficient, Self::Functional, Self::Poor];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["sufficient", "functional", "poor"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::Sufficient => Label::new("voldoende competenties", "sufficient competence"),
            Self::Functional => Label::new("functionele competenties", "functional competence"),
            Self::Poor => Label::new("gebrekkige competenties", "poor competence"),
        }
    }
}

impl Term for Mobility {
    const ALL: &'static [Self] = &[Self::Free, Self::Limited, Self::Housebound];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["free", "limited", "housebound"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::Free => Label::new("geen mobiliteitsbeperking", "no mobility limit"),
            Self::Limited => Label::new("beperkt mobiel", "limited mobility"),
            Self::Housebound => Label::new("aan huis gebonden", "housebound"),
        }
    }
}

impl Term for Work {
    const ALL: &'static [Self] = &[Self::Education, Self::Working, Self::Jobless, Self::Retired];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["education", "working", "jobless", "retired"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::Education => Label::new("in opleiding", "in education"),
            Self::Working => Label::new("werkend", "working"),
            Self::Jobless => Label::new("zonder werk", "jobless"),
            Self::Retired => Label::new("gepensioneerd", "retired"),
        }
    }
}

impl Term for Care {
    const ALL: &'static [Self] = &[Self::None, Self::Some, Self::Intensive];
    fn index(self) -> usize {
        self as usize
    }
    fn id(self) -> &'static str {
        ["none", "some", "intensive"][self.index()]
    }
    fn label(self) -> Label {
        match self {
            Self::None => Label::new("geen mantelzorger", "no informal carer"),
            Self::Some => Label::new("mantelzorger", "informal carer"),
            Self::Intensive => Label::new("intensieve mantelzorger", "intensive informal carer"),
        }
    }
}
