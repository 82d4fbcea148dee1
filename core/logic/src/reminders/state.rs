//! What a plan depends on beside its rules.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::clock::{Clock, ZoneOffsets};
use super::rule::{Rule, ZonePolicy};
use crate::time::Timestamp;

/// Nobody plans further ahead (own decision `[D]`).
pub const LONGEST_HORIZON: u32 = 366;

const DAY_MS: i64 = 24 * 3_600_000;
/// Around what is planned, so that no clock is read where its zone is not known: two days and the widest offset.
const AROUND_MS: i64 = 4 * DAY_MS;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The present.
    pub now: Timestamp,
    /// The zone of the phone's clock, before the first change.
    pub device_zone: String,
    /// Its changes, in order.
    pub zone_changes: Vec<ZoneChange>,
    /// Quiet hours by the phone's clock, from the first up to but not including the second; they may cross midnight.
    pub quiet: Option<(NaiveTime, NaiveTime)>,
    /// Paused before this day.
    pub paused_until: Option<NaiveDate>,
    /// Days on which what a daily or weekly rule reminds of was done.
    pub done_dates: Vec<NaiveDate>,
    /// How many days of 24 hours ahead are planned.
    pub horizon_days: u32,
    /// How many may be pending at once.
    pub capacity: u32,
}

/// The phone's clock shows another zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneChange {
    /// From when on.
    pub at: Timestamp,
    /// Which.
    pub zone: String,
}

/// A zone whose offsets a plan needs, over a span of milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneNeeded {
    /// Its IANA name.
    pub zone: String,
    /// The field that names it.
    pub field: String,
    /// From when.
    pub from: i64,
    /// Until when.
    pub until: i64,
}

impl State {
    /// The end of what is planned, in milliseconds since 1970.
    pub fn horizon(&self) -> i64 {
        self.now.unix_millis().saturating_add(i64::from(self.horizon_days) * DAY_MS)
    }

    /// Every zone that a plan of `rules` needs, each once.
    pub fn zones_needed(&self, rules: &[Rule]) -> Vec<ZoneNeeded> {
        // What a clock read earlier is over: no trip and no gap reaches further than a day and a little.
        let from = self.now.unix_millis().saturating_sub(AROUND_MS);
        let until = self.horizon().saturating_add(AROUND_MS);
        let phone = std::iter::once((self.device_zone.clone(), "state.device_zone".to_owned()));
        let changes = self.zone_changes.iter().enumerate();
        let changes =
            changes.map(|(n, change)| (change.zone.clone(), format!("state.zone_changes[{n}].zone")));
        let fixed = rules.iter().enumerate().filter_map(|(n, rule)| match &rule.zone {
            ZonePolicy::Fixed(zone) => Some((zone.clone(), format!("rules[{n}].zone"))),
            ZonePolicy::Floating => None,
        });
        let mut needed = BTreeMap::new();
        for (zone, field) in phone.chain(changes).chain(fixed) {
            needed.entry(zone).or_insert(field);
        }
        needed.into_iter().map(|(zone, field)| ZoneNeeded { zone, field, from, until }).collect()
    }

    /// The phone's clock; `None` where the offsets of one of its zones are missing.
    pub(super) fn phone(&self, zones: &BTreeMap<String, ZoneOffsets>) -> Option<Clock> {
        let mut shown = vec![(i64::MIN, zones.get(&self.device_zone)?)];
        for change in &self.zone_changes {
            shown.push((change.at.unix_millis(), zones.get(&change.zone)?));
        }
        Some(Clock::changing(shown))
    }

    /// Whether the phone is quiet at a time of its clock.
    pub(super) fn is_quiet(&self, time: NaiveTime) -> bool {
        self.quiet.is_some_and(|(from, until)| {
            if from <= until { (from..until).contains(&time) } else { time >= from || time < until }
        })
    }
}
