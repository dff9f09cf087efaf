//! The interventions (Schemas 2 and 4, §3.6).

use super::{Label, Term};

/// The list of interventions: the name in code, the identifier, which is also the name of its file in
/// `programme/interventions`, and what a reader sees. `$with` is a macro that takes the list.
macro_rules! for_each_intervention {
    ($with:ident) => {
        $with! {
            PracticalHelp practical_help "praktische hulp" "practical help";
            GroupActivities group_activities "groepsactiviteiten" "group activities";
            VolunteerVisits volunteer_visits "bezoek door een vrijwilliger" "volunteer visits";
            PeerMatch peer_match "koppeling van twee ouderen" "match between two older residents";
            TelephoneContact telephone_contact "belcontact" "telephone contact";
            ShortGuidance short_guidance "korte intensieve begeleiding" "short intensive guidance";
            LongGuidance long_guidance "lange intensieve begeleiding" "long intensive guidance";
            CarerSupport carer_support "mantelzorgondersteuning" "carer support";
        }
    };
}
pub(crate) use for_each_intervention;

macro_rules! words {
    ($($name:ident $id:ident $nl:literal $en:literal;)*) => {
        /// An intervention.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        #[expect(missing_docs, reason = "the labels say what they are")]
        pub enum Intervention {
            $($name),*
        }

        /// Number of interventions.
        pub const INTERVENTIONS: usize = [$($nl),*].len();

        impl Term for Intervention {
            const ALL: &'static [Self] = &[$(Self::$name),*];
            fn index(self) -> usize {
                self as usize
            }
            fn id(self) -> &'static str {
                [$(stringify!($id)),*][self.index()]
            }
            fn label(self) -> Label {
                const LABELS: [Label; INTERVENTIONS] = [$(Label::new($nl, $en)),*];
                LABELS[self.index()]
            }
        }
    };
}

for_each_intervention!(words);
