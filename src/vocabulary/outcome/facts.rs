//! The facts of all outcomes, those of the families among them.

use std::sync::LazyLock;

use super::OutcomeKind::{Flow, Ledger, Ratio};
use super::Unit::{Hours, Months, Persons};
use super::list::{BY_AGE, BY_BOROUGH};
use super::{Fact, OutcomeKind, Unit};
use crate::vocabulary::{
    CareResult, Channel, Intervention, IsolationCategory, Label, Profile, Resource, Term,
};

/// The facts of all outcomes. Texts of the families are put together once and live as long as the
/// program.
pub(super) static FACTS: LazyLock<Vec<Fact>> = LazyLock::new(|| {
    let mut facts: Vec<Fact> = BY_AGE.into();
    let mut put = |id: String, nl: String, en: String, kind: OutcomeKind, unit: Unit| {
        let label = Label::new(nl.leak(), en.leak());
        facts.push(Fact(id.leak(), label, kind, unit));
    };
    for &help in Intervention::ALL {
        let what = help.label();
        put(
            format!("started_{}", help.id()),
            format!("begonnen met {}", what.nl),
            format!("started {}", what.en),
            Flow,
            Persons,
        );
    }
    for Fact(id, label, kind, unit) in BY_BOROUGH {
        put(
            id.to_owned(),
            label.nl.to_owned(),
            label.en.to_owned(),
            kind,
            unit,
        );
    }
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
