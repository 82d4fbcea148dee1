//! The next dose: shared cases worked out by hand, every line of section 7, and properties over random courses.

mod properties;
mod section_7;
mod vectors;

use super::*;
use crate::modality::Modality;
use crate::plan::{LimitId, Load};
use crate::time::Millis;
use crate::units::Force;

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("an instant")
}

/// The morning of a day in March.
fn morning(day: u32) -> Timestamp {
    at(&format!("2026-03-{day:02}T09:00:00+01:00"))
}

fn dose(millinewtons: u32, minutes: u64) -> Amount {
    Amount {
        load: Load::Force(Force::from_millinewtons(millinewtons)),
        duration: Millis::from_mins(minutes),
        sets: 1,
    }
}

/// A clean session of ten minutes at 80 N.
fn session(day: u32) -> PastSession {
    PastSession {
        modality: Modality::HomeUnit,
        in_course: true,
        started: morning(day),
        ended: morning(day).plus(Millis::from_mins(10)),
        dose: Some(dose(80_000, 10)),
        completed: true,
        eased: false,
        released_in_time: true,
        felt: Felt::Nothing,
        pain_before: Some(4),
        pain_after: Some(4),
        next_day: None,
    }
}

/// A course on a provider's plan of 80 N.
fn course(sessions: Vec<PastSession>) -> History {
    let provider = PlanProvider { date: morning(1).date(), expires: None };
    let plan = AcceptedPlan {
        modality: Modality::HomeUnit,
        at: morning(1),
        dose: dose(80_000, 10),
        provider: Some(provider),
    };
    History {
        modality: Modality::HomeUnit,
        course_started: Some(morning(1)),
        sessions,
        plans: vec![plan],
        contacts: Vec::new(),
        reviews: Vec::new(),
        locks: Vec::new(),
        pains: Vec::new(),
    }
}

fn lowered_to(history: &History, now: Timestamp) -> Option<Amount> {
    match decide(history, now).next {
        Next::Lower { to, .. } => Some(to),
        Next::Keep | Next::Hold => None,
    }
}
