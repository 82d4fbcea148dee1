//! Plans against every limit: by hand-worked cases, by the examples people start from, and by properties.

mod envelope;
mod examples;
mod properties;
mod vectors;

use chrono::NaiveDate;

use super::progression::CourseLimits;
use super::{CheckContext, DeviceLimits, Plan};
use crate::document::from_json;
use crate::modality::{Modality, Region};
use crate::time::Millis;
use crate::units::Force;

fn plan(json: &str) -> Plan {
    from_json(json.as_bytes()).expect("a plan")
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).expect("a date")
}

/// Nothing is known but the date.
fn alone() -> CheckContext {
    CheckContext {
        today: today(),
        device: None,
        profile_weight: None,
        first_dose: false,
        course: CourseLimits::default(),
    }
}

/// The home unit of the device profile's worked frames.
fn home_unit() -> DeviceLimits {
    DeviceLimits {
        modality: Modality::HomeUnit,
        regions: vec![Region::Cervical],
        force_min: Force::from_millinewtons(10_000),
        force_max: Force::from_millinewtons(222_400),
        force_step: Force::from_millinewtons(1_000),
        duration_max: Millis::from_mins(30),
        ramp_max: Force::from_millinewtons(20_000),
        intermittent: true,
        levels: 0,
    }
}
